import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPriceGrid } from '../../../lib/engine/price-grid.ts';

describe('the grid of round numbers', () => {
  it.each([
    [67_460, 5_000],
    [38_000, 2_500],
    [31_000, 2_000],
    [2_000, 100],
    [80, 5],
    [1, 0.05],
    [0.092, 0.005],
    // 6.5 % of 54,392 is 3,535.5, where 2,500 and 5,000 are equally far as ratios.
    [54_300, 2_500],
    [54_500, 5_000],
  ])('of a coin at %d has steps of %d', (priceUsd, stepUsd) => {
    expect(createPriceGrid(priceUsd)?.stepUsd).toBe(stepUsd);
  });

  it('gives lines without binary dust', () => {
    const grid = createPriceGrid(0.04);
    expect(grid?.stepUsd).toBe(0.0025);
    expect([15, 16, 17].map(n => grid?.price(n))).toEqual([0.0375, 0.04, 0.0425]);
  });

  it('puts a price that lies on a line at that line', () => {
    const grid = createPriceGrid(67_460);
    expect([grid?.below(65_000), grid?.below(64_999.99), grid?.below(69_999)]).toEqual([13, 12, 13]);
    const small = createPriceGrid(0.04);
    expect(small?.below(0.0425)).toBe(17);
    // 0.000325 / 0.000025 is 12.999999999999998 in binary.
    expect(createPriceGrid(0.0004)?.below(0.000325)).toBe(13);
  });

  it.each([0, -5, NaN, Infinity, 5e-324, 1e300])('is not made for %d', priceUsd => {
    expect(createPriceGrid(priceUsd)).toBeUndefined();
  });

  it('has neighbours 4.5 % to 9.2 % apart at any price, and the price between two of them', () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 6, noNaN: true }), exponent => {
        const priceUsd = 10 ** exponent;
        const grid = createPriceGrid(priceUsd);
        if (grid === undefined) throw new Error('no grid');
        expect(grid.stepUsd / priceUsd).toBeGreaterThan(0.0459);
        expect(grid.stepUsd / priceUsd).toBeLessThan(0.092);
        const below = grid.below(priceUsd);
        expect(grid.price(below)).toBeLessThanOrEqual(priceUsd);
        expect(grid.price(below + 1)).toBeGreaterThan(priceUsd);
      }),
    );
  });
});
