/** `[from, to)` in ms. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Ascending, disjoint, not touching, none empty. */
export type Intervals = readonly Interval[];

/**
 * Any list of intervals in the form that `Intervals` promises: ascending, disjoint, not touching, none empty.
 * Intervals that end before they begin, or whose ends are no numbers, are left out.
 */
export function toIntervals(parts: readonly Interval[]): Intervals {
  const sorted = parts.filter(part => part.from < part.to).sort((left, right) => left.from - right.from);
  const merged: { from: number; to: number }[] = [];
  for (const part of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && part.from <= last.to) last.to = Math.max(last.to, part.to);
    else merged.push({ from: part.from, to: part.to });
  }
  return merged;
}

/** Time in either. */
export function union(left: Intervals, right: Intervals): Intervals {
  return toIntervals([...left, ...right]);
}

/** Time in both. */
export function intersection(left: Intervals, right: Intervals): Intervals {
  const common: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const one = left[i];
    const other = right[j];
    if (one === undefined || other === undefined) return common;
    const from = Math.max(one.from, other.from);
    const to = Math.min(one.to, other.to);
    if (from < to) common.push({ from, to });
    if (one.to < other.to) i += 1;
    else j += 1;
  }
}

/** Time in `left` and not in `right`. */
export function subtract(left: Intervals, right: Intervals): Intervals {
  const rest: Interval[] = [];
  let j = 0;
  for (const whole of left) {
    let from = whole.from;
    for (let hole = right[j]; hole !== undefined && hole.to <= from; hole = right[j]) j += 1;
    // A hole may reach into the next interval, so `j` itself stays behind.
    for (let k = j; from < whole.to; k += 1) {
      const hole = right[k];
      if (hole === undefined || hole.from >= whole.to) {
        rest.push({ from, to: whole.to });
        break;
      }
      if (hole.from > from) rest.push({ from, to: hole.from });
      from = Math.max(from, hole.to);
    }
  }
  return rest;
}

/** The part inside `[from, to)`. */
export function clip(intervals: Intervals, from: number, to: number): Intervals {
  return from < to ? intersection(intervals, [{ from, to }]) : [];
}

/** Length in ms. */
export function measure(intervals: Intervals): number {
  let total = 0;
  for (const { from, to } of intervals) total += to - from;
  return total;
}

/** Every span stretched outwards to whole multiples of `grainMs`. */
export function widen(intervals: Intervals, grainMs: number): Intervals {
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
export function keepLongest(intervals: Intervals, most: number): Intervals {
  if (intervals.length <= most) return intervals;
  const longest = [...intervals].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, most);
  return toIntervals(longest);
}
