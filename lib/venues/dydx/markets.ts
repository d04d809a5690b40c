import * as v from 'valibot';
import { events, rejected, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { isRecord } from '../../std/record.ts';
import { bad, clip, readRows, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, nameField, optionalFigure, priceBounds } from '../fields.ts';
import { rateBounds, toFunding } from '../funding.ts';
import { findInstrument } from '../listing.ts';
import { isNoCoin } from '../no-coins.ts';
import { toHeld } from '../notional.ts';
import { readCoin } from '../symbols.ts';

const ticker = /^([A-Z0-9]{1,20})-USD$/;

const Priced = v.object({
  oraclePrice: figure(priceBounds),
  priceChange24H: optionalFigure({ above: -1e9, below: 1e9 }),
});
const Held = v.object({ oraclePrice: optionalFigure(priceBounds), openInterest: figure({ atLeast: 0, below: 1e15 }) });
const Paying = v.object({ nextFundingRate: optionalFigure(rateBounds) });

/** All markets with price, open interest and funding in one answer (`/v4/perpetualMarkets`; v4-chain indexer, 2025-12). */
export const requestMarkets: HttpRequest = {
  url: 'https://indexer.dydx.trade/v4/perpetualMarkets',
  weight: 1,
  budget: 'dydx',
  why: 'markets of dYdX with prices, open interest and funding',
};

/**
 * Reads the markets as listings: active ones, each quoted in dollars (USDC) and counted in coin. Markets that anyone may list carry an address in their
 * ticker (`NAME,RAYDIUM,…-USD`); they are passed over. Funding is paid each hour (v4-chain documents).
 */
export function parseInstruments(payload: unknown): Parsed<Instrument> {
  return readMarkets(payload, (_market, instrument) => row(instrument));
}

/** Reads the markets as prices: the oracle's price is the mark, and stands in for the last one. `priceChange24H` is in dollars. */
export function parseQuotes(payload: unknown): Parsed<Quote> {
  return readMarkets(payload, (market, { symbol, base }) => {
    const checked = v.safeParse(Priced, market);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { oraclePrice: priceUsd, priceChange24H: change } = checked.output;
    const before = change === undefined ? 0 : priceUsd - change;
    const change24h = change === undefined || before <= 0 ? undefined : change / before;
    return row({ source: 'dydx', symbol, base, time: undefined, priceUsd, markPrice: priceUsd, change24h });
  });
}

/** Reads the markets as open interest, in coin. That it counts one side is general knowledge, not documented (unverified). */
export function parseOpenInterest(payload: unknown, { receivedTime }: ParseContext): Parsed<OpenInterest> {
  return readMarkets(payload, (market, instrument) => {
    const checked = v.safeParse(Held, market);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { openInterest: value, oraclePrice } = checked.output;
    const { symbol, base } = instrument;
    const held = toHeld(instrument, { value, unit: 'base' }, oraclePrice);
    return row({ venue: 'dydx', symbol, base, time: receivedTime, ...held });
  });
}

/** Reads the markets as funding. `nextFundingRate` is for one hour. */
export function parseFunding(payload: unknown, { receivedTime }: ParseContext): Parsed<Funding> {
  return readMarkets(payload, (market, instrument) => {
    const checked = v.safeParse(Paying, market);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    return toFunding(instrument, checked.output.nextFundingRate, instrument.fundingIntervalHours, receivedTime);
  });
}

/** The market of a ticker; see `findInstrument`. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(symbol, 'perp', instruments, derive);
}

/** The answer itself: some deployments wrap it in `result`. An error body gives its own words. */
export function openAnswer(payload: unknown): Readonly<Record<string, unknown>> | string {
  if (!isRecord(payload)) return 'not an object';
  const failed = v.safeParse(v.object({ errors: v.tupleWithRest([v.object({ msg: v.string() })], v.unknown()) }), payload);
  if (failed.success) return clip(`dYdX refused: ${failed.output.errors[0].msg}`);
  return isRecord(payload.result) ? payload.result : payload;
}

function readMarkets<Row>(payload: unknown, read: (market: unknown, instrument: Instrument) => RowReading<Row>): Parsed<Row> {
  const answer = openAnswer(payload);
  if (typeof answer === 'string') return rejected(answer);
  if (!isRecord(answer.markets)) return rejected('no markets', 'markets');
  const { rows, rejections } = readRows(Object.values(answer.markets), 'markets', market => {
    const named = v.safeParse(v.object({ ticker: v.string(), status: nameField }), market);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    if (named.output.status !== 'ACTIVE' || named.output.ticker.includes(',')) return skip;
    const instrument = derive(named.output.ticker);
    if (instrument === undefined) return bad('not a ticker', 'ticker');
    return isNoCoin(instrument.base) ? skip : read(market, instrument);
  });
  return events(rows, rejections);
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
