import type { Instrument } from '../../model/trade.ts';
import type { History, HistoryUnit } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';

import { boards, isRefusal, openResult, requestMethod } from './instruments.ts';
import { parseTrades } from './trades.ts';
import { isRecord } from '../../std/record.ts';

const hourMs = 3_600_000;
const pageRows = 1_000;

/**
 * All trades of a currency, forced ones among them (`get_last_trades_by_currency_and_time`, API v2 documents). A month of bitcoin is thousands of
 * calls, so that it only heals gaps. Pages follow each other by time; the first trades of a page may be the last of the one before, with the
 * same keys.
 */
export const deribitHistory: History = {
  note: 'All trades must be read to find the forced ones: it heals gaps of up to twelve hours, and reaches no further.',
  firstReachMs: 0,
  healReachMs: 12 * hourMs,
  // How soon a trade appears is not documented.
  lagMs: 10_000,
  maxWindowMs: hourMs,
  units: instruments =>
    boards.flatMap(board => {
      const listed = instruments.filter(instrument => instrument.board === board);
      return listed.length === 0 ? [] : [toUnit(board, listed)];
    }),
  request: ({ key }, window, page) =>
    requestMethod(
      'get_last_trades_by_currency_and_time',
      `currency=${key}&kind=future&start_timestamp=${page ?? window.from}&end_timestamp=${window.to}&count=${pageRows}&sorting=asc`,
      500,
      `trades of ${key} contracts on Deribit, to find forced ones that were not heard`,
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

function toUnit(key: string, instruments: readonly Instrument[]): HistoryUnit {
  return { key, instruments };
}

/** Time of the last trade of an answer that has more after it, ms. */
function lastTime(payload: unknown): number | undefined {
  const result = openResult(payload);
  if (isRefusal(result) || !isRecord(result.value)) return undefined;
  const { trades, has_more: hasMore } = result.value;
  const last: unknown = Array.isArray(trades) ? trades.at(-1) : undefined;
  if (hasMore !== true || !isRecord(last)) return undefined;
  return readDecimal(last.timestamp, { above: 0, below: 1e15 });
}
