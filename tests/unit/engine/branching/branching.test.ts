import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureBranching } from '../../../../lib/engine/branching/branching.ts';
import type { BranchingInput } from '../../../../lib/engine/branching/branching.ts';
import { fitHawkes } from '../../../../lib/engine/branching/hawkes.ts';
import { constantShape } from '../../../../lib/engine/branching/intensity.ts';
import type { BranchingFigure } from '../../../../lib/model/engine.ts';
import { record, throttle } from '../../../../scripts/evaluate/branching-scenes.ts';

function measured(input: BranchingInput): BranchingFigure {
  const figure = measureBranching(input);
  if ('unknown' in figure) throw new Error(`not measurable: ${JSON.stringify(figure.unknown)}`);
  return figure;
}

const clustered = record({ seed: 11, seconds: 600, orders: 500, ratio: 0.7, decay: 1 });
const now = 600_000;

describe('the branching ratio', () => {
  it('says which window it is of: ten minutes where they hold a hundred orders, else six hours', () => {
    const { times } = record({ seed: 5, seconds: 21_600, orders: 1_500, ratio: 0.7, decay: 0.1 });
    const end = 21_600_000;
    const lastTenMinutes = times.filter(time => time >= end - now).length;
    expect(lastTenMinutes).toBeLessThan(100);
    expect(measured({ times: times.slice(-900), now: end })).toMatchObject({
      windowMs: 21_600_000,
      orders: 900,
      method: 'hawkes',
      at: end,
    });
    expect(measured({ times: clustered.times.slice(-100), now })).toMatchObject({ windowMs: now, orders: 100 });
    expect(measured({ times: clustered.times.slice(-99), now })).toMatchObject({ windowMs: 21_600_000, orders: 99 });
  });

  it('reads the last thousand orders of more, from just after the order before them', () => {
    const { times } = record({ seed: 6, seconds: 600, orders: 3_000, ratio: 0.5, decay: 1 });
    const figure = measured({ times, now });
    expect(figure.orders).toBe(1_000);
    const begin = times.at(-1_001) ?? 0;
    expect(figure.windowMs).toBeCloseTo(now - begin, 6);
    // Of the orders before, a hundred are heard as echoes.
    const since = times.slice(-1_100).map(time => (time - begin) / 1000);
    const inside = since.subarray(100);
    const seconds = (now - begin) / 1000;
    const byHand = { times: inside, seconds, background: [constantShape(inside, seconds)] };
    expect(figure.raw).toBeCloseTo(fitHawkes({ ...byHand, before: since.subarray(0, 100) }).ratio, 9);
    expect(figure.raw).not.toBeCloseTo(fitHawkes(byHand).ratio, 9);
  });

  it('reads no order that came at its moment or later', () => {
    const later = Float64Array.of(...clustered.times, now, now + 1, now + 2);
    expect(measureBranching({ times: later, now })).toEqual(measureBranching({ times: clustered.times, now }));
  });

  it('does not take a stretch that nobody heard for silence', () => {
    const since = 21_600_000;
    const few = clustered.times.slice(0, 90).map(time => time + since);
    const end = (few.at(-1) ?? 0) + 1;
    expect(measured({ times: few, now: end, heardSince: since }).windowMs).toBe(end - since);
    expect(measured({ times: few, now: end }).raw).toBeGreaterThan(measured({ times: few, now: end, heardSince: since }).raw);
  });

  it('is the same whenever the orders came', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), shift => {
        // A multiple of a second, so that times in ms stay exact.
        const shiftMs = shift * 1000;
        const moved = measured({ times: clustered.times.map(time => time + shiftMs), now: now + shiftMs });
        expect(moved.raw).toBeCloseTo(measured({ times: clustered.times, now }).raw, 3);
      }),
      { numRuns: 5 },
    );
  });

  it('has a lower end only with a series from outside that covers the window', () => {
    expect(measured({ times: clustered.times, now }).low).toBeUndefined();
    expect(measured({ times: clustered.times, now, covariate: clustered.covariate.slice(0, 10) }).low).toBeUndefined();
    const { low, raw, high } = measured({ times: clustered.times, now, covariate: clustered.covariate });
    expect(low).toBeGreaterThan(0.4);
    expect(low).toBeLessThan(raw);
    expect(raw).toBeLessThan(high);
  });

  it('has the lower end of what the series from outside leaves unexplained', () => {
    // True is 0.3, while the rate from outside rises fivefold.
    const driven = record({ seed: 3, seconds: 600, orders: 800, ratio: 0.3, decay: 1, drive: 'step', noise: 0 });
    const { low, raw } = measured({ times: driven.times, now, covariate: driven.covariate });
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(0.4);
    expect(raw).toBeGreaterThan(0.6);
  });

  it('has a lower end of 0 when the series from outside explains the orders', () => {
    const driven = record({ seed: 3, seconds: 600, orders: 800, ratio: 0, decay: 1, drive: 'step', noise: 0 });
    const figure = measured({ times: driven.times, now, covariate: driven.covariate });
    expect(figure.low).toBe(0);
    expect(figure.raw).toBeGreaterThan(0.7);
  });

  it('is taken from counts where times are whole seconds', () => {
    const grained = clustered.times.map(time => Math.floor(time / 1000) * 1000);
    expect(measured({ times: grained, now, covariate: clustered.covariate })).toMatchObject({ method: 'variance' });
    expect(measured({ times: grained, now, covariate: clustered.covariate }).low).toBeUndefined();
  });
});

describe('the branching ratio is not measurable', () => {
  it.each([
    ['of fewer than twenty orders', { times: clustered.times.slice(0, 19), now }, { of: 'fewOrders', count: 19 }],
    ['of orders longer ago than six hours', { times: clustered.times, now: now + 21_600_000 }, { of: 'fewOrders', count: 0 }],
    ['when the caller knows that the feed left orders out', { times: clustered.times, now, isSaturated: true }, 'atLimit'],
    [
      'when the times show a feed at its limit',
      { times: throttle(record({ seed: 1, seconds: 600, orders: 3_000, ratio: 0.8, decay: 0.2 }).times), now },
      'atLimit',
    ],
    [
      'of sums of ten seconds, which are no single orders',
      { times: clustered.times.map(time => Math.floor(time / 10_000) * 10_000), now },
      'onlySums',
    ],
    [
      'when orders come by chance',
      { times: record({ seed: 2, seconds: 600, orders: 500, ratio: 0, decay: 1 }).times, now },
      'byChance',
    ],
    [
      'when they do so in whole seconds',
      {
        times: record({ seed: 2, seconds: 600, orders: 500, ratio: 0, decay: 1 }).times.map(
          time => Math.floor(time / 1000) * 1000,
        ),
        now,
      },
      'byChance',
    ],
    [
      'when no exponential echo fits',
      // Blocks: each 13 seconds eight orders within a tenth of a millisecond of each other, which is chance with no echo.
      { times: Float64Array.from({ length: 368 }, (_, index) => 13_000.5 * Math.floor(index / 8) + 0.1 * (index % 8)), now },
      'otherPattern',
    ],
  ])('%s', (_, input, unknown) => {
    expect(measureBranching(input)).toEqual({ unknown });
  });

  it('and never throws, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 700_000, noNaN: true }), { maxLength: 150 }), times => {
        const figure = measureBranching({ times: Float64Array.from(times).sort(), now });
        if (!('unknown' in figure)) expect(figure.high).toBeGreaterThanOrEqual(figure.raw);
      }),
      { numRuns: 60 },
    );
  });
});
