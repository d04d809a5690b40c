import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTotal } from '../../../lib/engine/estimate.ts';
import type { EstimateVenue } from '../../../lib/engine/estimate.ts';

const venue = (change: Partial<EstimateVenue>): EstimateVenue => ({
  completeness: 'complete',
  openInterestUsd: 1_000,
  heard: 1,
  longUsd: 0,
  shortUsd: 0,
  ...change,
});

describe('the estimate beside a floor', () => {
  it('gives a venue that publishes nothing what the complete ones forced out for its size', () => {
    // 60 dollars of 1,000 open: 6 cents a dollar; 500 dollars open elsewhere make 30, shared as 40 longs to 20 shorts.
    const estimate = estimateTotal([
      venue({ longUsd: 40, shortUsd: 20 }),
      venue({ completeness: 'none', openInterestUsd: 500, heard: 0 }),
    ]);
    expect(estimate).toEqual({ usd: 90, longUsd: 60, shortUsd: 30 });
  });

  it('fills what was missed of a complete venue at the rate of what was heard', () => {
    // Half heard gave 30 dollars: over a whole window 60.
    expect(estimateTotal([venue({ heard: 0.5, longUsd: 30 })])).toEqual({ usd: 60, longUsd: 60, shortUsd: 0 });
  });

  it('takes of a sampled venue the larger of its size and its own floor', () => {
    const complete = venue({ longUsd: 50 });
    const sampled = (longUsd: number) => venue({ completeness: 'sampled', openInterestUsd: 2_000, longUsd });
    // 5 % of 2,000 are 100.
    expect(estimateTotal([complete, sampled(10)])?.usd).toBe(150);
    expect(estimateTotal([complete, sampled(300)])?.usd).toBe(350);
  });

  it('scales the floor of a sampled venue by its share heard, but not a few minutes up to a month', () => {
    const complete = venue({ longUsd: 10 });
    const sampled = (heard: number) => venue({ completeness: 'sampled', heard, longUsd: 100 });
    expect(estimateTotal([complete, sampled(0.5)])?.usd).toBe(210);
    // 1 % of 1,000 for the 99 % that were missed: 9.90.
    expect(estimateTotal([complete, sampled(0.01)])?.usd).toBeCloseTo(119.9, 9);
  });

  it('leaves a venue of unknown size at its floor', () => {
    expect(estimateTotal([venue({ longUsd: 10 }), venue({ openInterestUsd: undefined, heard: 0.1, shortUsd: 5 })])?.usd).toBe(15);
  });

  it('is absent while less than a quarter of all that publish was heard, however well the complete ones were', () => {
    const complete = venue({ longUsd: 60 });
    // 1,000 of 4,000 dollars of open interest are a quarter; of 4,001 they are not.
    const silent = (openInterestUsd: number) => venue({ completeness: 'sampled', openInterestUsd, heard: 0 });
    expect(estimateTotal([complete, silent(3_000)])?.usd).toBe(240);
    expect(estimateTotal([complete, silent(3_001)])).toBeUndefined();
    // Who publishes nothing is not to be heard.
    expect(estimateTotal([complete, venue({ completeness: 'none', openInterestUsd: 9_000, heard: 0 })])?.usd).toBe(600);
  });

  it('is absent while no complete venue was heard for a quarter of the window, by open interest', () => {
    const sampled = venue({ completeness: 'sampled', longUsd: 10 });
    expect(estimateTotal([])).toBeUndefined();
    expect(estimateTotal([sampled])).toBeUndefined();
    expect(estimateTotal([sampled, venue({ openInterestUsd: undefined, longUsd: 5 })])).toBeUndefined();
    expect(estimateTotal([sampled, venue({ heard: 0.24 })])).toBeUndefined();
    expect(estimateTotal([sampled, venue({ heard: 0.25 })])).toBeDefined();
    expect(estimateTotal([venue({ heard: 1, openInterestUsd: 100 }), venue({ heard: 0, openInterestUsd: 400 })])).toBeUndefined();
  });

  const cents = fc.integer({ min: 0, max: 1e12 }).map(value => value / 100);
  const venues = fc.array(
    fc.record({
      completeness: fc.constantFrom('complete' as const, 'sampled' as const, 'none' as const),
      openInterestUsd: fc.oneof(fc.constantFrom(undefined, 0, NaN, Infinity, -1), fc.double({ min: 1, max: 1e11, noNaN: true })),
      heard: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
      longUsd: cents,
      shortUsd: cents,
    }),
    { maxLength: 18 },
  );

  it('is never below the floor on either side, never no number, and adds up', () => {
    fc.assert(
      fc.property(venues, some => {
        const estimate = estimateTotal(some);
        if (estimate === undefined) return;
        const sum = (side: 'longUsd' | 'shortUsd') => some.reduce((total, each) => total + each[side], 0);
        expect(Number.isFinite(estimate.usd)).toBe(true);
        expect(estimate.longUsd).toBeGreaterThanOrEqual(sum('longUsd'));
        expect(estimate.shortUsd).toBeGreaterThanOrEqual(sum('shortUsd'));
        expect(Math.abs(estimate.usd - estimate.longUsd - estimate.shortUsd)).toBeLessThanOrEqual(1e-9 * estimate.usd + 1e-6);
      }),
      { numRuns: 1_000, seed: 11 },
    );
  });

  it('is never smaller for one more dollar heard of any venue', () => {
    fc.assert(
      fc.property(venues, fc.nat(17), cents, (some, place, more) => {
        const before = estimateTotal(some);
        const after = estimateTotal(
          some.map((each, index) => (index === place ? { ...each, longUsd: each.longUsd + more } : each)),
        );
        expect(after === undefined).toBe(before === undefined);
        // Two cents for rounding, and the last digits of sums of 10^13.
        if (before !== undefined) expect(after?.usd).toBeGreaterThanOrEqual(before.usd * (1 - 1e-12) - 0.02);
      }),
      { numRuns: 1_000, seed: 12 },
    );
  });
});
