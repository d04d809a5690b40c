import type { ForcedOrder } from '../../world.ts';
import { DAY, HOUR, MINUTE } from '../time.ts';
import type { VenueFeed } from './feed.ts';

/**
 * OKX lets out one order at the most for each contract and second (older documents; the newer ones only say that these are not all): here the
 * first of each whole second of the market's clock.
 */
export function sampleOkx(orders: readonly ForcedOrder[]): readonly ForcedOrder[] {
  const last = new Map<string, number>();
  return orders.filter(({ market: { symbol }, time }) => {
    const second = Math.floor(time / 1_000);
    if (last.get(symbol) === second) return false;
    last.set(symbol, second);
    return true;
  });
}

/** Rows of the history were 69 to 92 minutes old before they appeared: a careful client asks for those of two hours ago, and for a day of them. */
export const okxFeed: VenueFeed = {
  sample: sampleOkx,
  historyReachMs: DAY,
  historyStaleMs: 2 * HOUR,
  streamLateMs: 8 * MINUTE,
};
