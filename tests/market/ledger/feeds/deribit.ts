import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/** Every forced trade is marked. The past holds all trades, so many that only gaps of hours are worth their cost: a new client asks for none. */
export const deribitFeed: VenueFeed = { sample: everyOrder, historyReachMs: 0, historyStaleMs: 2_000 };
