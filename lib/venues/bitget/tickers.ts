import type { Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, type Fields } from '../../std/fields.ts';
import { readAnswer } from '../answer.ts';
import { nameAt, priceAt, readPrice, readTime, sizeAt, symbolAt } from '../fields.ts';
import { toFunding } from '../funding.ts';
import { boardsAmong } from '../listing.ts';
import { toOpenInterest, toQuote } from '../rows.ts';
import { answerShape, boardNamed, boards, instrumentOf, requestBoard, type BitgetBoard } from './instruments.ts';

/** All tickers of a board: prices, open interest and funding together. */
export function requestTickers(board: BitgetBoard): HttpRequest {
  return requestBoard(board, 'tickers', 'bitget', `figures:${board}`);
}

/** The tickers of the boards that have contracts among `instruments`. */
export function requestOwnTickers(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return boardsAmong(boards, instruments).map(requestTickers);
}

/** Reads `market/tickers` as prices. `price24hPcnt` is a fraction. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readTickers(payload, context, (row, instrument, time) =>
    toQuote(instrument, priceAt(row, 'lastPrice'), { time, mark: row.markPrice, change: row.price24hPcnt }),
  );
}

/** Reads `market/tickers` as open interest of perpetuals: base coin, of one side as served (recorded values, December 2025). */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readTickers(payload, context, (row, instrument, time = context.receivedTime) => {
    if (instrument.kind !== 'perp') return undefined;
    const size = sizeAt(row, 'openInterest');
    const mark = readPrice(row.markPrice) ?? context.markPrices?.get(instrument.symbol);
    const usd = mark === undefined ? undefined : size * mark;
    return toOpenInterest(instrument, time, { coins: size * (instrument.multiplier ?? 1), usd });
  });
}

/** Reads `market/tickers` as funding of perpetuals, by the interval of the listing. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readTickers(payload, context, (row, instrument, time = context.receivedTime) => {
    if (instrument.kind !== 'perp') return undefined;
    return toFunding(instrument, row.fundingRate, time);
  });
}

function readTickers<Event>(
  payload: unknown,
  context: ParseContext,
  read: (row: Fields, instrument: Instrument, time: number | undefined) => Event | undefined,
): Parsed<Event> {
  return readAnswer(payload, answerShape, value => {
    const row = fieldsOf(value);
    const symbol = symbolAt(row, 'symbol');
    const board = boardNamed(nameAt(row, 'category'));
    const instrument = board === undefined ? undefined : instrumentOf(symbol, board, context);
    return instrument === undefined ? undefined : read(row, instrument, readTime(row.ts, context.receivedTime));
  });
}
