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
  /** The same by base; `undefined` while not known. */
  readonly weightByBase?: ReadonlyMap<string, number> | undefined;
}

/** A venue that publishes no forced orders is no part of totals: it neither counts nor can be missing. */
export function countedVenues(venues: readonly EnabledVenue[]): readonly EnabledVenue[] {
  return venues.filter(venue => venue.completeness !== 'none');
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

/**
 * One amount, of the `fine` or the `coarse` layer. `only`: of half hours of a day of which nothing finer is kept, so that there is nothing to
 * choose between. `halfHour` counts half hours from the epoch; `time` is the
 * opening of the bar, or the moment of the event; `lengthMs` is that of the bar, 0 of an event.
 */
export type VisitAmount = (
  venue: number,
  layer: 'fine' | 'coarse' | 'only',
  time: number,
  halfHour: number,
  base: string,
  longCents: number,
  shortCents: number,
  lengthMs: number,
) => void;

/** Offered a whole row before its amounts are: answers true when it has taken care of them. */
export type VisitRow = (venue: number, layer: 'fine' | 'coarse' | 'only', row: DaySums) => boolean;

/**
 * Hands over every amount of an enabled venue that began in `[from, now)`, in one pass. `venue` is the place in `input.venues`.
 * A bar that began before `now` is handed over even while it is still forming: it holds nothing that is later than `now`.
 */
export function visitAmounts(input: AmountsInput, from: number, visit: VisitAmount, visitRow?: VisitRow): void {
  const { now } = input;
  const places = new Map(input.venues.map((venue, place) => [venue.id, place]));
  const dayOf = (venue: string, time: number): string => `${venue} ${Math.floor(time / dayMs)}`;
  const fineDays = new Set([
    ...input.days.flatMap(({ venue, day, grainMs }) => (grainMs === minuteMs ? [dayOf(venue, day)] : [])),
    ...input.tail.map(({ venue, time }) => dayOf(venue, time)),
  ]);

  for (const sums of input.days) {
    const place = places.get(sums.venue);
    const isKnown = sums.grainMs === minuteMs || sums.grainMs === halfHourMs;
    if (place === undefined || !isKnown || sums.day + dayMs <= from || sums.day >= now) continue;
    const { day, grainMs, slots, spans, bases, longCents, shortCents } = sums;
    const layer = grainMs === minuteMs ? 'fine' : fineDays.has(dayOf(sums.venue, day)) ? 'coarse' : 'only';
    if (visitRow?.(place, layer, sums) === true) continue;
    for (let entry = 0; entry < slots.length; entry += 1) {
      const time = day + (slots[entry] ?? 0) * grainMs;
      if (time < from || time >= now) continue;
      const lengthMs = (spans[entry] ?? 1) * grainMs;
      const halfHour = Math.floor(time / halfHourMs);
      visit(place, layer, time, halfHour, bases[entry] ?? '', longCents[entry] ?? 0, shortCents[entry] ?? 0, lengthMs);
    }
  }

  for (const event of input.tail) {
    const place = places.get(event.venue);
    if (place === undefined || event.time < from || event.time >= now) continue;
    const isLong = event.position === 'long';
    const halfHour = Math.floor(event.time / halfHourMs);
    visit(place, 'fine', event.time, halfHour, event.base, isLong ? event.cents : 0, isLong ? 0 : event.cents, 0);
  }
}
