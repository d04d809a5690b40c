import type { Universe } from '../engine/universe.ts';
import type { DepthSample } from '../engine/usual-depth.ts';
import type { CoinCaps, KeptHolder, KeptMarket, Told } from '../model/context.ts';
import type { BreadthFigure, Known } from '../model/engine.ts';
import type { OwnLevels } from '../model/own-levels.ts';
import type { PriceFigure } from '../model/snapshot.ts';
import type { Bar, FearGreedDay, Funding, Instrument, OpenInterest, Quote, VenueId } from '../model/trade.ts';
import type { BarStep, BookDepth, ContractSource } from '../model/venue.ts';

/** Bars of one coin, as last read. */
export interface CoinBars {
  readonly bars: readonly Bar[];
  /** The provider as a person reads it. */
  readonly source: string;
}

/** The document in which the bars of a coin are kept, by their length. */
export function barsKey(base: string, stepMs: BarStep): string {
  return `${stepMs === 14_400_000 ? 'bars-4h' : 'bars'}/${base}`;
}

/** The book of one coin at one venue, as last read. */
export interface CoinDepth extends BookDepth {
  /** Market time, ms. */
  readonly at: number;
  /** The venue as a person reads it. */
  readonly source: string;
  /** Of the same venue, a day back at the most; partial books are not among them. */
  readonly past: readonly DepthSample[];
}

/** The document in which the books of all coins are kept. */
export const depthKey = 'depth';

/** Dollars turned over in one minute, and when it was over (ms). */
export type FlowRow = readonly [time: number, usd: number];

/** What takers traded of a coin's perpetuals at one venue in the 24 hours up to `at`. */
export interface CoinTakers {
  readonly boughtCoins: number;
  readonly soldCoins: number;
  /** Market time of receipt, ms. */
  readonly at: number;
  readonly venue: VenueId;
}

/** The document in which that is kept. */
export const takersKey = 'takers';

/** The document in which the turnover by the minute is kept. */
export const flowKey = 'spot-flow';

/** Prices of one venue as they are stored: of contracts by symbol, of coins by base. */
export interface KeptQuotes {
  readonly marks: Readonly<Record<string, number>>;
  readonly prices: Readonly<Record<string, PriceFigure>>;
}

/** The document in which a venue's prices are kept. */
export function quotesKey(venue: VenueId): string {
  return `quotes/${venue}`;
}

/** What was of a day and of a month ago when it was stored. Rows carry their times: what no longer fits is not compared with. */
export type KeptPast = Pick<MarketState, 'dayAgo' | 'monthAgo' | 'line'>;

/** The document in which the newest funding rates of a venue are kept. */
export function fundingKey(venue: VenueId): string {
  return `funding/${venue}`;
}

/** The document that is written whenever the ready-made past of a venue was found complete. */
export function backfilledKey(venue: VenueId): string {
  return `backfilled/${venue}`;
}

/** The document in which it is kept when a venue's history was first looked at, and what that has cost. */
export function historyKey(venue: VenueId): string {
  return `history/${venue}`;
}

/** The document that is written whenever a venue's history was asked for all that it can give. */
export function historyReadKey(venue: VenueId): string {
  return `history-read/${venue}`;
}

/** The document in which the past of open interest is kept. */
export const pastKey = 'past';

/** The documents in which the figures of breadth, holders and other markets are kept. */
export const contextKeys = { breadth: 'breadth', holders: 'holders', otherMarkets: 'other-markets' } as const;

/** The latest good figure of everything that is polled. Filled from what was stored, so that a woken worker knows what the last one knew. */
export interface MarketState {
  readonly instruments: Map<VenueId, ReadonlyMap<string, Instrument>>;
  readonly markPrices: Map<VenueId, ReadonlyMap<string, number>>;
  /** Price of each coin by venue, in US dollars of one coin. */
  readonly venuePrices: Map<VenueId, ReadonlyMap<string, PriceFigure>>;
  /** Newest row of each contract, by venue and symbol. */
  readonly openInterest: Map<VenueId, ReadonlyMap<string, OpenInterest>>;
  /** Newest rate of each contract, by venue and symbol. Rows carry their times. */
  readonly funding: Map<VenueId, ReadonlyMap<string, Funding>>;
  /** Venues that the user switched off: nothing is asked of them. What was heard before stays; what is shown of it is the reader's choice. */
  off: ReadonlySet<VenueId>;
  /** The user's own levels. */
  own: OwnLevels;
  dayAgo: readonly OpenInterest[];
  monthAgo: readonly OpenInterest[];
  /** Dollars by the hour of the venues whose past is unbroken. */
  line: readonly (readonly [time: number, usd: number])[];
  /** Spot prices of the majors. */
  readonly prices: Map<string, PriceFigure>;
  fearGreed: { readonly days: readonly FearGreedDay[]; readonly at: number } | undefined;
  /** Hourly, thirty days; the last may still be forming. */
  readonly bars: Map<string, CoinBars>;
  /** Of four hours, ninety days; fewer where only a fallback answers. */
  readonly bars4h: Map<string, CoinBars>;
  readonly depth: Map<string, CoinDepth>;
  readonly takers: Map<string, CoinTakers>;
  /** Spot turnover on an exchange without leverage, minute by minute, ascending. */
  readonly flow: Map<string, readonly FlowRow[]>;
  /** Whether the engine sees anything but calm: what explains a move is then asked for more often. */
  isBusy: boolean;
  universe: Universe | undefined;
  breadth: Known<BreadthFigure>;
  /** Of the list that breadth was made of last; not kept over the death of the worker. */
  caps: CoinCaps | undefined;
  /** Of the preferred provider first; asked under the source's id. */
  holders: Told<KeptHolder>;
  /** Asked under the market's id. */
  otherMarkets: Told<KeptMarket>;
}

export function createMarketState(): MarketState {
  return {
    instruments: new Map(),
    markPrices: new Map(),
    venuePrices: new Map(),
    openInterest: new Map(),
    funding: new Map(),
    off: new Set(),
    own: {},
    dayAgo: [],
    monthAgo: [],
    line: [],
    prices: new Map(),
    fearGreed: undefined,
    bars: new Map(),
    bars4h: new Map(),
    depth: new Map(),
    takers: new Map(),
    flow: new Map(),
    isBusy: false,
    universe: undefined,
    breadth: { unknown: 'noBreadth' },
    caps: undefined,
    holders: { rows: [], askedAt: {} },
    otherMarkets: { rows: [], askedAt: {} },
  };
}

/** The contract of a coin that a source is asked for; `undefined` when its venue lists none, or none that it wants. */
export function contractOf(state: MarketState, source: ContractSource<unknown>, base: string): Instrument | undefined {
  for (const instrument of state.instruments.get(source.venue)?.values() ?? [])
    if (instrument.base === base && source.lists(instrument)) return instrument;
  return undefined;
}

/** The venue's contracts of the universe; all of them while there is no universe yet. */
export function universeInstruments(state: MarketState, venue: VenueId): readonly Instrument[] {
  const all = [...(state.instruments.get(venue)?.values() ?? [])];
  const { universe } = state;
  if (universe === undefined) return all;
  const bases = new Set(universe.bases);
  return all.filter(instrument => bases.has(instrument.base));
}

/**
 * Turns quotes of a venue into one price for each coin: of several contracts that of the perpetual in dollars that trades most, which is the one in
 * USDT where there is one. What is not listed comes last.
 */
export function toVenuePrices(
  quotes: readonly Quote[],
  name: string,
  receivedTime: number,
  instruments: ReadonlyMap<string, Instrument> = new Map(),
): ReadonlyMap<string, PriceFigure> {
  const prices = new Map<string, { readonly figure: PriceFigure; readonly rank: number }>();
  for (const quote of quotes) {
    const rank = rankOf(instruments.get(quote.symbol));
    if ((prices.get(quote.base)?.rank ?? -1) >= rank) continue;
    prices.set(quote.base, { figure: toPriceFigure(quote, name, receivedTime), rank });
  }
  return new Map([...prices].map(([base, { figure }]) => [base, figure]));
}

const quoteRanks: Readonly<Record<string, number>> = { USDT: 3, USD: 2, USDC: 1 };

function rankOf(instrument: Instrument | undefined): number {
  if (instrument === undefined) return 0;
  return (instrument.kind === 'perp' ? 10 : 4) + (quoteRanks[instrument.quote] ?? 0);
}

/** A quote as the snapshot shows it. A quote without a time of its own has that of its receipt. */
export function toPriceFigure(quote: Quote, source: string, receivedTime: number): PriceFigure {
  const { priceUsd, change24h, time } = quote;
  return {
    usd: priceUsd,
    at: Math.min(time ?? receivedTime, receivedTime),
    source,
    ...(change24h === undefined ? {} : { change24h }),
  };
}
