import { DAY, MINUTE } from '../time.ts';
import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/**
 * CoinEx pushes nothing. Its history holds every order, for nine months and more, of which a client asks for 30 days. How late a row appears is not
 * known: a careful client leaves two minutes.
 */
export const coinexFeed: VenueFeed = { sample: everyOrder, historyReachMs: 30 * DAY, historyStaleMs: 2 * MINUTE, isPolled: true };
