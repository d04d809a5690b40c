import type { Shape } from './intensity.ts';

/** Weights of shapes, in their order, and how likely the orders are under them. */
export interface Fit {
  readonly weights: readonly number[];
  readonly logLikelihood: number;
}

/** Room for the columns of a fit, so that the many fits of one search share it: making columns takes longer than filling them. */
export interface Workspace {
  readonly intensity: Float64Array;
  readonly shares: readonly Float64Array[];
}

/** For so many shapes, or fewer, and so many orders. */
export function createWorkspace(shapes: number, orders: number): Workspace {
  return { intensity: new Float64Array(orders), shares: Array.from({ length: shapes }, () => new Float64Array(orders)) };
}

/**
 * Log-likelihood of a point process: the sum of the logarithms of its intensity at the orders, less the area under it (Ozaki 1979 for the
 * exponential kernel). In natural logarithms of orders per second; minus infinity where an order could not have come.
 */
export function logLikelihood(
  shapes: readonly Shape[],
  weights: readonly number[],
  intensity: Float64Array = new Float64Array(shapes[0]?.at.length ?? 0),
): number {
  // Plain loops here and below: callbacks for each order take three times as long, and this is all the work there is.
  intensity.fill(0);
  let sum = 0;
  shapes.forEach(({ at, total }, index) => {
    const weight = weights[index] ?? 0;
    sum -= weight * total;
    for (let order = 0; order < intensity.length; order += 1)
      intensity[order] = (intensity[order] ?? 0) + weight * (at[order] ?? 0);
  });
  // One logarithm for many orders: of their product, as long as that stays far from what a number can hold.
  let product = 1;
  for (let order = 0; order < intensity.length; order += 1) {
    product *= intensity[order] ?? 0;
    if (product > 1e-200 && product < 1e200) continue;
    sum += Math.log(product);
    product = 1;
  }
  return sum + Math.log(product);
}

/** Below this squared Newton decrement a further step would add less than half of it to the log-likelihood. */
const done = 1e-6;
const mostSteps = 60;

/**
 * The likeliest weights, none below zero; the one at place `held` stays as `start` has it. Newton's method: the likelihood is concave in the weights, so
 * that it has one maximum, and a step that is short enough goes up. `start` must be above zero where it is not held.
 */
export function maximise(
  shapes: readonly Shape[],
  start: readonly number[],
  held = -1,
  workspace: Workspace = createWorkspace(shapes.length, shapes[0]?.at.length ?? 0),
): Fit {
  const { intensity } = workspace;
  let current: Fit = { weights: start, logLikelihood: logLikelihood(shapes, start, intensity) };
  for (let step = 0; step < mostSteps; step += 1) {
    const { weights } = current;
    const shares = workspace.shares.slice(0, shapes.length);
    shares.forEach((share, index) => divide(shapes[index]?.at ?? share, intensity, share));
    const slope = shapes.map(({ total }, index) => sumOf(shares[index]) - total);
    const direction = directionOf(shares, slope, weights, held);
    const decrement = direction.reduce((sum, by, index) => sum + by * (slope[index] ?? 0), 0);
    if (!(decrement > done)) break;
    let length = direction.reduce((least, by, index) => (by < 0 ? Math.min(least, -(weights[index] ?? 0) / by) : least), 1);
    let next = current;
    for (; length > 1e-6 && !(next.logLikelihood > current.logLikelihood); length /= 3) {
      const moved = weights.map((weight, index) => Math.max(0, weight + length * (direction[index] ?? 0)));
      next = { weights: moved, logLikelihood: logLikelihood(shapes, moved, intensity) };
    }
    if (!(next.logLikelihood > current.logLikelihood)) break;
    current = next;
  }
  return current;
}

/** Newton's step for the weights that may move; a weight at zero that would have to go below it may not. */
function directionOf(
  shares: readonly Float64Array[],
  slope: readonly number[],
  weights: readonly number[],
  held: number,
): readonly number[] {
  const isStuck = (index: number, by: number): boolean => index === held || (!((weights[index] ?? 0) > 0) && by <= 0);
  let free = slope.flatMap((by, index) => (isStuck(index, by) ? [] : [index]));
  for (;;) {
    const rows = free.map(row => [...free.map(column => dot(shares[row], shares[column])), slope[row] ?? 0]);
    const steps = solve(rows);
    const moving = free.filter((index, place) => !isStuck(index, steps[place] ?? 0));
    if (moving.length === free.length) return slope.map((_, index) => steps[free.indexOf(index)] ?? 0);
    free = moving;
  }
}

function divide(left: Float64Array, right: Float64Array, into: Float64Array): void {
  for (let index = 0; index < into.length; index += 1) into[index] = (left[index] ?? 0) / (right[index] ?? 0);
}

function sumOf(values: Float64Array | undefined): number {
  let sum = 0;
  if (values !== undefined) for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0;
  return sum;
}

function dot(left: Float64Array | undefined, right: Float64Array | undefined): number {
  let sum = 0;
  if (left === undefined || right === undefined) return sum;
  for (let index = 0; index < left.length; index += 1) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

/** Solves a small system by elimination; each row ends in its right side. The matrix is symmetric and positive. */
function solve(rows: readonly number[][]): readonly number[] {
  const size = rows.length;
  rows.forEach((pivotRow, pivot) => {
    for (const row of rows) {
      if (row === pivotRow) continue;
      const factor = (row[pivot] ?? 0) / (pivotRow[pivot] ?? 1);
      for (let column = pivot; column <= size; column += 1) row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0);
    }
  });
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}
