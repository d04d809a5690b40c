import type { Ledger } from '../world.ts';

/** One price of a book and the coins that rest there. */
export type BookRow = readonly [price: number, coins: number];

/**
 * A book around the price, best first: dollars spread evenly over the prices `step` apart, as many as the ledger has within one per cent, and as
 * dense beyond. `share` is the exchange's part of the ledger's depth. Prices are whole multiples of `step`, bids below the price and asks above.
 */
export function bookOf(
  ledger: Ledger,
  base: string,
  time: number,
  { step, rows, share }: { readonly step: number; readonly rows: number; readonly share: number },
): { readonly bids: readonly BookRow[]; readonly asks: readonly BookRow[] } {
  const price = ledger.price(base, time);
  const { bidUsd, askUsd } = ledger.depth(base, time);
  const below = Math.floor(price / step);
  const side = (usd: number, place: (row: number) => number): readonly BookRow[] =>
    Array.from({ length: rows }, (_none, row): BookRow => {
      const at = place(row) * step;
      return [at, (usd * share * step) / (0.01 * price) / at];
    }).filter(([at]) => at > 0);
  return { bids: side(bidUsd, row => below - row), asks: side(askUsd, row => below + 1 + row) };
}
