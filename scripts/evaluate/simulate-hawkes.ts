import { createRandom } from '../../tests/market/seeded.ts';

export interface HawkesScene {
  readonly seed: number;
  /** Seconds that are looked at; the process runs for `warmUp` seconds before. */
  readonly seconds: number;
  readonly warmUp?: number;
  /** Orders per second that come by themselves, at a moment, and the most that it ever is. */
  readonly background: (time: number) => number;
  readonly mostBackground: number;
  /** Orders that each order sets off on average, at the moment of the one that sets them off. */
  readonly ratio: (time: number) => number;
  /** Per second: how fast the echo of an order dies away. */
  readonly decay: number;
}

/**
 * Orders of a Hawkes process with an exponential kernel, in ms from the beginning, ascending, by its clusters: orders that come by themselves (a Poisson
 * process, thinned), each with a Poisson number of children at exponential delays, and so on (Hawkes and Oakes 1974).
 */
export function simulateHawkes(scene: HawkesScene): Float64Array {
  const random = createRandom(scene.seed);
  const exponential = (rate: number): number => -Math.log(1 - random()) / rate;
  const times: number[] = [];
  const end = scene.seconds;
  const start = -(scene.warmUp ?? 0);
  const pending: number[] = [];
  for (let time = start + exponential(scene.mostBackground); time < end; time += exponential(scene.mostBackground)) {
    if (random() * scene.mostBackground < scene.background(time)) pending.push(time);
  }
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    if (parent >= 0) times.push(parent * 1000);
    for (let left = exponential(1); left < scene.ratio(parent); left += exponential(1)) {
      const child = parent + exponential(scene.decay);
      if (child < end) pending.push(child);
    }
  }
  return Float64Array.from(times).sort();
}
