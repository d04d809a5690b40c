import type { Interval, Intervals } from '../model/coverage.ts';
import type { LiquidationBar, VenueId } from '../model/trade.ts';
import type { DayEntry } from '../std/packed-day.ts';
import { toCents } from './cents.ts';
import { addCoverage, putClaims, readClaims, readEventsHeard } from './coverage-rows.ts';
import { barLabel, barredBy, isBar, readDay, writeDay } from './day-rows.ts';
import { dayMs, dayOf, fiveMinutesMs, halfHourMs, minuteMs } from './grains.ts';
import { clip, holdsSpan, holdsTime, subtract, toIntervals, widen } from '../std/intervals.ts';
import { settleSpan } from './liquidation-events.ts';
import type { Layer, Transaction } from './tables.ts';
import { readWatermark } from './watermarks.ts';

/** Ready-made bars of one venue at the grain of a layer. */
export interface BarBatch {
  readonly venue: VenueId;
  readonly stream: string;
  /** Five minutes for the fine layer, half an hour for the coarse one. */
  readonly grainMs: 300_000 | 1_800_000;
  readonly bars: readonly LiquidationBar[];
}

/** A span in which a stream of bars was read through, for all contracts. */
export interface HeardBars {
  readonly venue: VenueId;
  readonly stream: string;
  readonly layer: Layer;
  readonly interval: Interval;
}

/** See `LiquidationStore.claimBars`. */
export async function claimSpan(tx: Transaction, venue: VenueId, span: Interval): Promise<Intervals> {
  const { fineFrom } = await readWatermark(tx, venue);
  const from = Math.max(Math.ceil(span.from / fiveMinutesMs) * fiveMinutesMs, fineFrom);
  const to = Math.floor(span.to / fiveMinutesMs) * fiveMinutesMs;
  const heard = widen(await readEventsHeard(tx, venue), fiveMinutesMs);
  const claimed = subtract(toIntervals([{ from, to }]), heard);
  const before = await readClaims(tx, venue);
  for (const fresh of subtract(claimed, before)) await giveWay(tx, venue, fresh);
  if (claimed.length > 0) await putClaims(tx, venue, toIntervals([...before, ...claimed]));
  return claimed;
}

/** See `LiquidationStore.commitBars`. Resolves to how many bars were taken. */
export async function putBars(tx: Transaction, { venue, grainMs, bars }: BarBatch): Promise<number> {
  const fine = grainMs === fiveMinutesMs;
  const mark = await readWatermark(tx, venue);
  const claims = fine ? await readClaims(tx, venue) : [];
  const oldest = fine ? mark.fineFrom : mark.coarseFrom;
  const layerGrainMs = fine ? minuteMs : halfHourMs;

  const days = new Map<number, Map<string, DayEntry>>();
  let taken = 0;
  for (const bar of bars) {
    const inside = fine ? holdsSpan(claims, bar.time, bar.time + grainMs) : true;
    const entry = toEntry(bar, layerGrainMs);
    if (entry === undefined || bar.grainMs !== grainMs || !inside || bar.time < oldest) continue;
    const day = dayOf(bar.time);
    const entries = days.get(day) ?? new Map<string, DayEntry>();
    // The later of two readings of one bar stands.
    entries.set(`${entry.slot} ${entry.base}`, entry);
    days.set(day, entries);
    taken++;
  }

  for (const [day, fresh] of days) {
    const known = await readDay(tx, layerGrainMs, venue, day);
    // A half hour of a contract that was made from events gives way to the bar of it.
    const barred = new Set([...fresh.values()].flatMap(({ slot, base }) => barredBy(base).map(label => `${slot} ${label}`)));
    const stays = known.filter(entry => {
      const name = `${entry.slot} ${entry.base}`;
      return !(fresh.has(name) || (!fine && !isBar(entry.base) && barred.has(name)));
    });
    const paid = [...fresh.values()].filter(entry => entry.longCents > 0 || entry.shortCents > 0);
    await writeDay(tx, layerGrainMs, venue, day, [...stays, ...paid]);
  }
  return taken;
}

/** See `LiquidationStore.markBarsHeard`. */
export async function markHeard(tx: Transaction, { venue, stream, layer, interval }: HeardBars): Promise<void> {
  const mark = await readWatermark(tx, venue);
  const span = toIntervals([interval]);
  const own =
    layer === 'fine' ? subtract(span, subtract(span, await readClaims(tx, venue))) : clip(span, mark.coarseFrom, Infinity);
  await addCoverage(tx, { venue, stream, layer, source: 'bars' }, own);
}

/** Events that came without coverage are part of the bars of that span: their money must not be counted beside them. */
async function giveWay(tx: Transaction, venue: VenueId, span: Interval): Promise<void> {
  await settleSpan(tx, venue, span);
  for (let day = dayOf(span.from); day < span.to; day += dayMs) {
    const entries = await readDay(tx, minuteMs, venue, day);
    const stays = entries.filter(entry => !holdsTime([span], day + entry.slot * minuteMs));
    if (stays.length < entries.length) await writeDay(tx, minuteMs, venue, day, stays);
  }
}

/** `undefined` for a bar that is off its grain or whose money is none. */
function toEntry(bar: LiquidationBar, layerGrainMs: number): DayEntry | undefined {
  const longCents = toCents(bar.longUsd);
  const shortCents = toCents(bar.shortUsd);
  if (longCents === undefined || shortCents === undefined || bar.time < 0 || bar.time % bar.grainMs !== 0) return undefined;
  const slot = (bar.time - dayOf(bar.time)) / layerGrainMs;
  return { slot, span: bar.grainMs / layerGrainMs, base: barLabel(bar.base, bar.symbol), longCents, shortCents };
}
