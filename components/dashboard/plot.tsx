import type { VNode } from 'preact';
import { Component, createRef } from 'preact';
import uPlot from 'uplot';
import type { ChartSpec } from './chart-base.ts';
import { toAxes, toTimeScale } from './chart-base.ts';
import type { Colours } from './colours.ts';
import type { ChartGroup, GroupChart } from './group.ts';

interface PlotProps {
  /** A chart is drawn anew when it is another object. */
  readonly spec: ChartSpec;
  readonly colours: Colours;
  readonly group: ChartGroup;
  readonly heading: string;
  readonly note: string;
  /** What is read out in place of the picture. */
  readonly label: string;
}

/** Until the place has been laid out, px. */
const firstWidth = 600;
/** A drag that is shorter is a click, px. */
const leastDragPx = 4;

/** One chart on a canvas, as wide as its place, with the crosshair and the zoom of its group. */
export class Plot extends Component<PlotProps> {
  readonly #place = createRef<HTMLDivElement>();
  #chart: uPlot | undefined;
  #member: GroupChart | undefined;
  #leave: (() => void) | undefined;
  #resizes: ResizeObserver | undefined;

  override componentDidMount(): void {
    this.#draw();
    const place = this.#place.current;
    if (place === null) return;
    this.#resizes = new ResizeObserver(() => {
      const width = place.clientWidth;
      if (this.#chart && width > 0 && width !== this.#chart.width) this.#chart.setSize({ width, height: this.props.spec.height });
    });
    this.#resizes.observe(place);
  }

  override shouldComponentUpdate(next: PlotProps): boolean {
    const { spec, colours, group, label } = this.props;
    return spec !== next.spec || colours !== next.colours || group !== next.group || label !== next.label;
  }

  override componentDidUpdate(before: PlotProps): void {
    const { spec, colours, group } = this.props;
    if (spec !== before.spec || colours !== before.colours || group !== before.group) this.#draw();
  }

  override componentWillUnmount(): void {
    this.#resizes?.disconnect();
    this.#clear();
  }

  #clear(): void {
    this.#leave?.();
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  #draw(): void {
    const place = this.#place.current;
    if (place === null) return;
    const { spec, colours, group, heading, note } = this.props;
    this.#clear();
    const chart = new uPlot(
      toOptions(spec, colours, group, place.clientWidth || firstWidth, () => this.#member),
      spec.data,
      place,
    );
    this.#member = {
      heading,
      note,
      canvas: chart.ctx.canvas,
      point: time => point(chart, time),
      zoom: () => chart.setScale('x', { min: group.view.from, max: group.view.to }),
    };
    this.#chart = chart;
    this.#leave = group.join(this.#member);
  }

  override render({ spec, label }: PlotProps): VNode {
    return <div class="plot" ref={this.#place} role="img" aria-label={label} style={{ height: `${spec.height}px` }} />;
  }
}

/** The crosshair of a chart that the pointer is not on. It tells nobody: who moves it has told already. */
function point(chart: uPlot, time: number | undefined): void {
  const left = time === undefined ? -10 : chart.valToPos(time, 'x');
  chart.setCursor({ left, top: left < 0 ? -10 : 1 }, false);
}

function toOptions(
  spec: ChartSpec,
  colours: Colours,
  group: ChartGroup,
  width: number,
  member: () => GroupChart | undefined,
): uPlot.Options {
  let heard: MouseEvent | undefined;
  return {
    width,
    height: spec.height,
    padding: [0, 0, 0, 0],
    series: [{}, ...spec.series],
    scales: { x: toTimeScale(() => group.view), ...spec.scales },
    axes: toAxes(spec.hasAxis, colours),
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { size: 7, width: 0 },
      bind: {
        dblclick: () => () => {
          group.zoom(undefined);
          return null;
        },
      },
    },
    hooks: {
      ready: [chart => point(chart, group.time)],
      drawClear: [chart => spec.under?.(chart)],
      draw: [chart => spec.over?.(chart)],
      setCursor: [
        chart => {
          const { left = -1, event } = chart.cursor;
          // Drawing moves the crosshair too; only the pointer is to move those of the others.
          if (event === undefined || event === heard) return;
          heard = event;
          group.point(left < 0 ? undefined : chart.posToVal(left, 'x'), member());
        },
      ],
      setSelect: [
        chart => {
          const { left, width: dragged } = chart.select;
          if (dragged < leastDragPx) return;
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          group.zoom({ from: chart.posToVal(left, 'x'), to: chart.posToVal(left + dragged, 'x') });
        },
      ],
    },
  };
}
