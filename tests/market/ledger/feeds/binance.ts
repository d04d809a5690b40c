import type { ForcedOrder } from '../../world.ts';
import type { VenueFeed } from './feed.ts';

/**
 * Binance lets out one order per symbol and second: the latest in each whole second of the market's clock
 * (`floor(time / 1000)`), whichever position it closed; of two in the same millisecond, the later in the list. USD-M and COIN-M
 * symbols count alike.
 */
export function sampleBinance(orders: readonly ForcedOrder[]): readonly ForcedOrder[] {
  const latest = new Map<string, number>();
  const second = (order: ForcedOrder | undefined): number => Math.floor((order?.time ?? 0) / 1000);
  const passedOver = new Uint8Array(orders.length);
  orders.forEach((order, index) => {
    const before = latest.get(order.market.symbol);
    if (before !== undefined && second(orders[before]) === second(order)) passedOver[before] = 1;
    latest.set(order.market.symbol, index);
  });
  return orders.filter((_order, index) => passedOver[index] === 0);
}

/** A stream that samples, and no history: the endpoint for past forced orders was withdrawn in 2021. */
export const binanceFeed: VenueFeed = { sample: sampleBinance, historyReachMs: 0, historyStaleMs: 0 };
