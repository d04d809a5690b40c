import type { FuelFigure } from '../model/engine.ts';
import { depthShare } from './fragility.ts';
import type { StressedDepths } from './fragility.ts';

/**
 * Where a fall would stand: the smallest u with D * u >= F0 + L(u), where D is the book, taken to be as dense further down as within 1 %, L the fuel, and
 * F0 the sale that sets it off: what clears the first per cent of that book. All that is forced out is sold into the book. A range by
 * how much the book thins. `low` is the end of the curve when nothing above it would hold; `undefined` when that is true of `high`.
 */
export function standsAt(fuel: FuelFigure, depths: StressedDepths): FuelFigure['standsAt'] {
  const high = stand(fuel, depths.high);
  const end = fuel.below.at(-1)?.[0];
  return high === undefined || end === undefined ? undefined : { low: stand(fuel, depths.low) ?? end, high };
}

function stand({ priceUsd, below }: FuelFigure, depthUsd: number): number | undefined {
  let fromPrice = priceUsd;
  let fromLeft = -depthUsd;
  for (const [price, usd] of below) {
    // What the book would still take up: straight between points, as both curves are.
    const left = depthUsd * ((1 - price / priceUsd) / depthShare - 1) - usd;
    if (left >= 0) return price + ((fromPrice - price) * left) / (left - fromLeft);
    fromPrice = price;
    fromLeft = left;
  }
  return undefined;
}
