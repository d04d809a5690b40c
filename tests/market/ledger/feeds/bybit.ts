import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/** `allLiquidation` holds every order; there is no history. */
export const bybitFeed: VenueFeed = { sample: everyOrder, historyReachMs: 0, historyStaleMs: 0 };
