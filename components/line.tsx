import type { VNode } from 'preact';

/** A point of a line: when, and how much. */
export type Point = readonly [time: number, value: number];

const width = 280;

/** The path of a line through points in ascending order of time. Where a step is far longer than usual, the line is broken: a gap is a gap. */
export function toPath(points: readonly Point[], height: number, low: number, high: number): string {
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

interface LineProps {
  readonly points: readonly Point[];
  readonly height: number;
  /** Bounds of the scale; the points' own when not given. */
  readonly low?: number;
  readonly high?: number;
  readonly label: string;
}

/** A small line without axes. Fewer than two points are no line: then the place stays empty and says so. */
export function Line({ points, height, low, high, label }: LineProps): VNode {
  const style = { height: `${height}px` };
  if (points.length < 2)
    return (
      <div class="line none sub" style={style}>
        no past yet
      </div>
    );
  const values = points.map(([, value]) => value);
  const path = toPath(points, height, low ?? Math.min(...values), high ?? Math.max(...values));
  return (
    <svg class="line" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" style={style} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
