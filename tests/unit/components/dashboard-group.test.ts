import { describe, expect, it, vi } from 'vitest';
import type { GroupChart } from '../../../components/dashboard/group.ts';
import { createChartGroup, moveBy } from '../../../components/dashboard/group.ts';

const minuteMs = 60_000;
const hour = { from: 0, to: 60 * minuteMs };

const createChart = () => {
  const [point, zoom] = [vi.fn(), vi.fn()];
  return { heading: '', note: '', point, zoom, canvas: {} as HTMLCanvasElement } satisfies GroupChart;
};

describe('charts below each other', () => {
  it('have one crosshair: who moves it tells the others and whoever listens, once', () => {
    const group = createChartGroup(hour);
    const [price, bars] = [createChart(), createChart()];
    group.join(price);
    const leave = group.join(bars);
    const listener = vi.fn();
    group.listen(listener);
    group.point(5 * minuteMs, price);
    group.point(5 * minuteMs, price);
    expect(bars.point.mock.calls).toEqual([[5 * minuteMs]]);
    expect(price.point).not.toHaveBeenCalled();
    expect(listener).toHaveBeenCalledTimes(1);
    leave();
    group.point(undefined);
    expect(bars.point).toHaveBeenCalledTimes(1);
    expect(price.point).toHaveBeenCalledWith(undefined);
  });

  it('have one zoom, no shorter than five minutes and never beyond the whole', () => {
    const group = createChartGroup(hour);
    const chart = createChart();
    group.join(chart);
    group.zoom({ from: 10 * minuteMs, to: 10 * minuteMs + 1 });
    // Five minutes around 10:00.0005
    expect(group.view.to - group.view.from).toBe(5 * minuteMs);
    expect(group.isZoomed).toBe(true);
    group.zoom({ from: -99 * minuteMs, to: 99 * minuteMs });
    expect(group.view).toEqual(hour);
    group.zoom(undefined);
    expect(group.isZoomed).toBe(false);
    expect(chart.zoom).toHaveBeenCalledTimes(3);
  });

  it('give up a zoom and a crosshair that lie outside of another span, and keep them within it', () => {
    const group = createChartGroup(hour);
    group.zoom({ from: 0, to: 10 * minuteMs });
    group.point(5 * minuteMs);
    group.span({ from: minuteMs, to: 61 * minuteMs });
    expect([group.isZoomed, group.time]).toEqual([true, 5 * minuteMs]);
    group.span({ from: 30 * minuteMs, to: 90 * minuteMs });
    expect([group.isZoomed, group.time, group.view]).toEqual([false, undefined, { from: 30 * minuteMs, to: 90 * minuteMs }]);
  });
});

describe('keys on the crosshair', () => {
  const view = { from: 0, to: 60 * minuteMs };
  const move = (key: string, time: number | undefined, isFar = false) => moveBy(key, isFar, { time, view }, 10 * minuteMs);

  it('move it by a step, with Shift by ten, and no further than the ends', () => {
    expect(move('ArrowRight', 20 * minuteMs)).toBe(30 * minuteMs);
    expect(move('ArrowLeft', 25 * minuteMs)).toBe(10 * minuteMs);
    expect(move('ArrowLeft', 30 * minuteMs, true)).toBe(0);
    expect(move('End', 0)).toBe(50 * minuteMs);
    expect(move('Home', 40 * minuteMs)).toBe(0);
    expect(move('a', 0)).toBeUndefined();
  });

  it('begin at the end', () => {
    expect(move('ArrowLeft', undefined)).toBe(50 * minuteMs);
  });
});
