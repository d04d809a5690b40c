import { isKnown, missing, withMinus } from './missing.ts';

/**
 * A price in US dollars, without the sign of the currency: `67,460`, `1,954`, `612.4`, `80.12`, `1.372`, `0.09234`, `0.000007120`.
 * Whole dollars from a thousand up, else four significant digits.
 * What is not known is a dash.
 */
export function formatPrice(usd: number | undefined): string {
  if (!isKnown(usd)) return missing;
  const size = Math.abs(usd);
  const rounded = Number(size.toPrecision(4));
  return withMinus(usd, rounded >= 1_000 ? groupThousands(size.toFixed(0)) : size.toFixed(toDecimals(rounded)));
}

/** A round number as people write it, with no more digits than it has: `65,000`, `2.5`, `0.075`. */
export function formatLevel(usd: number | undefined): string {
  return formatPrice(usd).replace(/\.0+$|(\.\d+?)0+$/, '$1');
}

/** `1234567` as `1,234,567`. */
export function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A whole number: `714,644`. What is not known is a dash. */
export function formatCount(count: number | undefined): string {
  return isKnown(count) ? withMinus(count, groupThousands(Math.abs(count).toFixed(0))) : missing;
}

function toDecimals(size: number): number {
  return size === 0 ? 0 : Math.min(20, 3 - Math.floor(Math.log10(size)));
}
