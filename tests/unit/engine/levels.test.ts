import { describe, expect, it } from 'vitest';
import { createLevels } from '../../../lib/engine/levels.ts';
import { makeBars, makePath } from './make-bars.ts';
import { hour } from './make-sums.ts';

const jan = (dayOfMonth: number, hours = 0): number => Date.UTC(2026, 0, dayOfMonth, hours);
const feb = (dayOfMonth: number, hours = 0): number => Date.UTC(2026, 1, dayOfMonth, hours);
const now = Date.UTC(2026, 1, 12, 0, 30);

/** Made by hand in the shape of the fall of February 2026; closes at these times, straight lines between, wicks of 50. */
const reference = makePath(
  [
    [jan(13), 92_000],
    [feb(3), 78_500],
    [feb(4, 12), 75_600],
    // 74,900, 74,200, 73,500: the second and the third are under 75,000 - 225.
    [feb(4, 15), 73_500],
    [feb(5, 12), 70_500],
    [feb(5, 15), 68_000],
    // 700 an hour down to 60,300; the wicks of that bar and of the next reach 60,250.
    [feb(6, 2), 60_300],
    // 750 an hour up: 65,550 at 9:00 and 66,300 at 10:00 are above 65,000 by more than a quarter of some 850.
    [feb(6, 10), 66_300],
    [feb(7), 71_000],
    [feb(9, 20), 70_800],
    [feb(10, 6), 70_100],
    // 69,700 and 69,300 are under 70,000 - 210.
    [feb(10, 8), 69_300],
    [feb(12), 67_460],
  ],
  50,
);

describe('levels on the reference day', () => {
  const figure = createLevels({ now, bars: reference, priceUsd: 67_460, source: 'Binance' });

  it('say which broke, which was reclaimed and which held', () => {
    expect(figure?.levels.slice(-4)).toEqual([
      { price: 75_000, role: 'resistance', state: 'broken', since: feb(4, 15), reasons: ['round number'] },
      { price: 70_000, role: 'resistance', state: 'broken', since: feb(10, 8), reasons: ['round number'] },
      { price: 65_000, role: 'support', state: 'reclaimed', since: feb(6, 10), reasons: ['round number'] },
      { price: 60_000, role: 'support', state: 'held', since: feb(6, 3), reasons: ['round number'] },
    ]);
  });

  it('add the nearest others that broke, six in all, highest first', () => {
    expect(figure?.levels.map(level => level.price)).toEqual([85_000, 80_000, 75_000, 70_000, 65_000, 60_000]);
    // 458 hours of 26.79 down from 92,000 are the second close under 80,000 - 240.
    expect(figure?.levels[1]).toMatchObject({ state: 'broken', since: feb(1, 2) });
  });

  it('read complete bars only', () => {
    expect(figure?.at).toBe(feb(12));
    const forming = { openTime: feb(12), open: 67_460, high: 67_460, low: 59_000, close: 59_000 };
    expect(createLevels({ now, bars: [...reference, forming], priceUsd: 67_460, source: 'Binance' })).toEqual(figure);
    const late = createLevels({ now: feb(12, 1), bars: [...reference, forming], priceUsd: 67_460, source: 'Binance' });
    expect(late?.at).toBe(feb(12, 1));
    expect(late?.levels.at(-1)).toMatchObject({ price: 60_000, state: 'tested', since: feb(12, 1) });
  });
});

describe('levels', () => {
  const quiet = makeBars(now - 10 * hour, Array<number>(9).fill(67_460));

  it('that the price never came near have no state', () => {
    const figure = createLevels({ now, bars: quiet, priceUsd: 67_460, source: 'Bybit' });
    expect(figure).toEqual({
      levels: [75_000, 70_000, 65_000, 60_000].map(price => ({
        price,
        role: price > 67_460 ? 'resistance' : 'support',
        reasons: ['round number'],
      })),
      at: now - hour,
      source: 'Bybit',
    });
  });

  it('count a price on the line as above it', () => {
    const levels = createLevels({ now, bars: quiet, priceUsd: 70_000, source: 'Bybit' })?.levels;
    expect(levels?.map(({ price, role }) => [price, role])).toEqual([
      [80_000, 'resistance'],
      [75_000, 'resistance'],
      [70_000, 'support'],
      [65_000, 'support'],
    ]);
  });

  it('are not known without a complete bar or without a price', () => {
    expect(createLevels({ now, bars: [], priceUsd: 67_460, source: 'Bybit' })).toBeUndefined();
    expect(createLevels({ now, bars: makeBars(now - 1, [67_460]), priceUsd: 67_460, source: 'Bybit' })).toBeUndefined();
    expect(createLevels({ now, bars: quiet, priceUsd: NaN, source: 'Bybit' })).toBeUndefined();
  });

  it('add those that broke upwards too, the nearest first', () => {
    // From 60,000 to 98,000 through 65,000, 70,000, 75,000, 80,000 and 85,000; steps are 5,000 up to 108,800.
    const rise = makeBars(now - 40 * hour, [...Array<number>(20).fill(60_000), ...Array<number>(19).fill(98_000)]);
    const levels = createLevels({ now, bars: rise, priceUsd: 98_000, source: 'Bybit' })?.levels ?? [];
    expect(levels.map(({ price, state }) => [price, state])).toEqual([
      [105_000, undefined],
      [100_000, undefined],
      [95_000, 'broken'],
      [90_000, 'broken'],
      [85_000, 'broken'],
      [80_000, 'broken'],
    ]);
  });

  it('stay few after a fall to nearly nothing: the nearest of those that broke', () => {
    const crash = makeBars(now - 40 * hour, [...Array<number>(20).fill(100_000), ...Array<number>(19).fill(50)]);
    const levels = createLevels({ now, bars: crash, priceUsd: 50, source: 'Bybit' })?.levels ?? [];
    expect(levels.map(level => level.price)).toEqual([60, 57.5, 55, 52.5, 50, 47.5]);
  });
});
