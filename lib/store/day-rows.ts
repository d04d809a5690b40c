import type { DaySums } from '../model/coverage.ts';
import type { VenueId } from '../model/trade.ts';
import { type DayEntry, packDay, toEntries, unpackDay } from '../std/packed-day.ts';
import { forgetSpan } from './coverage-rows.ts';
import { dayMs, minuteMs } from './grains.ts';
import type { DayRow, Layer, Transaction } from './tables.ts';

/** A day that cannot be read and counts as not heard. */
export interface CorruptDay {
  readonly venue: VenueId;
  readonly day: number;
  readonly grainMs: number;
  readonly reason: string;
}

/**
 * In stored rows a sum goes by a label: base and symbol, with one mark between them for bars and another for events. Two contracts of one coin
 * then have sums of their own, and a bar takes the place of that contract's events and of no other's. A base alone is the sum of a coin:
 * of the archive, or of events stored before labels named contracts.
 */
const barMark = '\t';
const eventMark = '\v';

/** The label of a bar of one contract. */
export function barLabel(base: string, symbol: string): string {
  return base + barMark + symbol;
}

/** The label of the events of one contract. */
export function eventLabel(base: string, symbol: string): string {
  return base + eventMark + symbol;
}

/** The coin of a label. */
export function baseOf(label: string): string {
  const end = label.search(/[\t\v]/);
  return end < 0 ? label : label.slice(0, end);
}

/** Whether the label is that of a bar. */
export function isBar(label: string): boolean {
  return label.includes(barMark);
}

/** What a bar takes the place of: the events of its contract, and the sum of its coin where contracts were not told apart. */
export function barredBy(label: string): readonly string[] {
  return [label, label.replace(barMark, eventMark), baseOf(label)];
}

/** The layer whose coverage speaks for rows of a grain. */
export function layerOf(grainMs: number): Layer {
  return grainMs === minuteMs ? 'fine' : 'coarse';
}

/**
 * The entries of a day, for changing them; none where there is no row. A row that cannot be read counts as missing: what the venue was heard
 * on that day is taken back in the same transaction, so that the hole shows and can be filled again.
 */
export async function readDay(tx: Transaction, grainMs: number, venue: VenueId, day: number): Promise<DayEntry[]> {
  const row = await tx.days.get([grainMs, venue, day]);
  if (row === undefined) return [];
  const columns = unpackDay(row.bytes);
  if (columns.kind === 'day') return toEntries(columns);
  await forgetSpan(tx, layerOf(grainMs), venue, day, day + dayMs);
  return [];
}

/** Replaces the entries of a day. A day without any has no row. */
export async function writeDay(
  tx: Transaction,
  grainMs: number,
  venue: VenueId,
  day: number,
  entries: readonly DayEntry[],
): Promise<void> {
  if (entries.length === 0) await tx.days.delete([[grainMs, venue, day]]);
  else await tx.days.put([{ grainMs, venue, day, bytes: packDay(entries) }]);
}

/** A row as the model knows it, by coin; or why it cannot be read. */
export function toDaySums(
  row: DayRow,
): { readonly kind: 'sums'; readonly sums: DaySums } | { readonly kind: 'corrupt'; readonly corrupt: CorruptDay } {
  const { grainMs, venue, day } = row;
  // A base sorts before all labels of it, and these before the next base, so that labels of one coin are neighbours.
  const columns = unpackDay(row.bytes, baseOf);
  if (columns.kind === 'corrupt') return { kind: 'corrupt', corrupt: { venue, day, grainMs, reason: columns.reason } };
  const { slots, spans, bases, longCents, shortCents } = columns;
  return { kind: 'sums', sums: { venue, day, grainMs, slots, spans, bases, longCents, shortCents } };
}
