import { describe, expect, it } from 'vitest';
import { createWholeHours } from '../../../lib/engine/whole-hours.ts';
import type { BarInput } from '../../../lib/model/engine.ts';

const t0 = Date.UTC(2026, 2, 2);
const minute = 60_000;
const bar = (minutes: number, length: number, open: number, high: number, low: number, close: number): BarInput => ({
  ...{ type: 'bar', time: t0 + minutes * minute, intervalMs: length * minute, base: 'BTC' },
  ...{ open, high, low, close },
});
const hoursOf = (bars: readonly BarInput[]): readonly unknown[] => {
  const add = createWholeHours();
  return bars.flatMap(each => add(each) ?? []);
};

describe('bars of an hour', () => {
  it('are put together of finer ones, by their first, highest, lowest and last', () => {
    expect(hoursOf([bar(0, 20, 10, 12, 9, 11), bar(20, 20, 11, 15, 11, 14), bar(40, 20, 14, 14, 8, 9)])).toEqual([
      { openTime: t0, open: 10, high: 15, low: 8, close: 9 },
    ]);
  });

  it('are left out where one is missing, and where they do not begin with the hour', () => {
    expect(hoursOf([bar(0, 20, 1, 1, 1, 1), bar(40, 20, 1, 1, 1, 1)])).toEqual([]);
    expect(hoursOf([bar(20, 20, 1, 1, 1, 1), bar(40, 20, 1, 1, 1, 1)])).toEqual([]);
    expect(hoursOf([bar(30, 60, 1, 1, 1, 1)])).toEqual([]);
    expect(hoursOf([bar(0, 240, 1, 1, 1, 1)])).toEqual([]);
  });

  it('are told once, whatever lengths tell them', () => {
    const told = hoursOf([bar(0, 30, 1, 2, 1, 2), bar(30, 30, 2, 3, 2, 3), bar(0, 60, 1, 3, 1, 3), bar(60, 60, 3, 3, 3, 3)]);
    expect(told).toHaveLength(2);
  });
});
