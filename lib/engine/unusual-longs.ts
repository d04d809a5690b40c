import type { HourBar, HourBars, LiquidationTotal } from '../model/snapshot.ts';
import { dayMs, hourMs } from './amounts.ts';
import { percentile } from './percentile.ts';

/** The share of its own hours that an unusual hour exceeds. */
export const unusualShare = 0.995;
/** Hours that must be known before any hour can be called unusual: three days. */
export const unusualHours = 72;
/** How far back hours are compared. */
export const unusualReachMs = 7 * dayMs;
/** US dollars of longs in an hour below which nothing is called unusual, however quiet the week was. */
export const unusualFloorUsd = 5_000_000;
/** An hour is compared when it was heard at least this well ... */
const leastHeard = 0.25;
/** ... and at least this well against the last hour, so that few venues then are not compared with many now. */
const leastHeardAgainstNow = 0.9;

export interface LongsInput {
  /** Market time, ms. */
  readonly now: number;
  /** The coin's total of the last hour; `undefined` when it was not heard. */
  readonly lastHour: LiquidationTotal | undefined;
  /** The coin's hours of seven days and the running one. */
  readonly hours: HourBars;
}

/** `unknown`: too few hours to judge. `thresholdUsd` is what the last hour was held against. */
export type LongsVerdict =
  { readonly kind: 'unknown' } | { readonly kind: 'usual' | 'unusual'; readonly longUsd: number; readonly thresholdUsd: number };

/**
 * Whether more longs were forced out in the last hour than in 99.5 % of the coin's own hours of seven days, and more than the floor.
 * Compared are hours that were over when the last hour began, so that it is never held against itself.
 */
export function judgeLongs({ now, lastHour, hours }: LongsInput): LongsVerdict {
  if (lastHour === undefined) return { kind: 'unknown' };
  const heardEnough = Math.max(leastHeard, leastHeardAgainstNow * lastHour.coverage);
  const isCompared = (hour: HourBar): boolean =>
    hour.time >= now - hourMs - unusualReachMs && hour.time + hourMs <= now - hourMs && hour.heard >= heardEnough;
  const values = hours.flatMap(hour => (isCompared(hour) && hour.longUsd !== undefined ? [hour.longUsd] : []));
  const own = percentile(values, unusualShare);
  if (own === undefined || values.length < unusualHours) return { kind: 'unknown' };
  const thresholdUsd = Math.max(own, unusualFloorUsd);
  return { kind: lastHour.longUsd > thresholdUsd ? 'unusual' : 'usual', longUsd: lastHour.longUsd, thresholdUsd };
}
