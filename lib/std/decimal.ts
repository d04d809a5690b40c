/** Where a figure must lie to be believed. All are optional; `above` and `below` exclude their own value. */
export interface Bounds {
  readonly above?: number;
  readonly atLeast?: number;
  readonly below?: number;
  readonly atMost?: number;
}

const maxLength = 64;
const plain = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const grouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

/**
 * Reads what providers send for a number: a JSON number or a decimal string, with or without thousands commas.
 * `undefined` for everything else (null, `''`, `NaN`, `Infinity`, hexadecimal, blanks, text, more than 64 characters) and for what lies
 * outside `bounds`: a missing figure is never 0. Never throws.
 */
export function readDecimal(value: unknown, bounds: Bounds = {}): number | undefined {
  const figure = toNumber(value);
  if (figure === undefined || !Number.isFinite(figure)) return undefined;
  if (bounds.above !== undefined && figure <= bounds.above) return undefined;
  if (bounds.atLeast !== undefined && figure < bounds.atLeast) return undefined;
  if (bounds.below !== undefined && figure >= bounds.below) return undefined;
  if (bounds.atMost !== undefined && figure > bounds.atMost) return undefined;
  // -0 is not the same after JSON.
  return figure === 0 ? 0 : figure;
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.length > maxLength) return undefined;
  if (plain.test(value)) return Number(value);
  if (grouped.test(value)) return Number(value.replaceAll(',', ''));
  return undefined;
}
