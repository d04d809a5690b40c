import * as v from 'valibot';
import type { Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { readAnswer } from '../answer.ts';
import { figure, optionalFigure, priceBounds, readTime, symbolField } from '../fields.ts';
import { rateBounds, toFunding, toIntervalHours } from '../funding.ts';
import { toHeld } from '../notional.ts';
import { markAfter, pastGrainMs, toPast } from '../past.ts';
import { answerShape, instrumentOf, symbolUnits } from './instruments.ts';

const sizeBounds = { atLeast: 0, below: 1e15 };
/** Rows of one page of past open interest; the venue allows no more. */
const pageRows = 100;

const Named = v.object({ instId: symbolField, ts: v.optional(v.unknown()) });
const Ticker = v.object({ last: figure(priceBounds), open24h: optionalFigure(priceBounds) });
const Held = v.object({ oi: figure(sizeBounds), oiCcy: optionalFigure(sizeBounds), oiUsd: optionalFigure(sizeBounds) });
const Rate = v.object({
  fundingRate: figure(rateBounds),
  fundingTime: figure({ above: 0 }),
  nextFundingTime: optionalFigure({ above: 0 }),
});
const Past = v.tuple([v.unknown(), v.unknown(), optionalFigure(sizeBounds), optionalFigure(sizeBounds)]);

/** Prices of all perpetuals. */
export const requestTickers = request('market/tickers?instType=SWAP', 'okx-public', 'prices of perpetual contracts on OKX');

const requestHeld = request('public/open-interest?instType=SWAP', 'okx-public', 'open interest of perpetual contracts on OKX');

// `ANY` stands for all perpetuals (v5 documents, public/funding-rate, November 2025).
const requestRates = request('public/funding-rate?instId=ANY', 'okx-funding', 'funding of perpetual contracts on OKX');

/** One request for all perpetuals, when there are any among `instruments`. */
export function requestOpenInterest(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return instruments.some(({ board }) => board === 'swap') ? [requestHeld] : [];
}

/** One request for all perpetuals, when there are any among `instruments`. */
export function requestFunding(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return instruments.some(({ board }) => board === 'swap') ? [requestRates] : [];
}

/** Reads `market/tickers`. There is no field for the change: it is `last` over `open24h`. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readSwaps(payload, context, (value, { symbol, base }, time) => {
    const checked = v.safeParse(Ticker, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { last, open24h } = checked.output;
    const change24h = open24h === undefined ? undefined : last / open24h - 1;
    return row({ source: 'okx', symbol, base, time, priceUsd: last / symbolUnits(symbol), markPrice: undefined, change24h });
  });
}

/**
 * Reads `public/open-interest`: `oi` contracts, `oiCcy` coins, `oiUsd` dollars, of one side (it agrees with one-sided aggregators within 0.05 %,
 * measured 2026). Where `oiUsd` or `oiCcy` is missing it follows from the contracts and the mark price.
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readSwaps(payload, context, (value, instrument, time) => {
    const checked = v.safeParse(Held, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { oi, oiCcy, oiUsd } = checked.output;
    const { symbol, base } = instrument;
    const units = symbolUnits(symbol);
    const held = toHeld(instrument, { value: oi, unit: 'contracts' }, context.markPrices?.get(symbol), units);
    const coins = oiCcy === undefined ? held.coins : oiCcy * units;
    return row({ venue: 'okx', symbol, base, time: time ?? context.receivedTime, coins, usd: oiUsd ?? held.usd });
  });
}

/** Reads `public/funding-rate`. The interval is the distance of the next two settlements, as the documents say; without it a row is passed over. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readSwaps(payload, context, (value, instrument, time) => {
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { fundingRate, fundingTime, nextFundingTime } = checked.output;
    const hours = nextFundingTime === undefined ? undefined : toIntervalHours(nextFundingTime - fundingTime, 1);
    return toFunding(instrument, fundingRate, hours, time ?? context.receivedTime);
  });
}

/**
 * A page of five-minute rows from `fromMs` on (`rubik/stat/contracts/open-interest-history`, documents of July 2026). The venue keeps 1,440 of
 * them, five days: what lies further back comes empty. `begin` and `end` themselves are left out of the answer.
 */
export function requestPastOpenInterest({ symbol }: Instrument, fromMs: number): HttpRequest {
  const first = markAfter(fromMs);
  const range = `begin=${first - 1}&end=${first + (pageRows - 1) * pastGrainMs + 1}&limit=${pageRows}`;
  return request(
    `rubik/stat/contracts/open-interest-history?instId=${symbol}&period=5m&${range}`,
    'okx-rubik',
    `past open interest of ${symbol} on OKX`,
  );
}

/** Reads rows of `[ts, contracts, coins, dollars]`, newest first. */
export function parsePastOpenInterest(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest> {
  const { symbol, base } = instrument;
  const parsed = readAnswer<OpenInterest>(payload, answerShape, value => {
    const checked = v.safeParse(Past, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const [ts, , coins, usd] = checked.output;
    const time = readTime(ts, context.receivedTime);
    if (time === undefined) return bad('not a time', '0');
    if (coins === undefined && usd === undefined) return bad('no open interest', '2');
    return row({ venue: 'okx', symbol, base, time, coins: coins === undefined ? undefined : coins * symbolUnits(symbol), usd });
  });
  return parsed.kind === 'events' ? toPast(parsed.events, parsed.rejections) : parsed;
}

function request(path: string, budget: string, why: string): HttpRequest {
  return { url: `https://www.okx.com/api/v5/${path}`, weight: 1, budget, why };
}

function readSwaps<Row>(
  payload: unknown,
  context: ParseContext,
  read: (value: unknown, instrument: Instrument, time: number | undefined) => RowReading<Row>,
): Parsed<Row> {
  return readAnswer<Row>(payload, answerShape, value => {
    const named = v.safeParse(Named, value);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    const instrument = instrumentOf(named.output.instId, 'swap', context);
    return instrument === undefined ? skip : read(value, instrument, readTime(named.output.ts, context.receivedTime));
  });
}
