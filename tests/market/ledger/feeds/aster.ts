import { sampleBinance } from './binance.ts';
import type { VenueFeed } from './feed.ts';

/** Aster samples as Binance does, and answers no question about the past without an account. */
export const asterFeed: VenueFeed = { sample: sampleBinance, historyReachMs: 0, historyStaleMs: 0 };
