import { writeNumber } from './locale.ts';
import { isKnown, missing, withMinus } from './missing.ts';

/**
 * A price in US dollars, without the sign of the currency: `67,460`, `1,954`, `612.4`, `80.12`, `1.372`, `0.09234`, `0.000007120`.
 * Whole dollars from a thousand up, else four significant digits.
 * What is not known is a dash.
 */
export function formatPrice(usd: number | undefined): string {
  return write(usd);
}

/** A round number as people write it, with no more digits than it has: `65,000`, `2.5`, `0.075`. */
export function formatLevel(usd: number | undefined): string {
  return write(usd, 0);
}

/** A whole number: `714,644`. What is not known is a dash. */
export function formatCount(count: number | undefined): string {
  return isKnown(count) ? withMinus(count, writeNumber(Math.abs(count), 0)) : missing;
}

/** `least` decimals are written although they are zeros; all of them when not given. */
function write(usd: number | undefined, least?: number): string {
  if (!isKnown(usd)) return missing;
  const size = Math.abs(usd);
  const rounded = Number(size.toPrecision(4));
  const decimals = rounded >= 1_000 ? 0 : toDecimals(rounded);
  return withMinus(usd, writeNumber(size, decimals, Math.min(least ?? decimals, decimals)));
}

function toDecimals(size: number): number {
  return size === 0 ? 0 : Math.min(20, 3 - Math.floor(Math.log10(size)));
}
