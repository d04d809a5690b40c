import { events, ignored, parseRows, parsing, type Parsed } from '../../model/parsed.ts';
import type { Instrument, OpenInterest } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, type Fields } from '../../std/fields.ts';
import { sizeAt, symbolAt, timeAt } from '../fields.ts';
import { markAfter, pastGrainMs, pastRows, toPast } from '../past.ts';
import { toHeldInterest, toOpenInterest } from '../rows.ts';
import { binanceFamily, type Family } from './family.ts';
import { instrumentOf, openBody, openList } from './instruments.ts';

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
      why: `interest:${symbol}`,
    };
  });
}

/** Reads `openInterest`: one-sided; coins on USD-M, contracts of so many dollars on COIN-M. The other unit follows from the mark price. */
export function parseOpenInterest(payload: unknown, family: Family, context: ParseContext): Parsed<OpenInterest> {
  return parsing(() => {
    const row = openBody(payload, family);
    const symbol = symbolAt(row, 'symbol');
    const value = sizeAt(row, 'openInterest');
    const time = timeAt(row, 'time', context.receivedTime);
    const instrument = instrumentOf(symbol, family, context);
    if (instrument === undefined) return ignored(`unlisted symbol ${symbol}`);
    const unit = instrument.board === 'um' ? 'base' : 'contracts';
    return events([toHeldInterest(instrument, time, value, unit, context.markPrices?.get(symbol))]);
  });
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
    why: `pastInterest:${symbol}`,
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
  return toPast(
    parsing(() => parseRows(openList(payload, binanceFamily), '', value => readPast(fieldsOf(value), instrument, context))),
  );
}

function readPast(row: Fields, instrument: Instrument, context: ParseContext): OpenInterest {
  const size = sizeAt(row, 'sumOpenInterest');
  const worth = sizeAt(row, 'sumOpenInterestValue');
  const time = timeAt(row, 'timestamp', context.receivedTime);
  const { symbol, board, multiplier } = instrument;
  const product = multiplier === undefined ? undefined : size * multiplier;
  if (board === 'um') return toOpenInterest(instrument, time, { coins: product, usd: worth });
  const implied = product === undefined ? undefined : readDecimal(product / worth);
  const mark = context.markPrices?.get(symbol);
  const believable = implied !== undefined && mark !== undefined && implied > mark / 4 && implied < mark * 4;
  const coins = product === undefined || mark === undefined ? undefined : product / mark;
  return toOpenInterest(instrument, time, { coins: believable ? worth : coins, usd: product });
}
