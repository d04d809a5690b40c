import { historyRanges } from '../model/history.ts';
import type { HistoryQuery, HistoryRange, TapeQuery } from '../model/history.ts';
import { isObject } from '../protocol/guards.ts';

const coinName = /^[A-Z0-9]{0,15}$/;

/** Reads what a page asks for. Throws on anything that is no query. */
export function readHistoryQuery(data: unknown): HistoryQuery {
  const { base, range, to, fine } = isObject(data) ? data : {};
  if (!isBase(base) || !isRange(range)) throw new Error('no such history');
  return { base, range, fine: fine === true, ...(to === undefined ? {} : { to: readNumber(to) }) };
}

/** As `readHistoryQuery`. */
export function readTapeQuery(data: unknown): TapeQuery {
  const { base, from, to, leastUsd, order } = isObject(data) ? data : {};
  if (!isBase(base)) throw new Error('no such tape');
  return {
    base,
    from: readNumber(from),
    to: readNumber(to),
    leastUsd: readNumber(leastUsd),
    order: order === 'largest' ? order : 'newest',
  };
}

const isBase = (base: unknown): base is string => typeof base === 'string' && coinName.test(base);

const isRange = (range: unknown): range is HistoryRange => typeof range === 'string' && Object.hasOwn(historyRanges, range);

function readNumber(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error('no such number');
  return value;
}
