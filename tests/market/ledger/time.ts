export const SECOND = 1000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** 00:00 UTC of the day that `time` lies in, ms. */
export const startOfDay = (time: number): number => Math.floor(time / DAY) * DAY;

/** `2026-02-12T00:30Z`, minutes only. */
export const utc = (text: string): number => {
  const time = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text.replace(/Z?$/, 'Z'));
  if (Number.isNaN(time)) throw new Error(`not a UTC time: ${text}`);
  return time;
};

/** A point of a piecewise course: a moment in ms and a value. */
export type Point = readonly [time: number, value: number];

/** Points written with UTC times, `2026-02-12` or `2026-02-12T00:30`. */
export const courseOf = (rows: readonly (readonly [time: string, value: number])[]): readonly Point[] =>
  rows.map(([text, value]): Point => [utc(text), value]);

/** The same value half an hour before, at and half an hour after a moment. */
export const levelAround = (time: number, value: number): readonly Point[] =>
  [-30, 0, 30].map((minutes): Point => [time + minutes * MINUTE, value]);

/** Index of the last point at or before `time`; -1 before the first. */
export function indexBefore(points: readonly Point[], time: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.[0] ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Straight lines between the points; the end values beyond them. */
export function linearCourse(points: readonly Point[]): (time: number) => number {
  return time => {
    const index = indexBefore(points, time);
    const before = points[Math.max(0, index)];
    const after = points[index + 1];
    if (before === undefined) throw new Error('a course needs at least one point');
    if (index < 0 || after === undefined) return before[1];
    return before[1] + ((after[1] - before[1]) * (time - before[0])) / (after[0] - before[0]);
  };
}

/** Straight lines between the logarithms of the points: for rates that span orders of magnitude. */
export function ratioCourse(points: readonly Point[]): (time: number) => number {
  const logarithms = linearCourse(points.map(([time, value]): Point => [time, Math.log(value)]));
  return time => Math.exp(logarithms(time));
}

/** The value of the last point at or before `time`. */
export function stepCourse(points: readonly Point[]): (time: number) => number {
  return time => points[Math.max(0, indexBefore(points, time))]?.[1] ?? 0;
}
