import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFuel, halfLifeMs } from '../../../lib/engine/fuel.ts';
import { fuelAt } from '../../../lib/model/fuel-at.ts';
import { makeBars } from './make-bars.ts';
import { flat, known, makeFuelInput, start } from './make-fuel.ts';
import { hour } from './make-sums.ts';

/**
 * A thousand coins opened in the last hour at 100. Bybit takes a long over at 1 - 1/L + 0.005 of the entry: 100x at 99.5, 75x at 99.1667, 50x at
 * 98.5, 40x at 98, 25x at 96.5, 20x at 95.5. Their coins are 20, 30, 50, 40, 50 and 60.
 */
const opened = [...flat(30, 5_000), 6_000];
const bar = (place: number, change: { readonly low?: number; readonly high?: number; readonly close?: number }) => {
  const bars = makeBars(start, Array<number>(40).fill(100));
  return bars.map((each, at) => (at === place ? { ...each, ...change } : each));
};

describe('fuel', () => {
  it('is what an increase of open interest would be forced out at, worked by hand', () => {
    const fuel = known(createFuel(makeFuelInput(opened)));
    expect(fuel.below.map(([price]) => price).slice(0, 12)).toEqual([99.5, 99, 98.5, 98, 97.5, 97, 96.5, 96, 95.5, 95, 94, 93]);
    expect([fuel.below.length, fuel.below.at(-1)?.[0], fuel.above.at(-1)?.[0]]).toEqual([30, 75, 125]);
    // 20 * 99.5 + 30 * 99.1667
    expect(fuelAt(fuel, 99)).toBe(4_965);
    // + 50 * 98.5 + 40 * 98
    expect(fuelAt(fuel, 97.5)).toBe(13_810);
    // + 50 * 96.5 + 60 * 95.5
    expect(fuelAt(fuel, 95)).toBe(24_365);
    // + 50 * 94.25 + 70 * 92.5 + 80 * 91.409 + 60 * 87.167 + 110 * 82.956 + 150 * 75.5; the 23 % at 2.5x lie beyond.
    expect(fuelAt(fuel, 75)).toBe(68_545);
    // Shorts: 20 * 100.5 + 30 * 100.8333
    expect(fuelAt(fuel, 101)).toBe(5_035);
    expect([fuel.priceUsd, fuel.at]).toEqual([100, start + 31 * hour]);
  });

  it('starts at the price now', () => {
    const fuel = known(createFuel(makeFuelInput(opened, { priceUsd: 99.3 })));
    // The 20 coins at 99.5 are gone, those at 99.1667 lie 0.13 % below.
    expect(fuel.below[0]).toEqual([98.8035, 2_975]);
  });

  it('is burnt where a later hour went through it, however far the price came back', () => {
    const coins = [...opened, ...flat(9, 6_000)];
    const burnt = known(createFuel(makeFuelInput(coins, { bars: bar(35, { low: 97 }) })));
    const decay = 2 ** ((-9 * hour) / halfLifeMs);
    expect(fuelAt(burnt, 97.5)).toBe(0);
    // 50 * 96.5 + 60 * 95.5 are left.
    expect(fuelAt(burnt, 95)).toBe(Math.round(10_555 * decay));
    expect(fuelAt(burnt, 101)).toBe(Math.round(5_035 * decay));
    const squeezed = known(createFuel(makeFuelInput(coins, { bars: bar(35, { high: 101 }) })));
    expect(fuelAt(squeezed, 101)).toBe(0);
    expect(fuelAt(squeezed, 99)).toBe(Math.round(4_965 * decay));
  });

  it('is not burnt by the hour in which it was opened, nor by one before', () => {
    const coins = [...opened, ...flat(9, 6_000)];
    const whole = known(createFuel(makeFuelInput(coins)));
    expect(known(createFuel(makeFuelInput(coins, { bars: bar(30, { low: 90 }) }))).below).toEqual(whole.below);
    expect(known(createFuel(makeFuelInput(coins, { bars: bar(29, { low: 90 }) }))).below).toEqual(whole.below);
  });

  it('was entered half way between open and close of its hour', () => {
    const fuel = known(createFuel(makeFuelInput(opened, { bars: bar(30, { close: 102 }), priceUsd: 101 })));
    // Entry 101, so as above in proportion.
    expect(fuelAt(fuel, 99.99)).toBe(Math.round(4_965 * 1.01));
  });

  it('of the hour that is running was entered at the price now', () => {
    const input = makeFuelInput([...flat(30, 5_000), 6_000]);
    const early = { ...input, now: input.now - hour / 2, priceUsd: 110 };
    const interest = input.interest.map((each, place) => (place === 30 ? { ...each, time: each.time - hour / 2 } : each));
    const fuel = known(createFuel({ ...early, interest }));
    // 100x at 109.45 and 75x at 109.083, as above in proportion.
    expect(fuelAt(fuel, 108.9)).toBe(Math.round(4_965 * 1.1));
  });

  it('halves in seven days', () => {
    const week = known(createFuel(makeFuelInput([...opened, ...flat(7 * 24, 6_000)])));
    expect(fuelAt(week, 95)).toBe(Math.round(24_365 / 2));
  });

  it('shrinks with the open interest', () => {
    const halved = known(createFuel(makeFuelInput([...opened, 3_000])));
    const decay = 2 ** (-hour / halfLifeMs);
    expect(fuelAt(halved, 95)).toBe(Math.round((24_365 / 2) * decay));
  });

  it('has no cohort where hours of open interest are missing, since its entry is not known', () => {
    const input = makeFuelInput([...flat(30, 5_000), 5_000, 5_000, 6_000]);
    const holed = input.interest.filter((_, place) => place !== 30 && place !== 31);
    expect(fuelAt(known(createFuel({ ...input, interest: holed })), 75)).toBe(0);
    expect(fuelAt(known(createFuel(input)), 95)).toBe(24_365);
  });

  it('takes no open interest at all for a sample that failed', () => {
    const failed = makeFuelInput([...flat(20, 5_000), 0, ...flat(9, 5_000), 6_000]);
    expect(known(createFuel(failed)).below).toEqual(known(createFuel(makeFuelInput(opened))).below);
  });

  it('reads nothing of what was not over or not told at its moment', () => {
    const whole = makeFuelInput([...opened, ...flat(9, 9_000)], { bars: bar(33, { low: 50 }) });
    const then = { ...whole, now: start + 31 * hour };
    expect(createFuel(then)).toEqual(createFuel(makeFuelInput(opened)));
  });

  it('carries the self-check with it, and says nothing of the book without one', () => {
    const fuel = known(createFuel(makeFuelInput(opened, { check: { ratio: 0.4, crossings: 3 } })));
    expect(fuel.check).toEqual({ ratio: 0.4, crossings: 3 });
    expect('fragility' in fuel || 'standsAt' in fuel).toBe(false);
    const empty = known(createFuel(makeFuelInput(opened, { depth: { bidUsd: 0, askUsd: 5 } })));
    expect('fragility' in empty || 'standsAt' in empty).toBe(false);
  });

  it('stands against the book as a range', () => {
    const fuel = known(createFuel(makeFuelInput(opened, { depth: { bidUsd: 17_000, askUsd: 1 } })));
    // 4,965 dollars against 5,000 and 1,000.
    expect(fuel.fragility?.low).toBeCloseTo(0.993, 9);
    expect(fuel.fragility?.high).toBeCloseTo(4.965, 9);
    // 5,000 a per cent: at 97 there is room for 10,000 and 13,810 are forced; at 96.5 for 12,500 and 18,635; at 95 for 20,000 and 24,365; at 94 for
    // 25,000 and 24,365 + 50 * 94.25 = 29,077; at 93 for 30,000 and the same.
    expect(fuel.standsAt?.high).toBeCloseTo(94 - (4_077 / 5_000) * 1, 3);
    // A fifth of that book has room for 24,000 in all.
    expect(fuel.standsAt?.low).toBe(75);
  });
});

describe('fuel is unknown', () => {
  const input = makeFuelInput(opened);
  it.each([
    ['without a price', { priceUsd: NaN }, 'noPrice'],
    ['without a past of open interest', { interest: [] }, 'shortInterest'],
    ['with less than a day of it', { interest: input.interest.slice(-24) }, 'shortInterest'],
    ['when it has stopped', { interest: input.interest.slice(0, -3) }, 'oldInterest'],
    ['without hourly prices', { bars: [] }, 'noHours'],
    ['when those have stopped', { bars: input.bars.slice(0, -3) }, 'noHours'],
  ])('%s', (_when, change, unknown) => {
    expect(createFuel({ ...input, ...change })).toEqual({ unknown });
  });

  it('with 25 hourly samples it is known', () => {
    expect(createFuel({ ...input, interest: input.interest.slice(-25) })).toHaveProperty('below');
  });
});

describe('whatever the past', () => {
  const hours = fc.array(
    fc.record({
      coins: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })),
      close: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      wick: fc.double({ min: 0, max: 0.3, noNaN: true }),
    }),
    { minLength: 26, maxLength: 60 },
  );

  it('fuel is finite, never negative, adds up with distance, and is never more than the open interest', () => {
    fc.assert(
      fc.property(hours, fc.double({ min: 0.9, max: 1.1, noNaN: true }), (past, jump) => {
        const priceUsd = (past.at(-1)?.close ?? 1) * jump;
        const bars = makeBars(
          start,
          past.map(({ close }) => close),
        ).map((each, place) => ({
          ...each,
          low: each.low * (1 - (past[place]?.wick ?? 0)),
          high: each.high * (1 + (past[place]?.wick ?? 0)),
        }));
        const figure = createFuel(
          makeFuelInput(
            past.map(({ coins }) => coins),
            { bars, priceUsd, shares: {} },
          ),
        );
        if ('unknown' in figure) return;
        const open = past.findLast(({ coins }) => coins > 0)?.coins ?? 0;
        for (const [curve, most] of [
          [figure.below, open * priceUsd],
          [figure.above, open * priceUsd * 1.25],
        ] as const) {
          let before = 0;
          for (const [price, usd] of curve) {
            expect(Number.isFinite(price) && Number.isFinite(usd)).toBe(true);
            expect(usd).toBeGreaterThanOrEqual(before);
            before = usd;
          }
          expect(before).toBeLessThanOrEqual(most + 1);
        }
      }),
    );
  });

  it('no fuel is left between the price and any extreme since the first cohort', () => {
    fc.assert(
      fc.property(hours, past => {
        const coins = past.map((_, place) => (place === 0 ? 1_000 : 2_000));
        const bars = makeBars(
          start,
          past.map(() => 100),
        ).map((each, place) => ({ ...each, low: 100 * (1 - (past[place]?.wick ?? 0)) }));
        const figure = known(createFuel(makeFuelInput(coins, { bars })));
        // The only cohort was opened in the second hour.
        const low = Math.min(...bars.slice(2).map(each => each.low));
        for (const [price, usd] of figure.below) if (price >= low) expect(usd).toBe(0);
      }),
    );
  });
});
