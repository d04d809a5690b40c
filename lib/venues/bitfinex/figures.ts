import { parseRows, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { listOf, refuse } from '../../std/rows.ts';
import { priceAt, sizeAt, timeAt } from '../fields.ts';
import { toFunding } from '../funding.ts';
import { toHeldInterest, toQuote } from '../rows.ts';
import { isSafeSymbol } from '../symbols.ts';
import { refusal } from './listing.ts';
import { instrumentOf } from './symbols.ts';

/** All tickers, currencies that are lent (`fUSD`) among them (docs.bitfinex.com, `rest-public-tickers`). */
export const requestTickers: HttpRequest = {
  url: 'https://api-pub.bitfinex.com/v2/tickers?symbols=ALL',
  weight: 1,
  budget: 'bitfinex-tickers',
  why: 'prices',
};

/** Mark price, open interest and funding of all perpetuals (docs.bitfinex.com, `rest-public-derivatives-status`). */
export const requestStatus: HttpRequest = {
  url: 'https://api-pub.bitfinex.com/v2/status/deriv?keys=ALL',
  weight: 1,
  budget: 'bitfinex-status',
  why: 'interestFunding',
};

/**
 * Reads `tickers`: symbol, bid, its size, ask, its size, change, change as a fraction, last price, volume, high, low. They carry no time and no
 * mark price.
 */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readTable(payload, context, (row, instrument) => toQuote(instrument, priceAt(row, 7), { change: row[6] }));
}

/**
 * Reads `status/deriv`: 0 key, 1 time, 12 current funding, 15 mark price, 18 open interest. Contracts count coin, one each. That open interest counts
 * one side is assumed (unverified): the documents say "total number of outstanding derivative contracts".
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readTable(payload, context, (row, instrument) => {
    const time = timeAt(row, 1, context.receivedTime);
    return toHeldInterest(instrument, time, sizeAt(row, 18), 'base', row[15]);
  });
}

/** Reads `status/deriv` as the funding of the running eight hours, a fraction. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readTable(payload, context, (row, instrument) => {
    const time = timeAt(row, 1, context.receivedTime);
    return toFunding(instrument, row[12], time);
  });
}

function readTable<Event>(
  payload: unknown,
  context: ParseContext,
  read: (row: readonly unknown[], instrument: Instrument) => Event | undefined,
): Parsed<Event> {
  const refused = refusal(payload);
  if (refused !== undefined) return refused;
  // An unknown key is answered with an empty list and status 200 (third-party probe, September 2026).
  if (!Array.isArray(payload) || payload.length === 0) return rejected('no rows');
  return parseRows(payload, '', value => {
    const row = listOf(value);
    const [symbol] = row;
    if (typeof symbol !== 'string') refuse('no symbol', '0');
    const instrument = isSafeSymbol(symbol) ? instrumentOf(symbol, context) : undefined;
    return instrument === undefined ? undefined : read(row, instrument);
  });
}
