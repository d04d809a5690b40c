import * as v from 'valibot';
import { events, rejected, type Parsed } from '../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../model/venue.ts';
import { bad, readRows, row, skip, toFaults, type RowReading } from '../std/rows.ts';
import { figure, optionalFigure, priceBounds } from './fields.ts';
import { rateBounds, toFunding } from './funding.ts';
import { toHeld } from './notional.ts';
import { noPast } from './past.ts';
import { isSafeSymbol, readCoin } from './symbols.ts';

const Answer = v.tuple([v.object({ universe: v.array(v.unknown()) }), v.array(v.unknown())]);
const Listing = v.object({ name: v.unknown(), isDelisted: v.nullish(v.boolean()) });
const Prices = v.object({ markPx: figure(priceBounds), prevDayPx: optionalFigure(priceBounds) });
const Sizes = v.object({ markPx: optionalFigure(priceBounds), openInterest: figure({ atLeast: 0, below: 1e15 }) });
const Rate = v.object({ funding: optionalFigure(rateBounds) });

/** One question answers everything: contracts, prices, open interest and funding of the main exchange, without those that others have built on it. */
const everything: HttpRequest = {
  url: 'https://api.hyperliquid.xyz/info',
  body: JSON.stringify({ type: 'metaAndAssetCtxs' }),
  weight: 20,
  budget: 'hyperliquid',
  why: 'contracts, prices, open interest and funding on Hyperliquid',
};

/**
 * Hyperliquid, without forced orders: its trades carry no mark of them, and what an account sees is its own (checked by third parties,
 * 2026-09-18 to 21). Sources: Hyperliquid's documents (1,200 weight a minute and address, 20 for this question), November 2026.
 *
 * Open interest is in coin, never dollars. Whether it counts one side or both is disputed: it is taken as reported.
 */
export const hyperliquid: Venue = {
  id: 'hyperliquid',
  name: 'Hyperliquid',
  counts: 'No public liquidation data: prices, funding, and open interest as reported.',
  misses: 'Every forced order. Whether its open interest counts one side or both is disputed.',
  completeness: 'none',
  budgets: [{ name: 'hyperliquid', host: 'api.hyperliquid.xyz', weight: 1_200, windowMs: 60_000 }],
  instruments: { requests: [everything], parse: payload => readContexts(payload, instrument => row(instrument)) },
  quotes: { requests: [everything], parse: parseQuotes },
  openInterest: { isBulk: true, requests: () => [everything], parse: parseOpenInterest, ...noPast },
  funding: { requests: () => [everything], parse: parseFunding },
  socketStreams: [],
  sockets: () => [],
  polls: [],
  backfill: undefined,
};

/** Prices are marks, since the answer has no last trade; 24 hours ago it says `prevDayPx`. */
function parseQuotes(payload: unknown): Parsed<Quote> {
  return readContexts<Quote>(payload, ({ symbol, base, multiplier = 1 }, value) => {
    const checked = v.safeParse(Prices, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { markPx, prevDayPx } = checked.output;
    const change24h = prevDayPx === undefined ? undefined : markPx / prevDayPx - 1;
    return row({
      source: 'hyperliquid',
      symbol,
      base,
      time: undefined,
      priceUsd: markPx / multiplier,
      markPrice: markPx,
      change24h,
    });
  });
}

function parseOpenInterest(payload: unknown, { receivedTime: time }: ParseContext): Parsed<OpenInterest> {
  return readContexts<OpenInterest>(payload, (instrument, value) => {
    const checked = v.safeParse(Sizes, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { markPx, openInterest } = checked.output;
    const { venue, symbol, base } = instrument;
    return row({ venue, symbol, base, time, ...toHeld(instrument, { value: openInterest, unit: 'base' }, markPx) });
  });
}

/** `funding` is for one hour. */
function parseFunding(payload: unknown, { receivedTime }: ParseContext): Parsed<Funding> {
  return readContexts<Funding>(payload, (instrument, value) => {
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    return toFunding(instrument, checked.output.funding, instrument.fundingIntervalHours, receivedTime);
  });
}

/** Joins the two lists of the answer by place: names in the first, figures in the second. */
function readContexts<Row>(payload: unknown, read: (instrument: Instrument, value: unknown) => RowReading<Row>): Parsed<Row> {
  const checked = v.safeParse(Answer, payload);
  if (!checked.success) return { kind: 'rejected', rejections: toFaults(checked.issues) };
  const [{ universe }, contexts] = checked.output;
  if (universe.length !== contexts.length) return rejected(`${universe.length} names for ${contexts.length} rows of figures`);
  const { rows, rejections } = readRows<Row>(contexts, '1', (value, place) => {
    const listing = readListing(universe[place]);
    return listing.kind === 'row' ? read(listing.row, value) : listing;
  });
  return events(rows, rejections);
}

function readListing(value: unknown): RowReading<Instrument> {
  const checked = v.safeParse(Listing, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { name, isDelisted } = checked.output;
  if (isDelisted === true) return skip;
  if (!isSafeSymbol(name)) return bad('not a symbol', 'name');
  // `kPEPE` counts and prices thousands.
  const coin = readCoin(name);
  if (coin === undefined) return bad('not the name of a coin', 'name');
  return row({
    venue: 'hyperliquid',
    symbol: name,
    base: coin.base,
    quote: 'USDC',
    kind: 'perp',
    contract: 'linear',
    multiplier: coin.units,
    board: 'perp',
    fundingIntervalHours: 1,
  });
}
