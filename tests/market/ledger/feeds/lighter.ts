import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/** Every trade is told; the history needs an account. */
export const lighterFeed: VenueFeed = { sample: everyOrder, historyReachMs: 0, historyStaleMs: 0 };
