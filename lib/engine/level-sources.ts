import type { LevelReason } from '../model/reasons.ts';
import type { Bar } from '../model/trade.ts';
import { dayMs, hourMs } from './amounts.ts';

/** Grain of the bars of swing points and volume. */
export const fourHoursMs = 4 * hourMs;
/** How far back swing points and volume are looked for. */
export const swingReachMs = 90 * dayMs;
/** A swing point is the extreme of so many bars on each side of it: a day. */
const swingBars = 6;
/** A period counts when at least this share of it was read. */
const leastRead = 0.95;

/** A price that people watch, and why. */
export interface WatchedPrice {
  readonly price: number;
  readonly reason: LevelReason;
}

/** Highs and lows of the UTC day, week (from Monday) and month that were over at `now`: of the finer bars where they reach so far back. */
export function priorExtremes(now: number, hourly: readonly Bar[], bars4h: readonly Bar[]): readonly WatchedPrice[] {
  const day = Math.floor(now / dayMs) * dayMs;
  // The epoch was a Thursday.
  const week = day - ((day / dayMs + 3) % 7) * dayMs;
  const date = new Date(now);
  const month = (back: number): number => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back);
  const periods = [
    ['day', day - dayMs, day],
    ['week', week - 7 * dayMs, week],
    ['month', month(1), month(0)],
  ] as const;
  return periods.flatMap(([name, from, to]) => {
    const inside = (bars: readonly Bar[], grainMs: number): readonly Bar[] => {
      const read = bars.filter(({ openTime }) => openTime >= from && openTime < to);
      return read.length * grainMs < leastRead * (to - from) ? [] : read;
    };
    const fine = inside(hourly, hourMs);
    const bars = fine.length > 0 ? fine : inside(bars4h, fourHoursMs);
    if (bars.length === 0) return [];
    return [
      { price: Math.max(...bars.map(({ high }) => high)), reason: `${name}High` },
      { price: Math.min(...bars.map(({ low }) => low)), reason: `${name}Low` },
    ];
  });
}

/** Turning points of complete 4 h bars of 90 days: lower, or higher, than six bars before and not outdone by six bars after. */
export function swingPoints(bars: readonly Bar[]): readonly WatchedPrice[] {
  const found: WatchedPrice[] = [];
  for (let place = swingBars; place < bars.length - swingBars; place += 1) {
    const bar = bars[place];
    const before = bars.slice(place - swingBars, place);
    const after = bars.slice(place + 1, place + swingBars + 1);
    if (bar === undefined) continue;
    if (before.every(({ low }) => low > bar.low) && after.every(({ low }) => low >= bar.low)) {
      found.push({ price: bar.low, reason: 'swingLow' });
    }
    if (before.every(({ high }) => high < bar.high) && after.every(({ high }) => high <= bar.high)) {
      found.push({ price: bar.high, reason: 'swingHigh' });
    }
  }
  return found;
}

/** Width of a slice of the volume profile: half a per cent. */
const sliceLog = Math.log(1.005);
/** A node has more volume than so many slices on each side of it: 2 %. */
const nodeSlices = 4;

/**
 * Where most was traded: the volume of each bar is spread evenly over its range, and the slices that outdo 2 % on each side of them and the mean of all
 * are nodes. Four significant digits, since a slice is no exact price. Bars without volume are not read.
 */
export function volumeNodes(bars: readonly Bar[]): readonly WatchedPrice[] {
  const slices = new Map<number, number>();
  const slice = (price: number): number => Math.floor(Math.log(price) / sliceLog);
  for (const { low, high, volume } of bars) {
    if (volume === undefined || !(low > 0)) continue;
    const [from, to] = [slice(low), slice(high)];
    for (let at = from; at <= to; at += 1) slices.set(at, (slices.get(at) ?? 0) + volume / (to - from + 1));
  }
  const mean = [...slices.values()].reduce((sum, volume) => sum + volume, 0) / slices.size;
  const isNode = (at: number, volume: number): boolean => {
    if (volume <= mean) return false;
    for (let away = 1; away <= nodeSlices; away += 1) {
      if ((slices.get(at - away) ?? 0) >= volume || (slices.get(at + away) ?? 0) >= volume) return false;
    }
    return true;
  };
  return [...slices].flatMap(([at, volume]) =>
    isNode(at, volume) ? [{ price: Number(Math.exp((at + 0.5) * sliceLog).toPrecision(4)), reason: 'volume' }] : [],
  );
}
