import type { Interval } from '../model/coverage.ts';
import type { Liquidation, VenueId } from '../model/trade.ts';
import type { DayEntry } from '../std/packed-day.ts';
import { toCents } from './cents.ts';
import { addCoverage, readClaims } from './coverage-rows.ts';
import { eventLabel, readDay, writeDay } from './day-rows.ts';
import { dayMs, dayOf, minuteMs } from './grains.ts';
import { clip, holdsTime, subtract, toIntervals } from '../std/intervals.ts';
import type { EventRow, Transaction } from './tables.ts';
import { readWatermark } from './watermarks.ts';

/** Rows of one slice of folding: about 10 ms of work. */
const foldAtOnce = 500;

/** Events of one stream, and the span in which it was heard with them. */
export interface EventBatch {
  readonly venue: VenueId;
  readonly stream: string;
  readonly events: readonly Liquidation[];
  /** `undefined` when nothing can be said yet about what was heard. */
  readonly heard: Interval | undefined;
}

/**
 * The key of an event as the database has it: two letters in one. IndexedDB writes each unit of UTF-16 in two bytes, and the key of a row in four
 * places, which is most of what a row takes. What is not ASCII stays as it is, behind a mark that no packed key has.
 */
export function packKey(key: string): string {
  if (!/^[ -~]*$/.test(key)) return `\0${key}`;
  let packed = '';
  // Of a last letter without a partner, the number of the missing one is NaN, and counts as none here.
  for (let at = 0; at < key.length; at += 2) packed += String.fromCharCode((key.charCodeAt(at) << 8) | key.charCodeAt(at + 1));
  return packed;
}

/** Takes in what is new of a batch and resolves to just that. See `LiquidationStore.commit`. */
export async function commitEvents(
  tx: Transaction,
  { venue, stream, events, heard }: EventBatch,
): Promise<readonly Liquidation[]> {
  const mark = await readWatermark(tx, venue);
  const claims = await readClaims(tx, venue);
  const oldest = Math.max(mark.rawFrom, mark.fineFrom);

  const fresh = new Map<string, EventRow>();
  for (const event of events) {
    const time = event.eventTime ?? event.receivedTime;
    // A time a day ahead of its receipt is a wrong unit, not a forced order of tomorrow; it would wait for ever to be folded.
    const possible = time >= oldest && time <= event.receivedTime + dayMs;
    if (possible && !holdsTime(claims, time)) fresh.set(event.key, toRow(venue, time, event));
  }
  const rows = [...fresh.values()];
  const known = await tx.events.getMany(rows.map(row => [venue, row.key]));
  const added = rows.filter((_, index) => known[index] === undefined);
  await tx.events.put(added);

  if (heard !== undefined) {
    const own = clip(subtract(toIntervals([heard]), claims), oldest, Infinity);
    await addCoverage(tx, { venue, stream, layer: 'fine', source: 'events' }, own);
  }
  return added.map(row => row.event);
}

/** Moves the oldest pending events of a venue before `before` (ms) into its day rows. Resolves to how many; 0 when there are none left. */
export async function foldSlice(tx: Transaction, venue: VenueId, before: number): Promise<number> {
  const rows = await tx.events.range('[pending+venue+time]', [1, venue, 0], [1, venue, before], { limit: foldAtOnce });
  const days = new Map<number, DayEntry[]>();
  for (const row of rows) {
    const day = dayOf(row.time);
    const entries = days.get(day) ?? [];
    entries.push(toEntry(row, day));
    days.set(day, entries);
  }
  for (const [day, entries] of days) {
    await writeDay(tx, minuteMs, venue, day, [...(await readDay(tx, minuteMs, venue, day)), ...entries]);
  }
  await tx.events.put(rows.map(settled));
  return rows.length;
}

/** Takes the pending mark from the events of a span: their money is not counted, or is counted already. */
export async function settleSpan(tx: Transaction, venue: VenueId, { from, to }: Interval): Promise<void> {
  const rows = await tx.events.range('[pending+venue+time]', [1, venue, from], [1, venue, to]);
  await tx.events.put(rows.map(settled));
}

/** The next venue after `after` (alphabetically) that has pending events before `before`; `undefined` when there is none. */
export async function nextPendingVenue(tx: Transaction, after: string, before: number): Promise<VenueId | undefined> {
  let lower = after;
  for (;;) {
    const [row] = await tx.events.range('[pending+venue+time]', [1, lower, Infinity], [2], { limit: 1 });
    if (row === undefined || row.time < before) return row?.venue;
    lower = row.venue;
  }
}

function toRow(venue: VenueId, time: number, event: Liquidation): EventRow {
  const cents = toCents(event.usd);
  const row = { venue, key: packKey(event.key), time, event };
  return cents === undefined || cents === 0 ? row : { ...row, pending: 1 };
}

function settled({ venue, key, time, event }: EventRow): EventRow {
  return { venue, key, time, event };
}

function toEntry({ time, event }: EventRow, day: number): DayEntry {
  const cents = toCents(event.usd) ?? 0;
  const isLong = event.position === 'long';
  return {
    slot: Math.floor((time - day) / minuteMs),
    span: 1,
    base: eventLabel(event.base, event.symbol),
    longCents: isLong ? cents : 0,
    shortCents: isLong ? 0 : cents,
  };
}
