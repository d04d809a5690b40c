import type { BranchingFigure, Known } from '../../model/engine.ts';
import { hourMs } from '../amounts.ts';
import { fitHawkes } from './hawkes.ts';
import { constantShape, seriesShape } from './intensity.ts';
import { residualDistance } from './residuals.ts';
import { isAtLimit } from './saturation.ts';
import { fitVariance } from './variance.ts';

/** What R is measured from. */
export interface BranchingInput {
  /** Forced orders of venues whose feeds are complete, market time in ms, ascending, fills of one order merged (`mergeFills`). */
  readonly times: Float64Array;
  /** Market time, ms. The window ends here; later orders are not read. */
  readonly now: number;
  /** Since when the feeds were heard without a gap, market time, ms. No window begins before: what nobody heard is not silence. Absent: for long. */
  readonly heardSince?: number;
  /**
   * A series from outside that may drive orders without any of them setting off another: turnover on exchanges without leverage, another asset, an
   * index. Never the contract's own price or its liquidations, which hide the feedback. Ascending; a value holds until the next; more means more.
   */
  readonly covariate?: readonly { readonly time: number; readonly value: number }[];
  /** That a feed was at its limit and let only some orders out, where the caller knows. It is looked for in the times as well. */
  readonly isSaturated?: boolean;
}

/** The windows that are tried, ms, shortest first (MODEL §3). */
export const branchingWindowsMs: readonly number[] = [600_000, 6 * hourMs];
/** The shortest window with so many orders is taken: with fewer, the interval is wider than half of the scale. Without one, the longest. */
const enoughOrders = 100;
/** Below this nothing is said (cascade-science of 2026-11-22, §1). */
const leastOrders = 20;
/** Of more orders than this the latest are read, in a window that is shorter accordingly: it bounds the work, and they tell as much as is needed. */
const mostOrders = 1_000;
/** Orders before the window whose echoes are still heard in it. */
const ordersBefore = 100;
/** Twice the gain in log-likelihood that feedback must bring over a process without. */
const leastLikelihoodRatio = 4;
/**
 * The residual test fails badly when the law of the residuals is off by more than ten percentage points somewhere, and by more than happens by chance
 * once in a thousand times (Kolmogorov: 1.95 / √N). Significance alone would refuse every long recording: no market is exactly exponential.
 */
const worstDistance = 0.1;
const worstByChance = 1.95;
/** Times that are all whole seconds are rounded. */
const secondMs = 1_000;
/** Times that are all multiples of this are those of sums: of single orders not one in 10^20 recordings would look so. */
const sumsMs = 10_000;

/**
 * How many further forced orders each one sets off, or why that cannot be told.
 *
 * `raw` is the likeliest ratio of a Hawkes process with constant background, `high` the upper end of its 90 % profile-likelihood interval: a rate that
 * rises for reasons of its own raises both. `low` is the lower end for a background that follows the covariate; it is 0 when the covariate alone
 * explains the orders. Of times in whole seconds the ratio is taken from the variance of counts, which knows no covariate.
 */
export function measureBranching({
  times,
  now,
  heardSince = -Infinity,
  covariate,
  isSaturated = false,
}: BranchingInput): Known<BranchingFigure> {
  const end = countBelow(times, now);
  const starts = branchingWindowsMs.map(windowMs => Math.max(now - windowMs, heardSince));
  const since = starts.map(start => countBelow(times, start));
  const enough = since.findIndex(start => end - start >= enoughOrders);
  const place = enough < 0 ? since.length - 1 : enough;
  const first = Math.max(since[place] ?? 0, end - mostOrders);
  const orders = end - first;
  if (orders < leastOrders) return { unknown: { of: 'fewOrders', count: orders } };

  // A window that is cut short begins just after an order, which is then before it.
  const start = (first > (since[place] ?? 0) ? times[first - 1] : starts[place]) ?? now;
  const windowMs = now - start;
  const toSeconds = (some: Float64Array): Float64Array => some.map(time => (time - start) / 1000);
  const inside = toSeconds(times.subarray(first, end));
  const seconds = windowMs / 1000;
  const figure = { orders, windowMs, at: now };

  if (times.subarray(first, end).every(time => time % sumsMs === 0)) return { unknown: 'onlySums' };
  const isGrained = times.subarray(first, end).every(time => time % secondMs === 0);
  if (isSaturated || (!isGrained && isAtLimit(inside))) return { unknown: 'atLimit' };
  if (isGrained) {
    const fit = fitVariance(inside, seconds, secondMs / 1000);
    if (!fit?.isClustered) return { unknown: 'byChance' };
    return { ...figure, raw: fit.ratio, high: fit.high, method: 'variance' };
  }

  const before = toSeconds(times.subarray(Math.max(0, first - ordersBefore), first));
  const steady = constantShape(inside, seconds);
  const fit = fitHawkes({ times: inside, seconds, before, background: [steady] });
  if (fit.likelihoodRatio < leastLikelihoodRatio) return { unknown: 'byChance' };
  if (isBadFit(fit, orders)) return { unknown: 'otherPattern' };

  const steps = covariate?.map(({ time, value }) => ({ time: (time - start) / 1000, value }));
  const series = steps && seriesShape(inside, seconds, steps);
  const driven = series && fitHawkes({ times: inside, seconds, before, background: [steady, series] });
  const low =
    driven && !isBadFit(driven, orders) ? { low: driven.likelihoodRatio < leastLikelihoodRatio ? 0 : driven.bound('low') } : {};
  return { ...figure, ...low, raw: fit.ratio, high: fit.bound('high'), method: 'hawkes' };
}

function isBadFit({ shapes, weights }: ReturnType<typeof fitHawkes>, orders: number): boolean {
  return residualDistance(shapes, weights) > Math.max(worstDistance, worstByChance / Math.sqrt(orders));
}

/** How many of the ascending times are before `time`. */
function countBelow(times: Float64Array, time: number): number {
  let low = 0;
  for (let high = times.length; low < high;) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
