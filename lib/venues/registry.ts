import type { VenueId } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import { binance } from './binance.ts';
import { bybit } from './bybit.ts';
import { gate } from './gate.ts';

/** Every venue that Undertow reads, in the order in which they are shown. */
export const venues: readonly Venue[] = [binance, bybit, gate];

const byId: ReadonlyMap<string, Venue> = new Map(venues.map(venue => [venue.id, venue]));

/** The venue of an id. Throws a `RangeError` for an id that no venue has: that is a mistake of ours, not of a payload. */
export function venueById(id: VenueId): Venue {
  const venue = byId.get(id);
  if (venue === undefined) throw new RangeError(`no venue ${id}`);
  return venue;
}
