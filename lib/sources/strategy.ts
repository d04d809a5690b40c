import type { HeldCoins, ListSource } from '../model/context.ts';
import { events, parsing } from '../model/parsed.ts';
import { readDecimal } from '../std/decimal.ts';
import { fieldsOf, figureAt } from '../std/fields.ts';
import { timeBounds } from './fields.ts';

/**
 * Strategy's own count of its bitcoin, as text with commas and at times a fraction; it may go down. What they cost is not in it: see
 * `strategy-ledger.ts`. Undocumented. Source: answers of 2026-09-28 as recorded by others; no limit is known, it is asked a few times a day.
 */
export const strategy: ListSource<HeldCoins> = {
  id: 'strategy',
  name: 'Strategy',
  attribution: { text: 'Holdings: Strategy', url: 'https://www.strategy.com/' },
  budgets: [{ name: 'strategy', host: 'api.strategy.com', weight: 4, windowMs: 60_000 }],
  request: {
    url: 'https://api.strategy.com/btc/bitcoinKpis',
    weight: 1,
    budget: 'strategy',
    maxBytes: 100_000,
    why: 'holdings',
  },
  parse: (payload, { receivedTime }) =>
    parsing(() => {
      const results = fieldsOf(fieldsOf(payload).results, 'results');
      const told = readDecimal(results.msTimestamp, timeBounds) ?? receivedTime;
      // Bounds that a count in thousands or in satoshis would not pass.
      const coins = figureAt(results, 'btcHoldings', { above: 10_000, below: 21e6 });
      return events([{ name: 'Strategy', base: 'BTC', coins, at: Math.min(told, receivedTime) }]);
    }),
};
