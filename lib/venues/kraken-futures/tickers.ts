import type { Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { figureAt, isMissing, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { refuse } from '../../std/rows.ts';
import { nameAt, priceAt, readIsoTime, readPrice, sizeAt, wideBounds } from '../fields.ts';
import { toFunding } from '../funding.ts';
import { toHeldInterest, toQuote } from '../rows.ts';
import { instrumentOf, readList } from './instruments.ts';

/** Four times the largest hourly rate that contracts name as theirs (`maxRelativeFundingRate` 0.0025): what is above was misread. */
const maxHourlyRate = 0.01;

/** Prices, open interest and funding of all contracts in one answer. */
export const requestTickers: HttpRequest = {
  url: 'https://futures.kraken.com/derivatives/api/v3/tickers',
  weight: 1,
  budget: 'kraken-futures',
  why: 'figures',
};

/** Reads `tickers` as prices. `change24h` is in percent; indices (`in_xbtusd`) stand in the same list. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readTickers(payload, context, (row, instrument, time) => {
    if (isMissing(row.last)) return undefined;
    return toQuote(instrument, priceAt(row, 'last'), { time, mark: row.markPrice, percent: row.change24h });
  });
}

/**
 * Reads `tickers` as open interest of perpetuals: dollars on inverse contracts, coins on linear ones. That it counts one side is not documented;
 * it is taken as it comes.
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readTickers(payload, context, (row, instrument, time = context.receivedTime) => {
    if (instrument.kind !== 'perp' || isMissing(row.openInterest)) return undefined;
    const unit = instrument.contract === 'inverse' ? 'usd' : 'base';
    return toHeldInterest(instrument, time, sizeAt(row, 'openInterest', wideBounds), unit, row.markPrice);
  });
}

/**
 * Reads `tickers` as funding. `fundingRate` is what one contract pays in an hour, no fraction: dollars for each coin on linear contracts, so
 * that the price divides it; coins for each dollar on inverse ones, so that the price multiplies it. The latter is how the venue's own history
 * ties `fundingRate` to `relativeFundingRate` (recorded 2022-06-28: their ratio is the price of that day); the former follows from it and is not
 * verified. A rate that no contract may have is rejected.
 */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readTickers(payload, context, (row, instrument, time = context.receivedTime) => {
    const mark = readPrice(row.markPrice);
    if (isMissing(row.fundingRate) || mark === undefined) return undefined;
    const paid = figureAt(row, 'fundingRate', { above: -1e9, below: 1e9 });
    const hourly = instrument.contract === 'inverse' ? paid * mark : paid / mark;
    if (Math.abs(hourly) > maxHourlyRate) refuse(`${hourly} in an hour`, 'fundingRate');
    return toFunding(instrument, hourly, time, 1);
  });
}

function readTickers<Event>(
  payload: unknown,
  context: ParseContext,
  read: (row: Fields, instrument: Instrument, time: number | undefined) => Event | undefined,
): Parsed<Event> {
  const time = isRecord(payload) ? readIsoTime(payload.serverTime, context.receivedTime) : undefined;
  return readList(payload, 'tickers', row => {
    const instrument = instrumentOf(nameAt(row, 'symbol'), context);
    return instrument === undefined ? undefined : read(row, instrument, time);
  });
}
