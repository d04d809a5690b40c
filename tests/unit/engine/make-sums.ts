import type { TotalsInput } from '../../../lib/engine/totals.ts';
import type { DaySums } from '../../../lib/model/coverage.ts';

export const minute = 60_000;
export const halfHour = 30 * minute;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `[opening in ms, grains, base, long cents, short cents]`. */
export type Entry = readonly [time: number, span: number, base: string, longCents: number, shortCents: number];

/** Packs entries, in ascending order of time, into one row per day. */
export function makeDays(venue: string, grainMs: number, entries: readonly Entry[]): DaySums[] {
  const byDay = Map.groupBy(entries, ([time]) => Math.floor(time / day) * day);
  return [...byDay].map(([start, rows]) => ({
    venue,
    day: start,
    grainMs,
    slots: Uint16Array.from(rows, ([time]) => (time - start) / grainMs),
    spans: Uint8Array.from(rows, ([, span]) => span),
    bases: rows.map(([, , base]) => base),
    longCents: Float64Array.from(rows, ([, , , long]) => long),
    shortCents: Float64Array.from(rows, ([, , , , short]) => short),
  }));
}

/** One complete venue `gate` that was heard for 40 days up to now, with nothing recorded. */
export function makeInput(now: number, changes: Partial<TotalsInput> = {}): TotalsInput {
  return {
    now,
    days: [],
    tail: [],
    coverage: [{ venue: 'gate', fine: [{ from: now - 40 * day, to: now }], coarse: [] }],
    venues: [{ id: 'gate', completeness: 'complete', weightUsd: undefined }],
    universeComplete: true,
    ...changes,
  };
}
