import { DAY, MINUTE } from '../time.ts';
import { everyOrder } from './feed.ts';
import type { VenueFeed } from './feed.ts';

/**
 * `liq_orders` holds every order; `contract_stats` has ready-made bars for 30 days, and what a forming bar leaves out `liq_orders` fills.
 * A client reads bars of 5 minutes for a day and of 30 minutes beyond it.
 */
export const gateFeed: VenueFeed = {
  sample: everyOrder,
  historyReachMs: 30 * DAY,
  historyStaleMs: 0,
  barMs: { '1h': 5 * MINUTE, '24h': 5 * MINUTE, '7d': 30 * MINUTE, '30d': 30 * MINUTE },
};
