import { parsing } from '../model/parsed.ts';
import type { BookDepth, ContractSource } from '../model/venue.ts';
import { fieldsOf } from '../std/fields.ts';
import { within } from '../std/rows.ts';
import { levelsAt, toDepth } from './books.ts';
import { refusedBy } from './fields.ts';

/**
 * Books of Bybit's linear perpetuals, 1,000 prices a side at most (v5 documents of 2026-07-24, `market/orderbook`). Enough for one per cent where a tick
 * is coarse; for BTC and ETH the answer ends before, and the depth is then partial. A prefix of the symbol changes nothing: price and amount
 * count in the same unit. The budget is the venue's own.
 */
export const bybitBook: ContractSource<BookDepth> = {
  id: 'bybit-book',
  name: 'Bybit',
  venue: 'bybit',
  attribution: undefined,
  budgets: [{ name: 'bybit', host: 'api.bybit.com', weight: 600, windowMs: 5_000 }],
  lists: ({ kind, quote, contract }) => kind === 'perp' && quote === 'USDT' && contract === 'linear',
  request: ({ symbol }) => ({
    url: `https://api.bybit.com/v5/market/orderbook?category=linear&symbol=${symbol}&limit=1000`,
    weight: 1,
    budget: 'bybit',
    maxBytes: 200_000,
    why: `book:${symbol}`,
  }),
  parse: payload =>
    parsing(() => {
      const { retCode, retMsg, result } = fieldsOf(payload);
      if (retCode !== 0) return refusedBy('Bybit', retCode, retMsg);
      const book = within('result', () => fieldsOf(result));
      return toDepth(levelsAt(book, 'b'), levelsAt(book, 'a'));
    }),
};
