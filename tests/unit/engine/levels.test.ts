import { describe, expect, it } from 'vitest';
import { createLevels } from '../../../lib/engine/levels.ts';
import type { LevelsInput } from '../../../lib/engine/levels.ts';
import type { Bar } from '../../../lib/model/trade.ts';
import { makeBars, makePath } from './make-bars.ts';
import { makeFuel } from './make-fuel.ts';
import { day, hour } from './make-sums.ts';

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
      { price: 75_000, role: 'resistance', state: 'broken', since: feb(4, 15), reasons: ['round'] },
      { price: 70_000, role: 'resistance', state: 'broken', since: feb(10, 8), reasons: ['round'] },
      { price: 65_000, role: 'support', state: 'reclaimed', since: feb(6, 10), reasons: ['round'] },
      { price: 60_000, role: 'support', state: 'held', since: feb(6, 3), reasons: ['round'] },
    ]);
  });

  it('add the nearest others that broke, six in all, highest first', () => {
    expect(figure?.levels.map(level => level.price)).toEqual([85_000, 80_000, 75_000, 70_000, 65_000, 60_000]);
    // 458 hours of 26.79 down from 92,000 are the second close under 80,000 - 240.
    expect(figure?.levels[1]).toMatchObject({ state: 'broken', since: feb(1, 2) });
  });

  it('have beside them the highs and lows of yesterday and of last week; January was not read from its start', () => {
    expect(figure?.others?.map(({ price, reasons, state }) => [price, reasons, state])).toEqual([
      // 24 hours of 26.786 above the 78,500 of 3 February, and the wick.
      [expect.closeTo(79_192.86, 2), ['weekHigh'], 'broken'],
      // 16 hours of 46 below the 69,300 of 10 February, and the wick.
      [68_614, ['dayHigh'], 'broken'],
      // Fallen through on the 5th, as the price was on its way to 66,300, and taken back on the 6th.
      [67_410, ['dayLow'], 'reclaimed'],
      // 0.42 % above 60,000: a level of its own.
      [60_250, ['weekLow'], 'held'],
    ]);
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
        reasons: ['round'],
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

describe('other levels', () => {
  const quiet = makeBars(now - 10 * hour, Array<number>(9).fill(67_460));
  const input = { now, bars: quiet, priceUsd: 67_460, source: 'Bybit' };
  const at = (change: Partial<LevelsInput>) => createLevels({ ...input, ...change });

  it("are the user's own, those quoted and average costs, each with its reason and its state", () => {
    const figure = at({ own: [66_000], quoted: [67_460], costs: [{ name: 'Strategy', priceUsd: 76_056 }] });
    expect(figure?.others).toEqual([
      { price: 76_056, role: 'resistance', reasons: [{ cost: 'Strategy' }] },
      { price: 67_460, role: 'support', state: 'tested', since: now - hour, reasons: ['quoted'] },
      { price: 66_000, role: 'support', reasons: ['own'] },
    ]);
    expect(figure?.levels.map(({ price }) => price)).toEqual([75_000, 70_000, 65_000, 60_000]);
  });

  it('that nearly agree are one, which keeps the price of the first and the reasons of all', () => {
    const figure = at({
      own: [75_180, 66_000],
      quoted: [75_000, 66_100, 66_150],
      costs: [{ name: 'Strategy', priceUsd: 65_900 }],
    });
    expect(figure?.levels[0]).toMatchObject({ price: 75_000, reasons: ['round', 'own', 'quoted'] });
    expect(figure?.others?.map(({ price, reasons }) => [price, reasons])).toEqual([
      [66_000, ['own', 'quoted', { cost: 'Strategy' }]],
    ]);
  });

  it('agree within 0.25 %, or within a quarter of the average range where that is more', () => {
    expect(at({ own: [70_176] })?.others).toHaveLength(1);
    expect(at({ own: [70_174] })?.others).toBeUndefined();
    // Bars of 2,000 from low to high: 500 dollars.
    const wide = makeBars(now - 20 * hour, Array<number>(19).fill(67_460), 1_000);
    expect(at({ bars: wide, own: [70_499] })?.others).toBeUndefined();
    expect(at({ bars: wide, own: [70_501] })?.others).toHaveLength(1);
  });

  it('are six at the most: first those that were asked for, then the nearest', () => {
    const start = now - (now % day) - 40 * day;
    // A zigzag by 2 % a day between 60,000 and 75,000 over forty days of 4 h bars.
    const bars4h = Array.from({ length: 240 }, (_, place): Bar => {
      const middle = 67_500 + 7_000 * Math.sin(place / 9) - 20 * place;
      return { openTime: start + place * 4 * hour, open: middle, high: middle + 50, low: middle - 50, close: middle };
    });
    const figure = at({ bars4h, own: [1_000], quoted: [2_000, 500_000] });
    expect(figure?.others).toHaveLength(6);
    const prices = figure?.others?.map(({ price }) => price) ?? [];
    expect(prices).toEqual(prices.toSorted((left, right) => right - left));
    expect(prices[0]).toBe(500_000);
    expect(prices.slice(-2)).toEqual([2_000, 1_000]);
    const far = figure?.others?.filter(({ price }) => Math.abs(price / 67_460 - 1) > 0.12);
    expect(far).toHaveLength(3);
    // What is not among the six still lends its reason to those that are.
    expect(figure?.others?.some(({ reasons }) => reasons.some(reason => reason === 'swingHigh' || reason === 'swingLow'))).toBe(
      true,
    );
  });

  it('of one kind are the nearest', () => {
    const quoted = [10_000, 66_000, 66_500, 68_000, 68_500, 69_000, 64_000];
    expect(at({ quoted })?.others?.map(({ price }) => price)).toEqual([69_000, 68_500, 68_000, 66_500, 66_000, 64_000]);
  });

  it('leave out none of the user’s own, however many and however far', () => {
    const own = [10_000, 66_000, 66_500, 68_000, 68_500, 69_000, 64_000];
    const figure = at({ own, quoted: [63_400] });
    expect(figure?.others?.map(({ price }) => price)).toEqual([69_000, 68_500, 68_000, 66_500, 66_000, 64_000, 10_000]);
  });

  it('read no 4 h bar that is not over, or is older than 90 days', () => {
    const dip = (middle: number): Bar[] =>
      Array.from({ length: 13 }, (_, place) => {
        const low = place === 6 ? 64_000 : 66_000 + place;
        return { openTime: middle + (place - 6) * 4 * hour, open: low, high: 68_000, low, close: low };
      });
    const swings = (bars4h: readonly Bar[]) =>
      at({ bars4h })?.others?.flatMap(({ price, reasons }) => (reasons.includes('swingLow') ? [price] : [])) ?? [];
    const today = now - (now % day);
    expect(swings(dip(today - 28 * hour))).toEqual([64_000]);
    // The last of the thirteen opened at 22:00 and is still trading.
    expect(swings(dip(today - 26 * hour))).toEqual([]);
    expect(swings(dip(today - 80 * day))).toEqual([64_000]);
    expect(swings(dip(today - 90 * day))).toEqual([]);
  });

  it('leave out what is no price', () => {
    expect(at({ own: [0, -5, NaN, Infinity] })?.others).toBeUndefined();
  });

  it('and round numbers say what would be forced out on the way, as far as that is known', () => {
    const fuel = makeFuel([[60_710, 6_750]], [[74_210, 13_500]], 67_460);
    const figure = at({ fuel, own: [66_000] });
    expect(figure?.levels.map(({ price, fuelUsd }) => [price, fuelUsd])).toEqual([
      [75_000, undefined],
      // 2,540 dollars up, two for each.
      [70_000, 5_080],
      [65_000, 2_460],
      [60_000, undefined],
    ]);
    expect(figure?.others?.[0]?.fuelUsd).toBe(1_460);
  });
});
