import type { Instrument } from '../../model/trade.ts';
import type { History, HistoryUnit } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { itemsOf } from '../../std/rows.ts';
import { ofUnit, rowsOf } from '../answer.ts';
import { answerShape } from './instruments.ts';
import { parseHistory } from './liquidation-orders.ts';

const hourMs = 3_600_000;

/**
 * A page holds this many rows or more while there are older ones: answers to `limit=100` were seen with 100 to 197 rows (measured, September
 * 2026), so that the limit does not count rows.
 */
const fullPage = 100;

/**
 * `public/liquidation-orders`: it has left the reference page and still answers (measured, July and September 2026). How deep it goes is said to be
 * a day or a week; a day is what was seen. Rows were 69 to 92 minutes old before they appeared.
 */
export const okxHistory: History = {
  firstReachMs: 24 * hourMs,
  healReachMs: 24 * hourMs,
  lagMs: 2 * hourMs,
  maxWindowMs: 24 * hourMs,
  units: toUnits,
  request(unit, window, page) {
    const [{ board, symbol, alias } = { board: 'swap', symbol: '', alias: undefined }] = unit.instruments;
    // A margin pair is asked by its own name (documents of 2022, unverified since); contracts by their family.
    const of = board === 'margin' ? `instId=${symbol}` : `instFamily=${alias ?? ''}`;
    return {
      url: `https://www.okx.com/api/v5/public/liquidation-orders?instType=${board.toUpperCase()}&state=filled&${of}&limit=100&after=${page ?? window.to}`,
      weight: 1,
      budget: 'okx-liquidations',
      why: `pastLiquidations:${unit.key}`,
    };
  },
  parse: (payload, unit, context) => ofUnit(parseHistory(payload, context), unit),
  next(payload, _unit, window, page) {
    const times = timesOf(payload);
    const oldest = Math.min(...times);
    if (times.length < fullPage || !(oldest >= window.from)) return undefined;
    // `after` asks for rows older than itself. One more, so that rows of the oldest millisecond that did not fit are not lost.
    const cursor = oldest + 1 < Number(page ?? window.to) ? oldest + 1 : oldest;
    return cursor < Number(page ?? window.to) ? String(cursor) : undefined;
  },
};

/** Families of contracts, in the order of their first contract. */
function toUnits(instruments: readonly Instrument[]): readonly HistoryUnit[] {
  const families = Map.groupBy(instruments, ({ board, alias, symbol }) => `${board} ${alias ?? symbol}`);
  return [...families].map(([key, members]) => ({ key, instruments: members }));
}

function timesOf(payload: unknown): readonly number[] {
  return rowsOf(payload, answerShape)
    .flatMap((group): readonly unknown[] => (isRecord(group) ? itemsOf(group.details) : []))
    .flatMap(detail => (isRecord(detail) ? (readDecimal(detail.ts, { above: 0 }) ?? []) : []));
}
