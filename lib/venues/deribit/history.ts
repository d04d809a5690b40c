import type { History } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { boardsAmong } from '../listing.ts';
import { boards, requestMethod } from './instruments.ts';
import { parseTrades } from './trades.ts';

const hourMs = 3_600_000;
const pageRows = 1_000;

/**
 * All trades of a currency, forced ones among them (`get_last_trades_by_currency_and_time`, API v2 documents). A month of bitcoin is thousands of
 * calls, so that it only heals gaps. Pages follow each other by time; the first trades of a page may be the last of the one before, with the
 * same keys.
 */
export const deribitHistory: History = {
  firstReachMs: 0,
  healReachMs: 12 * hourMs,
  // How soon a trade appears is not documented.
  lagMs: 10_000,
  maxWindowMs: hourMs,
  units: instruments =>
    boardsAmong(boards, instruments).map(key => ({ key, instruments: instruments.filter(({ board }) => board === key) })),
  request: ({ key }, window, page) =>
    requestMethod(
      'get_last_trades_by_currency_and_time',
      `currency=${key}&kind=future&start_timestamp=${page ?? window.from}&end_timestamp=${window.to}&count=${pageRows}&sorting=asc`,
      500,
      `trades:${key}`,
    ),
  parse: (payload, _unit, context) => parseTrades(payload, context),
  next: (payload, _unit, window, page) => {
    const last = lastTime(payload);
    if (last === undefined) return undefined;
    const start = page === undefined ? window.from : Number(page);
    // Trades of one millisecond never fill a page; if they did, standing still would be for ever.
    const next = Math.max(last, start + 1);
    return next < window.to ? String(next) : undefined;
  },
};

/** Time of the last trade of an answer that has more after it, ms. */
function lastTime(payload: unknown): number | undefined {
  const { trades, has_more: hasMore } = isRecord(payload) && isRecord(payload.result) ? payload.result : {};
  const last: unknown = Array.isArray(trades) ? trades.at(-1) : undefined;
  return hasMore === true && isRecord(last) ? readDecimal(last.timestamp, { above: 0, below: 1e15 }) : undefined;
}
