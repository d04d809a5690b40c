import { hashText, hashUniform } from '../random.ts';
import { findBase } from './bases.ts';
import { MINUTE, linearCourse } from './time.ts';
import type { Point } from './time.ts';

/** Dollars that rest in the book of the largest exchange within one per cent of the middle. */
export interface Depth {
  readonly bidUsd: number;
  readonly askUsd: number;
}

/** Of a coin with one hundredth of all open interest, on a usual day. */
const USUAL = 1_600_000;
const STEP = MINUTE;

/**
 * Depth of a coin's book. `thinness` is the scenario's course of what is left of it: bids follow it, asks half as far (in logarithms), since who sells does
 * not go away when a price falls.
 */
export function createDepth(seed: number, thinness: readonly Point[]): (base: string, time: number) => Depth {
  const courseAt = linearCourse(thinness);
  return (base, time) => {
    const name = hashText(`depth ${seed} ${base}`);
    const usual = USUAL * findBase(base).weight ** 0.8;
    const left = courseAt(time);
    const sway = (side: number) => 0.85 + 0.3 * hashUniform(name + side, Math.floor(time / STEP));
    return { bidUsd: usual * left * sway(0), askUsd: usual * Math.sqrt(left) * sway(1) };
  };
}
