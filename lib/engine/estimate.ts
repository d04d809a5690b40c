import type { LiquidationTotal } from '../model/snapshot.ts';
import type { Venue } from '../model/venue.ts';

/** What is known of one venue over the window that is estimated. */
export interface EstimateVenue {
  readonly completeness: Venue['completeness'];
  /** One-sided, of what is asked for: one coin, or all. `undefined` while not known. */
  readonly openInterestUsd: number | undefined;
  /** Share of the window that was heard, 0 to 1. */
  readonly heard: number;
  /** What was heard of, US dollars. */
  readonly longUsd: number;
  readonly shortUsd: number;
}

/** The complete venues, and all venues that publish anything, must have been heard for so much of the window, weighed by open interest. */
export const leastHeard = 0.25;

/**
 * An upper figure for forced orders over one window: of every venue, in its missing stretches too, and of the venues that leave orders out or
 * publish none.
 *
 * The venues that let every order out give a rate: `r` = their dollars / sum of (open interest × share heard), that is, dollars forced out for
 * each dollar of open interest over a whole window. Then, for each venue:
 * - complete: what was heard, and `r` × open interest for what was not;
 * - sampled: the larger of `r` × open interest and its own floor, which is scaled up by its share heard where that is at least a quarter, and
 *   below that has the missing stretch added by `r`, since a few minutes must not be blown up to a month;
 * - none: `r` × open interest;
 * - without known open interest: its floor.
 *
 * Never below the floor, and one more dollar heard never makes it smaller. Longs and shorts share what is added as they share the floor.
 * `undefined` while the complete venues, or all venues that publish anything, were heard for less than a quarter of the window, or their open interest is
 * not known: of a month that one venue in six tells of, nothing is made up for the other five.
 *
 * Its limits: all venues are taken to force out alike for their size, so that a venue of higher leverage or of smaller coins is
 * underestimated; a missing stretch is taken to have been like the heard ones, so that a cascade that everybody slept through is not in it; and
 * venues value orders at different prices (fill, bankruptcy). How far off it is in the simulator, the bench prints.
 */
export function estimateTotal(venues: readonly EstimateVenue[]): NonNullable<LiquidationTotal['estimate']> | undefined {
  const rate = rateOf(venues);
  if (rate === undefined) return undefined;
  let longUsd = 0;
  let shortUsd = 0;
  let added = 0;
  for (const venue of venues) {
    const floor = venue.longUsd + venue.shortUsd;
    longUsd += venue.longUsd;
    shortUsd += venue.shortUsd;
    added += Math.max(0, wholeOf(venue, floor, rate) - floor);
  }
  const floor = longUsd + shortUsd;
  const longShare = floor > 0 ? longUsd / floor : 0.5;
  // To whole cents, as the floor has them.
  const toCents = (usd: number, share: number): number => Math.max(usd, Math.round((usd + added * share) * 100) / 100);
  const long = toCents(longUsd, longShare);
  const short = toCents(shortUsd, 1 - longShare);
  return { usd: long + short, longUsd: long, shortUsd: short };
}

/** Dollars forced out for each dollar of open interest over the whole window. */
function rateOf(venues: readonly EstimateVenue[]): number | undefined {
  const known = venues.filter(({ completeness, openInterestUsd }) => completeness !== 'none' && isAmount(openInterestUsd));
  const complete = known.filter(({ completeness }) => completeness === 'complete');
  const openInterestOf = (some: readonly EstimateVenue[], weigh = (_venue: EstimateVenue) => 1): number =>
    some.reduce((sum, venue) => sum + (venue.openInterestUsd ?? 0) * weigh(venue), 0);
  const isHeard = (some: readonly EstimateVenue[]): boolean =>
    some.length > 0 && openInterestOf(some, shareOf) >= leastHeard * openInterestOf(some);
  if (!isHeard(complete) || !isHeard(known)) return undefined;
  const usd = complete.reduce((sum, { longUsd, shortUsd }) => sum + longUsd + shortUsd, 0);
  return usd / openInterestOf(complete, shareOf);
}

function wholeOf(venue: EstimateVenue, floor: number, rate: number): number {
  const { completeness, openInterestUsd } = venue;
  const heard = shareOf(venue);
  if (!isAmount(openInterestUsd)) return floor;
  const whole = rate * openInterestUsd;
  const filled = floor + whole * (1 - heard);
  if (completeness === 'complete') return filled;
  return Math.max(whole, heard >= leastHeard ? floor / heard : filled);
}

function shareOf({ heard }: EstimateVenue): number {
  return Math.min(1, Math.max(0, heard));
}

function isAmount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value > 0;
}
