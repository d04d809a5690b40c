import type { FuelFigure } from '../model/engine.ts';
import { fuelAt } from '../model/fuel-at.ts';

/** By how much the book within 1 % thins while it is needed: in half of the cases, and in one of ten (measured in past falls). */
const thinning = { median: 3.4, worst: 17 } as const;
/** A book is told within this share of the price. */
export const depthShare = 0.01;

/** Dollars of bids within 1 % that may be left in the moment: one case in ten leaves less than `low`, half leave less than `high`. */
export interface StressedDepths {
  readonly low: number;
  readonly high: number;
}

/**
 * What a fall would find of the book. Where what is usual is known, a book that is thin already is not thinned again. `undefined` without bids: an
 * empty side is a book that was not read.
 */
export function stressedDepths(bidUsd: number, usualUsd = bidUsd): StressedDepths | undefined {
  if (!(bidUsd > 0) || !(usualUsd > 0)) return undefined;
  return { low: Math.min(bidUsd, usualUsd / thinning.worst), high: Math.min(bidUsd, usualUsd / thinning.median) };
}

/**
 * Forced dollars per dollar of book over the one per cent below a price: fragility there, and the same as the mechanical R, L(u) / D(u). Above 1 a fall
 * through it would bring more selling than the book takes up. `undefined` beyond the end of the curve.
 */
export function fragilityAt(
  fuel: FuelFigure,
  price: number,
  depths: StressedDepths,
): { readonly low: number; readonly high: number } | undefined {
  const [from, to] = [fuelAt(fuel, price), fuelAt(fuel, price - fuel.priceUsd * depthShare)];
  return from === undefined || to === undefined ? undefined : { low: (to - from) / depths.high, high: (to - from) / depths.low };
}
