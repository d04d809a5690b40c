import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, intersection, measure, subtract, toIntervals, union } from '../../../lib/std/intervals.ts';
import type { Interval, Intervals } from '../../../lib/model/coverage.ts';

const parts = fc.array(fc.record({ from: fc.integer({ min: 0, max: 40 }), to: fc.integer({ min: 0, max: 40 }) }), {
  maxLength: 8,
});

/** The same time as a set of whole ms. */
function toSet(intervals: readonly Interval[]): Set<number> {
  const set = new Set<number>();
  for (const { from, to } of intervals) for (let ms = from; ms < to; ms += 1) set.add(ms);
  return set;
}

/** Equal as sets, and in the promised form. */
function expectTime(actual: Intervals, expected: Set<number>): void {
  expect(toSet(actual)).toEqual(expected);
  actual.forEach((interval, place) => {
    expect(interval.from).toBeLessThan(interval.to);
    const next = actual[place + 1];
    if (next !== undefined) expect(interval.to).toBeLessThan(next.from);
  });
}

describe('intervals', () => {
  it('merge what overlaps or touches, and drop what is empty or backwards', () => {
    const messy = [
      { from: 20, to: 30 },
      { from: 0, to: 5 },
      { from: 5, to: 8 },
      { from: 22, to: 25 },
      { from: 9, to: 9 },
      { from: 15, to: 11 },
    ];
    expect(toIntervals(messy)).toEqual([
      { from: 0, to: 8 },
      { from: 20, to: 30 },
    ]);
  });

  it('cut a hole out of the middle', () => {
    expect(subtract([{ from: 0, to: 10 }], [{ from: 3, to: 5 }])).toEqual([
      { from: 0, to: 3 },
      { from: 5, to: 10 },
    ]);
  });

  it('take one hole out of two neighbours', () => {
    const two = [
      { from: 0, to: 10 },
      { from: 20, to: 30 },
    ];
    expect(subtract(two, [{ from: 5, to: 25 }])).toEqual([
      { from: 0, to: 5 },
      { from: 25, to: 30 },
    ]);
  });

  it('clip to nothing when the window is backwards', () => {
    expect(clip([{ from: 0, to: 10 }], 8, 4)).toEqual([]);
  });

  it('behave as sets of whole ms', () => {
    fc.assert(
      fc.property(parts, parts, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (one, other, from, to) => {
        const left = toIntervals(one);
        const right = toIntervals(other);
        const leftSet = toSet(one);
        const rightSet = toSet(other);
        expectTime(left, leftSet);
        expectTime(union(left, right), new Set([...leftSet, ...rightSet]));
        expectTime(intersection(left, right), new Set([...leftSet].filter(ms => rightSet.has(ms))));
        expectTime(subtract(left, right), new Set([...leftSet].filter(ms => !rightSet.has(ms))));
        expectTime(clip(left, from, to), new Set([...leftSet].filter(ms => ms >= from && ms < to)));
        expect(measure(left)).toBe(leftSet.size);
      }),
      { numRuns: 500 },
    );
  });
});
