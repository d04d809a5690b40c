/**
 * The one thing that every surface shows: plain JSON, made in the background, versioned.
 * A figure that is not known is absent. Nothing here is ever a stand-in zero.
 */

import type { Answer, AnswerSection, Front } from './answer.ts';
import type { EngineFigures } from './engine.ts';
import type { LevelReason } from './reasons.ts';

/** Raised whenever a reader of the old shape would misread the new one. */
export const snapshotVersion = 4;

export const windows = ['1h', '24h', '7d', '30d'] as const;
export type WindowName = (typeof windows)[number];

/** Forced orders over one window. A total is a floor unless `floor` is false. */
export interface LiquidationTotal {
  /** US dollars, both positions. */
  readonly usd: number;
  readonly longUsd: number;
  readonly shortUsd: number;
  /** Venues of which at least some of the window was heard. */
  readonly venuesHeard: number;
  readonly venuesEnabled: number;
  /** Share of the window that was heard, 0 to 1, venues weighed by open interest (by number while that is unknown). */
  readonly coverage: number;
  /** True when anything may be missing: gaps, sampled venues, coins outside the universe. */
  readonly floor: boolean;
  /** How many of the enabled venues leave forced orders out by their nature. */
  readonly venuesSampled?: number;
  /**
   * An estimate of the whole, at least the floor: gaps, sampled and missing venues scaled by open interest and by what the complete venues
   * showed. Absent while no complete venue was heard long enough. Drawn hatched with `≈`.
   */
  readonly estimate?: { readonly usd: number; readonly longUsd: number; readonly shortUsd: number };
}

/** A window of which nothing was heard is absent. */
export type WindowTotals = { readonly [window in WindowName]?: LiquidationTotal };

/** One hour of forced orders. `heard` is the share of the hour heard, as `coverage` above. Dollars are absent when nothing was. */
export interface HourBar {
  /** Opening of the hour, ms of market time. */
  readonly time: number;
  readonly longUsd?: number;
  readonly shortUsd?: number;
  readonly heard: number;
}

/** The last 24 hours by hour, oldest first; the last one is the hour that is running. */
export type HourBars = readonly HourBar[];

export interface PriceFigure {
  readonly usd: number;
  /** Fraction over rolling 24 hours. */
  readonly change24h?: number;
  /** Market time of the figure, ms. */
  readonly at: number;
  /** The provider's name as a person reads it: `Binance`, `Coinbase`, `Bybit`. */
  readonly source: string;
}

/** One-sided open interest. Changes are fractions over venues present at both ends. */
export interface OpenInterestFigure {
  readonly usd: number;
  /** Coins; absent for the whole market, where coins do not add up. */
  readonly coins?: number;
  readonly changeUsd24h?: number;
  readonly changeUsd30d?: number;
  /** Of one coin: its coins. Of the market: coins at the prices of the earlier moment. */
  readonly changeCoins24h?: number;
  readonly changeCoins30d?: number;
  readonly venues: number;
  readonly venuesEnabled: number;
  /** Market time of the oldest part of the figure, ms. */
  readonly at: number;
  /** Which venues `line` is made of, as a person reads it: those whose past is unbroken, so that no jump in it is a venue that joined. */
  readonly lineOf?: string;
  /** Dollars over the last days, oldest first, for a line; absent until there is a past. */
  readonly line?: readonly (readonly [time: number, usd: number])[];
}

/** Funding of one coin over the venues that tell it, weighed by open interest. */
export interface FundingFigure {
  /** Fraction per eight hours; above 0 longs pay. */
  readonly ratePer8h: number;
  readonly venues: number;
  /** Market time of the oldest part, ms. */
  readonly at: number;
}

export interface FearGreedFigure {
  readonly value: number;
  readonly word: string;
  /** Points against the day before. */
  readonly changeDay?: number;
  /** Newest first, up to 30. */
  readonly days: readonly { readonly day: number; readonly value: number }[];
  readonly at: number;
  readonly source: string;
  readonly sourceUrl: string;
}

export type LevelState = 'held' | 'tested' | 'broken' | 'reclaimed';

/** A price that people watch, and what became of it. */
export interface Level {
  readonly price: number;
  /** Whether the price now stands above (support) or below (resistance) it. */
  readonly role: 'support' | 'resistance';
  /** Absent when the recorded hours never came near it. */
  readonly state?: LevelState;
  /** Market time of the change into `state`, ms. */
  readonly since?: number;
  /** What makes it one. Prices that nearly agree are one level. */
  readonly reasons: readonly LevelReason[];
  /** An estimate of the dollars of longs (below the price) or shorts (above it) that would be forced out on the way there. */
  readonly fuelUsd?: number;
}

export interface LevelsFigure {
  /** Round numbers, descending: two above the price, two below, and those broken or reclaimed lately. All that a compact panel shows. */
  readonly levels: readonly Level[];
  /** Up to six more, descending: the user's own, those quoted by the page, average costs, highs and lows, volume nodes. */
  readonly others?: readonly Level[];
  /** End of the last hourly bar that was read, ms. */
  readonly at: number;
  readonly source: string;
}

/**
 * - `live`: heard, with a recent control message or answer
 * - `waiting`: not yet heard, or trying again
 * - `silent`: connected, but nothing is said
 * - `resting`: not connected on purpose (Firefox without a visible panel)
 * - `blocked`: refused for where the user is
 * - `failing`: the last answers were errors or junk
 */
export type FeedState = 'live' | 'waiting' | 'silent' | 'resting' | 'blocked' | 'failing';

/** One stream or endpoint that we listen to. */
export interface FeedHealth {
  /** `binance/merged`, `gate/open-interest`, `alternative-me/fear-greed`. */
  readonly id: string;
  /** As a person reads it: `Binance liquidations`. */
  readonly name: string;
  readonly state: FeedState;
  /** In words: what is wrong and since when, or what it gives. */
  readonly reason: string;
  /** Market time of the last good answer or frame, ms. */
  readonly lastGood?: number;
  readonly rejected: number;
  readonly events: number;
}

/** Providers that are asked only with a key of the user's own. */
export type KeyedSourceId = 'coinalyze' | 'coinglass';

/** Totals of a provider asked with the user's key: shown beside ours, never mixed in. */
export interface KeyedTotals {
  readonly source: KeyedSourceId;
  readonly name: string;
  readonly attribution: { readonly text: string; readonly url: string };
  /** What they are of: one coin, or so many; on so many venues, where that is told. */
  readonly scope: { readonly coin?: string; readonly coins?: number; readonly venues?: number };
  readonly windows: { readonly [window in WindowName]?: Pick<LiquidationTotal, 'usd' | 'longUsd' | 'shortUsd'> };
  /** Market time of the answer, ms. */
  readonly at: number;
}

export interface BackfillProgress {
  readonly venue: string;
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export type BadgeKind = 'stale' | 'building' | 'cascade' | 'level' | 'silent';

export interface BadgeFigure {
  readonly kind: BadgeKind;
  /** `?`, `~`, `▼`, `!` or nothing. */
  readonly text: string;
  /** A few words for the head of the panel: `Level broken`. */
  readonly word: string;
  /** The rest of the sentence: `70,000 since 10 Feb, 08:00 UTC`. */
  readonly detail: string;
}

export interface MarketSnapshot {
  readonly version: typeof snapshotVersion;
  /** Market time at which it was made, ms. */
  readonly asOf: number;
  readonly clock: { readonly offsetMs: number; readonly agreed: boolean; readonly hosts: readonly string[] };
  /** BTC, ETH, SOL and the coin that was asked for, by base. */
  readonly prices: Readonly<Record<string, PriceFigure>>;
  readonly liquidations: {
    readonly market: WindowTotals;
    /** BTC and the coin that was asked for. */
    readonly coins: Readonly<Record<string, WindowTotals>>;
    readonly hours: HourBars;
  };
  readonly openInterest: {
    readonly market?: OpenInterestFigure;
    readonly coins: Readonly<Record<string, OpenInterestFigure>>;
  };
  /** BTC and the coin that was asked for; absent until a venue told it. */
  readonly funding?: Readonly<Record<string, FundingFigure>>;
  readonly fearGreed?: FearGreedFigure;
  /** BTC and the coin that was asked for. */
  readonly levels: Readonly<Record<string, LevelsFigure>>;
  readonly feeds: readonly FeedHealth[];
  /** Running backfills; empty when none runs. */
  readonly progress: readonly BackfillProgress[];
  /** Absent without a key of the user's own. Panels in pages are not sent it. */
  readonly keyed?: readonly KeyedTotals[];
  /** Of the coin that was asked for, of BTC without one. */
  readonly badge: BadgeFigure;
  /** What the engine says; absent until it has read the past. Panels in pages are sent the words alone. */
  readonly engine?: EngineFigures;
  /** The first figures in words. */
  readonly front: Front;
  /** Paths of the lines below two sections of the answer, in a box of 280 by 22; empty where there is no past yet. */
  readonly lines: { readonly [Id in AnswerSection['id']]?: string };
  /** The answer in words: of the whole market under an empty name, of BTC and of the coin that was asked for under theirs. */
  readonly answers: Readonly<Record<string, Answer>>;
}
