import { hashText, hashUniform } from '../random.ts';
import { MINUTE, linearCourse } from './time.ts';
import type { Point } from './time.ts';

const STEP = 5 * MINUTE;
const NOISE = 0.01;

/**
 * Share of what takers traded in a coin that they bought, the same for five minutes: the scenario's course, and a hundredth of the coin's own on
 * either side of it.
 */
export function createTakerShares(seed: number, course: readonly Point[]): (base: string, time: number) => number {
  const courseAt = linearCourse(course);
  return (base, time) => {
    const step = Math.floor(time / STEP);
    const own = hashUniform(hashText(`takers ${seed} ${base}`), step) - 0.5;
    return Math.min(0.95, Math.max(0.05, courseAt(step * STEP) + 2 * NOISE * own));
  };
}
