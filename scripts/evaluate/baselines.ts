import { fitHawkes } from '../../lib/engine/branching/hawkes.ts';
import { constantShape } from '../../lib/engine/branching/intensity.ts';
import type { Market } from './data.ts';

/** A rule to beat: at which moments, ms, it would have been in alarm. */
export interface Rule {
  readonly name: string;
  readonly moments: (market: Market) => readonly number[];
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function toMillions(usd: number): string {
  return `$${+(usd / 1e6).toPrecision(3)}M`;
}

/** A moment and the dollars of the grain that ends at it. */
interface Grain {
  readonly time: number;
  readonly usd: number;
}

/** Dollars by grain, longs and shorts together as the sheet's baselines have them, from the first order on; grains without orders are 0. */
export function grainsOf({ orders, grainMs, span }: Market): readonly Grain[] {
  const first = Math.floor((orders[0]?.time ?? 0) / grainMs);
  const sums = new Float64Array(Math.ceil(span.to / grainMs) - first);
  for (const { time, usd } of orders) {
    const place = Math.floor(time / grainMs) - first;
    if (place < sums.length) sums[place] = (sums[place] ?? 0) + usd;
  }
  return Array.from(sums, (usd, index) => ({ time: (first + index + 1) * grainMs, usd }));
}

/** More than so many dollars in one grain: five minutes, or an hour where the record has hours. */
export function fixed(usd: number): Rule {
  return {
    name: `fixed ≥ ${toMillions(usd)}`,
    moments: market => grainsOf(market).flatMap(grain => (grain.usd >= usd ? [grain.time] : [])),
  };
}

/** The low of an hour a share below the close before it; told when the hour is over. */
export function priceOnly(share: number): Rule {
  return {
    name: `price 1 h ≤ −${+(share * 100).toFixed(2)} %`,
    moments: ({ bars }) =>
      bars.flatMap((bar, index) => {
        const before = bars[index - 1];
        return before !== undefined && bar.low / before.close - 1 <= -share ? [bar.time + bar.intervalMs] : [];
      }),
  };
}

/** Dollars of a grain against mean and deviation of the seven days before it, and at least a floor. */
export function zScore(least: number, floorUsd: number): Rule {
  return {
    name: `z(7 d) > ${+least.toPrecision(3)}${floorUsd > 0 ? `, ≥ ${toMillions(floorUsd)}` : ''}`,
    moments: market => {
      const grains = grainsOf(market);
      const reach = Math.round((7 * dayMs) / market.grainMs);
      let sum = 0;
      let squares = 0;
      return grains.flatMap(({ time, usd }, index) => {
        const gone = grains[index - reach - 1]?.usd ?? 0;
        const last = grains[index - 1]?.usd ?? 0;
        sum += last - gone;
        squares += last ** 2 - gone ** 2;
        const mean = sum / reach;
        const deviation = Math.sqrt(Math.max(0, squares / reach - mean ** 2));
        return index >= reach && usd >= floorUsd && usd > mean + least * deviation ? [time] : [];
      });
    },
  };
}

/** A fast exponential mean of dollars over a slow one: 15 minutes, or one grain where grains are longer, over seven days. */
export function ewma(least: number): Rule {
  return {
    name: `EWMA 15 m / 7 d > ${least}`,
    moments: market => {
      const fastShare = 1 - Math.exp(-market.grainMs / Math.max(market.grainMs, 15 * minuteMs));
      const slowShare = 1 - Math.exp(-market.grainMs / (7 * dayMs));
      let fast = 0;
      let slow = 0;
      return grainsOf(market).flatMap(({ time, usd }) => {
        fast += fastShare * (usd - fast);
        slow += slowShare * (usd - slow);
        return slow > 0 && fast > least * slow ? [time] : [];
      });
    },
  };
}

/** R of six hours above a level, of orders of one block merged into one, and at least so many dollars in the grain. */
export function branchingGate(least: number, floorUsd: number): Rule {
  return {
    name: `R(6 h) > ${least}${floorUsd > 0 ? ` and ≥ ${toMillions(floorUsd)}` : ''}`,
    moments: market => {
      const times = Float64Array.from(new Set(market.orders.map(({ time }) => time)));
      return grainsOf(market).flatMap(({ time, usd }) => {
        if (usd < Math.max(floorUsd, Number.MIN_VALUE)) return [];
        const start = time - 6 * hourMs;
        const inside = times.filter(order => order >= start && order < time).map(order => (order - start) / 1000);
        if (inside.length < 20) return [];
        const fit = fitHawkes({ times: inside, seconds: 21_600, background: [constantShape(inside, 21_600)] });
        return fit.ratio > least ? [time] : [];
      });
    },
  };
}
