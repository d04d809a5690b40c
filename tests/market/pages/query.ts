/** The words of a comma-separated parameter; none when it is missing. */
export function chosenFrom(value: string | undefined): readonly string[] {
  return (value ?? '').split(',').filter(word => word !== '');
}
