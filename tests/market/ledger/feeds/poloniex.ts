import { DAY, MINUTE } from '../time.ts';
import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/** Every order is told here; the documents do not say. A client asks for a day, and not for the last minute. */
export const poloniexFeed: VenueFeed = { sample: everyOrder, historyReachMs: DAY, historyStaleMs: MINUTE };
