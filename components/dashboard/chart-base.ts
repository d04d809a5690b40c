import type uPlot from 'uplot';
import { formatClock, formatDay } from '../../lib/format/time.ts';
import type { Colours } from './colours.ts';
import type { View } from './group.ts';

/** One chart: what uPlot is to draw, without its width. */
export interface ChartSpec {
  readonly height: number;
  readonly data: uPlot.AlignedData;
  readonly series: readonly uPlot.Series[];
  /** Scales besides that of time. */
  readonly scales: uPlot.Scales;
  /** Whether the times stand below it. */
  readonly hasAxis: boolean;
  /** Drawn before the lines, and after them. */
  readonly under?: (chart: uPlot) => void;
  readonly over?: (chart: uPlot) => void;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Spans between two times of the axis. Whole parts of a day, so that they fall on round times in UTC. */
const between = [1, 2, 5, 10, 15, 30]
  .map(minutes => minutes * minuteMs)
  .concat([1, 2, 3, 6, 12].map(hours => hours * hourMs))
  .concat([1, 2, 5, 10].map(days => days * dayMs));

/** Half of what the longest time of the axis takes, px. */
const tickRoom = 20;
/** Room for the times below a chart, px. */
export const axisHeight = 20;

/** A time of the axis: the day at midnight, else the clock without its zone. */
export const formatTick = (time: number): string =>
  time % dayMs === 0 ? formatDay(time) : (formatClock(time).split(' ')[0] ?? '');

/** Whether a time has the room for its words: those at the edges would be cut off. */
const isWithin = (chart: uPlot, time: number): boolean => {
  const left = chart.valToPos(time, 'x');
  return left >= tickRoom && left <= chart.width - tickRoom;
};

/** The axes: times below, if any, and no other; values are written into the charts. */
export const toAxes = (hasAxis: boolean, { dim, line, font }: Colours): uPlot.Axis[] => [
  hasAxis
    ? {
        size: axisHeight,
        gap: 3,
        incrs: between,
        space: 76,
        stroke: dim,
        font: `11px ${font}`,
        grid: { show: false },
        ticks: { stroke: line, width: 1, size: 4 },
        values: (chart, splits) => splits.map(time => (isWithin(chart, time) ? formatTick(time) : '')),
      }
    : { show: false },
  { show: false },
];

/** The scale of time: always the span that the group shows. */
export const toTimeScale = (view: () => View): uPlot.Scale => ({ time: false, range: () => [view().from, view().to] });
