import type { ForcedOrder } from '../../world.ts';
import { HOUR, MINUTE } from '../time.ts';
import type { VenueFeed } from './feed.ts';

/** Bitget lets out the largest long and the largest short of each contract and second; of two of one worth, the earlier. */
export function sampleBitget(orders: readonly ForcedOrder[]): readonly ForcedOrder[] {
  const largest = new Map<string, ForcedOrder>();
  for (const order of orders) {
    const key = `${order.market.symbol} ${order.position} ${Math.floor(order.time / 1_000)}`;
    const before = largest.get(key);
    if (before === undefined || order.cents > before.cents) largest.set(key, order);
  }
  const kept = new Set(largest.values());
  return orders.filter(order => kept.has(order));
}

/** Three days of history, of which a careful client asks for an hour less, "delayed", for which it allows half an hour. */
export const bitgetFeed: VenueFeed = { sample: sampleBitget, historyReachMs: 71 * HOUR, historyStaleMs: 30 * MINUTE };
