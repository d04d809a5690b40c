import { DAY, MINUTE } from '../time.ts';
import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/** Every order on the sockets; a history of 90 days, of which a day is worth its cost of a request for each contract and two hours. */
export const htxFeed: VenueFeed = { sample: everyOrder, historyReachMs: DAY, historyStaleMs: 5 * MINUTE };
