import { parseRows, parsing, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, textAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { itemsOf, refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { nameAt, priceAt, sizeAt } from '../fields.ts';
import { toFunding } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { isNoCoin } from '../no-coins.ts';
import { toHeldInterest, toQuote } from '../rows.ts';
import { readCoin } from '../symbols.ts';

const ticker = /^([A-Z0-9]{1,20})-USD$/;

/** All markets with price, open interest and funding in one answer (`/v4/perpetualMarkets`; v4-chain indexer, 2025-12). */
export const requestMarkets: HttpRequest = {
  url: 'https://indexer.dydx.trade/v4/perpetualMarkets',
  weight: 1,
  budget: 'dydx',
  why: 'contractFigures',
};

/**
 * Reads the markets as listings: active ones, each quoted in dollars (USDC) and counted in coin. Markets that anyone may list carry an address in their
 * ticker (`NAME,RAYDIUM,…-USD`); they are passed over. Funding is paid each hour (v4-chain documents).
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readMarkets(payload, (_row, instrument) => instrument);
}

/** Reads the markets as prices: the oracle's price is the mark, and stands in for the last one. `priceChange24H` is in dollars. */
export function parseQuotes(payload: unknown): Parsed<Quote> {
  return readMarkets(payload, (row, instrument) => {
    const markPrice = priceAt(row, 'oraclePrice');
    const change = readDecimal(row.priceChange24H, { above: -1e9, below: markPrice });
    return toQuote(instrument, markPrice, {
      mark: markPrice,
      change: change === undefined ? undefined : change / (markPrice - change),
    });
  });
}

/** Reads the markets as open interest, in coin. That it counts one side is general knowledge, not documented (unverified). */
export function parseOpenInterest(payload: unknown, { receivedTime }: ParseContext): Parsed<OpenInterest> {
  return readMarkets(payload, (row, instrument) => {
    return toHeldInterest(instrument, receivedTime, sizeAt(row, 'openInterest'), 'base', row.oraclePrice);
  });
}

/** Reads the markets as funding. `nextFundingRate` is for one hour. */
export function parseFunding(payload: unknown, { receivedTime }: ParseContext): Parsed<Funding> {
  return readMarkets(payload, (row, instrument) => toFunding(instrument, row.nextFundingRate, receivedTime));
}

/** The market of a ticker; see `findInstrument`. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(symbol, 'perp', instruments, derive);
}

/** The answer itself: some deployments wrap it in `result`. An error body is refused with its own words. */
export function openAnswer(payload: unknown): Fields {
  const answer = fieldsOf(payload);
  const [error] = itemsOf(answer.errors);
  if (isRecord(error)) refuse(refusedBy('dYdX', error.msg));
  return isRecord(answer.result) ? answer.result : answer;
}

function readMarkets<Event>(payload: unknown, read: (row: Fields, instrument: Instrument) => Event | undefined): Parsed<Event> {
  return parsing(() => {
    const { markets } = openAnswer(payload);
    if (!isRecord(markets)) refuse('no markets', 'markets');
    return parseRows(Object.values(markets), 'markets', value => {
      const row = fieldsOf(value);
      const symbol = textAt(row, 'ticker', /^.{1,200}$/s, 'not a ticker');
      if (nameAt(row, 'status') !== 'ACTIVE' || symbol.includes(',')) return undefined;
      const instrument = derive(symbol) ?? refuse('not a ticker', 'ticker');
      return isNoCoin(instrument.base) ? undefined : read(row, instrument);
    });
  });
}

function derive(symbol: string): Instrument | undefined {
  const coin = readCoin(ticker.exec(symbol)?.[1] ?? '');
  if (coin === undefined) return undefined;
  return {
    venue: 'dydx',
    symbol,
    base: coin.base,
    quote: 'USD',
    kind: 'perp',
    contract: 'linear',
    multiplier: coin.units,
    board: 'perp',
    fundingIntervalHours: 1,
  };
}
