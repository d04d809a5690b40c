import type { Venue } from '../model/venue.ts';
import { kept, dayMs, dayOf } from '../store/grains.ts';
import { clip } from '../std/intervals.ts';
import { createBook } from './book.ts';
import type { Book } from './book.ts';
import { createHistoryUnits } from './history-units.ts';
import type { BackgroundParts } from './parts.ts';
import { bookReachMs } from './recorder.ts';

/** What is kept of forced orders for somebody who looks further back than the book of now does. */
export type OlderBook = (from: number) => Promise<Book>;

/**
 * The book of now where it reaches back to `from` (ms), else one with the older days that are stored by the half hour; the last one made is kept. Without
 * their sums those days would count as heard and quiet. Of days of which only hours are kept, nothing counts as heard.
 */
export function createOlderBook(
  { book, state, liquidationStore, marketTime }: Pick<BackgroundParts, 'book' | 'state' | 'liquidationStore' | 'marketTime'>,
  venues: readonly Venue[],
): OlderBook {
  let made: { readonly fromDay: number; readonly of: unknown; readonly book: Promise<Book> } | undefined;

  async function make(fromDay: number, toDay: number): Promise<Book> {
    const { rows, coverage } = await liquidationStore.view({ fromDay, toDay, grainsMs: [60_000, 1_800_000] });
    const older = createBook(createHistoryUnits(state, venues));
    const reach = dayOf(marketTime.now() - kept.coarse);
    older.replaceDays(rows);
    older.replaceCoverage(coverage.map(row => ({ ...row, intervals: clip(row.intervals, reach, Infinity) })));
    return older;
  }

  return async from => {
    const now = marketTime.now();
    if (from >= dayOf(now - bookReachMs)) return book;
    // A week at a time, so that one scrubs within what was read.
    const weekMs = 7 * dayMs;
    const fromDay = Math.floor(from / weekMs) * weekMs;
    // The days of now are replaced every minute, and when something is wiped or healed.
    const of = book.days();
    if (made?.fromDay !== fromDay || made.of !== of) {
      const older = make(fromDay, fromDay + 6 * weekMs);
      made = { fromDay, of, book: older };
      // A fault of the database is tried again.
      older.catch(() => (made = undefined));
    }
    return made.book;
  };
}
