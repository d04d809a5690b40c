import type { Bar } from '../model/trade.ts';

/** Bars in the average. */
export const trueRangeBars = 14;

/**
 * ATR(14) at each bar, in US dollars: the plain mean of the true ranges of that bar and the 13 before it, so that it does not depend on
 * how far back the record goes. The true range is the widest of high - low, |high - close before| and |low - close before|; the first
 * bar has no close before and gives high - low. `undefined` until there are 14.
 */
export function averageTrueRanges(bars: readonly Bar[]): readonly (number | undefined)[] {
  const ranges = bars.map((bar, place) => {
    const before = bars[place - 1]?.close;
    if (before === undefined) return bar.high - bar.low;
    return Math.max(bar.high - bar.low, Math.abs(bar.high - before), Math.abs(bar.low - before));
  });
  return ranges.map((_, place) => {
    if (place + 1 < trueRangeBars) return undefined;
    let total = 0;
    for (let back = 0; back < trueRangeBars; back += 1) total += ranges[place - back] ?? 0;
    return total / trueRangeBars;
  });
}
