/**
 * What the dashboard asks for besides snapshots: columns of numbers over a span, all of one length. A value that is not known is `null`, never 0
 * (columns travel as JSON, which has no `undefined`).
 */
import type { Phase } from './engine.ts';

/** The spans that the dashboard offers, ms. */
export const historyRanges = {
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
  '30d': 2_592_000_000,
} as const;
export type HistoryRange = keyof typeof historyRanges;

export type Column = readonly (number | null)[];

/** Which history. */
export interface HistoryQuery {
  /** Empty for all coins: the price is then bitcoin's, and coins of open interest and funding have no values. */
  readonly base: string;
  readonly range: HistoryRange;
  /** Where it ends, market time in ms: now when not given. */
  readonly to?: number;
  /** Seven days by minutes, not by ten. */
  readonly fine?: boolean;
  /** A recording that comes with the extension, which then takes the place of what was recorded here; `to` is then its end when not given. */
  readonly recording?: string;
}

/**
 * One coin over one span, in equal steps: 30 days by half hours, 7 days by ten minutes, a day and less by minutes, which are at most 1,440 steps; 7 days
 * by minutes when asked for `fine`, 10,080. Where sums of forced orders are only kept by five minutes or half hours (read from a venue's past, or aged), the
 * steps of the whole span are as long as those: a sum is neither spread nor put into one minute of many.
 */
export interface History {
  readonly base: string;
  /** Market time, ms. `from` opens the first step; `to` is exclusive, and lies in the last one, which may be running. */
  readonly from: number;
  readonly to: number;
  /** 1, 5, 10 or 30 minutes. */
  readonly stepMs: number;
  /** Opening of each step, ms. */
  readonly times: readonly number[];
  /** Last price within the step, US dollars. Steps between two known prices are `null`: of older times closes by the hour are all that is kept. */
  readonly price: Column;
  /** Forced orders within the step, US dollars, of this coin. `null` where nothing of the step was heard and none came. */
  readonly longUsd: Column;
  readonly shortUsd: Column;
  /** Share of the step that was heard, 0 to 1, venues weighed as in totals. */
  readonly heard: readonly number[];
  /**
   * One-sided open interest, by five minutes of the last day and by hours before. Of a coin: linked from one sample to the next over the contracts that both
   * tell, so that a venue that joins is no rise, and so high that it ends with what was open at the end; it begins after the last hole. Of all coins: dollars
   * of the venues whose past is unbroken, which `sources` names, as far back as sums of (nearly) the same contracts can be had.
   */
  readonly interestUsd: Column;
  readonly interestCoins: Column;
  /** Fraction per eight hours; above 0 longs pay. By the hour, since it is recorded. */
  readonly funding8h: Column;
  /** By day (ms of its UTC midnight), oldest first. */
  readonly fear: readonly { readonly day: number; readonly value: number }[];
  /** Spans of phases, oldest first, without overlap; where none is known there is a gap. */
  readonly phases: readonly PhaseSpan[];
  /** What of the span each enabled venue was heard, in the order of the registry; those that publish no forced orders are left out. */
  readonly venues: readonly VenueHeard[];
  /** Where each column comes from, in words, for the foot of its chart; absent where the column has no value. */
  readonly sources: Readonly<Partial<Record<'price' | 'liquidations' | 'interest' | 'funding' | 'fear', string>>>;
}

/** A phase and its time, ms; `to` is exclusive. */
export interface PhaseSpan {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}

export interface VenueHeard {
  readonly venue: string;
  readonly name: string;
  /** Share of the span heard, 0 to 1. */
  readonly share: number;
  /** True when the venue leaves forced orders out by its nature. */
  readonly sampled: boolean;
  /** The times heard, ms, oldest first; at most 200, the shortest gaps closed first. */
  readonly spans: readonly (readonly [from: number, to: number])[];
}

/** One forced order as the tape shows it. */
export interface TapeRow {
  readonly time: number;
  readonly venue: string;
  readonly base: string;
  readonly position: 'long' | 'short';
  readonly usd: number;
  /** `undefined` where the venue gave none. */
  readonly price?: number;
}

export interface TapeQuery {
  /** Empty for all coins. */
  readonly base: string;
  readonly from: number;
  readonly to: number;
  readonly leastUsd: number;
  readonly order: 'newest' | 'largest';
  /** As in `HistoryQuery`. */
  readonly recording?: string;
}

/** At most 200 rows. */
export interface Tape {
  readonly rows: readonly TapeRow[];
  /** How many there were; more than `rows` holds when some were left out. */
  readonly found: number;
  /** The oldest time of which single orders are still kept, ms; before it only sums are. `undefined` when none is kept. */
  readonly keptFrom?: number;
  /** Where the span holds more orders than are looked through: the oldest time that was, ms. `found` counts from there. */
  readonly readFrom?: number;
}
