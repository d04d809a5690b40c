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
  const columns = unpackDay(row.bytes);
  if (columns.kind === 'corrupt') return { kind: 'corrupt', corrupt: { venue, day, grainMs, reason: columns.reason } };
  return { kind: 'sums', sums: { venue, day, grainMs, ...byCoin(columns) } };
}

/** Sums by coin. In one pass: a base sorts before all labels of it, and these before the next base, so that labels of one coin are neighbours. */
function byCoin(columns: DayColumns): Pick<DaySums, 'slots' | 'spans' | 'bases' | 'longCents' | 'shortCents'> {
  const coins = new Map<string, string>();
  const slots: number[] = [];
  const spans: number[] = [];
  const bases: string[] = [];
  const longCents: number[] = [];
  const shortCents: number[] = [];
  columns.bases.forEach((label, index) => {
    let coin = coins.get(label);
    if (coin === undefined) coins.set(label, (coin = baseOf(label)));
    const slot = columns.slots[index] ?? 0;
    const span = columns.spans[index] ?? 1;
    const last = bases.length - 1;
    if (bases[last] === coin && slots[last] === slot && spans[last] === span) {
      longCents[last] = (longCents[last] ?? 0) + (columns.longCents[index] ?? 0);
      shortCents[last] = (shortCents[last] ?? 0) + (columns.shortCents[index] ?? 0);
      return;
    }
    slots.push(slot);
    spans.push(span);
    bases.push(coin);
    longCents.push(columns.longCents[index] ?? 0);
    shortCents.push(columns.shortCents[index] ?? 0);
  });
  return { slots, spans, bases, longCents, shortCents };
}
