import type { OpenInterest } from '../model/trade.ts';

/**
 * Fills in the dollars, or the coins, of rows whose venue gives only the other for the past, at the price that other venues used for the same
 * coin at about the same time (the median of their dollars by coins). Rows of a coin that no venue priced stay as they are.
 *
 * All rows must be of one moment.
 */
export function valueByPeers(rows: readonly OpenInterest[]): readonly OpenInterest[] {
  const prices = new Map<string, number[]>();
  for (const { base, coins, usd } of rows) {
    if (coins === undefined || usd === undefined || !(coins > 0) || !(usd > 0)) continue;
    prices.set(base, [...(prices.get(base) ?? []), usd / coins]);
  }
  return rows.map(row => {
    const price = median(prices.get(row.base) ?? []);
    if (price === undefined) return row;
    const { coins, usd } = row;
    if (usd === undefined && coins !== undefined) return { ...row, usd: coins * price };
    if (coins === undefined && usd !== undefined) return { ...row, coins: usd / price };
    return row;
  });
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)];
  const before = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle === undefined || before === undefined ? undefined : (middle + before) / 2;
}
