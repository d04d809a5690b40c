import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { bad, readRows, row, skip, type RowReading } from '../../std/rows.ts';
import { priceBounds, readTime } from '../fields.ts';
import { rateBounds, toFunding } from '../funding.ts';
import { toHeld } from '../notional.ts';
import { isSafeSymbol } from '../symbols.ts';
import { refusal } from './listing.ts';
import { instrumentOf } from './symbols.ts';

/** All tickers, currencies that are lent (`fUSD`) among them (docs.bitfinex.com, `rest-public-tickers`). */
export const requestTickers: HttpRequest = {
  url: 'https://api-pub.bitfinex.com/v2/tickers?symbols=ALL',
  weight: 1,
  budget: 'bitfinex-tickers',
  why: 'prices on Bitfinex',
};

/** Mark price, open interest and funding of all perpetuals (docs.bitfinex.com, `rest-public-derivatives-status`). */
export const requestStatus: HttpRequest = {
  url: 'https://api-pub.bitfinex.com/v2/status/deriv?keys=ALL',
  weight: 1,
  budget: 'bitfinex-status',
  why: 'open interest and funding of perpetuals on Bitfinex',
};

/**
 * Reads `tickers`: symbol, bid, its size, ask, its size, change, change as a fraction, last price, volume, high, low. They carry no time and no
 * mark price.
 */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readTable<Quote>(payload, context, (fields, { symbol, base }) => {
    const priceUsd = readDecimal(fields[7], priceBounds);
    if (priceUsd === undefined) return bad('no price', '7');
    const change24h = readDecimal(fields[6], { atLeast: -1, below: 1e4 });
    return row({ source: 'bitfinex', symbol, base, time: undefined, priceUsd, markPrice: undefined, change24h });
  });
}

/**
 * Reads `status/deriv`: 0 key, 1 time, 12 current funding, 15 mark price, 18 open interest. Contracts count coin, one each. That open interest counts
 * one side is assumed (unverified): the documents say "total number of outstanding derivative contracts".
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readTable(payload, context, (fields, instrument) => {
    const time = readTime(fields[1], context.receivedTime);
    const value = readDecimal(fields[18], { atLeast: 0, below: 1e15 });
    if (time === undefined) return bad('not a time', '1');
    if (value === undefined) return bad('no open interest', '18');
    const { symbol, base } = instrument;
    const held = toHeld(instrument, { value, unit: 'base' }, readDecimal(fields[15], priceBounds));
    return row({ venue: 'bitfinex', symbol, base, time, ...held });
  });
}

/** Reads `status/deriv` as the funding of the running eight hours, a fraction. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readTable(payload, context, (fields, instrument) => {
    const time = readTime(fields[1], context.receivedTime);
    if (time === undefined) return bad('not a time', '1');
    return toFunding(instrument, readDecimal(fields[12], rateBounds), instrument.fundingIntervalHours, time);
  });
}

function readTable<Row>(
  payload: unknown,
  context: ParseContext,
  read: (fields: readonly unknown[], instrument: Instrument) => RowReading<Row>,
): Parsed<Row> {
  // An unknown key is answered with an empty list and status 200 (third-party probe, September 2026).
  if (!Array.isArray(payload) || payload.length === 0) return refusal(payload) ?? rejected('no rows');
  const refused = refusal(payload);
  if (refused !== undefined) return refused;
  const { rows, rejections } = readRows<Row>(payload, '', value => {
    if (!Array.isArray(value)) return bad('not a list');
    const fields: readonly unknown[] = value;
    const symbol = fields[0];
    if (typeof symbol !== 'string') return bad('no symbol', '0');
    const instrument = isSafeSymbol(symbol) ? instrumentOf(symbol, context) : undefined;
    return instrument === undefined ? skip : read(fields, instrument);
  });
  return events(rows, rejections);
}
