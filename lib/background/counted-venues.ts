import type { EnabledVenue } from '../engine/amounts.ts';
import type { VenueId } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import type { MarketState } from './market-state.ts';
import { streamNames } from './socket-service.ts';

/** The venues that are switched on, in the order in which they are shown. */
export function venuesOn(state: Pick<MarketState, 'off'>, venues: readonly Venue[]): readonly Venue[] {
  return venues.filter(venue => !state.off.has(venue.id));
}

/** Ids of the feeds that bring a venue's forced orders as they happen: its streams, or its history where it has none. */
export function orderFeeds(venue: Venue): readonly string[] {
  const streams = streamNames(venue);
  return (streams.length > 0 || venue.history === undefined ? streams : ['history']).map(name => `${venue.id}/${name}`);
}

/** Dollars of one-sided open interest of a venue by base; `undefined` while none is known. */
export function openInterestByBase(
  state: Pick<MarketState, 'openInterest'>,
  venue: VenueId,
): ReadonlyMap<string, number> | undefined {
  const rows = state.openInterest.get(venue);
  if (rows === undefined || rows.size === 0) return undefined;
  const byBase = new Map<string, number>();
  for (const { base, usd } of rows.values()) if (usd !== undefined) byBase.set(base, (byBase.get(base) ?? 0) + usd);
  return byBase;
}

/** A venue with its weight among the others. */
export function toEnabledVenue(state: Pick<MarketState, 'openInterest'>, { id, completeness }: Venue): EnabledVenue {
  const weightByBase = openInterestByBase(state, id);
  const weightUsd = weightByBase === undefined ? undefined : [...weightByBase.values()].reduce((sum, usd) => sum + usd, 0);
  return { id, completeness, weightUsd, weightByBase };
}
