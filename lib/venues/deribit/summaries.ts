import type { Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { figureAt, isMissing, type Fields } from '../../std/fields.ts';
import { priceAt, readTime, sizeAt, symbolAt } from '../fields.ts';
import { rateBounds, toFunding } from '../funding.ts';
import { boardsAmong } from '../listing.ts';
import { toHeldInterest, toQuote } from '../rows.ts';
import { boards, instrumentOf, readResult, requestMethod, type DeribitBoard } from './instruments.ts';

/** All futures of a currency with their prices, open interest and funding. One call costs 500 credits. */
export function requestSummaries(board: DeribitBoard): HttpRequest {
  return requestMethod('get_book_summary_by_currency', `currency=${board}&kind=future`, 500, `figures:${board}`);
}

/** The summaries of the currencies that have contracts among `instruments`. */
export function requestListed(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return boardsAmong(boards, instruments).map(requestSummaries);
}

/** Reads summaries as prices. `price_change` is in percent; a contract that was not traded for a day has none. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readSummaries(payload, context, (row, instrument, time) => {
    if (isMissing(row.last)) return undefined;
    return toQuote(instrument, priceAt(row, 'last'), { time, mark: row.mark_price, percent: row.price_change });
  });
}

/** Reads summaries as open interest of perpetuals, one-sided: dollars on inverse contracts, coins on linear ones (API v2 documents). */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readSummaries(payload, context, (row, instrument, time = context.receivedTime) => {
    if (instrument.kind !== 'perp') return undefined;
    const unit = instrument.contract === 'inverse' ? 'usd' : 'base';
    return toHeldInterest(instrument, time, sizeAt(row, 'open_interest'), unit, row.mark_price);
  });
}

/** Reads summaries as funding. `funding_8h` is a fraction for eight hours already, and stands only with perpetuals. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readSummaries(payload, context, (row, instrument, time = context.receivedTime) =>
    isMissing(row.funding_8h) ? undefined : toFunding(instrument, figureAt(row, 'funding_8h', rateBounds), time, 8),
  );
}

function readSummaries<Event>(
  payload: unknown,
  context: ParseContext,
  read: (row: Fields, instrument: Instrument, time: number | undefined) => Event | undefined,
): Parsed<Event> {
  return readResult(payload, row => {
    const instrument = instrumentOf(symbolAt(row, 'instrument_name'), context);
    return instrument === undefined ? undefined : read(row, instrument, readTime(row.creation_timestamp, context.receivedTime));
  });
}
