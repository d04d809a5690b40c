import * as v from 'valibot';
import type { Parsed } from '../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../model/venue.ts';
import { bad, row, skip, toFaults, type RowReading } from '../std/rows.ts';
import { readAnswer, type AnswerShape } from './answer.ts';
import { figure, nameField, optionalFigure, priceBounds, readTime, symbolField } from './fields.ts';
import { rateBounds, toFunding, toIntervalHours } from './funding.ts';
import { toHeld } from './notional.ts';
import { noPast } from './past.ts';
import { dollarQuotes, readCoin } from './symbols.ts';
import { isRecord } from '../std/record.ts';

const shape: AnswerShape = { venue: 'MEXC', field: 'code', good: 0, list: ['data'] };
const Listing = v.object({
  symbol: v.unknown(),
  baseCoin: nameField,
  quoteCoin: nameField,
  settleCoin: nameField,
  contractSize: figure({ above: 0, below: 1e15 }),
  state: v.number(),
  futureType: v.optional(v.number(), 1),
  conceptPlate: v.nullish(v.array(v.unknown())),
});
const Named = v.object({ symbol: symbolField });
const Prices = v.object({
  lastPrice: figure(priceBounds),
  fairPrice: optionalFigure(priceBounds),
  riseFallRate: optionalFigure({ atLeast: -1, below: 1e4 }),
  timestamp: v.unknown(),
});
const Sizes = v.object({
  holdVol: figure({ atLeast: 0, below: 1e15 }),
  fairPrice: optionalFigure(priceBounds),
  timestamp: v.unknown(),
});
const Rate = v.object({ fundingRate: optionalFigure(rateBounds), collectCycle: optionalFigure(), timestamp: v.unknown() });

// Zones of shares, metals and currencies, by their names: unverified.
const noCoins = /stock|tradfi|metal|forex|commodit|equity/i;

/**
 * MEXC futures, without forced orders: its public documents know none (November 2025). Sources: MEXC's documents of contracts, 2025, and answers
 * recorded by client libraries. Open interest (`holdVol`) counts contracts; whether one side or both is not said: it is taken as reported.
 * Limits are unverified (20 requests in 2 seconds is told by clients; a slower one for the list of contracts).
 */
export const mexc: Venue = {
  id: 'mexc',
  name: 'MEXC',
  counts: 'No public liquidation data: prices, funding, and open interest as reported.',
  misses: 'Every forced order. Whether its open interest counts one side or both is not documented.',
  completeness: 'none',
  budgets: [
    { name: 'mexc', host: 'contract.mexc.com', weight: 20, windowMs: 2_000 },
    { name: 'mexc-detail', host: 'contract.mexc.com', weight: 2, windowMs: 10_000 },
  ],
  instruments: {
    requests: [request('detail', 'list of contracts on MEXC', 'mexc-detail')],
    parse: payload => readData(payload, readListing),
  },
  quotes: { requests: [request('ticker', 'prices of contracts on MEXC')], parse: parseQuotes },
  openInterest: {
    isBulk: true,
    requests: () => [request('ticker', 'open interest of contracts on MEXC')],
    parse: parseOpenInterest,
    ...noPast,
  },
  funding: { requests: () => [request('funding_rate', 'funding of contracts on MEXC')], parse: parseFunding },
  socketStreams: [],
  sockets: () => [],
  polls: [],
  backfill: undefined,
};

function request(path: string, why: string, budget = 'mexc'): HttpRequest {
  return { url: `https://contract.mexc.com/api/v1/contract/${path}`, weight: 1, budget, maxBytes: 12_000_000, why };
}

function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readListed<Quote>(payload, context, ({ symbol, base }, units, value) => {
    const checked = v.safeParse(Prices, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { lastPrice, fairPrice: markPrice, riseFallRate: change24h, timestamp } = checked.output;
    const time = readTime(timestamp, context.receivedTime);
    return row({ source: 'mexc', symbol, base, time, priceUsd: lastPrice / units, markPrice, change24h });
  });
}

function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readListed<OpenInterest>(payload, context, (instrument, units, value) => {
    if (instrument.kind !== 'perp') return skip;
    const checked = v.safeParse(Sizes, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { holdVol, fairPrice, timestamp } = checked.output;
    const { venue, symbol, base } = instrument;
    const time = readTime(timestamp, context.receivedTime) ?? context.receivedTime;
    return row({ venue, symbol, base, time, ...toHeld(instrument, { value: holdVol, unit: 'contracts' }, fairPrice, units) });
  });
}

/** The list of rates (`funding_rate` without a symbol), which says the interval: `collectCycle`, hours. The rate of tickers does not. */
function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readListed<Funding>(payload, context, (instrument, _units, value) => {
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { fundingRate, collectCycle, timestamp } = checked.output;
    const time = readTime(timestamp, context.receivedTime) ?? context.receivedTime;
    return toFunding(instrument, fundingRate, toIntervalHours(collectCycle, 3_600_000), time);
  });
}

/** Rows of contracts that are listed; the answers by themselves do not tell a share from a coin, nor the size of a contract. */
function readListed<Row>(
  payload: unknown,
  { instruments }: ParseContext,
  read: (instrument: Instrument, symbolUnits: number, value: unknown) => RowReading<Row>,
): Parsed<Row> {
  return readData(payload, value => {
    const named = v.safeParse(Named, value);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    const instrument = instruments.get(named.output.symbol);
    return instrument === undefined ? skip : read(instrument, readCoin(instrument.symbol.split('_')[0] ?? '')?.units ?? 1, value);
  });
}

// One contract alone comes without its list.
function readData<Row>(payload: unknown, read: (value: unknown) => RowReading<Row>): Parsed<Row> {
  const isAlone = isRecord(payload) && isRecord(payload.data);
  return readAnswer(isAlone ? { ...payload, data: [payload.data] } : payload, shape, read);
}

function readListing(value: unknown): RowReading<Instrument> {
  const checked = v.safeParse(Listing, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { symbol, baseCoin, quoteCoin, settleCoin, contractSize, state, futureType, conceptPlate } = checked.output;
  if (state !== 0 || !dollarQuotes.has(quoteCoin)) return skip;
  if ((conceptPlate ?? []).some(zone => typeof zone === 'string' && noCoins.test(zone))) return skip;
  if (!v.is(symbolField, symbol)) return bad('not a symbol', 'symbol');
  const coin = readCoin(baseCoin);
  if (coin === undefined) return bad('not the name of a coin', 'baseCoin');
  const contract = settleCoin === baseCoin ? 'inverse' : dollarQuotes.has(settleCoin) ? 'linear' : 'quanto';
  return row({
    venue: 'mexc',
    symbol,
    base: coin.base,
    quote: quoteCoin,
    kind: futureType === 1 ? 'perp' : 'future',
    contract,
    // Coins in a linear contract, dollars in an inverse one.
    multiplier: contract === 'quanto' ? undefined : contract === 'inverse' ? contractSize : contractSize * coin.units,
    board: 'contract',
  });
}
