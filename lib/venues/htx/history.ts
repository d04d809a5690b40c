import type { Instrument } from '../../model/trade.ts';
import type { History, HistoryUnit } from '../../model/venue.ts';
import { isRecord } from '../../std/record.ts';
import { ofUnit, rowsOf } from '../answer.ts';
import { boards, requestHtx } from './contracts.ts';
import { historyShape, parseHistory } from './liquidation-orders.ts';

const hourMs = 3_600_000;

/**
 * `swap_liquidation_orders` and its twins, version 3: 90 days, two hours a request and one contract (or the futures of one coin) at a time. How many
 * rows a page holds is not documented, and one user saw a single one, so that it is paged until a page comes empty.
 */
export const htxHistory: History = {
  firstReachMs: 24 * hourMs,
  healReachMs: 24 * hourMs,
  // When a row appears after its order is not documented.
  lagMs: 300_000,
  maxWindowMs: 2 * hourMs,
  units: toUnits,
  request(unit, window, page) {
    const [first] = unit.instruments;
    const paths = boards.find(({ board }) => board === first?.board) ?? boards[0];
    const name = first?.alias ?? first?.symbol ?? '';
    const from = page === undefined ? '' : `&from_id=${page}`;
    const query = `&trade_type=0&start_time=${window.from}&end_time=${window.to}&direct=next${from}`;
    return requestHtx(`${paths?.history ?? ''}${name}${query}`, `pastLiquidations:${unit.key}`);
  },
  // Whether a perpetual's answer holds the dated contracts of its pair is not documented; these have units of their own.
  parse: (payload, unit, context) => ofUnit(parseHistory(payload, context), unit),
  next(payload, _unit, _window, page) {
    const before = BigInt(page ?? 0);
    const last = rowsOf(payload, historyShape).reduce<bigint>((highest, row) => {
      const id = isRecord(row) ? toId(row.query_id) : undefined;
      return id !== undefined && id > highest ? id : highest;
    }, before);
    return last > before ? String(last) : undefined;
  },
};

/** Each contract by itself, futures by their coin, in the order of their first contract. */
function toUnits(instruments: readonly Instrument[]): readonly HistoryUnit[] {
  const units = Map.groupBy(instruments, ({ board, alias, symbol }) => (alias === undefined ? symbol : `${board} ${alias}`));
  return [...units].map(([key, members]) => ({ key, instruments: members }));
}

function toId(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? BigInt(value) : undefined;
  return typeof value === 'string' && /^\d{1,19}$/.test(value) ? BigInt(value) : undefined;
}
