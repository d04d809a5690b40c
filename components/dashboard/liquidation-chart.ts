import uPlot from 'uplot';
import { formatMoney } from '../../lib/format/money.ts';
import type { ChartSpec } from './chart-base.ts';
import type { Colours } from './colours.ts';
import { hatch, withPen } from './pen.ts';
import type { Bars } from './steps.ts';
import { toGaps } from './steps.ts';

const height = 136;
/** How strongly is hatched what was heard in a smaller part. */
const partlyAlpha = 0.4;
/** Of the height, the least that either side gets. */
const leastShare = 0.18;

/** Both sides on one scale, so that equal sums are equal lengths; neither is squeezed out of sight. */
export function toSides(low: number | null, high: number | null): [number, number] {
  const [down, up] = [Math.max(0, -(low ?? 0)), Math.max(0, high ?? 0)];
  const most = Math.max(down, up, 1);
  const least = (most * leastShare) / (1 - leastShare);
  return [-Math.max(down * 1.05, least), Math.max(up * 1.08, least)];
}

/** Forced orders by bar: longs up, shorts down. What was not heard is hatched; where none was forced out there is no bar. */
export function liquidationChart(bars: Bars, colours: Colours): ChartSpec {
  const paths = uPlot.paths.bars?.({ size: [0.78, 40, 1], align: 1 });
  const series = (colour: string): uPlot.Series => ({
    scale: 'y',
    fill: colour,
    width: 0,
    points: { show: false },
    ...(paths && { paths }),
  });
  return {
    height,
    data: [[...bars.times], [...bars.longUsd], bars.shortUsd.map(usd => (usd === null ? null : -usd))],
    series: [series(colours.down), series(colours.up)],
    scales: { y: { range: (_, low, high) => toSides(low, high) } },
    hasAxis: false,
    under: chart =>
      withPen(chart, colours, pen => {
        for (const { from, to, isWhole } of toGaps(bars)) {
          const left = pen.x(from);
          pen.context.globalAlpha = colours.lineAlpha * (isWhole ? 1 : partlyAlpha);
          hatch(pen, left, pen.top, pen.x(to) - left, pen.height, colours.line);
          pen.context.globalAlpha = 1;
        }
      }),
    over: chart =>
      withPen(chart, colours, ({ context, left, width, top, y, text }) => {
        const axis = Math.round(y(0)) + 0.5;
        context.beginPath();
        context.moveTo(left, axis);
        context.lineTo(left + width, axis);
        context.strokeStyle = colours.line;
        context.lineWidth = 1;
        context.stroke();
        const { max } = chart.scales['y'] ?? {};
        if (typeof max === 'number' && max > 1) text(formatMoney(max / 1.08), left + width - 4, top + 11, colours.faint, 'right');
      }),
  };
}
