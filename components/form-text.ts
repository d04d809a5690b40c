/** Reads the fields of a form by their names; a name that no text field or choice has reads as nothing typed. */
export const formText =
  (form: HTMLFormElement) =>
  (name: string): string => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : '';
  };
