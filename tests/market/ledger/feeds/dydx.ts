import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/** Every trade is told, and the history holds all trades: too many of them for more than a gap of hours. */
export const dydxFeed: VenueFeed = { sample: everyOrder, historyReachMs: 0, historyStaleMs: 0 };
