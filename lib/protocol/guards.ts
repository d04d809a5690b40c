/** Says whether a value from another context has the shape that the types promise. Never throws. */
export type Guard = (value: unknown) => boolean;

/** A finite number. */
export const number: Guard = value => typeof value === 'number' && Number.isFinite(value);

/** A string of at most 500 characters: nothing that we show is longer. */
export const text: Guard = value => typeof value === 'string' && value.length <= 500;

/** The same for titles and sentences that are made of several. */
export const longText: Guard = value => typeof value === 'string' && value.length <= 2_000;

export const flag: Guard = value => typeof value === 'boolean';

export const oneOf =
  (...allowed: readonly unknown[]): Guard =>
  value =>
    allowed.includes(value);

/** The member may be absent. */
export const optional =
  (guard: Guard): Guard =>
  value =>
    value === undefined || guard(value);

/** A plain object, not an array. Narrows, so that its members can be read as unknown. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A guard for each member of `T`. */
export type Guards<T> = { readonly [Key in keyof T]-?: Guard };

/** An object with these members; every member of `T` must be listed. Further members are let pass. */
export const object =
  <T>(members: Guards<T>): Guard =>
  value => {
    if (!isObject(value)) return false;
    for (const key in members) if (!members[key](value[key])) return false;
    return true;
  };

/** An array of at most `most` items. */
export const list =
  (item: Guard, most: number): Guard =>
  value =>
    Array.isArray(value) && value.length <= most && value.every(item);

/** An object whose keys are data: at most 16, none longer than 20 characters. */
export const record =
  (item: Guard): Guard =>
  value =>
    isObject(value) &&
    Object.keys(value).length <= 16 &&
    Object.entries(value).every(([key, each]) => key.length <= 20 && item(each));
