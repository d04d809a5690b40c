import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intervals } from '../../../lib/model/coverage.ts';
import { keepLongest, clip, holdsSpan, holdsTime, subtract, toIntervals, widen } from '../../../lib/std/intervals.ts';

const spans = fc.array(fc.record({ from: fc.integer({ min: 0, max: 30 }), to: fc.integer({ min: 0, max: 30 }) }), {
  maxLength: 8,
});
const moments = Array.from({ length: 31 }, (_, index) => index);

describe('spans of time', () => {
  it('are sorted, merged where they touch, and never empty', () => {
    const mixed = [
      { from: 5, to: 6 },
      { from: 1, to: 2 },
      { from: 2, to: 3 },
      { from: 9, to: 9 },
      { from: Number.NaN, to: 4 },
    ];
    expect(toIntervals(mixed)).toEqual([
      { from: 1, to: 3 },
      { from: 5, to: 6 },
    ]);
  });

  it('hold the moments that any of their parts holds', () => {
    fc.assert(
      fc.property(spans, parts => {
        const merged = toIntervals(parts);
        for (const moment of moments)
          expect(holdsTime(merged, moment)).toBe(parts.some(part => part.from <= moment && moment < part.to));
      }),
    );
  });

  it('less others hold what only they hold', () => {
    fc.assert(
      fc.property(spans, spans, (left, right) => {
        const [kept, removed] = [toIntervals(left), toIntervals(right)];
        const rest = subtract(kept, removed);
        for (const moment of moments)
          expect(holdsTime(rest, moment)).toBe(holdsTime(kept, moment) && !holdsTime(removed, moment));
        expect(toIntervals(rest)).toEqual(rest);
      }),
    );
  });

  const two: Intervals = [
    { from: 3, to: 8 },
    { from: 12, to: 13 },
  ];

  it('can be cut, and widened to whole grains', () => {
    expect(clip(two, 4, 12)).toEqual([{ from: 4, to: 8 }]);
    expect(widen(two, 5)).toEqual([{ from: 0, to: 15 }]);
  });

  it('hold a span only when one of them holds all of it', () => {
    expect(holdsSpan(two, 3, 8)).toBe(true);
    expect(holdsSpan(two, 7, 9)).toBe(false);
  });

  it('give up the shortest when there are too many, and never claim more', () => {
    expect(
      keepLongest(
        [
          { from: 0, to: 5 },
          { from: 6, to: 7 },
          { from: 8, to: 12 },
        ],
        2,
      ),
    ).toEqual([
      { from: 0, to: 5 },
      { from: 8, to: 12 },
    ]);
  });
});
