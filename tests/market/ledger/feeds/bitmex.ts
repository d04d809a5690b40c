import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/** Every order is inserted into the table, and no past of it is kept. */
export const bitmexFeed: VenueFeed = { sample: everyOrder, historyReachMs: 0, historyStaleMs: 0 };
