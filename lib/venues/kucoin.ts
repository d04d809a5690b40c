import * as v from 'valibot';
import type { Parsed } from '../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../model/venue.ts';
import { bad, row, skip, toFaults, type RowReading } from '../std/rows.ts';
import { readAnswer, type AnswerShape } from './answer.ts';
import { figure, nameField, optionalFigure, priceBounds, symbolField } from './fields.ts';
import { rateBounds, toFunding, toIntervalHours } from './funding.ts';
import { toHeld } from './notional.ts';
import { noPast } from './past.ts';
import { dollarQuotes, readCoin } from './symbols.ts';

const shape: AnswerShape = { venue: 'KuCoin', field: 'code', good: '200000', list: ['data'] };
const Contract = v.object({
  symbol: v.unknown(),
  type: nameField,
  status: nameField,
  baseCurrency: nameField,
  quoteCurrency: nameField,
  isInverse: v.boolean(),
  multiplier: figure({ above: -1e12, below: 1e15 }),
  assetClass: v.nullish(nameField),
  currentFundingRateGranularity: optionalFigure(),
  fundingRateGranularity: optionalFigure(),
  fundingRateSymbol: v.nullish(v.string()),
});
const Prices = v.object({
  lastTradePrice: figure(priceBounds),
  markPrice: optionalFigure(priceBounds),
  priceChgPct: optionalFigure({ atLeast: -1, below: 1e4 }),
});
const Sizes = v.object({ openInterest: figure({ atLeast: 0, below: 1e15 }), markPrice: optionalFigure(priceBounds) });
const Rate = v.object({ fundingFeeRate: optionalFigure(rateBounds) });

/** All contracts with everything about them. The weight of this request is not verified: the budget is a cautious one. */
const contracts: HttpRequest = {
  url: 'https://api-futures.kucoin.com/api/v1/contracts/active',
  weight: 1,
  budget: 'kucoin',
  maxBytes: 8_000_000,
  why: 'contracts, prices, open interest and funding on KuCoin',
};

/**
 * KuCoin futures, without forced orders: no public topic or request has them (documents of 2025; a guessed topic does not exist, 2026-09-18).
 * Source of the shape: answers recorded by client libraries, 2024 to 2026. Open interest counts contracts; whether one side or both is
 * not said: it is taken as reported.
 */
export const kucoin: Venue = {
  id: 'kucoin',
  name: 'KuCoin',
  counts: 'No public liquidation data: prices, funding, and open interest as reported.',
  misses: 'Every forced order. Whether its open interest counts one side or both is not documented.',
  completeness: 'none',
  budgets: [{ name: 'kucoin', host: 'api-futures.kucoin.com', weight: 30, windowMs: 30_000 }],
  instruments: { requests: [contracts], parse: payload => readContracts(payload, ({ instrument }) => row(instrument)) },
  quotes: { requests: [contracts], parse: parseQuotes },
  openInterest: { isBulk: true, requests: () => [contracts], parse: parseOpenInterest, ...noPast },
  funding: { requests: () => [contracts], parse: parseFunding },
  socketStreams: [],
  sockets: () => [],
  polls: [],
  backfill: undefined,
};

/** A contract, and how many coins the unit of its price stands for. */
interface Listed {
  readonly instrument: Instrument;
  readonly units: number;
}

function parseQuotes(payload: unknown): Parsed<Quote> {
  return readContracts<Quote>(payload, ({ instrument: { symbol, base }, units }, value) => {
    const checked = v.safeParse(Prices, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { lastTradePrice, markPrice, priceChgPct: change24h } = checked.output;
    return row({ source: 'kucoin', symbol, base, time: undefined, priceUsd: lastTradePrice / units, markPrice, change24h });
  });
}

/** The answer has no time of its own: that of receipt stands in. */
function parseOpenInterest(payload: unknown, { receivedTime: time }: ParseContext): Parsed<OpenInterest> {
  return readContracts<OpenInterest>(payload, ({ instrument, units }, value) => {
    if (instrument.kind !== 'perp') return skip;
    const checked = v.safeParse(Sizes, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { openInterest, markPrice } = checked.output;
    const { venue, symbol, base } = instrument;
    return row({
      venue,
      symbol,
      base,
      time,
      ...toHeld(instrument, { value: openInterest, unit: 'contracts' }, markPrice, units),
    });
  });
}

/** `fundingFeeRate` is that of the running period. (`nextFundingRateTime` is a remainder in ms and no time.) */
function parseFunding(payload: unknown, { receivedTime }: ParseContext): Parsed<Funding> {
  return readContracts<Funding>(payload, ({ instrument }, value) => {
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    return toFunding(instrument, checked.output.fundingFeeRate, instrument.fundingIntervalHours, receivedTime);
  });
}

function readContracts<Row>(payload: unknown, read: (listed: Listed, value: unknown) => RowReading<Row>): Parsed<Row> {
  return readAnswer(payload, shape, value => {
    const listing = readListing(value);
    return listing.kind === 'row' ? read(listing.row, value) : listing;
  });
}

function readListing(value: unknown): RowReading<Listed> {
  const checked = v.safeParse(Contract, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { symbol, type, status, baseCurrency, quoteCurrency, isInverse, multiplier, assetClass } = checked.output;
  if (status !== 'Open' || !dollarQuotes.has(quoteCurrency) || (assetClass ?? 'CRYPTO') !== 'CRYPTO') return skip;
  if (!v.is(symbolField, symbol)) return bad('not a symbol', 'symbol');
  const coin = readCoin(baseCurrency);
  if (coin === undefined) return bad('not the name of a coin', 'baseCurrency');
  if (multiplier === 0 || (!isInverse && multiplier < 0)) return bad('no size', 'multiplier');
  const kind = type === 'FFWCSX' ? 'perp' : 'future';
  const listed: Instrument = {
    venue: 'kucoin',
    symbol,
    base: coin.base,
    quote: quoteCurrency,
    kind,
    // `isQuanto` is true of plain USDT contracts too, and says nothing.
    contract: isInverse ? 'inverse' : 'linear',
    // -1 on inverse contracts: one dollar each.
    multiplier: isInverse ? -multiplier : multiplier * coin.units,
    board: 'futures',
  };
  const hours = kind === 'perp' ? intervalOf(checked.output) : undefined;
  return row({ instrument: hours === undefined ? listed : { ...listed, fundingIntervalHours: hours }, units: coin.units });
}

// In ms where the answer says it; older answers have it in the name of the rate alone (`.XBTUSDTMFPI8H`).
function intervalOf({
  currentFundingRateGranularity: current,
  fundingRateGranularity: usual,
  fundingRateSymbol: name,
}: v.InferOutput<typeof Contract>): number | undefined {
  const named = /FPI(\d{1,2})H$/.exec((name ?? '').slice(-60))?.[1];
  return (
    toIntervalHours(current ?? usual, 1) ??
    (current === undefined && usual === undefined && named !== undefined ? toIntervalHours(Number(named), 3_600_000) : undefined)
  );
}
