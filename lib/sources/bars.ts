import type { Bar } from '../model/trade.ts';
import { bad, row, type RowReading } from '../std/rows.ts';

/** One hour, ms: the grain of the bars that sources are asked for. */
export const hourMs = 3_600_000;

/** A bar whose prices agree with each other, or what is wrong with it. */
export function readBar(bar: Bar): RowReading<Bar> {
  const { openTime, open, high, low, close } = bar;
  if (openTime % hourMs !== 0) return bad('not the opening of an hour', '0');
  if (low > Math.min(open, close) || high < Math.max(open, close)) return bad('prices outside low and high');
  return row(bar);
}

/** Bars in ascending order, each time once: of two of one time the later row counts. */
export function ascending(bars: readonly Bar[]): readonly Bar[] {
  const byTime = new Map(bars.map(bar => [bar.openTime, bar]));
  return [...byTime.values()].sort((a, b) => a.openTime - b.openTime);
}
