import { DAY, MINUTE } from '../time.ts';
import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/** Stream and history hold the execution of every order; a client asks for thirty days, and not for the last minute. */
export const bitfinexFeed: VenueFeed = { sample: everyOrder, historyReachMs: 30 * DAY, historyStaleMs: MINUTE };
