import type { Shape } from './intensity.ts';

/**
 * How far a fit is from the orders that it was made for: the largest distance (Kolmogorov and Smirnov) between the law of the areas under the intensity
 * from order to order and the exponential law that they follow under a true model (time rescaling; Ogata 1988). 0 to 1.
 */
export function residualDistance(shapes: readonly Shape[], weights: readonly number[]): number {
  const count = shapes[0]?.at.length ?? 0;
  const area = (order: number): number =>
    shapes.reduce((sum, { upTo }, index) => sum + (weights[index] ?? 0) * (upTo[order] ?? 0), 0);
  const residuals = new Float64Array(Math.max(0, count - 1)).map((_, index) => area(index + 1) - area(index)).sort();
  return residuals.reduce((far, residual, index) => {
    const expected = -Math.expm1(-residual);
    return Math.max(far, expected - index / residuals.length, (index + 1) / residuals.length - expected);
  }, 0);
}
