import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  placeOf,
  toBarMs,
  toBars,
  toExtent,
  toGaps,
  toHeardShare,
  toLine,
  toReach,
  toRoundValues,
  valueAt,
} from '../../../components/dashboard/steps.ts';
import type { Column } from '../../../lib/model/history.ts';
import { midnight, sixSteps } from '../../fixtures/dashboard-history.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('bars of forced orders', () => {
  it('sum the steps that are known, and know nothing where no step is known', () => {
    const bars = toBars(sixSteps, 20 * minuteMs);
    expect(bars.times).toEqual([midnight, midnight + 20 * minuteMs, midnight + 40 * minuteMs]);
    expect(bars.longUsd).toEqual([1_000_000, 2_000_000, 750_000]);
    expect(bars.shortUsd).toEqual([100_000, 0, 350_000]);
    // (1 + 0) / 2, (1 + 0.75) / 2, (0.25 + 1) / 2
    expect(bars.heard).toEqual([0.5, 0.875, 0.625]);
    expect(toBars(sixSteps, 10 * minuteMs).longUsd[1]).toBeNull();
  });

  it('lose no dollar, whatever they are summed by', () => {
    const columns = fc.array(fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(columns, fc.integer({ min: 1, max: 12 }), (longUsd, steps) => {
        const times = longUsd.map((_, place) => midnight + place * minuteMs);
        const bars = toBars({ times, longUsd, shortUsd: longUsd, heard: longUsd.map(() => 1) }, steps * minuteMs);
        const sum = (column: Column): number => column.reduce<number>((total, value) => total + (value ?? 0), 0);
        expect(sum(bars.longUsd)).toBe(sum(longUsd));
      }),
    );
  });

  it.each([
    [hourMs, minuteMs, minuteMs],
    [6 * hourMs, minuteMs, 5 * minuteMs],
    [24 * hourMs, minuteMs, 15 * minuteMs],
    [7 * 24 * hourMs, 10 * minuteMs, hourMs],
    [30 * 24 * hourMs, 30 * minuteMs, 6 * hourMs],
    // Sums that are kept by the half hour are not parted.
    [6 * hourMs, 30 * minuteMs, 30 * minuteMs],
  ])('of %d ms in steps of %d ms are %d ms long', (span, stepMs, barMs) => {
    expect(toBarMs({ from: midnight, to: midnight + span, stepMs })).toBe(barMs);
  });
});

describe('gaps', () => {
  it('are what was heard by less than half, and tell what was not heard at all from the rest', () => {
    const gaps = toGaps({ times: [0, 10, 20, 30, 40, 50], heard: [0, 0, 0.49, 0.5, 1, 0], lengthMs: 10 });
    expect(gaps).toEqual([
      { from: 0, to: 20, isWhole: true },
      { from: 20, to: 30, isWhole: false },
      { from: 50, to: 60, isWhole: true },
    ]);
  });
});

describe('a line', () => {
  it('goes on between values at their usual distance, and stops in a hole and at the ends', () => {
    // Every third is known, so neighbours lie 3 apart and up to 7.5 is no hole; 9 is one.
    const column: Column = [null, 1, null, null, 2, null, null, 3, null, null, null, null, null, null, null, null, 4, null];
    expect(toReach(column)).toBe(7.5);
    expect(toLine(column).slice(0, 8)).toEqual([null, 1, undefined, undefined, 2, undefined, undefined, 3]);
    expect(toLine(column).slice(8)).toEqual([null, null, null, null, null, null, null, null, 4, null]);
  });

  it('is read at a place by the last value that is near enough, and else not at all', () => {
    const column: Column = [10, null, null, null, 20];
    expect(valueAt(column, 2, 2.5)).toBe(10);
    expect(valueAt(column, 3, 2.5)).toBeUndefined();
    expect(valueAt(column, 4, 2.5)).toBe(20);
    expect(valueAt(column, -1, 2.5)).toBeUndefined();
  });
});

describe('a place in time', () => {
  it('is that of the step which holds the time, held at the ends', () => {
    expect([-5, 0, 9, 10, 25, 99].map(time => placeOf([0, 10, 20], time))).toEqual([0, 0, 0, 1, 2, 2]);
    expect(placeOf([], 5)).toBe(-1);
  });
});

describe('figures of a column', () => {
  it('are its lowest, highest and last known value', () => {
    expect(toExtent([null, 3, -1, 7, 2, null])).toEqual({ min: -1, max: 7, last: 2 });
    expect(toExtent([null, null])).toBeUndefined();
    expect(toHeardShare([1, 0, 0.5, 0.5])).toBe(0.5);
    expect(toHeardShare([])).toBeUndefined();
  });

  it('have round values between their bounds', () => {
    expect(toRoundValues(61_200, 73_900, 4)).toEqual([65_000, 70_000]);
    expect(toRoundValues(0.5, 2.6, 4)).toEqual([1, 2]);
    expect(toRoundValues(5, 5, 4)).toEqual([]);
  });
});
