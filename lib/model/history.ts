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

/** One coin over one span, in equal steps. At most 1,500 steps: 7 days by 10 minutes, 30 days by half hours, a day and less by minutes. */
export interface History {
  readonly base: string;
  /** Market time, ms; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  /** Opening of each step, ms. */
  readonly times: readonly number[];
  /** Last price within the step, US dollars. */
  readonly price: Column;
  /** Forced orders within the step, US dollars, of this coin. `null` where nothing of the step was heard. */
  readonly longUsd: Column;
  readonly shortUsd: Column;
  /** Share of the step that was heard, 0 to 1, venues weighed as in totals. */
  readonly heard: readonly number[];
  /** One-sided open interest over venues that are known through the whole span. */
  readonly interestUsd: Column;
  readonly interestCoins: Column;
  /** Fraction per eight hours; above 0 longs pay. */
  readonly funding8h: Column;
  /** By day (ms of its UTC midnight), oldest first. */
  readonly fear: readonly { readonly day: number; readonly value: number }[];
  /** Spans of phases, oldest first, without overlap; where none is known there is a gap. */
  readonly phases: readonly { readonly phase: Phase; readonly from: number; readonly to: number }[];
  /** What of the span each enabled venue was heard, in the order of the registry. */
  readonly venues: readonly VenueHeard[];
  /** Where each column comes from, in words, for the foot of its chart; absent where the column has no value. */
  readonly sources: Readonly<Partial<Record<'price' | 'liquidations' | 'interest' | 'funding' | 'fear', string>>>;
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
}

/** At most 200 rows. */
export interface Tape {
  readonly rows: readonly TapeRow[];
  /** How many there were; more than `rows` holds when some were left out. */
  readonly found: number;
  /** The oldest time of which single orders are still kept, ms; before it only sums are. `undefined` when none is kept. */
  readonly keptFrom?: number;
}
