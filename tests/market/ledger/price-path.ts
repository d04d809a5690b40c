import { createRandom, hashText, hashUniform } from '../random.ts';
import type { Random } from '../random.ts';
import type { HourBar } from '../world.ts';
import { findBase } from './bases.ts';
import type { BaseCoin } from './bases.ts';
import { DAY, HOUR, MINUTE, indexBefore, stepCourse } from './time.ts';
import type { Point } from './time.ts';

/** What fixes the prices of a scenario. All times are ms on whole minutes (seconds inside the fine window), prices US dollars. */
export interface PricePlan {
  readonly seed: number;
  /** Prices are known hour by hour from here, */
  readonly hourlyFrom: number;
  /** minute by minute from here, */
  readonly minutelyFrom: number;
  readonly to: number;
  /** and second by second here, where a move is too fast for minutes. Whole minutes at both ends. */
  readonly fine?: { readonly from: number; readonly to: number };
  /** Bitcoin passes through every one of these exactly. Ascending; first at or before `hourlyFrom`, last at or after `to`. */
  readonly bitcoin: readonly Point[];
  /** Bitcoin's noise: standard deviation of a minute's logarithmic return, from each moment on. */
  readonly minuteSigma: readonly Point[];
  /** Between two neighbouring points bitcoin strays from the straight line by at most this share of the price, times the root of the hours between them. */
  readonly strayPerRootHour: number;
  /** Prices that other coins pass through exactly, ascending. */
  readonly anchors: (coin: BaseCoin) => readonly Point[];
  /** The noise of other coins beside bitcoin's, as a multiple of `minuteSigma`. */
  readonly ownNoise: number;
}

export interface PriceBook {
  /** US dollars per coin; straight lines inside a step; the first and last values beyond the ends. */
  price(base: string, time: number): number;
  hourBars(base: string, from: number, to: number): readonly HourBar[];
}

/** Values on a regular grid: `values[i]` at `from + i * step`. */
interface Grid {
  readonly from: number;
  readonly step: number;
  readonly values: Float32Array;
}

interface Path {
  readonly hours: Grid;
  readonly minutes: Grid;
  readonly seconds: Grid | undefined;
}

const USD_VOLUME_PER_WEIGHT_AND_DAY = 3.2e7;

const createGrid = (from: number, to: number, step: number): Grid => ({
  from,
  step,
  values: new Float32Array(Math.round((to - from) / step) + 1),
});

function readGrid({ from, step, values }: Grid, time: number): number {
  const position = Math.min(values.length - 1, Math.max(0, (time - from) / step));
  const index = Math.floor(position);
  const here = values[index] ?? 0;
  const there = values[index + 1] ?? here;
  return here + (there - here) * (position - index);
}

/** A random walk from `start` to `end` over `values[first..last]`, tied at both ends and held within `limit` of the straight line. */
function bridge(
  values: Float64Array,
  first: number,
  last: number,
  ends: readonly [number, number],
  sigma: number,
  limit: number,
  random: Random,
): void {
  const steps = last - first;
  const [start, end] = ends;
  values[first] = 0;
  for (let index = 1; index <= steps; index += 1) {
    values[first + index] = (values[first + index - 1] ?? 0) + sigma * random.normal();
  }
  const overshoot = values[last] ?? 0;
  let widest = 0;
  for (let index = 0; index <= steps; index += 1) {
    const deviation = (values[first + index] ?? 0) - (overshoot * index) / steps;
    values[first + index] = deviation;
    widest = Math.max(widest, Math.abs(deviation));
  }
  const scale = widest > limit ? limit / widest : 1;
  for (let index = 0; index <= steps; index += 1) {
    values[first + index] = start + ((end - start) * index) / steps + (values[first + index] ?? 0) * scale;
  }
}

/** Logarithmic course through `points` (time, logarithm) on a grid, with noise between them. */
function walk(
  grid: Grid,
  points: readonly Point[],
  sigma: (time: number) => number,
  strayPerRootHour: number,
  random: Random,
): Float64Array {
  const values = new Float64Array(grid.values.length);
  const count = values.length;
  const valueAt = (time: number): number => {
    const index = Math.max(0, indexBefore(points, time));
    const [before, after] = [points[index], points[index + 1]];
    if (before === undefined) throw new Error('a price path needs points');
    if (after === undefined || time <= before[0]) return before[1];
    return before[1] + ((after[1] - before[1]) * (time - before[0])) / (after[0] - before[0]);
  };
  const inner = points
    .map(([time]) => Math.round((time - grid.from) / grid.step))
    .filter(index => index > 0 && index < count - 1);
  const stops = [...new Set([0, ...inner, count - 1])];
  stops.slice(1).forEach((stop, position) => {
    const first = stops[position] ?? 0;
    const at = grid.from + first * grid.step;
    const ends: readonly [number, number] = [valueAt(at), valueAt(grid.from + stop * grid.step)];
    const limit = strayPerRootHour * Math.sqrt(((stop - first) * grid.step) / HOUR);
    bridge(values, first, stop, ends, sigma(at) * Math.sqrt(grid.step / MINUTE), limit, random);
  });
  return values;
}

const logarithms = (points: readonly Point[]): readonly Point[] => points.map(([time, value]): Point => [time, Math.log(value)]);

/** The prices of a scenario: bitcoin through its stated points, every other coin by its beta, its own anchors and its own noise. */
export function createPriceBook(plan: PricePlan): PriceBook {
  const sigma = stepCourse(plan.minuteSigma);
  const emptyPath = (): Path => ({
    hours: createGrid(plan.hourlyFrom, plan.minutelyFrom, HOUR),
    minutes: createGrid(plan.minutelyFrom, plan.to, MINUTE),
    seconds: plan.fine === undefined ? undefined : createGrid(plan.fine.from, plan.fine.to, 1000),
  });
  const grids = (path: Path): readonly Grid[] => [
    path.hours,
    path.minutes,
    ...(path.seconds === undefined ? [] : [path.seconds]),
  ];

  const bitcoinLogs = new Map<Grid, Float64Array>();
  const bitcoin = emptyPath();
  for (const grid of grids(bitcoin)) {
    const random = createRandom(plan.seed, `BTC path ${grid.step}`);
    bitcoinLogs.set(
      grid,
      walk(grid, logarithms(plan.bitcoin), sigma, plan.strayPerRootHour * (grid.step < MINUTE ? 4 : 1), random),
    );
  }
  // Minutes inside the fine window are samples of its seconds, so that both grids tell one story.
  const fine = bitcoin.seconds;
  if (fine !== undefined) {
    const minuteLogs = bitcoinLogs.get(bitcoin.minutes);
    const secondLogs = bitcoinLogs.get(fine);
    for (let index = 0; index < fine.values.length; index += 60) {
      const minute = Math.round((fine.from + index * 1000 - bitcoin.minutes.from) / MINUTE);
      if (minuteLogs !== undefined) minuteLogs[minute] = secondLogs?.[index] ?? 0;
    }
  }
  const exact = (path: Path, points: readonly Point[]): Path => {
    for (const grid of grids(path)) {
      for (const [time, value] of points) {
        const index = (time - grid.from) / grid.step;
        if (Number.isInteger(index) && index >= 0 && index < grid.values.length) grid.values[index] = value;
      }
    }
    return path;
  };
  const bitcoinGrids = grids(bitcoin);
  for (const grid of bitcoinGrids) grid.values.set((bitcoinLogs.get(grid) ?? new Float64Array()).map(Math.exp));
  exact(bitcoin, plan.bitcoin);

  const bitcoinLogAt = (time: number): number => {
    const grid = time < plan.minutelyFrom ? bitcoin.hours : bitcoin.minutes;
    return Math.log(readGrid(grid, time));
  };

  const createPath = (base: string): Path => {
    const coin = findBase(base);
    const anchors = plan.anchors(coin);
    const residuals = logarithms(anchors).map(([time, value]): Point => [time, value - coin.beta * bitcoinLogAt(time)]);
    const path = emptyPath();
    const residualMinutes = walk(
      path.minutes,
      residuals,
      time => sigma(time) * plan.ownNoise,
      0.004,
      createRandom(plan.seed, `${base} path`),
    );
    const residualHours = walk(
      path.hours,
      residuals,
      () => 0.0006 * plan.ownNoise,
      0.004,
      createRandom(plan.seed, `${base} hours`),
    );
    grids(path).forEach((grid, position) => {
      const logs = bitcoinLogs.get(bitcoinGrids[position] ?? grid) ?? new Float64Array();
      for (let index = 0; index < grid.values.length; index += 1) {
        let residual = grid === path.hours ? residualHours[index] : residualMinutes[index];
        if (grid === path.seconds) {
          const minute = (grid.from + index * 1000 - path.minutes.from) / MINUTE;
          const left = residualMinutes[Math.floor(minute)] ?? 0;
          residual = left + ((residualMinutes[Math.ceil(minute)] ?? left) - left) * (minute % 1);
        }
        grid.values[index] = Math.exp(coin.beta * (logs[index] ?? 0) + (residual ?? 0));
      }
    });
    return exact(path, anchors);
  };

  const paths = new Map<string, Path>([['BTC', bitcoin]]);
  const pathOf = (base: string): Path => {
    const known = paths.get(base) ?? createPath(base);
    paths.set(base, known);
    return known;
  };
  const gridAt = (path: Path, time: number): Grid => {
    const { seconds } = path;
    if (seconds !== undefined && time >= seconds.from && time < seconds.from + (seconds.values.length - 1) * 1000) return seconds;
    return time < plan.minutelyFrom ? path.hours : path.minutes;
  };
  const price = (base: string, time: number): number => readGrid(gridAt(pathOf(base), time), time);

  const hourBar = (base: string, openTime: number, until: number): HourBar => {
    const path = pathOf(base);
    const open = price(base, openTime);
    const close = price(base, until);
    let high = Math.max(open, close);
    let low = Math.min(open, close);
    const number = Math.round(openTime / HOUR);
    if (openTime < plan.minutelyFrom) {
      high *= 1 + 0.003 * hashUniform(hashText(base), number);
      low *= 1 - 0.003 * hashUniform(hashText(base), -number);
    } else {
      for (const grid of [path.minutes, path.seconds]) {
        if (grid === undefined) continue;
        const last = Math.min(grid.values.length - 1, Math.floor((until - grid.from) / grid.step));
        for (let index = Math.max(0, Math.ceil((openTime - grid.from) / grid.step)); index <= last; index += 1) {
          const value = grid.values[index] ?? open;
          if (value > high) high = value;
          if (value < low) low = value;
        }
      }
    }
    const coin = findBase(base);
    const usual = (coin.weight * USD_VOLUME_PER_WEIGHT_AND_DAY * HOUR) / DAY / open;
    const busy = 0.6 + 0.5 * hashUniform(hashText(base) ^ 0x5bd1, number) + 90 * (high / low - 1);
    return { openTime, open, high, low, close, volumeBase: (usual * busy * (until - openTime)) / HOUR };
  };

  return {
    price,
    hourBars: (base, from, to) => {
      const bars: HourBar[] = [];
      const first = Math.max(plan.hourlyFrom, Math.ceil(from / HOUR) * HOUR);
      for (let openTime = first; openTime < Math.min(to, plan.to); openTime += HOUR) {
        bars.push(hourBar(base, openTime, Math.min(openTime + HOUR, to, plan.to)));
      }
      return bars;
    },
  };
}
