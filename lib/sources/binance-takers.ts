import { parseRows } from '../model/parsed.ts';
import type { ContractSource, TakerHour } from '../model/venue.ts';
import { fieldsOf, figureAt } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { refusedBy, timeBounds } from './fields.ts';

const volume = { atLeast: 0, below: 1e15 };

/**
 * What takers bought and sold of Binance's USD-M perpetuals in each of the last 24 whole hours, in coins as the symbol counts them (connector docstrings of
 * 2026-08-19, `/futures/data/takerlongshortRatio`: weight 0, 1,000 requests in 5 minutes, of which the venue's file gives USD-M 800). Whether
 * a row is dated by the beginning or the end of its hour is unverified: a day's sum is then an hour off.
 */
export const binanceTakers: ContractSource<TakerHour> = {
  id: 'binance-takers',
  name: 'Binance',
  venue: 'binance',
  attribution: undefined,
  budgets: [{ name: 'binance-um-history', host: 'fapi.binance.com', weight: 800, windowMs: 300_000 }],
  lists: ({ kind, board, quote }) => kind === 'perp' && board === 'um' && quote === 'USDT',
  request: ({ symbol }) => ({
    url: `https://fapi.binance.com/futures/data/takerlongshortRatio?symbol=${symbol}&period=1h&limit=24`,
    weight: 1,
    budget: 'binance-um-history',
    maxBytes: 20_000,
    why: `takers:${symbol}`,
  }),
  parse: (payload, { receivedTime }) =>
    isRecord(payload)
      ? refusedBy('Binance', payload.code, payload.msg)
      : parseRows(payload, '', value => {
          const row = fieldsOf(value);
          return {
            time: figureAt(row, 'timestamp', { ...timeBounds, atMost: receivedTime + 3_600_000 }),
            bought: figureAt(row, 'buyVol', volume),
            sold: figureAt(row, 'sellVol', volume),
          };
        }),
};
