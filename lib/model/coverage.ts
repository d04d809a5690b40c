import type { Intervals } from '../std/intervals.ts';

/** Spans of market time. */
export type { Interval, Intervals } from '../std/intervals.ts';

/**
 * Sums of one venue over one UTC day at one grain, as parallel columns in ascending order of `slot`.
 * `slot` counts grains from the start of the day; `span` is how many grains the entry covers (5 for a five-minute bar among minutes).
 * Money is integer US cents.
 */
export interface DaySums {
  readonly venue: string;
  /** 00:00 UTC of the day, ms. */
  readonly day: number;
  readonly grainMs: number;
  readonly slots: ArrayLike<number>;
  readonly spans: ArrayLike<number>;
  readonly bases: readonly string[];
  readonly longCents: ArrayLike<number>;
  readonly shortCents: ArrayLike<number>;
}

/** What was heard of one venue: at the fine grain (live events, minutes, five-minute bars) and at half hours. */
export interface VenueCoverage {
  readonly venue: string;
  readonly fine: Intervals;
  readonly coarse: Intervals;
  /** What was heard of single coins by themselves, through their history; `fine` and `coarse` above hold for all coins. */
  readonly coins?: ReadonlyMap<string, { readonly fine: Intervals; readonly coarse: Intervals }>;
}
