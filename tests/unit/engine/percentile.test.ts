import { describe, expect, it } from 'vitest';
import { percentile } from '../../../lib/engine/percentile.ts';

describe('a percentile', () => {
  it('lies between neighbours in proportion, whatever the order', () => {
    // Place 0.9 * 4 = 3.6 of 10, 20, 30, 40, 50: 40 + 0.6 * 10.
    expect(percentile([50, 10, 40, 20, 30], 0.9)).toBeCloseTo(46, 12);
    // Place 0.995 * 200 = 199 of 0 to 200.
    expect(
      percentile(
        Array.from({ length: 201 }, (_, value) => value),
        0.995,
      ),
    ).toBe(199);
  });

  it('is the only value there is, and unknown without one', () => {
    expect(percentile([7], 0.995)).toBe(7);
    expect(percentile([], 0.995)).toBeUndefined();
  });
});
