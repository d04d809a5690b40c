import { describe, expect, it } from 'vitest';
import { averageTrueRanges } from '../../../lib/engine/true-range.ts';
import { makeBars } from './make-bars.ts';

describe('the average true range', () => {
  it('is the mean of 14 true ranges, of which the first is high minus low', () => {
    // Flat at 100 with wicks of 1: every range is 2. The 15th bar goes up to 107: 108 - 99 = 9, so (13 * 2 + 9) / 14 = 2.5.
    const ranges = averageTrueRanges(makeBars(0, [...Array<number>(14).fill(100), 107], 1));
    expect(ranges.slice(0, 13)).toEqual(Array(13).fill(undefined));
    expect(ranges.slice(13)).toEqual([2, 2.5]);
  });

  it('counts the jump from the close before, up and down', () => {
    const flat = makeBars(0, Array<number>(14).fill(100), 1);
    const jump = (price: number) => ({ openTime: 14 * 3_600_000, open: price, high: price + 1, low: price - 1, close: price });
    // From 100 to a high of 115: 15, so (26 + 15) / 14; to a low of 71: 29, so (26 + 29) / 14.
    expect(averageTrueRanges([...flat, jump(114)])[14]).toBeCloseTo(41 / 14, 12);
    expect(averageTrueRanges([...flat, jump(72)])[14]).toBeCloseTo(55 / 14, 12);
  });
});
