import { valueByPeers } from '../engine/peer-price.ts';
import type { OpenInterest } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import { venuesOn } from './counted-venues.ts';
import type { BackgroundParts } from './parts.ts';

/** A moment is shown with open interest that is at most so much older or newer. */
export const interestToleranceMs = 20 * 60_000;

/** Of every contract of the venues that are switched on the stored sample nearest to a moment, in dollars as far as any venue priced the coin then. */
export function createInterestAt(
  { state, openInterestStore }: Pick<BackgroundParts, 'state' | 'openInterestStore'>,
  venues: readonly Venue[],
): (time: number, toleranceMs: number) => Promise<readonly OpenInterest[]> {
  return async (time, toleranceMs) => {
    const read = venuesOn(state, venues).map(({ id }) => openInterestStore.readNearest({ venue: id, time, toleranceMs }));
    return valueByPeers((await Promise.all(read)).flatMap(({ samples }) => samples));
  };
}
