/** A span of time that is looked at, ms. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** One chart, as far as the others are concerned. */
export interface GroupChart {
  /** Its heading and what stands at the end of that line, for pictures. */
  readonly heading: string;
  readonly note: string;
  /** Puts the crosshair at a time, or takes it away. */
  point(time: number | undefined): void;
  /** Shows the span of the group. */
  zoom(): void;
  readonly canvas: HTMLCanvasElement;
}

/** Charts below each other with one crosshair and one span of time. */
export interface ChartGroup {
  /** Where the crosshair stands, ms; `undefined` while there is none. */
  readonly time: number | undefined;
  readonly view: View;
  readonly isZoomed: boolean;
  /** In the order in which they stand. */
  readonly charts: readonly GroupChart[];
  /** Gives the charts another whole span; a zoom that lies outside of it is given up. */
  span(whole: View): void;
  join(chart: GroupChart): () => void;
  /** `from` is the chart that the pointer is on: it has its crosshair already. */
  point(time: number | undefined, from?: GroupChart): void;
  /** Without a span the whole is shown. */
  zoom(view: View | undefined): void;
  /** Calls back whenever the crosshair or the span is another. */
  listen(listener: () => void): () => void;
}

/** A zoom is no shorter than this: there are no finer steps. */
const shortestMs = 5 * 60_000;

export function createChartGroup(first: View): ChartGroup {
  const charts: GroupChart[] = [];
  const listeners = new Set<() => void>();
  let whole = first;
  let zoomed: View | undefined;
  let time: number | undefined;
  const tell = (): void => listeners.forEach(listener => listener());

  return {
    get time() {
      return time;
    },
    get view() {
      return zoomed ?? whole;
    },
    get isZoomed() {
      return zoomed !== undefined;
    },
    charts,
    span(next) {
      if (next.from === whole.from && next.to === whole.to) return;
      whole = next;
      if (zoomed && (zoomed.to <= next.from || zoomed.from >= next.to)) zoomed = undefined;
      if (time !== undefined && (time < next.from || time > next.to)) time = undefined;
    },
    join(chart) {
      charts.push(chart);
      return () => void charts.splice(charts.indexOf(chart), 1);
    },
    point(next, from) {
      if (next === time) return;
      time = next;
      for (const chart of charts) if (chart !== from) chart.point(next);
      tell();
    },
    zoom(next) {
      const middle = next && (next.from + next.to) / 2;
      const half = next && Math.max(shortestMs, next.to - next.from) / 2;
      zoomed =
        middle === undefined || half === undefined
          ? undefined
          : { from: Math.max(whole.from, middle - half), to: Math.min(whole.to, middle + half) };
      for (const chart of charts) chart.zoom();
      tell();
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Where a key moves the crosshair to, ms; `undefined` for a key that moves nothing. From nowhere it starts at the end. */
export function moveBy(
  key: string,
  isFar: boolean,
  { time, view }: Pick<ChartGroup, 'time' | 'view'>,
  stepMs: number,
): number | undefined {
  const last = Math.ceil(view.to / stepMs - 1) * stepMs;
  const first = Math.ceil(view.from / stepMs) * stepMs;
  if (key === 'Home') return first;
  if (key === 'End') return last;
  const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[key];
  if (way === undefined) return undefined;
  if (time === undefined) return last;
  const step = Math.floor(time / stepMs) * stepMs;
  return Math.min(last, Math.max(first, step + way * (isFar ? 10 : 1) * stepMs));
}
