import * as v from 'valibot';
import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readRows, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, optionalFigure, priceBounds, readTime, symbolField } from '../fields.ts';
import { rateBounds, toFunding } from '../funding.ts';
import { toHeld } from '../notional.ts';
import { markAfter, pastGrainMs, pastRows, toPast } from '../past.ts';
import { boards, isList, openEnvelope, type BybitBoard } from './envelope.ts';
import { instrumentOf } from './instruments.ts';

const sizeBounds = { atLeast: 0, below: 1e15 };

const Named = v.object({ symbol: symbolField });
const Prices = v.object({
  lastPrice: figure(priceBounds),
  markPrice: optionalFigure(priceBounds),
  price24hPcnt: optionalFigure({ atLeast: -1, below: 1e4 }),
});
const Rate = v.object({ fundingRate: optionalFigure(rateBounds) });
const Sizes = v.object({
  markPrice: optionalFigure(priceBounds),
  openInterest: optionalFigure(sizeBounds),
  openInterestValue: optionalFigure(sizeBounds),
  singleOpenInterest: optionalFigure(sizeBounds),
  singleOpenInterestValue: optionalFigure(sizeBounds),
});
const PastSizes = v.object({
  openInterest: optionalFigure(sizeBounds),
  singleOpenInterest: optionalFigure(sizeBounds),
  timestamp: v.unknown(),
});

/** All tickers of a board in one answer: price, 24h change and open interest together. */
export function requestTickers(board: BybitBoard): HttpRequest {
  return {
    url: `https://api.bybit.com/v5/market/tickers?category=${board}`,
    weight: 1,
    budget: 'bybit',
    why: `prices, open interest and funding of ${board} contracts on Bybit`,
  };
}

/** The tickers of the boards that have contracts among `instruments`. */
export function requestBoards(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return boards.filter(board => instruments.some(instrument => instrument.board === board)).map(requestTickers);
}

/** Reads `tickers` as prices. `price24hPcnt` is a fraction already; a multiplier prefix is undone in `priceUsd`. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readTickers(payload, context, (value, instrument, time) => {
    const checked = v.safeParse(Prices, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { lastPrice, markPrice, price24hPcnt } = checked.output;
    const units = instrument.board === 'linear' ? (instrument.multiplier ?? 1) : 1;
    const { symbol, base } = instrument;
    return row({ source: 'bybit', symbol, base, time, priceUsd: lastPrice / units, markPrice, change24h: price24hPcnt });
  });
}

/** Reads `tickers` as open interest of perpetuals. */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readTickers(payload, context, (value, instrument, time) => {
    if (instrument.kind !== 'perp') return skip;
    const checked = v.safeParse(Sizes, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const sizes = checked.output;
    const size = oneSided(sizes.singleOpenInterest, sizes.openInterest);
    if (size === undefined) return { kind: 'bad', faults: [{ reason: 'no open interest', path: 'openInterest' }] };
    const oneSidedValue = oneSided(sizes.singleOpenInterestValue, sizes.openInterestValue);
    const mark = sizes.markPrice ?? context.markPrices?.get(instrument.symbol);
    const { symbol, base } = instrument;
    return row({
      venue: 'bybit',
      symbol,
      base,
      time: time ?? context.receivedTime,
      ...valueOf(instrument, size, oneSidedValue, mark),
    });
  });
}

/** Reads `tickers` as funding of perpetuals: `fundingRate` is for the contract's own interval, which its listing tells. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readTickers(payload, context, (value, instrument, time) => {
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    return toFunding(instrument, checked.output.fundingRate, instrument.fundingIntervalHours, time ?? context.receivedTime);
  });
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
    why: `past open interest of ${symbol} on Bybit`,
  };
}

/**
 * Reads `open-interest`. The rows carry no price of their time: of a linear contract the coins are known and of an inverse one the dollars,
 * and the other unit only where `context.markPrices` gives prices, which must be of that moment and not of today.
 */
export function parsePastOpenInterest(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest> {
  const outcome = openEnvelope(payload);
  if (!isList(outcome)) return { kind: 'rejected', rejections: outcome };
  if (outcome.category !== instrument.board)
    return rejected(`the answer is for ${outcome.category} contracts`, 'result.category');
  const { rows, rejections } = readRows(outcome.list, 'result.list', value => readPast(value, instrument, context));
  return toPast(rows, rejections);
}

function readPast(value: unknown, instrument: Instrument, context: ParseContext): RowReading<OpenInterest> {
  const checked = v.safeParse(PastSizes, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const size = oneSided(checked.output.singleOpenInterest, checked.output.openInterest);
  if (size === undefined) return { kind: 'bad', faults: [{ reason: 'no open interest', path: 'openInterest' }] };
  const time = readTime(checked.output.timestamp, context.receivedTime);
  if (time === undefined) return { kind: 'bad', faults: [{ reason: 'not a time', path: 'timestamp' }] };
  const { symbol, base } = instrument;
  return row({ venue: 'bybit', symbol, base, time, ...valueOf(instrument, size, undefined, context.markPrices?.get(symbol)) });
}

function readTickers<Row>(
  payload: unknown,
  context: ParseContext,
  read: (value: unknown, instrument: Instrument, time: number | undefined) => RowReading<Row>,
): Parsed<Row> {
  const outcome = openEnvelope(payload);
  if (!isList(outcome)) return { kind: 'rejected', rejections: outcome };
  const time = readTime(outcome.time, context.receivedTime);
  const { rows, rejections } = readRows<Row>(outcome.list, 'result.list', value => {
    const named = v.safeParse(Named, value);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    const instrument = instrumentOf(named.output.symbol, outcome.category, context);
    return instrument === undefined ? skip : read(value, instrument, time);
  });
  return events(rows, rejections);
}

// The plain figures count both sides of every contract; `single…` came on 2026-06-11 (changelog) and counts one.
function oneSided(single: number | undefined, both: number | undefined): number | undefined {
  return single ?? (both === undefined ? undefined : both / 2);
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
