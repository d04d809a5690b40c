import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priorExtremes, swingPoints, volumeNodes } from '../../../lib/engine/level-sources.ts';
import type { Bar } from '../../../lib/model/trade.ts';
import { day, hour } from './make-sums.ts';

/** A Thursday. */
const now = Date.UTC(2026, 1, 12, 0, 30);
const bar = (openTime: number, low: number, high: number, volume?: number): Bar => ({
  openTime,
  open: low,
  high,
  low,
  close: high,
  ...(volume !== undefined && { volume }),
});

/** Bars of one grain up to `now`, whose low is the number of days before it and whose high is that and 1,000. */
const dated = (grain: number, days: number): Bar[] =>
  Array.from({ length: (days * day) / grain }, (_, place) => {
    const openTime = Date.UTC(2026, 1, 12) - (place + 1) * grain;
    const ago = Math.ceil((Date.UTC(2026, 1, 12) - openTime) / day);
    return bar(openTime, ago, 1_000 + ago);
  }).reverse();

describe('highs and lows of what is over', () => {
  it('are those of the day, of the week from Monday, and of the month', () => {
    // Yesterday is day 1; 2 to 8 February are days 4 to 10; January is days 12 to 42.
    const found = priorExtremes(now, dated(hour, 20), dated(4 * hour, 60));
    expect(found).toEqual([
      { price: 1_001, reason: 'dayHigh' },
      { price: 1, reason: 'dayLow' },
      { price: 1_010, reason: 'weekHigh' },
      { price: 4, reason: 'weekLow' },
      { price: 1_042, reason: 'monthHigh' },
      { price: 12, reason: 'monthLow' },
    ]);
  });

  it('begin a new week on Monday, at midnight', () => {
    const at = (time: number) => priorExtremes(time, dated(hour, 20), []).find(({ reason }) => reason === 'weekLow')?.price;
    expect(at(Date.UTC(2026, 1, 8, 23, 59))).toBe(11);
    expect(at(Date.UTC(2026, 1, 9))).toBe(4);
  });

  it('are not told of a period of which hours were not read', () => {
    const reasons = priorExtremes(now, dated(hour, 9), dated(4 * hour, 9)).map(({ reason }) => reason);
    expect(reasons).toEqual(['dayHigh', 'dayLow']);
    const holed = dated(hour, 9).filter((_, place) => place % 10 !== 0);
    expect(priorExtremes(now, holed, [])).toEqual([]);
    expect(priorExtremes(now, [], [])).toEqual([]);
  });
});

describe('turning points', () => {
  const bars = (lows: readonly number[]) => lows.map((low, place) => bar(place, low, low + 100));
  const valley = [20, 19, 18, 17, 16, 15, 10, 15, 16, 17, 18, 19, 20];

  it('are lows below six bars on each side, and highs likewise', () => {
    expect(swingPoints(bars(valley))).toEqual([{ price: 10, reason: 'swingLow' }]);
    const peak = bars(valley.map(low => 50 - low));
    expect(swingPoints(peak)).toEqual([{ price: 140, reason: 'swingHigh' }]);
  });

  it('need all six on each side', () => {
    expect(swingPoints(bars(valley.slice(1)))).toEqual([]);
    expect(swingPoints(bars(valley.slice(0, -1)))).toEqual([]);
    expect(swingPoints(bars([...valley.slice(0, -1), 9]))).toEqual([]);
  });

  it('of two that are equal are the first', () => {
    expect(swingPoints(bars([20, 19, 18, 17, 16, 15, 10, 10, 16, 17, 18, 19, 20, 21]))).toHaveLength(1);
  });
});

describe('volume nodes', () => {
  it('are where clearly most was traded', () => {
    const bars = Array.from({ length: 100 }, (_, place) => bar(place, 95, 105, 1));
    // Ten bars at 100, each of ten coins, stand out of slices that share 100.
    for (let place = 0; place < 10; place += 1) bars.push(bar(200 + place, 100, 100, 10));
    const found = volumeNodes(bars);
    expect(found.map(({ reason }) => reason)).toEqual(['volume']);
    expect(Math.abs((found[0]?.price ?? 0) / 100 - 1)).toBeLessThan(0.005);
  });

  it('outdo what lies within 2 % of them', () => {
    const at = (price: number, volume: number) => bar(0, price, price, volume);
    const prices = volumeNodes([at(100, 9), at(101.2, 10), at(110, 8), at(130, 1), at(150, 1)]).map(({ price }) => price);
    expect(prices).toHaveLength(2);
    expect(Math.abs((prices[0] ?? 0) / 101.2 - 1)).toBeLessThan(0.005);
    expect(Math.abs((prices[1] ?? 0) / 110 - 1)).toBeLessThan(0.005);
  });

  it('are no wide bars, whose volume is spread over their range', () => {
    // 30 coins over some 20 slices against 5 in one.
    const prices = volumeNodes([bar(0, 90, 99, 30), bar(1, 120, 120, 5)]).map(({ price }) => price);
    expect(prices).toHaveLength(1);
    expect(Math.abs((prices[0] ?? 0) / 120 - 1)).toBeLessThan(0.005);
  });

  it('are not known without volume', () => {
    expect(volumeNodes([bar(0, 95, 105), bar(1, 100, 101)])).toEqual([]);
    expect(volumeNodes([])).toEqual([]);
  });

  it('lie within the prices that were traded, whatever those are', () => {
    const price = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    const any = fc.record({
      low: price,
      range: fc.double({ min: 1, max: 1.2, noNaN: true }),
      volume: fc.double({ min: 0, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 40 }), rows => {
        const bars = rows.map(({ low, range, volume }, place) => bar(place, low, low * range, volume));
        const low = Math.min(...bars.map(each => each.low));
        const high = Math.max(...bars.map(each => each.high));
        for (const { price: node } of volumeNodes(bars)) {
          expect(node).toBeGreaterThan(low * 0.994);
          expect(node).toBeLessThan(high * 1.006);
        }
      }),
    );
  });
});
