import { clip, measure, union } from '../std/intervals.ts';
import type { AmountsInput, EnabledVenue } from './amounts.ts';
import { dayMs, hourMs } from './amounts.ts';

/** How far back a coin's own past reaches, and how much of it must have been heard of a venue. */
const reachMs = 7 * dayMs;
const leastMs = 72 * hourMs;

/** Venues that were heard long enough to tell what is usual for them: an hour of all venues must not be held against a past of one. */
export function venuesWithPast({
  now,
  coverage,
  venues,
}: Pick<AmountsInput, 'now' | 'coverage' | 'venues'>): readonly EnabledVenue[] {
  return venues.filter(venue => {
    const heard = coverage.find(row => row.venue === venue.id);
    return heard !== undefined && measure(clip(union(heard.fine, heard.coarse), now - reachMs, now)) >= leastMs;
  });
}
