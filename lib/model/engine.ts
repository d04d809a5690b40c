/**
 * What the engine reads and what it says. Times are market time in ms, money is US dollars, shares are fractions. Every figure here is a pure
 * function of recorded inputs and a moment handed in, so that a recording gives the same answer whenever it is read. What is not known is
 * absent, and `Unknown` says why.
 */
import type { MissingInput, Reason } from './reasons.ts';
import type { Position } from './trade.ts';

/** From calm to calm. Never from calm to cascade in one step. */
export const phases = ['calm', 'building', 'cascade', 'deleveraging', 'stabilising'] as const;
export type Phase = (typeof phases)[number];

/** Why a figure is absent. */
export interface Unknown {
  readonly unknown: Reason;
}

/** A figure, or why there is none. */
export type Known<Figure> = Figure | Unknown;

/** One forced order, or several added up. Dollars are the venue's own notional. */
export interface LiquidationInput {
  readonly type: 'liquidation';
  readonly time: number;
  readonly base: string;
  readonly position: Position;
  readonly usd: number;
  readonly venue: string;
  /** How many orders, or sums, it is made of; one when not given. */
  readonly orders?: number;
}

/** One bar of trading; known from `time + intervalMs` on. Optional members are absent where the source has none, never 0. */
export interface BarInput {
  readonly type: 'bar';
  /** Opening, ms. */
  readonly time: number;
  readonly intervalMs: number;
  readonly base: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Coins. */
  readonly volume?: number;
  /** Coins bought by takers, out of `volume`. */
  readonly takerBuyBase?: number;
  /** One-sided open interest at the close of the bar. */
  readonly openInterestUsd?: number;
  /** Fraction per eight hours. */
  readonly fundingRate?: number;
}

/** A figure of an outside market, or another exogenous series: an index, the turnover of an exchange without leverage. */
export interface ReferenceInput {
  readonly type: 'reference';
  readonly time: number;
  readonly name: string;
  readonly value: number;
}

/** What a coin costs at one moment; finer than bars. */
export interface PriceInput {
  readonly type: 'price';
  readonly time: number;
  readonly base: string;
  readonly usd: number;
}

/** One-sided open interest of one coin over a fixed set of venues: a figure over another set is another series. */
export interface InterestInput {
  readonly type: 'interest';
  readonly time: number;
  readonly base: string;
  readonly coins: number;
  /** Which venues it is of; a change is taken only between figures of the same set. */
  readonly of: string;
}

/** Dollars in the book within one per cent of the middle price. Crossed books never become one of these. */
export interface DepthInput {
  readonly type: 'depth';
  readonly time: number;
  readonly base: string;
  readonly bidUsd: number;
  readonly askUsd: number;
}

/** Everything that a recording holds. A line of `replay` is one of the first three. */
export type EngineInput = LiquidationInput | BarInput | ReferenceInput | PriceInput | InterestInput | DepthInput;

/**
 * One reason for a phase, or against it. `value` and `threshold` are in `unit`; `met` is absent when the value is not known, and then `missing`
 * says why. Words are made of it in `lib/format`.
 */
export interface Evidence {
  readonly id:
    | 'long-rate'
    | 'long-rate-falling'
    | 'price-falling'
    | 'open-interest-falling'
    | 'branching'
    | 'no-new-low'
    | 'retraced'
    | 'taker-buying'
    | 'rate-low'
    | 'quiet'
    | 'dwell';
  readonly met?: boolean;
  readonly value?: number;
  readonly threshold?: number;
  readonly unit: 'usd' | 'usd-per-minute' | 'share' | 'price' | 'ratio' | 'ms' | 'percentile';
  /** Over which span the value was taken, ms. */
  readonly windowMs?: number;
  readonly missing?: Reason;
}

/** What the engine must remember from one step to the next, plain JSON, kept over the death of the worker. */
export interface PhaseMemory {
  readonly phase: Phase;
  /** Beginning of the phase. */
  readonly since: number;
  readonly from?: Phase;
  /** The evidence at the moment of the change. */
  readonly evidence: readonly Evidence[];
  /** Moment of the last step. */
  readonly at: number;
  /**
   * Since the last calm: highest price, lowest price and when, highest long rate (dollars a minute) and when. Prices are absent while none is known.
   */
  readonly fall?: {
    readonly startedAt: number;
    readonly highUsd?: number;
    readonly lowUsd?: number;
    readonly lowAt: number;
    readonly peakPerMinuteUsd: number;
    readonly peakAt: number;
    /** Most forced orders of longs in half a minute. */
    readonly peakOrders: number;
  };
  /** Since when nothing speaks for the phase any more. */
  readonly quietSince?: number;
}

/** The phase of one coin, or of the market, with what speaks for it now. */
export interface PhaseFigure {
  readonly phase: Phase;
  readonly since: number;
  readonly from?: Phase;
  /** Evidence of the moment at which it changed: the answer to "why this word". */
  readonly evidence: readonly Evidence[];
  /** The same as it stands now. */
  readonly now: readonly Evidence[];
}

/** One change of phase, as `replay` prints it and alerts read it. */
export interface PhaseChange {
  readonly time: number;
  readonly base: string;
  readonly phase: Phase;
  readonly from: Phase;
  readonly evidence: readonly Evidence[];
  readonly r: Known<BranchingFigure>;
}

/**
 * How many further forced orders each one sets off. `low` is absent without a usable covariate; "selling feeds itself" is said only when it is above
 * 0.6. Both are bounds of 90 % profile-likelihood intervals.
 */
export interface BranchingFigure {
  readonly low?: number;
  readonly high: number;
  /** The likeliest value under constant background. */
  readonly raw: number;
  /** Orders in the window, fills of one order counted once. */
  readonly orders: number;
  readonly windowMs: number;
  readonly method: 'hawkes' | 'variance';
  readonly at: number;
}

/** One of the two ticks of "stabilising?". `met` is absent when no term of it is known. */
export interface Tick {
  readonly met?: boolean;
  readonly terms: readonly Evidence[];
}

/** The two visible tests. */
export interface StabilisingFigure {
  readonly buying: Tick;
  readonly diminishing: Tick;
  /** The level that the buying is looked for at: the nearest one below the price. */
  readonly levelUsd?: number;
}

/** One point of the curve of what would be forced out, an estimate: dollars between the price now and `price`. */
export type FuelPoint = readonly [price: number, usd: number];

/** Estimates of what waits below and above. */
export interface FuelFigure {
  /** The price that the curve starts from. */
  readonly priceUsd: number;
  /** Longs, from the price downwards; dollars add up with distance. */
  readonly below: readonly FuelPoint[];
  /** Shorts, from the price upwards. */
  readonly above: readonly FuelPoint[];
  /** Forced dollars per dollar of book for one per cent below, as a range, since books thin in stress. Absent without a book. */
  readonly fragility?: { readonly low: number; readonly high: number };
  /**
   * Where a sale that clears one per cent of the book would carry the price to: the first one at which the book takes up all that is forced out. `low`
   * is the end of the curve when nothing above it would hold. Absent without a book, and when nothing on the curve would hold.
   */
  readonly standsAt?: { readonly low: number; readonly high: number };
  /** Observed over predicted dollars where price has crossed levels since recording began; absent before the first. */
  readonly check?: { readonly ratio: number; readonly crossings: number };
  readonly at: number;
}

/** One part of a move of 24 hours. */
export interface WhyShare {
  readonly of: 'leverage' | 'spot' | 'markets';
  readonly share: number;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Why it is down, or up. `mixed` when no share is sure enough. */
export interface WhyFigure {
  readonly change24h: number;
  /** They add up to 1 where all three are known. One that is not is absent, and with it spot, which is the rest. */
  readonly shares: readonly WhyShare[];
  readonly word: 'leverage' | 'spot' | 'markets' | 'mixed';
  /** 0 to 1, of the word. */
  readonly confidence: number;
  /** Inputs that were missing. */
  readonly missing: readonly MissingInput[];
}

/** How broad the move is. */
export interface BreadthFigure {
  /** Share of the coins that fell over 24 hours. */
  readonly falling: number;
  /** Coins that were counted: the largest hundred without stablecoins and copies of others, fewer where changes are not known. */
  readonly coins: number;
  /** Median change of the coins less that of bitcoin, fraction. */
  readonly medianAgainstBtc?: number;
  /** Share of the coins, bitcoin left out, that did worse than bitcoin. */
  readonly weakerThanBtc?: number;
  readonly at: number;
  readonly source: string;
}

/** One holder's coins and what they cost. */
export interface HolderFigure {
  readonly name: string;
  readonly base: string;
  readonly coins: number;
  /** Average cost of one coin; absent when it is not known. */
  readonly costUsd?: number;
  /** Day on which the cost was stated, ms: it is a figure of a filing or of a provider, not of now. */
  readonly costAsOf?: number;
  /** Unrealised, at the price now; absent when the cost or the price is not known. */
  readonly resultUsd?: number;
  /** Price against cost less 1. */
  readonly distance?: number;
  /** When the coins were told, ms. */
  readonly at: number;
  readonly source: string;
}

/** One outside market. */
export interface OtherMarketFigure {
  readonly id: 'stoxx50' | 'dax' | 'sp500' | 'vix' | 'dollar' | 'us10y';
  readonly value: number;
  /** Against the close before, as a fraction; of a yield in percentage points. */
  readonly change?: number;
  readonly isOpen: boolean;
  /** Market time of the value: of the last trade, or of the close. */
  readonly at: number;
  readonly source: string;
}

/** How outside markets lean in their last sessions: see `riskAppetite`. A description, no forecast. */
export type RiskAppetite = 'risk-on' | 'risk-off' | 'mixed';

/** What an alert says, without its words: those are made in `lib/format/alert-words.ts`. */
export type AlertMatter =
  | {
      readonly of: 'phase';
      readonly phase: Phase;
      /** Dollars of longs a minute, and what is usual; absent where it is not known, or not worth saying. */
      readonly longs?: { readonly perMinuteUsd: number; readonly usualUsd: number };
      /** The share by which the price is below its high of a span; absent likewise. */
      readonly drop?: { readonly share: number; readonly windowMs: number };
    }
  | { readonly of: 'level'; readonly levelUsd: number; readonly state: 'broken' | 'reclaimed' }
  | { readonly of: 'fear-greed'; readonly value: number; readonly word: string }
  | {
      readonly of: 'threshold';
      readonly position: Position | 'both';
      /** The user's threshold, and the dollars that reached it. */
      readonly usd: number;
      readonly reachedUsd: number;
      readonly windowMs: number;
    }
  /** One that was written down by a version before alerts were kept without words. */
  | { readonly of: 'words'; readonly title: string; readonly text: string };

/** A message that is worth a disturbance. `group` is what it replaces and updates: one cascade is one alert. */
export interface Alert {
  readonly id: string;
  readonly group: string;
  readonly time: number;
  readonly base: string;
  readonly severity: 'info' | 'warning' | 'alarm';
  readonly kind: 'phase' | 'level-broken' | 'level-reclaimed' | 'stabilising' | 'fear-greed' | 'threshold';
  /** True when it only tells more about an alert that was given before. */
  readonly isUpdate: boolean;
  readonly matter: AlertMatter;
}

/** Everything that the engine says of one coin, or of the market, at one moment. */
export interface CoinReading {
  readonly at: number;
  readonly phase: Known<PhaseFigure>;
  readonly branching: Known<BranchingFigure>;
  readonly stabilising: Known<StabilisingFigure>;
  readonly fuel: Known<FuelFigure>;
  readonly why: Known<WhyFigure>;
  /** Dollars a minute of longs, now and the usual 99.5 % of seven days. */
  readonly longRate: Known<{ readonly perMinuteUsd: number; readonly unusualUsd: number }>;
  /** Share of takers' trades that bought, over two hours. */
  readonly takerBuyShare: Known<{ readonly share: number; readonly at: number }>;
}

/** The engine's part of the snapshot. */
export interface EngineFigures {
  readonly market: CoinReading;
  /** BTC and the coin that was asked for. */
  readonly coins: Readonly<Record<string, CoinReading>>;
  readonly breadth: Known<BreadthFigure>;
  readonly holders: Known<readonly HolderFigure[]>;
  readonly markets: Known<readonly OtherMarketFigure[]>;
  /** How outside markets lean; absent when too few of them are known. */
  readonly appetite?: RiskAppetite;
}
