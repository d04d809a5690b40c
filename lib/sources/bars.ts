import type { Bar } from '../model/trade.ts';
import { refuse } from '../std/rows.ts';

/** One hour, ms: the grain of the bars that sources are asked for. */
export const hourMs = 3_600_000;

/** The bar, when its prices agree with each other; refused otherwise. */
export function checkBar(bar: Bar): Bar {
  const { openTime, open, high, low, close } = bar;
  if (openTime % hourMs !== 0) refuse('not the opening of an hour', '0');
  if (low > Math.min(open, close) || high < Math.max(open, close)) refuse('prices outside low and high');
  return bar;
}

/** Bars in ascending order, each time once: of two of one time the later row counts. */
export function ascending(bars: readonly Bar[]): readonly Bar[] {
  const byTime = new Map(bars.map(bar => [bar.openTime, bar]));
  return [...byTime.values()].sort((a, b) => a.openTime - b.openTime);
}
