import { describe, expect, it } from 'vitest';
import { fitVariance, ratioOf, varianceToMean } from '../../../../lib/engine/branching/variance.ts';
import { record } from '../../../../scripts/evaluate/branching-scenes.ts';

/** The estimate without correction (Hardiman and Bouchaud, arXiv 1403.5227). */
const uncorrected = (observed: number): number => 1 - Math.sqrt(1 / observed);

describe('variance to mean of counts', () => {
  it.each([
    // cascade-science of 2026-11-22, §1: what the uncorrected estimate makes of them, which simulation confirmed.
    { ratio: 0.8, width: 60, known: 0.699 },
    { ratio: 0.9, width: 60, known: 0.802 },
    { ratio: 0.8, width: 300, known: 0.782 },
  ])(
    'in windows of $width s at a ratio of $ratio and a decay of 0.1 makes $known of it uncorrected',
    ({ ratio, width, known }) => {
      expect(uncorrected(varianceToMean(ratio, 0.1, width))).toBeCloseTo(known, 3);
    },
  );

  it('gives the ratio back', () => {
    for (const ratio of [0.1, 0.5, 0.8, 0.95]) expect(ratioOf(varianceToMean(ratio, 0.1, 60), 0.1, 60)).toBeCloseTo(ratio, 6);
    expect(ratioOf(1, 0.1, 60)).toBe(0);
    expect(ratioOf(0.4, 0.1, 60)).toBe(0);
  });

  it('is 1 for orders that come by chance, and close to the square of 1 / (1 - ratio) in long windows', () => {
    expect(varianceToMean(0, 0.1, 60)).toBeCloseTo(1, 12);
    expect(varianceToMean(0.5, 1, 1e6)).toBeCloseTo(4, 4);
  });

  it('tells the ratio of times in whole seconds without knowing the decay', () => {
    const ratios = Array.from({ length: 20 }, (_, index) => {
      const { times } = record({ seed: index + 1, seconds: 21_600, orders: 3_000, ratio: 0.8, decay: 0.1 });
      return fitVariance(
        times.map(time => Math.floor(time / 1000)),
        21_600,
        1,
      );
    });
    const mean = ratios.reduce((sum, fit) => sum + (fit?.ratio ?? NaN), 0) / ratios.length;
    expect(Math.abs(mean - 0.8)).toBeLessThanOrEqual(0.05);
    expect(ratios.filter(fit => fit !== undefined && fit.low <= 0.8 && fit.high >= 0.8).length).toBeGreaterThanOrEqual(16);
  });

  it('is unknown in a window that is no longer than sixty grains', () => {
    expect(fitVariance(Float64Array.of(1, 2, 3), 59, 1)).toBeUndefined();
  });
});
