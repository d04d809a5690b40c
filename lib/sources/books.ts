import { events, type Parsed } from '../model/parsed.ts';
import type { BookDepth } from '../model/venue.ts';
import { figureAt, listAt, type Fields } from '../std/fields.ts';
import { listOf, refuse, within } from '../std/rows.ts';
import { priceAt } from './fields.ts';

/** One price of a book, and what rests there in coins (or in units of coins that the price is for). */
export type BookLevel = readonly [price: number, amount: number];

/** A side of a book: a list of lists, price and amount first. */
export function levelsAt(book: Fields, side: string): readonly BookLevel[] {
  return listAt(book, side).map((value, place) =>
    within(`${side}.${place}`, () => {
      const level = listOf(value);
      return [priceAt(level, 0), figureAt(level, 1, { atLeast: 0, below: 1e15 })] as const;
    }),
  );
}

/** How far from the middle the depth is added up. */
const reach = 0.01;

/**
 * What rests within one per cent of the middle, in the currency of the prices. Levels come in any order. Throws `Unreadable` for a book with one
 * side only, a crossed one (bid at or above ask: Binance's published books of 2025-10-10 are crossed in a third of the snapshots), and one whose
 * best prices lie further apart than what is looked at. A side that ends before one per cent makes both figures floors.
 */
export function toDepth(bids: readonly BookLevel[], asks: readonly BookLevel[]): Parsed<BookDepth> {
  if (bids.length === 0 || asks.length === 0) refuse('one side of the book is missing');
  const [bid, lowest] = ends(bids);
  const [highest, ask] = ends(asks);
  if (bid >= ask) refuse('a crossed book');
  const middle = (bid + ask) / 2;
  const [floor, ceiling] = [middle * (1 - reach), middle * (1 + reach)];
  if (bid < floor) refuse('no order within one per cent');
  const sum = (levels: readonly BookLevel[]) =>
    levels.reduce((total, [price, amount]) => (price >= floor && price <= ceiling ? total + price * amount : total), 0);
  return events([{ bidUsd: sum(bids), askUsd: sum(asks), isPartial: lowest > floor || highest < ceiling }]);
}

/** The highest and the lowest price. */
function ends(levels: readonly BookLevel[]): readonly [highest: number, lowest: number] {
  let [highest, lowest] = [-Infinity, Infinity];
  for (const [price] of levels) {
    highest = Math.max(highest, price);
    lowest = Math.min(lowest, price);
  }
  return [highest, lowest];
}
