import type { DaySums } from '../model/coverage.ts';
import type { VenueId } from '../model/trade.ts';
import { type DayColumns, type DayEntry, packDay, toEntries, unpackDay } from '../std/packed-day.ts';
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
 * In stored rows a sum goes by a label: the base alone for events, base and symbol for bars. Two contracts of one coin then have one bar each,
 * and reading a bar again replaces that contract's and no other.
 */
const separator = '\t';

/** The label of a bar of one contract. */
export function barLabel(base: string, symbol: string): string {
  return base + separator + symbol;
}

/** The coin of a label. */
export function baseOf(label: string): string {
  const end = label.indexOf(separator);
  return end < 0 ? label : label.slice(0, end);
}

/** Whether the label is that of a bar. */
export function isBar(label: string): boolean {
  return label.includes(separator);
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
  const columns = byBase(unpackDay(row.bytes));
  if (columns.kind === 'corrupt') return { kind: 'corrupt', corrupt: { venue, day, grainMs, reason: columns.reason } };
  const { slots, spans, bases, longCents, shortCents } = columns;
  return { kind: 'sums', sums: { venue, day, grainMs, slots, spans, bases, longCents, shortCents } };
}

function byBase(columns: ReturnType<typeof unpackDay>): ReturnType<typeof unpackDay> {
  if (columns.kind === 'corrupt' || !columns.bases.some(isBar)) return columns;
  return unpackDay(packDay(stripLabels(columns)));
}

function stripLabels(columns: DayColumns): DayEntry[] {
  return toEntries(columns).map(entry => ({ ...entry, base: baseOf(entry.base) }));
}
