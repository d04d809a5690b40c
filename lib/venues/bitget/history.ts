import type { Instrument } from '../../model/trade.ts';
import type { History, HistoryUnit } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { ofUnit, rowsOf, toWord } from '../answer.ts';
import { boards, requestBoard } from './instruments.ts';
import { historyShape, parseHistory } from './liquidations.ts';

const hourMs = 3_600_000;

/**
 * `market/liquidations` (UTA documents, Get-Liquidations): all contracts of a board, newest first, page by page; the last three days, "delayed", by how
 * much is not said. It takes no times, so that what lies further back is reached through everything newer.
 */
export const bitgetHistory: History = {
  // An hour less than is kept, for the time that the asking takes.
  firstReachMs: 71 * hourMs,
  healReachMs: 24 * hourMs,
  lagMs: hourMs / 2,
  maxWindowMs: 72 * hourMs,
  leastWindowMs: 72 * hourMs,
  units: instruments => boards.flatMap(board => toUnit(board, instruments)),
  request(unit, _window, page) {
    const board = boards.find(each => each === unit.key) ?? 'usdt-futures';
    const cursor = page === undefined ? '' : `&cursor=${encodeURIComponent(page)}`;
    return requestBoard(board, `liquidations?limit=100${cursor}`, 'bitget-liquidations', `pastLiquidations:${board}`);
  },
  parse: (payload, unit, context) => ofUnit(parseHistory(payload, context), unit),
  next(payload, _unit, window, page) {
    const times = rowsOf(payload, historyShape).flatMap(row => (isRecord(row) ? (readDecimal(row.ts, { above: 0 }) ?? []) : []));
    if (times.length === 0 || Math.min(...times) < window.from) return undefined;
    const cursor = isRecord(payload) && isRecord(payload.data) ? toWord(payload.data.cursor) : '';
    return cursor === '' || cursor === page ? undefined : cursor;
  },
};

function toUnit(board: string, instruments: readonly Instrument[]): readonly HistoryUnit[] {
  const own = instruments.filter(instrument => instrument.board === board);
  return own.length === 0 ? [] : [{ key: board, instruments: own }];
}
