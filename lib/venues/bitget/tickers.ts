import * as v from 'valibot';
import type { Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { readAnswer } from '../answer.ts';
import { figure, optionalFigure, priceBounds, readTime, symbolField } from '../fields.ts';
import { rateBounds, toFunding } from '../funding.ts';
import { answerShape, boards, instrumentOf, requestBoard, type BitgetBoard } from './instruments.ts';

const sizeBounds = { atLeast: 0, below: 1e15 };

const Named = v.object({ symbol: symbolField, category: v.string(), ts: v.optional(v.unknown()) });
const Prices = v.object({
  lastPrice: figure(priceBounds),
  markPrice: optionalFigure(priceBounds),
  price24hPcnt: optionalFigure({ atLeast: -1, below: 1e4 }),
});
const Held = v.object({ openInterest: figure(sizeBounds), markPrice: optionalFigure(priceBounds) });
const Rate = v.object({ fundingRate: optionalFigure(rateBounds) });

/** All tickers of a board: prices, open interest and funding together. */
export function requestTickers(board: BitgetBoard): HttpRequest {
  return requestBoard(board, 'tickers', 'bitget', `prices, open interest and funding of ${board} on Bitget`);
}

/** The tickers of the boards that have contracts among `instruments`. */
export function requestOwnTickers(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return boards.filter(board => instruments.some(instrument => instrument.board === board)).map(requestTickers);
}

/** Reads `market/tickers` as prices. `price24hPcnt` is a fraction. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readTickers(payload, context, (value, { symbol, base, multiplier = 1 }, time) => {
    const checked = v.safeParse(Prices, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { lastPrice, markPrice, price24hPcnt } = checked.output;
    const priceUsd = lastPrice / multiplier;
    return row({ source: 'bitget', symbol, base, time, priceUsd, markPrice, change24h: price24hPcnt });
  });
}

/** Reads `market/tickers` as open interest of perpetuals: base coin, of one side as served (recorded values, December 2025). */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readTickers(payload, context, (value, { symbol, base, kind, multiplier = 1 }, time) => {
    if (kind !== 'perp') return skip;
    const checked = v.safeParse(Held, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { openInterest: size, markPrice } = checked.output;
    const mark = markPrice ?? context.markPrices?.get(symbol);
    const usd = mark === undefined ? undefined : size * mark;
    return row({ venue: 'bitget', symbol, base, time: time ?? context.receivedTime, coins: size * multiplier, usd });
  });
}

/** Reads `market/tickers` as funding of perpetuals, by the interval of the listing. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readTickers(payload, context, (value, instrument, time) => {
    if (instrument.kind !== 'perp') return skip;
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    return toFunding(instrument, checked.output.fundingRate, instrument.fundingIntervalHours, time ?? context.receivedTime);
  });
}

function readTickers<Row>(
  payload: unknown,
  context: ParseContext,
  read: (value: unknown, instrument: Instrument, time: number | undefined) => RowReading<Row>,
): Parsed<Row> {
  return readAnswer<Row>(payload, answerShape, value => {
    const named = v.safeParse(Named, value);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    const { symbol, category, ts } = named.output;
    const board = boards.find(each => each.toUpperCase() === category);
    const instrument = board === undefined ? undefined : instrumentOf(symbol, board, context);
    return instrument === undefined ? skip : read(value, instrument, readTime(ts, context.receivedTime));
  });
}
