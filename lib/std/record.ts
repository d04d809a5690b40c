/** Whether a decoded value is an object with named fields: no list, no null. For guards that are written by hand. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
