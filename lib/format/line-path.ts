import type { MarketSnapshot } from '../model/snapshot.ts';

/** A point of a line: when, and how much. */
type Point = readonly [time: number, value: number];

/** The box in which lines are drawn, px: they are stretched to the width that there is. */
const width = 280;
const height = 22;

/**
 * The path of a line through points in ascending order of time, within a scale; their own where none is given. Where a step is far longer than usual, the
 * line is broken: a gap is a gap. Fewer than two points are no line: then it is empty.
 */
export function toLinePath(
  points: readonly Point[],
  low = Math.min(...points.map(([, value]) => value)),
  high = Math.max(...points.map(([, value]) => value)),
): string {
  if (points.length < 2) return '';
  const first = points[0]?.[0] ?? 0;
  const span = (points.at(-1)?.[0] ?? 0) - first || 1;
  const steps = points.slice(1).map(([time], index) => time - (points[index]?.[0] ?? time));
  const usual = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? span;
  return points
    .map(([time, value], index) => {
      const x = (((time - first) / span) * width).toFixed(1);
      const y = (height - 1.5 - ((value - low) / (high - low || 1)) * (height - 3)).toFixed(1);
      return `${index > 0 && (steps[index - 1] ?? 0) <= usual * 2.5 ? 'L' : 'M'}${x} ${y}`;
    })
    .join('');
}

/** The lines below sections of the answer. */
export function composeLines({
  openInterest,
  fearGreed,
}: Pick<MarketSnapshot, 'openInterest' | 'fearGreed'>): MarketSnapshot['lines'] {
  const days = (fearGreed?.days ?? []).map(({ day, value }) => [day, value] as const).toReversed();
  return { interest: toLinePath(openInterest.market?.line ?? []), fear: toLinePath(days, 0, 100) };
}
