import { parseRows, parsing, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, type Fields } from '../../std/fields.ts';
import { refuse } from '../../std/rows.ts';
import { priceAt, readPrice, readTime, sizeBounds, symbolAt, timeAt } from '../fields.ts';
import { toFunding } from '../funding.ts';
import { boardsAmong } from '../listing.ts';
import { toHeld } from '../notional.ts';
import { markAfter, pastGrainMs, pastRows, toPast } from '../past.ts';
import { toOpenInterest, toQuote } from '../rows.ts';
import { boards, openEnvelope, type BybitBoard } from './envelope.ts';
import { instrumentOf } from './instruments.ts';

/** All tickers of a board in one answer: price, 24h change and open interest together. */
export function requestTickers(board: BybitBoard): HttpRequest {
  return {
    url: `https://api.bybit.com/v5/market/tickers?category=${board}`,
    weight: 1,
    budget: 'bybit',
    why: `figures:${board}`,
  };
}

/** The tickers of the boards that have contracts among `instruments`. */
export function requestBoards(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return boardsAmong(boards, instruments).map(requestTickers);
}

/** Reads `tickers` as prices. `price24hPcnt` is a fraction already; a multiplier prefix is undone in `priceUsd`. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readTickers(payload, context, (row, instrument, time) =>
    toQuote(instrument, priceAt(row, 'lastPrice'), { time, mark: row.markPrice, change: row.price24hPcnt }),
  );
}

/** Reads `tickers` as open interest of perpetuals. */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readTickers(payload, context, (row, instrument, time = context.receivedTime) => {
    if (instrument.kind !== 'perp') return undefined;
    const mark = readPrice(row.markPrice) ?? context.markPrices?.get(instrument.symbol);
    const worth = oneSided(row.singleOpenInterestValue, row.openInterestValue);
    return toOpenInterest(instrument, time, valueOf(instrument, oneSidedAt(row), worth, mark));
  });
}

/** Reads `tickers` as funding of perpetuals: `fundingRate` is for the contract's own interval, which its listing tells. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readTickers(payload, context, (row, instrument, time = context.receivedTime) =>
    toFunding(instrument, row.fundingRate, time),
  );
}

/** A page of history from `fromMs` on (`open-interest`, v5 documents, July 2026): at most 200 rows; it reaches back to the contract's launch. */
export function requestPastOpenInterest({ symbol, board }: Instrument, fromMs: number): HttpRequest {
  const start = markAfter(fromMs);
  const rows = Math.min(200, pastRows);
  const window = `intervalTime=5min&startTime=${start}&endTime=${start + (rows - 1) * pastGrainMs}&limit=${rows}`;
  return {
    url: `https://api.bybit.com/v5/market/open-interest?category=${board === 'inverse' ? 'inverse' : 'linear'}&symbol=${symbol}&${window}`,
    weight: 1,
    budget: 'bybit',
    maxBytes: 200_000,
    why: `pastInterest:${symbol}`,
  };
}

/**
 * Reads `open-interest`. The rows carry no price of their time: of a linear contract the coins are known and of an inverse one the dollars,
 * and the other unit only where `context.markPrices` gives prices, which must be of that moment and not of today.
 */
export function parsePastOpenInterest(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest> {
  return toPast(
    parsing(() => {
      const { category, list } = openEnvelope(payload);
      if (category !== instrument.board) refuse(`the answer is for ${category} contracts`, 'result.category');
      return parseRows(list, 'result.list', value => {
        const row = fieldsOf(value);
        const time = timeAt(row, 'timestamp', context.receivedTime);
        const mark = context.markPrices?.get(instrument.symbol);
        return toOpenInterest(instrument, time, valueOf(instrument, oneSidedAt(row), undefined, mark));
      });
    }),
  );
}

function readTickers<Event>(
  payload: unknown,
  context: ParseContext,
  read: (row: Fields, instrument: Instrument, time: number | undefined) => Event | undefined,
): Parsed<Event> {
  return parsing(() => {
    const { category, list, time } = openEnvelope(payload);
    return parseRows(list, 'result.list', value => {
      const row = fieldsOf(value);
      const instrument = instrumentOf(symbolAt(row, 'symbol'), category, context);
      return instrument === undefined ? undefined : read(row, instrument, readTime(time, context.receivedTime));
    });
  });
}

// The plain figures count both sides of every contract; `single…` came on 2026-06-11 (changelog) and counts one.
function oneSided(single: unknown, both: unknown): number | undefined {
  const counted = readDecimal(both, sizeBounds);
  return readDecimal(single, sizeBounds) ?? (counted === undefined ? undefined : counted / 2);
}

function oneSidedAt(row: Fields): number {
  return oneSided(row.singleOpenInterest, row.openInterest) ?? refuse('no open interest', 'openInterest');
}

// Sizes: coin on linear contracts, US dollars on inverse ones. Values: dollars on linear ones, coin on inverse ones.
function valueOf(
  instrument: Instrument,
  size: number,
  value: number | undefined,
  mark: number | undefined,
): Pick<OpenInterest, 'coins' | 'usd'> {
  const isLinear = instrument.board === 'linear';
  const { coins, usd } = toHeld(instrument, { value: size, unit: isLinear ? 'base' : 'usd' }, mark);
  return isLinear ? { coins, usd: value ?? usd } : { coins: value ?? coins, usd };
}
