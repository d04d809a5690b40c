/** A single sum above this is a fault of the sender, not money: a million million dollars. */
const mostUsd = 1e12;

/**
 * Whole US cents, or `undefined` where the dollars are not known or can be no amount (negative, not finite, above 10^12).
 * Sums are made in cents because whole numbers add up exactly in any order.
 */
export function toCents(usd: number | undefined): number | undefined {
  if (usd === undefined || !(usd >= 0 && usd <= mostUsd)) return undefined;
  return Math.round(usd * 100);
}
