/** The row of a pressed button is about to go: its focus goes to the button of the next row, else of the one before, else to the field that adds one. */
export function passFocus({ currentTarget }: Event): void {
  const row = currentTarget instanceof Element ? currentTarget.closest('li') : null;
  const heir =
    (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector('button') ??
    row?.parentElement?.parentElement?.querySelector('form input[name=coin]');
  if (heir instanceof HTMLElement) heir.focus();
}
