import { parsing } from '../model/parsed.ts';
import type { BookDepth, ContractSource } from '../model/venue.ts';
import { fieldsOf } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { within } from '../std/rows.ts';
import { levelsAt, toDepth } from './books.ts';
import { refusedBy } from './fields.ts';

/**
 * Books of Deribit's inverse perpetuals of bitcoin and ether, up to 10,000 prices a side, which is all of them: one answer reaches one per cent (API
 * v2.1.1, `public/get_order_book`, "depth"). Amounts are dollars there. The budget is the venue's own; the call is taken to cost what others do.
 */
export const deribitBook: ContractSource<BookDepth> = {
  id: 'deribit-book',
  name: 'Deribit',
  venue: 'deribit',
  attribution: undefined,
  budgets: [{ name: 'deribit', host: 'www.deribit.com', weight: 50_000, windowMs: 5_000 }],
  lists: ({ kind, contract }) => kind === 'perp' && contract === 'inverse',
  request: ({ symbol }) => ({
    url: `https://www.deribit.com/api/v2/public/get_order_book?instrument_name=${symbol}&depth=10000`,
    weight: 500,
    budget: 'deribit',
    maxBytes: 1_000_000,
    why: `book:${symbol}`,
  }),
  parse: payload =>
    parsing(() => {
      const { result, error } = fieldsOf(payload);
      if (isRecord(error)) return refusedBy('Deribit', error.code, error.message);
      const book = within('result', () => fieldsOf(result));
      const inCoins = (side: string) => levelsAt(book, side).map(([price, usd]) => [price, usd / price] as const);
      return toDepth(inCoins('bids'), inCoins('asks'));
    }),
};
