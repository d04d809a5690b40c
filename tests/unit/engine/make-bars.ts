import type { Bar } from '../../../lib/model/trade.ts';
import { hour } from './make-sums.ts';

/** Hourly bars from their closes; each opens at the close before, and its wicks reach `wick` beyond. */
export function makeBars(firstOpenTime: number, closes: readonly number[], wick = 0): Bar[] {
  return closes.map((close, place) => {
    const open = closes[place - 1] ?? close;
    return {
      openTime: firstOpenTime + place * hour,
      open,
      high: Math.max(open, close) + wick,
      low: Math.min(open, close) - wick,
      close,
    };
  });
}

/** Closes on straight lines between `[market time of a close, price]`, hour by hour. */
export function makePath(points: readonly (readonly [time: number, price: number])[], wick: number): Bar[] {
  const closes: number[] = [];
  points.forEach(([time, price], place) => {
    const before = points[place - 1];
    if (before === undefined) {
      closes.push(price);
      return;
    }
    const hours = (time - before[0]) / hour;
    for (let passed = 1; passed <= hours; passed += 1) closes.push(before[1] + ((price - before[1]) * passed) / hours);
  });
  return makeBars((points[0]?.[0] ?? 0) - hour, closes, wick);
}
