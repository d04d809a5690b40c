import type { Column, History, HistoryRange } from '../../lib/model/history.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How long one bar of forced orders is: wide enough to be seen, and a span that people count in. */
const barMs: Readonly<Record<HistoryRange, number>> = {
  '1h': minuteMs,
  '6h': 5 * minuteMs,
  '24h': 15 * minuteMs,
  '7d': hourMs,
  '30d': 6 * hourMs,
};

/** Less than half of a bar heard: it is drawn as a gap, as in every other surface. */
const leastHeard = 0.5;

/** Forced orders by bar. Dollars are `null` where nothing of the bar was heard. */
export interface Bars {
  readonly lengthMs: number;
  /** Opening of each bar, ms. */
  readonly times: readonly number[];
  readonly longUsd: Column;
  readonly shortUsd: Column;
  /** Share heard, 0 to 1. */
  readonly heard: readonly number[];
}

/** The bar length for a history: never finer than its own steps. */
export function toBarMs({ from, to, stepMs }: Pick<History, 'from' | 'to' | 'stepMs'>): number {
  const span = to - from;
  const range: HistoryRange =
    span <= 1.5 * hourMs
      ? '1h'
      : span <= 7 * hourMs
        ? '6h'
        : span <= 25 * hourMs
          ? '24h'
          : span <= 8 * 24 * hourMs
            ? '7d'
            : '30d';
  return Math.max(stepMs, barMs[range]);
}

/** Sums the steps of a history into bars that begin at whole multiples of their length, in UTC. */
export function toBars(history: Pick<History, 'times' | 'longUsd' | 'shortUsd' | 'heard'>, lengthMs: number): Bars {
  const times: number[] = [];
  const sums: { long: number | null; short: number | null; heard: number; steps: number }[] = [];
  history.times.forEach((time, place) => {
    const opening = Math.floor(time / lengthMs) * lengthMs;
    if (times.at(-1) !== opening) {
      times.push(opening);
      sums.push({ long: null, short: null, heard: 0, steps: 0 });
    }
    const sum = sums.at(-1);
    if (sum === undefined) return;
    sum.long = plus(sum.long, history.longUsd[place]);
    sum.short = plus(sum.short, history.shortUsd[place]);
    sum.heard += history.heard[place] ?? 0;
    sum.steps += 1;
  });
  return {
    lengthMs,
    times,
    longUsd: sums.map(({ long }) => long),
    shortUsd: sums.map(({ short }) => short),
    heard: sums.map(({ heard, steps }) => heard / steps),
  };
}

/** A sum in which what is not known counts for nothing, and is not known while nothing is. */
const plus = (sum: number | null, next: number | null | undefined): number | null =>
  next === null || next === undefined ? sum : (sum ?? 0) + next;

/** A span of which less than half was heard, ms. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** True where nothing at all was heard. */
  readonly isWhole: boolean;
}

/** The spans of which less than half was heard, oldest first; neighbours of one kind are one. */
export function toGaps({ times, heard, lengthMs }: Pick<Bars, 'times' | 'heard' | 'lengthMs'>): readonly Gap[] {
  const gaps: Gap[] = [];
  times.forEach((time, place) => {
    const share = heard[place] ?? 0;
    if (share >= leastHeard) return;
    const last = gaps.at(-1);
    const isWhole = share === 0;
    const goesOn = last?.to === time && last.isWhole === isWhole;
    if (goesOn) gaps.pop();
    gaps.push({ from: goesOn ? last.from : time, to: time + lengthMs, isWhole });
  });
  return gaps;
}

/** The place of the step that holds `time`; the first or the last for a time before or after all; -1 of none. */
export function placeOf(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((times[middle] ?? Infinity) <= time) low = middle;
    else high = middle - 1;
  }
  return times.length === 0 ? -1 : low;
}

/** Lowest, highest and last of what is known; `undefined` when nothing is. */
export interface Extent {
  readonly min: number;
  readonly max: number;
  readonly last: number;
}

export function toExtent(column: Column): Extent | undefined {
  let [min, max] = [Infinity, -Infinity];
  let last: number | undefined;
  for (const value of column) {
    if (value === null) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
    last = value;
  }
  return last === undefined ? undefined : { min, max, last };
}

/** Share of the whole span that was heard: the mean of its steps. `undefined` of none. */
export const toHeardShare = (heard: readonly number[]): number | undefined =>
  heard.length === 0 ? undefined : heard.reduce((sum, share) => sum + share, 0) / heard.length;

/** Round values between two bounds, at most about `most` of them. Empty where the bounds are none. */
export function toRoundValues(low: number, high: number, most: number): readonly number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step = [1, 2, 5, 10].map(times => times * power).find(each => span / each <= most) ?? 10 * power;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, place) => (first + place) * step);
}

/** A step further apart than so many usual ones is a hole. */
const holeSteps = 2.5;

/**
 * How many steps apart two known values may lie and still be neighbours: two and a half times their usual distance. Closes by the hour among minutes are
 * sixty apart, and no hole.
 */
export function toReach(column: Column): number {
  const counts = new Map<number, number>();
  let [last, pairs] = [-1, 0];
  column.forEach((value, place) => {
    if (value === null) return;
    if (last >= 0) {
      counts.set(place - last, (counts.get(place - last) ?? 0) + 1);
      pairs += 1;
    }
    last = place;
  });
  // The middle one of all distances, of which there are many and few different ones.
  let before = 0;
  for (const [distance, count] of [...counts].sort(([left], [right]) => left - right)) {
    before += count;
    if (before > pairs / 2) return distance * holeSteps;
  }
  return holeSteps;
}

/** A column for a line: between neighbours `undefined`, over which the line goes on; in a hole and at the ends `null`, where it stops. */
export function toLine(column: Column): (number | null | undefined)[] {
  const reach = toReach(column);
  const line: (number | null | undefined)[] = [...column];
  let last: number | undefined;
  column.forEach((value, place) => {
    if (value === null) return;
    if (last !== undefined && place - last <= reach) line.fill(undefined, last + 1, place);
    last = place;
  });
  return line;
}

/** What a column says at a place: its value, else the last one before that is near enough; `undefined` when there is none. */
export function valueAt(column: Column, place: number, reach: number): number | undefined {
  for (let at = place; at >= 0 && place - at < reach; at--) {
    const value = column[at];
    if (value !== null && value !== undefined) return value;
  }
  return undefined;
}
