import type { VenueFeed } from './ledger/feeds/feed.ts';
import { sliceByTime } from './ledger/order-book.ts';
import type { ForcedOrder, Ledger, Venue } from './world.ts';

const sampled = new WeakMap<Ledger, Map<Venue, readonly ForcedOrder[]>>();

/** The forced orders of [from, to) that a venue lets out, ascending by time; sampled once for a ledger and venue. */
export function sampledOrders(
  ledger: Ledger,
  venue: Venue,
  { sample }: VenueFeed,
  from: number,
  to: number,
): readonly ForcedOrder[] {
  let venues = sampled.get(ledger);
  if (venues === undefined) sampled.set(ledger, (venues = new Map()));
  let orders = venues.get(venue);
  if (orders === undefined) venues.set(venue, (orders = sample(ledger.orders(venue, ledger.from, ledger.to + 1))));
  return sliceByTime(orders, from, to);
}
