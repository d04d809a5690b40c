import type { History } from '../../lib/model/history.ts';
import type { ChartSpec } from './chart-base.ts';
import { axisHeight } from './chart-base.ts';
import type { Colours } from './colours.ts';
import { withPen } from './pen.ts';

const plotHeight = 56;
const dayMs = 86_400_000;
/** Room for the figure above a bar that is full, px. */
const figureRoom = 16;

/** The colour of a value, by the words that the index has for it: extreme fear, fear, neutral, greed. */
const toColour = (value: number): 'bad' | 'warn' | 'calm' | 'good' =>
  value <= 25 ? 'bad' : value <= 45 ? 'warn' : value <= 55 ? 'calm' : 'good';

/** The top of the scale: the first quarter of the index that holds all values. Each bar bears its figure, so that none looks like more than it is. */
export const toTop = (values: readonly number[]): number => Math.max(1, Math.ceil(Math.max(...values, 0) / 25)) * 25;

/** Fear & Greed by day, each with its figure. A day that is not known has no bar and no figure. */
export const fearChart = ({ from, to, fear }: Pick<History, 'from' | 'to' | 'fear'>, colours: Colours): ChartSpec => ({
  height: plotHeight + axisHeight,
  data: [
    [from, to],
    [null, null],
  ],
  series: [{ points: { show: false } }],
  scales: {},
  hasAxis: true,
  over: chart =>
    withPen(chart, colours, ({ context, x, top, height, text, measure }) => {
      const most = toTop(fear.map(({ value }) => value));
      for (const { day, value } of fear) {
        const [left, right] = [x(day) + 1.5, x(day + dayMs) - 1.5];
        if (right - left < 1) continue;
        const length = Math.max(1, (value / most) * (height - figureRoom));
        context.globalAlpha = 0.55;
        context.fillStyle = colours[toColour(value)];
        context.fillRect(left, top + height - length, right - left, length);
        context.globalAlpha = 1;
        const figure = String(value);
        if (measure(figure) <= right - left - 2)
          text(figure, left + Math.min(6, (right - left - measure(figure)) / 2), top + height - length - 4, colours.dim);
      }
    }),
});
