import * as v from 'valibot';
import { events, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, OpenInterest } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { readRows, row, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, readTime, symbolField } from '../fields.ts';
import { toHeld } from '../notional.ts';
import { markAfter, pastGrainMs, pastRows, toPast } from '../past.ts';
import { binanceFamily, type Family } from './family.ts';
import { errorBody, instrumentOf } from './instruments.ts';

const Current = v.object({ symbol: symbolField, openInterest: figure({ atLeast: 0, below: 1e15 }), time: v.unknown() });
const History = v.array(v.unknown());
const Past = v.object({
  sumOpenInterest: figure({ atLeast: 0, below: 1e15 }),
  sumOpenInterestValue: figure({ atLeast: 0, below: 1e15 }),
  timestamp: v.unknown(),
});

/**
 * One request for each perpetual: there is none for all (Binance: derivatives documents, November 2026; Aster: the request is in its notes of the
 * community and not in its reference). Weight 1 each.
 */
export function requestOpenInterest(family: Family, instruments: readonly Instrument[]): readonly HttpRequest[] {
  return instruments.flatMap(({ symbol, board, kind }) => {
    const host = family.boards[board === 'cm' ? 'cm' : 'um'];
    if (kind !== 'perp' || host === undefined) return [];
    return {
      url: `${host.api}/openInterest?symbol=${symbol}`,
      weight: 1,
      budget: host.budget,
      maxBytes: 10_000,
      why: `open interest of ${symbol} on ${family.name}`,
    };
  });
}

/** Reads `openInterest`: one-sided; coins on USD-M, contracts of so many dollars on COIN-M. The other unit follows from the mark price. */
export function parseOpenInterest(payload: unknown, family: Family, context: ParseContext): Parsed<OpenInterest> {
  const refusal = errorBody(payload, family);
  if (refusal !== undefined) return refusal;
  const checked = v.safeParse(Current, payload);
  if (!checked.success) return { kind: 'rejected', rejections: toFaults(checked.issues) };
  const { symbol, openInterest } = checked.output;
  const time = readTime(checked.output.time, context.receivedTime);
  if (time === undefined) return rejected('not a time', 'time');
  const instrument = instrumentOf(symbol, family, context);
  if (instrument === undefined) return ignored(`unlisted symbol ${symbol}`);
  const mark = context.markPrices?.get(symbol);
  return events([{ venue: family.venue, symbol, base: instrument.base, time, ...valueOf(instrument, openInterest, mark) }]);
}

/**
 * A page of history from `fromMs` on. It costs no weight but counts against 1,000 requests in 5 minutes, and reaches back 30 days; an older
 * start is answered with 400 (connector docstrings, 2026-08-19), so that the first row after `fromMs` is asked for. COIN-M is asked by pair.
 */
export function requestPastOpenInterest({ symbol, board }: Instrument, fromMs: number): HttpRequest {
  const start = markAfter(fromMs);
  const window = `period=5m&startTime=${start}&endTime=${start + (pastRows - 1) * pastGrainMs}&limit=${pastRows}`;
  const url =
    board === 'cm'
      ? `https://dapi.binance.com/futures/data/openInterestHist?pair=${symbol.split('_')[0] ?? symbol}&contractType=PERPETUAL&${window}`
      : `https://fapi.binance.com/futures/data/openInterestHist?symbol=${symbol}&${window}`;
  return {
    url,
    weight: 1,
    budget: board === 'cm' ? 'binance-cm-history' : 'binance-um-history',
    maxBytes: 200_000,
    why: `past open interest of ${symbol} on Binance`,
  };
}

/**
 * Reads `openInterestHist`. USD-M: coins and their value in dollars. COIN-M: contracts, and their value in coin ("unit: base asset" in the
 * documents, whose own sample contradicts it: the coins are kept only where they imply a price within a factor of 4 of the mark price, else
 * they follow from that price). `context.markPrices`, where given, must be of that moment.
 * Dated COIN-M contracts are ignored: the request by pair needs their quarter, which a symbol does not tell.
 */
export function parsePastOpenInterest(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest> {
  if (instrument.board === 'cm' && instrument.kind !== 'perp') return ignored('no history of dated coin-margined contracts');
  const refusal = errorBody(payload, binanceFamily);
  if (refusal !== undefined) return refusal;
  const list = v.safeParse(History, payload);
  if (!list.success) return { kind: 'rejected', rejections: toFaults(list.issues) };
  const { rows, rejections } = readRows(list.output, '', value => readPast(value, instrument, context));
  return toPast(rows, rejections);
}

function readPast(value: unknown, instrument: Instrument, context: ParseContext): RowReading<OpenInterest> {
  const checked = v.safeParse(Past, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { sumOpenInterest, sumOpenInterestValue } = checked.output;
  const time = readTime(checked.output.timestamp, context.receivedTime);
  if (time === undefined) return { kind: 'bad', faults: [{ reason: 'not a time', path: 'timestamp' }] };
  const { symbol, base, multiplier } = instrument;
  const listing = { venue: 'binance', symbol, base, time } as const;
  if (instrument.board === 'um') {
    return row({
      ...listing,
      coins: multiplier === undefined ? undefined : sumOpenInterest * multiplier,
      usd: sumOpenInterestValue,
    });
  }
  const usd = multiplier === undefined ? undefined : sumOpenInterest * multiplier;
  const implied = usd === undefined ? undefined : readDecimal(usd / sumOpenInterestValue);
  const mark = context.markPrices?.get(symbol);
  const believable = implied !== undefined && mark !== undefined && implied > mark / 4 && implied < mark * 4;
  const coins = usd === undefined || mark === undefined ? undefined : usd / mark;
  return row({ ...listing, coins: believable ? sumOpenInterestValue : coins, usd });
}

function valueOf(instrument: Instrument, openInterest: number, mark: number | undefined): Pick<OpenInterest, 'coins' | 'usd'> {
  return toHeld(instrument, { value: openInterest, unit: instrument.board === 'um' ? 'base' : 'contracts' }, mark);
}
