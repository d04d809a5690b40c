import type { History } from '../../lib/model/history.ts';
import type { ChartSpec } from './chart-base.ts';
import type { Colours } from './colours.ts';
import { withPen } from './pen.ts';
import { toLine } from './steps.ts';

const height = 48;

/** Bounds that hold the line of zero, with a little room. */
export function aroundZero(low: number | null, high: number | null): [number, number] {
  const room = Math.max((high ?? 0) - (low ?? 0), Math.abs(high ?? 0), 1e-6) * 0.15;
  return [Math.min(0, low ?? 0) - room, Math.max(0, high ?? 0) + room];
}

/** Funding around zero: above it longs pay, below it shorts do. */
export const fundingChart = ({ times, funding8h }: History, colours: Colours): ChartSpec => ({
  height,
  data: [[...times], toLine(funding8h)],
  series: [{ scale: 'y', stroke: colours.warn, width: 1.4, points: { show: false } }],
  scales: { y: { range: (_, low, high) => aroundZero(low, high) } },
  hasAxis: false,
  under: chart =>
    withPen(chart, colours, ({ context, left, width, y }) => {
      const zero = Math.round(y(0)) + 0.5;
      context.beginPath();
      context.moveTo(left, zero);
      context.lineTo(left + width, zero);
      context.strokeStyle = colours.line;
      context.lineWidth = 1;
      context.stroke();
    }),
});
