import type { Interval, Intervals } from '../model/coverage.ts';

/** Any spans as `Intervals`: sorted, merged where they overlap or touch. Empty ones and those with an end that is no number are left out. */
export function toIntervals(spans: readonly Interval[]): Intervals {
  const merged: { from: number; to: number }[] = [];
  for (const span of spans.filter(span => span.from < span.to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ from: span.from, to: span.to });
  }
  return merged;
}

/** Time of `kept` that is not in `removed`. */
export function subtractIntervals(kept: Intervals, removed: Intervals): Intervals {
  const rest: Interval[] = [];
  for (const span of kept) {
    let from = span.from;
    for (const hole of removed) {
      if (hole.to <= from) continue;
      if (hole.from >= span.to) break;
      if (hole.from > from) rest.push({ from, to: hole.from });
      from = hole.to;
    }
    if (from < span.to) rest.push({ from, to: span.to });
  }
  return rest;
}

/** The part inside `[from, to)`. */
export function clipIntervals(intervals: Intervals, from: number, to: number): Intervals {
  return toIntervals(intervals.map(span => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) })));
}

/** Every span stretched outwards to whole multiples of `grainMs`. */
export function widenIntervals(intervals: Intervals, grainMs: number): Intervals {
  return toIntervals(
    intervals.map(span => ({ from: Math.floor(span.from / grainMs) * grainMs, to: Math.ceil(span.to / grainMs) * grainMs })),
  );
}

/** Whether `time` is inside. */
export function holdsTime(intervals: Intervals, time: number): boolean {
  return intervals.some(span => span.from <= time && time < span.to);
}

/** Whether `[from, to)` is inside one of them. */
export function holdsSpan(intervals: Intervals, from: number, to: number): boolean {
  return intervals.some(span => span.from <= from && to <= span.to);
}

/** At most `most` of them: the shortest are given up, so that what is left never claims more than was heard. */
export function boundIntervals(intervals: Intervals, most: number): Intervals {
  if (intervals.length <= most) return intervals;
  const longest = [...intervals].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, most);
  return toIntervals(longest);
}
