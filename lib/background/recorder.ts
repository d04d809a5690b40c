import { union } from '../std/intervals.ts';
import type { FeedBatch } from '../feeds/socket-feed.ts';
import type { Interval, Intervals } from '../model/coverage.ts';
import type { Liquidation } from '../model/trade.ts';
import type { CoverageRow } from '../store/tables.ts';
import type { BackgroundParts } from './parts.ts';

const dayMs = 86_400_000;
/** Totals reach back 30 days, and the first of them may lie in the 31st. */
export const bookReachMs = 31 * dayMs;
/** Slices of folding after which what waits to be written has its turn. */
const slicesInTurn = 2;

/** Writes what feeds hand on, and keeps the book equal to what is written. */
export interface Recorder {
  /** Resolves once the batch is safe. */
  record(batch: FeedBatch): Promise<void>;
  /** Moves complete minutes into sums, and reads the last two days anew. */
  fold(): Promise<void>;
  /** Reads everything anew: at the start, and after bars or ageing changed the past. */
  reload(): Promise<void>;
  /** End of the last interval that events of the stream prove; undefined when there is none. */
  heardUntil(venue: string, stream: string): number | undefined;
}

export function createRecorder(
  parts: Pick<BackgroundParts, 'liquidationStore' | 'book' | 'marketTime' | 'changed'> & {
    /** Told of orders once they are written. */
    readonly onOrders?: (orders: readonly Liquidation[]) => void;
  },
): Recorder {
  const { liquidationStore, book, marketTime, changed, onOrders } = parts;
  /** What events of each stream prove, by venue and stream. */
  const proven = new Map<string, Intervals>();
  let pending: Promise<void> = Promise.resolve();

  /** What is read must not be overtaken by what is written meanwhile, or money would be missing from the book until the next minute. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = pending.then(work);
    pending = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  function hear(batch: FeedBatch, heard: Interval): void {
    const { venue, stream } = batch;
    const name = nameOf(batch);
    const intervals = union(proven.get(name) ?? [], [heard]);
    proven.set(name, intervals);
    book.hear({ venue, stream, layer: 'fine', source: 'events', intervals });
  }

  function prove(coverage: readonly CoverageRow[]): void {
    proven.clear();
    for (const row of coverage) if (row.layer === 'fine' && row.source === 'events') proven.set(nameOf(row), row.intervals);
    book.replaceCoverage(coverage);
  }

  async function read(days: number | undefined): Promise<void> {
    const now = marketTime.now();
    const fromDay = now - (days === undefined ? bookReachMs : days * dayMs);
    const view = await liquidationStore.view({ fromDay, toDay: now + dayMs, grainsMs: [60_000, 1_800_000] });
    const first = Math.floor(fromDay / dayMs) * dayMs;
    const older = days === undefined ? [] : book.days().filter(row => row.day < first);
    book.replaceDays([...older, ...view.rows]);
    book.replaceTail(view.pending);
    prove(view.coverage);
    changed('liquidations');
  }

  return {
    record: batch =>
      inTurn(async () => {
        const added = await liquidationStore.commit(batch);
        book.append(
          added.flatMap(({ venue, base, position, usd, eventTime, receivedTime }) =>
            usd === undefined ? [] : [{ venue, base, position, cents: Math.round(usd * 100), time: eventTime ?? receivedTime }],
          ),
        );
        if (added.length > 0) onOrders?.(added);
        if (batch.heard !== undefined) hear(batch, batch.heard);
        if (added.length > 0 || batch.heard !== undefined) changed('liquidations');
      }),
    async fold() {
      const now = marketTime.now();
      // The book keeps what it has until it is read anew, so that orders of a flood may be written between two slices.
      while (!(await inTurn(() => liquidationStore.fold(now, slicesInTurn))));
      await inTurn(() => read(2));
    },
    reload: () => inTurn(() => read(undefined)),
    heardUntil: (venue, stream) => proven.get(nameOf({ venue, stream }))?.at(-1)?.to,
  };
}

function nameOf({ venue, stream }: { readonly venue: string; readonly stream: string }): string {
  return `${venue} ${stream}`;
}
