import type { DaySums, VenueCoverage } from '../model/coverage.ts';
import type { Position } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';

export const minuteMs = 60_000;
export const halfHourMs = 1_800_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** A forced order that is recorded, but not yet part of any `DaySums`. */
export interface TailEvent {
  readonly venue: string;
  readonly base: string;
  readonly position: Position;
  /** Integer US cents. */
  readonly cents: number;
  /** Market time, ms. */
  readonly time: number;
}

export interface EnabledVenue {
  readonly id: string;
  readonly completeness: Venue['completeness'];
  /** Open interest in US dollars; `undefined` while not known, and then all venues weigh the same. */
  readonly weightUsd: number | undefined;
}

/** What was recorded of forced orders, and what of that time was heard. */
export interface AmountsInput {
  /** Market time, ms. */
  readonly now: number;
  /**
   * One row per venue, day and grain. A grain of one minute is the fine layer: entries span one minute or five, do not overlap for the
   * same coin and do not cross a half hour. A grain of half an hour is the coarse layer. Other grains are not read.
   */
  readonly days: readonly DaySums[];
  readonly tail: readonly TailEvent[];
  /** `fine` claims only time of which the minute sums are still kept: what is claimed and not there would count as a true zero. */
  readonly coverage: readonly VenueCoverage[];
  /** The venues that are switched on; what others left behind is not counted. */
  readonly venues: readonly EnabledVenue[];
}

/** One amount. `halfHour` counts half hours from the epoch; `time` is the opening of the bar, or the moment of the event. */
export type VisitAmount = (
  venue: number,
  layer: 'fine' | 'coarse',
  time: number,
  halfHour: number,
  base: string,
  longCents: number,
  shortCents: number,
) => void;

/**
 * Hands over every amount of an enabled venue that began in `[from, now)`, in one pass. `venue` is the place in `input.venues`.
 * A bar that began before `now` is handed over even while it is still forming: it holds nothing that is later than `now`.
 */
export function visitAmounts(input: AmountsInput, from: number, visit: VisitAmount): void {
  const { now } = input;
  const places = new Map(input.venues.map((venue, place) => [venue.id, place]));

  for (const sums of input.days) {
    const place = places.get(sums.venue);
    const layer = sums.grainMs === minuteMs ? 'fine' : sums.grainMs === halfHourMs ? 'coarse' : undefined;
    if (place === undefined || layer === undefined || sums.day + dayMs <= from || sums.day >= now) continue;
    const { day, grainMs, slots, bases, longCents, shortCents } = sums;
    for (let entry = 0; entry < slots.length; entry += 1) {
      const time = day + (slots[entry] ?? 0) * grainMs;
      if (time < from || time >= now) continue;
      visit(place, layer, time, Math.floor(time / halfHourMs), bases[entry] ?? '', longCents[entry] ?? 0, shortCents[entry] ?? 0);
    }
  }

  for (const event of input.tail) {
    const place = places.get(event.venue);
    if (place === undefined || event.time < from || event.time >= now) continue;
    const isLong = event.position === 'long';
    const halfHour = Math.floor(event.time / halfHourMs);
    visit(place, 'fine', event.time, halfHour, event.base, isLong ? event.cents : 0, isLong ? 0 : event.cents);
  }
}
