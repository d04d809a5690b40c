import type { VenueId } from '../model/trade.ts';
import type { DayEntry } from '../std/packed-day.ts';
import { coarsenCoverage, forgetBefore } from './coverage-rows.ts';
import { baseOf, barredBy, isBar, readDay, writeDay } from './day-rows.ts';
import { dayMs, halfHourMs, hourMs, minuteMs } from './grains.ts';
import { foldSlice } from './liquidation-events.ts';
import type { Transaction } from './tables.ts';
import { raiseWatermark } from './watermarks.ts';

const minutesPerHalfHour = halfHourMs / minuteMs;

/**
 * Turns the oldest minute row of a day before `before` (ms, a day's start) into half hours: sums, coverage and mark in one transaction, so that
 * a day is minutes or half hours and never both. Where the half-hour bar of a contract was read, it stays and the minutes of just that contract
 * go: others of the venue, or even of the coin, may have been heard by events alone.
 * Resolves to false when there is none.
 */
export async function coarsenOldestDay(tx: Transaction, before: number): Promise<boolean> {
  const [row] = await tx.days.range('[grainMs+day]', [minuteMs, 0], [minuteMs, before], { limit: 1 });
  if (row === undefined) return false;
  const { venue, day } = row;
  while ((await foldSlice(tx, venue, day + dayMs)) > 0);

  const minutes = await readDay(tx, minuteMs, venue, day);
  const known = await readDay(tx, halfHourMs, venue, day);
  const barred = new Set<string>();
  for (const entry of known) {
    if (!isBar(entry.base)) continue;
    for (const label of barredBy(entry.base)) barred.add(`${entry.slot} ${label}`);
  }
  const fresh: DayEntry[] = [];
  for (const entry of minutes) {
    const slot = Math.floor(entry.slot / minutesPerHalfHour);
    if (barred.has(`${slot} ${entry.base}`)) continue;
    fresh.push({ ...entry, slot, span: 1 });
  }
  await writeDay(tx, halfHourMs, venue, day, [...known, ...fresh]);
  await writeDay(tx, minuteMs, venue, day, []);
  await coarsenCoverage(tx, venue, day + dayMs);
  await raiseWatermark(tx, venue, { fineFrom: day + dayMs });
  return true;
}

/** Coverage of days without any sum ages too. Resolves to false when there is none before `before`. */
export async function coarsenQuietCoverage(tx: Transaction, before: number): Promise<boolean> {
  const venues = new Set<VenueId>((await tx.coverage.all()).map(row => row.venue));
  let moved = false;
  for (const venue of venues) moved = (await coarsenCoverage(tx, venue, before)) || moved;
  return moved;
}

/** Turns the oldest half-hour row of a day before `before` (ms, a day's start) into hours by coin. Resolves to false when there is none. */
export async function archiveOldestDay(tx: Transaction, before: number): Promise<boolean> {
  const [row] = await tx.days.range('[grainMs+day]', [halfHourMs, 0], [halfHourMs, before], { limit: 1 });
  if (row === undefined) return false;
  const { venue, day } = row;
  const halves = await readDay(tx, halfHourMs, venue, day);
  const hours = halves.map(entry => ({ ...entry, slot: Math.floor(entry.slot / 2), base: baseOf(entry.base) }));
  await writeDay(tx, hourMs, venue, day, [...(await readDay(tx, hourMs, venue, day)), ...hours]);
  await writeDay(tx, halfHourMs, venue, day, []);
  await raiseWatermark(tx, venue, { coarseFrom: day + dayMs });
  return true;
}

/** Drops some of the hour rows before `before` (ms, a day's start) with the coverage that spoke for them. Resolves to false when there are none. */
export async function dropOldestHours(tx: Transaction, before: number): Promise<boolean> {
  const rows = await tx.days.range('[grainMs+day]', [hourMs, 0], [hourMs, before], { limit: 10 });
  await tx.days.delete(rows.map(row => [row.grainMs, row.venue, row.day]));
  for (const row of rows) await forgetBefore(tx, 'coarse', row.venue, row.day + dayMs);
  return rows.length > 0;
}
