import { createRandom } from '../../tests/market/seeded.ts';
import { simulateHawkes } from './simulate-hawkes.ts';

/** Orders in ms from the beginning of the recording, and what was known from outside. */
export interface Recording {
  readonly times: Float64Array;
  readonly covariate: readonly { readonly time: number; readonly value: number }[];
}

/** Orders per second that come by themselves, as a multiple of the quiet rate, at `time` seconds of a recording of `seconds`. */
export type Drive = (time: number, seconds: number) => number;

/** What drives orders from outside without any feedback; each reaches five or ten times the quiet rate, as in cascade-science §1. */
export const drives: Readonly<Record<'step' | 'ramp' | 'burst', { readonly drive: Drive; readonly most: number }>> = {
  step: { drive: (time, seconds) => (time < seconds / 2 ? 1 : 5), most: 5 },
  ramp: { drive: (time, seconds) => 1 + (9 * time) / seconds, most: 10 },
  burst: { drive: (time, seconds) => (time > seconds / 3 && time < seconds / 2 ? 10 : 1), most: 10 },
};

export interface SceneInput {
  readonly seed: number;
  readonly seconds: number;
  /** Orders expected in all. */
  readonly orders: number;
  readonly ratio: number;
  readonly decay: number;
  readonly drive?: keyof typeof drives;
  /** The covariate is off by up to this share, each value by itself. */
  readonly noise?: number;
}

const covariateStepSeconds = 10;

/** A recording with a constant ratio, whose background is constant or driven; its covariate is the drive, read with noise. */
export function record({ seed, seconds, orders, ratio, decay, drive, noise = 0.3 }: SceneInput): Recording {
  const shape = drive === undefined ? { drive: () => 1, most: 1 } : drives[drive];
  const steps = Array.from({ length: Math.ceil(seconds / covariateStepSeconds) }, (_, index) => index * covariateStepSeconds);
  const mean = steps.reduce((sum, time) => sum + shape.drive(time, seconds), 0) / steps.length;
  const quiet = ((orders / seconds) * (1 - ratio)) / mean;
  const times = simulateHawkes({
    seed,
    seconds,
    warmUp: 20 / (decay * (1 - ratio)),
    background: time => quiet * shape.drive(Math.max(0, time), seconds),
    mostBackground: quiet * shape.most,
    ratio: () => ratio,
    decay,
  });
  const random = createRandom(seed + 1_000_000);
  const covariate = steps.map(time => ({
    time: time * 1000,
    value: shape.drive(time, seconds) * (1 + noise * (2 * random() - 1)),
  }));
  return { times, covariate };
}

export interface JumpInput {
  readonly seed: number;
  readonly seconds: number;
  readonly jumpAt: number;
  /** Orders per second that come by themselves. */
  readonly background: number;
  readonly from: number;
  readonly to: number;
  readonly decay: number;
}

/** A recording in which the ratio jumps while nothing changes outside; its covariate is noise. */
export function recordJump({ seed, seconds, jumpAt, background, from, to, decay }: JumpInput): Recording {
  const times = simulateHawkes({
    seed,
    seconds,
    warmUp: 600,
    background: () => background,
    mostBackground: background,
    ratio: time => (time < jumpAt ? from : to),
    decay,
  });
  const random = createRandom(seed + 1_000_000);
  const covariate = Array.from({ length: Math.ceil(seconds / covariateStepSeconds) }, (_, index) => ({
    time: index * covariateStepSeconds * 1000,
    value: 1 + 0.3 * (2 * random() - 1),
  }));
  return { times, covariate };
}

/** What a feed lets through that tells only the last order of each second (Binance). */
export function throttle(times: Float64Array): Float64Array {
  return times.filter((time, index) => Math.floor((times[index + 1] ?? Infinity) / 1000) > Math.floor(time / 1000));
}
