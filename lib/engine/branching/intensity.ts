/**
 * One shape of intensity, per unit of its weight. The intensity of a fit is the sum of a few shapes, each times a weight that is not below zero;
 * therefore its likelihood has one maximum for given shapes. Times are in seconds from the beginning of the window.
 */
export interface Shape {
  /** Its height at each order. */
  readonly at: Float64Array;
  /** Its area from the beginning of the window to each order ... */
  readonly upTo: Float64Array;
  /** ... and to the end. */
  readonly total: number;
}

/** A background that does not change. Its weight is orders per second. */
export function constantShape(times: Float64Array, seconds: number): Shape {
  return { at: times.map(() => 1), upTo: times, total: seconds };
}

/**
 * What earlier orders set off, dying away by e every 1 / `decay` seconds. Its weight is the branching ratio. `before` are orders before the
 * window, with negative times: without them its first orders would seem to come from nowhere.
 */
export function echoShape(
  times: Float64Array,
  seconds: number,
  decay: number,
  before: Float64Array = times.subarray(0, 0),
): Shape {
  let echo = 0;
  let last = before[0] ?? 0;
  const fade = (time: number): number => {
    echo *= Math.exp(decay * (last - time));
    last = time;
    return echo;
  };
  for (const time of before) echo = fade(time) + 1;
  const start = fade(0);
  const at = new Float64Array(times.length);
  const upTo = new Float64Array(times.length);
  // Every order adds an area of 1 in the long run; what has not come yet is its echo, so that no further exponential is needed.
  times.forEach((time, index) => {
    const height = fade(time);
    at[index] = decay * height;
    upTo[index] = start + index - height;
    echo += 1;
  });
  return { at, upTo, total: start + times.length - fade(seconds) };
}

/** One value of a series that holds until the next; seconds from the beginning of the window. */
export interface Step {
  readonly time: number;
  readonly value: number;
}

/**
 * A background that follows a series, less the lowest value that it has in the window, so that the constant background beside it can be as low as zero
 * and no combination is below; scaled to a mean of 1. `undefined` when the series does not reach from the beginning of the window into its last quarter,
 * holds a value that is no number, or never changes: it tells nothing then.
 */
export function seriesShape(times: Float64Array, seconds: number, steps: readonly Step[]): Shape | undefined {
  const first = steps.findLastIndex(step => step.time <= 0);
  const inside = steps.slice(Math.max(first, 0)).filter(step => step.time < seconds);
  const lowest = inside.reduce((low, { value }) => Math.min(low, value), Infinity);
  const last = inside.at(-1);
  if (first < 0 || last === undefined || last.time < 0.75 * seconds) return undefined;

  const ends = inside.map((_, index) => inside[index + 1]?.time ?? seconds);
  const area = inside.reduce(
    (sum, { time, value }, index) => sum + (value - lowest) * ((ends[index] ?? seconds) - Math.max(time, 0)),
    0,
  );
  if (!(area > 0 && Number.isFinite(area))) return undefined;

  const scale = seconds / area;
  const at = new Float64Array(times.length);
  const upTo = new Float64Array(times.length);
  let done = 0;
  let order = 0;
  inside.forEach(({ time, value }, index) => {
    const height = (value - lowest) * scale;
    const start = Math.max(time, 0);
    const end = ends[index] ?? seconds;
    for (; order < times.length && (times[order] ?? 0) < end; order += 1) {
      at[order] = height;
      upTo[order] = done + height * ((times[order] ?? 0) - start);
    }
    done += height * (end - start);
  });
  return { at, upTo, total: seconds };
}
