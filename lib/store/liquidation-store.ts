import type { DaySums, Interval, Intervals } from '../model/coverage.ts';
import type { Liquidation, Position, VenueId } from '../model/trade.ts';
import { toCents } from './cents.ts';
import type { Database } from './database.ts';
import { type CorruptDay, layerOf, toDaySums } from './day-rows.ts';
import { dayMs, dayOf, kept, minuteMs } from './grains.ts';
import { subtract, toIntervals } from '../std/intervals.ts';
import { archiveOldestDay, coarsenOldestDay, coarsenQuietCoverage, dropOldestHours } from './liquidation-ageing.ts';
import { type BarBatch, claimSpan, type HeardBars, markHeard, putBars } from './liquidation-bars.ts';
import { commitEvents, type EventBatch, foldSlice, nextPendingVenue } from './liquidation-events.ts';
import { dropRawEvents } from './raw-events.ts';
import type { CoverageRow, DayRow, EventRow, TableName, Transaction } from './tables.ts';

/** Everything that money depends on. One set for all work, so that transactions queue instead of meeting half-way. */
const moneyTables: readonly TableName[] = ['events', 'days', 'coverage', 'claims', 'watermarks'];
const dropAtOnce = 500;

/** Money that is not in a day row yet. */
export interface PendingSum {
  readonly venue: VenueId;
  readonly base: string;
  readonly position: Position;
  readonly cents: number;
  /** The venue's clock, else ours, ms. */
  readonly time: number;
}

/** Days from `fromDay` to `toDay`, both included; any time of the day will do. `grainsMs` leaves out other grains. */
export interface DayRange {
  readonly fromDay: number;
  readonly toDay: number;
  readonly grainsMs?: readonly number[];
}

/** Readable rows and those that are not: a corrupt day was not heard, whatever its coverage says. */
export interface StoredDays {
  readonly rows: readonly DaySums[];
  readonly corrupt: readonly CorruptDay[];
}

/** Everything that totals are made of, from one moment. */
export interface LiquidationView extends StoredDays {
  readonly pending: readonly PendingSum[];
  readonly coverage: readonly CoverageRow[];
}

/** Forced orders and their sums. Every method is one or more transactions, each of which happens whole or not at all. */
export interface LiquidationStore {
  /**
   * Takes in the events not seen before (by venue and key) and resolves to just those. Left out as well: events in a span claimed for bars,
   * and events older than what was already let go. `heard` is added to the stream's fine coverage, less what bars claim.
   * An event without dollars is kept and carries no money.
   */
  commit(batch: EventBatch): Promise<readonly Liquidation[]>;
  /**
   * Moves the pending money of complete minutes before `now` (ms) into day rows, in slices of some 10 ms. Resolves to whether nothing is left;
   * after `slices` of them it stops, so that what comes in meanwhile can be written in between.
   */
  fold(now: number, slices?: number): Promise<boolean>;
  /**
   * Settles that bars count in a span, so far as no stream of events was heard there: whole five minutes, still kept as minutes. Resolves to what
   * is now claimed of the span, the same again when asked again. Money of events that lie in it without coverage gives way.
   */
  claimBars(venue: VenueId, span: Interval): Promise<Intervals>;
  /**
   * Puts bars in place of what their contract had in those slots; reading bars again changes nothing. Five-minute bars outside the claims,
   * bars off their grain and bars of days that are already coarser are left out. Resolves to how many were taken.
   */
  commitBars(batch: BarBatch): Promise<number>;
  /** Records that bars were read through for a span, once they are committed. In the fine layer only what is claimed counts. */
  markBarsHeard(heard: HeardBars): Promise<void>;
  /**
   * Days, what is pending and coverage at one moment: read apart, a fold in between would show money twice. A corrupt day is already taken out
   * of the coverage given here.
   */
  view(range: DayRange): Promise<LiquidationView>;
  /** Events of all venues with `from <= time < to`, the newest first, at most `limit` of them. They reach back 48 hours. */
  rawEvents(from: number, to: number, limit: number): Promise<readonly Liquidation[]>;
  /** Time of the oldest event that is kept, ms; `undefined` without any. */
  oldestEvent(): Promise<number | undefined>;
  /** Minutes of days wholly older than 7 days become half hours, half hours older than 60 days become hours. One day per transaction. */
  rollUp(now: number): Promise<void>;
  /** Lets go of raw events after 48 hours and of hours after 400 days. Run after `rollUp`. */
  prune(now: number): Promise<void>;
}

/** The store over a database that is opened when first used. */
export function createLiquidationStore(db: Database): LiquidationStore {
  function write<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return db.run('write', moneyTables, work);
  }

  async function fold(now: number, slices = Infinity): Promise<boolean> {
    const before = Math.floor(now / minuteMs) * minuteMs;
    let left = slices;
    let venue = await db.run('read', ['events'], tx => nextPendingVenue(tx, '', before));
    while (venue !== undefined) {
      const current = venue;
      while ((await write(tx => foldSlice(tx, current, before))) > 0) {
        left -= 1;
        if (left <= 0) return false;
      }
      venue = await db.run('read', ['events'], tx => nextPendingVenue(tx, current, before));
    }
    return true;
  }

  return {
    commit: batch => write(tx => commitEvents(tx, batch)),
    fold,
    claimBars: (venue, span) => write(tx => claimSpan(tx, venue, span)),
    commitBars: batch => write(tx => putBars(tx, batch)),
    markBarsHeard: heard => write(tx => markHeard(tx, heard)),
    async view(range) {
      const { rows, pending, coverage } = await db.run('read', ['days', 'events', 'coverage'], async tx => ({
        rows: await readDays(tx, range),
        pending: await readPending(tx),
        coverage: await tx.coverage.all(),
      }));
      const stored = toStoredDays(rows);
      return { ...stored, pending, coverage: coverage.map(row => withoutCorrupt(row, stored.corrupt)) };
    },
    async rawEvents(from, to, limit) {
      const rows = await db.run('read', ['events'], tx => tx.events.range('time', from, to, { limit, descending: true }));
      return rows.map(row => row.event);
    },
    async oldestEvent() {
      const [row] = await db.run('read', ['events'], tx => tx.events.range('time', 0, Infinity, { limit: 1 }));
      return row?.time;
    },
    async rollUp(now) {
      await fold(now);
      while (await write(tx => coarsenOldestDay(tx, dayOf(now - kept.fine))));
      await write(tx => coarsenQuietCoverage(tx, dayOf(now - kept.fine)));
      while (await write(tx => archiveOldestDay(tx, dayOf(now - kept.coarse))));
    },
    async prune(now) {
      while ((await write(tx => dropRawEvents(tx, now - kept.events, dropAtOnce))) > 0);
      while (await write(tx => dropOldestHours(tx, dayOf(now - kept.archive))));
    },
  };
}

async function readDays(tx: Transaction, { fromDay, toDay, grainsMs }: DayRange): Promise<readonly DayRow[]> {
  const rows = await tx.days.range('day', dayOf(fromDay), dayOf(toDay) + 1);
  return grainsMs === undefined ? rows : rows.filter(row => grainsMs.includes(row.grainMs));
}

function toStoredDays(rows: readonly DayRow[]): StoredDays {
  const read = rows.map(toDaySums);
  return {
    rows: read.flatMap(row => (row.kind === 'sums' ? [row.sums] : [])),
    corrupt: read.flatMap(row => (row.kind === 'corrupt' ? [row.corrupt] : [])),
  };
}

function withoutCorrupt(row: CoverageRow, corrupt: readonly CorruptDay[]): CoverageRow {
  const holes = corrupt
    .filter(({ venue, grainMs }) => venue === row.venue && layerOf(grainMs) === row.layer)
    .map(({ day }) => ({ from: day, to: day + dayMs }));
  return holes.length === 0 ? row : { ...row, intervals: subtract(row.intervals, toIntervals(holes)) };
}

async function readPending(tx: Transaction): Promise<readonly PendingSum[]> {
  const rows = await tx.events.range('[pending+venue+time]', [1], [2]);
  return rows.flatMap(toPending);
}

function toPending({ venue, time, event }: EventRow): PendingSum[] {
  const cents = toCents(event.usd);
  return cents === undefined ? [] : [{ venue, base: event.base, position: event.position, cents, time }];
}
