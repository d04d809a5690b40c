import { createFuel } from '../../lib/engine/fuel.ts';
import { fuelAt } from '../../lib/model/fuel-at.ts';
import type { Bar } from '../../lib/model/trade.ts';
import { createRandom } from '../../tests/market/seeded.ts';
import type { Market } from './data.ts';
import { toFixed, toTable } from './tables.ts';

/** One hour in which the price fell, with what was forced out in it and what each predictor said before it began. Dollars per unit of the fall. */
interface Falling {
  readonly observed: number;
  readonly predicted: Readonly<Record<(typeof predictors)[number], number>>;
}

const predictors = ['map', 'map without burning and decay', 'dollars of the hour before', 'size of the fall'] as const;
const dayMs = 86_400_000;
/** How long the past is that a map is drawn from. */
const reachMs = 30 * dayMs;
const leastPastMs = 7 * dayMs;
/** Smaller falls tell more about rounding than about fuel. */
const leastFall = 0.002;
/** Distances of the simplest maps in use: liquidation at 100, 50, 25 and 10 times leverage without maintenance margin. */
const simpleDistances = [0.01, 0.02, 0.04, 0.1] as const;
const shuffles = 500;
/** Hours in a group of about equal fall. */
const alike = 20;

interface Interest {
  readonly time: number;
  readonly coins: number;
  readonly entryUsd: number;
}

/** Fuel between two prices of the simplest map: every increase of open interest, a quarter at each distance below its entry, whatever came after. */
function simpleFuel(interest: readonly Interest[], fromUsd: number, toUsd: number): number {
  return interest.reduce((sum, { coins, entryUsd }, index) => {
    const opened = Math.max(0, coins - (interest[index - 1]?.coins ?? coins));
    const passed = simpleDistances.filter(distance => entryUsd * (1 - distance) < fromUsd && entryUsd * (1 - distance) >= toUsd);
    return sum + passed.reduce((usd, distance) => usd + (opened / simpleDistances.length) * entryUsd * (1 - distance), 0);
  }, 0);
}

function fallingHours(market: Market): {
  readonly hours: readonly Falling[];
  readonly observedUsd: number;
  readonly predictedUsd: number;
} {
  const bars = market.bars.map((bar): Bar => ({
    openTime: bar.time,
    open: bar.open,
    high: bar.high,
    low: bar.low,
    close: bar.close,
  }));
  const longs = new Map<number, number>();
  for (const { time, usd, position } of market.orders) {
    const hour = Math.floor(time / 3_600_000) * 3_600_000;
    if (position === 'long') longs.set(hour, (longs.get(hour) ?? 0) + usd);
  }
  const interest = market.bars.flatMap((bar): readonly Interest[] =>
    bar.openInterestUsd === undefined
      ? []
      : [{ time: bar.time + bar.intervalMs, coins: bar.openInterestUsd / bar.close, entryUsd: (bar.open + bar.close) / 2 }],
  );
  const begin = bars[0]?.openTime ?? 0;
  const hours: Falling[] = [];
  let observedUsd = 0;
  let predictedUsd = 0;
  bars.forEach((bar, index) => {
    const now = bar.openTime;
    const before = bars[index - 1];
    if (before === undefined || now - begin < leastPastMs) return;
    const fall = 1 - bar.low / before.close;
    if (fall < leastFall) return;
    const past = interest.filter(({ time }) => time <= now && time > now - reachMs);
    const fuel = createFuel({ now, priceUsd: before.close, interest: past, bars: bars.slice(Math.max(0, index - 720), index) });
    const usd = 'unknown' in fuel ? undefined : fuelAt(fuel, bar.low);
    if (usd === undefined) return;
    const observed = longs.get(now) ?? 0;
    observedUsd += observed;
    predictedUsd += usd;
    hours.push({
      observed: observed / fall,
      predicted: {
        map: usd / fall,
        'map without burning and decay': simpleFuel(past, before.close, bar.low) / fall,
        'dollars of the hour before': longs.get(before.openTime) ?? 0,
        'size of the fall': fall,
      },
    });
  });
  return { hours, observedUsd, predictedUsd };
}

/** Mean of what was observed in the fifth of the hours with the highest scores, over the mean of all. */
export function liftOf(observed: readonly number[], scores: readonly number[]): number {
  const order = scores
    .map((score, index) => ({ score, usd: observed[index] ?? 0 }))
    .sort((left, right) => right.score - left.score);
  const top = order.slice(0, Math.max(1, Math.floor(order.length / 5)));
  const meanOf = (some: readonly { readonly usd: number }[]): number => some.reduce((sum, { usd }) => sum + usd, 0) / some.length;
  return meanOf(top) / meanOf(order);
}

/** Scores changed round among hours of about equal fall: what is left then is what the size of the fall alone tells. */
function shuffleAlike(hours: readonly Falling[], random: () => number): readonly number[] {
  const places = hours
    .map((_, index) => index)
    .sort(
      (left, right) => (hours[left]?.predicted['size of the fall'] ?? 0) - (hours[right]?.predicted['size of the fall'] ?? 0),
    );
  const scores = new Array<number>(hours.length).fill(0);
  for (let first = 0; first < places.length; first += alike) {
    const group = places.slice(first, first + alike);
    const mixed = group.map(place => ({ place, key: random() })).sort((left, right) => left.key - right.key);
    group.forEach((place, index) => (scores[place] = hours[mixed[index]?.place ?? place]?.predicted.map ?? 0));
  }
  return scores;
}

/** Whether more was forced out where the map had more fuel, and how far its dollars are off. */
export function ladderTable(market: Market): string {
  const { hours, observedUsd, predictedUsd } = fallingHours(market);
  const observed = hours.map(hour => hour.observed);
  const random = createRandom(1);
  const shuffled = (scores: () => readonly number[]): string => {
    const lifts = Array.from({ length: shuffles }, () => liftOf(observed, scores())).sort((left, right) => left - right);
    const at = (share: number): string => toFixed(lifts[Math.round(share * (shuffles - 1))]);
    return `${at(0.5)} [${at(0.05)}, ${at(0.95)}]`;
  };
  const count = String(hours.length);
  return toTable([
    ['predictor', 'lift of its top fifth', 'hours'],
    ...predictors.map(name => [
      name,
      toFixed(
        liftOf(
          observed,
          hours.map(({ predicted }) => predicted[name]),
        ),
      ),
      count,
    ]),
    ['map, shuffled among hours of equal fall [5, 95 %]', shuffled(() => shuffleAlike(hours, random)), count],
    ['shuffled [5, 95 %]', shuffled(() => observed.map(random)), count],
    ['observed over predicted dollars', toFixed(observedUsd / predictedUsd), count],
  ]);
}
