import { linkSeries } from '../engine/interest-series.ts';
import type { Intervals } from '../model/coverage.ts';
import type { EngineInput } from '../model/engine.ts';
import type { Column, PhaseSpan } from '../model/history.ts';
import type { OpenInterest } from '../model/trade.ts';

/** The steps of a history, ms. */
export interface Steps {
  readonly from: number;
  /** Exclusive; what is of then or later was not known. */
  readonly to: number;
  readonly stepMs: number;
  readonly count: number;
}

/** One value at a moment, ms. */
export type Point = readonly [time: number, value: number];

/** The last value within each step; `null` where there is none. The order of `points` does not matter. */
export function lastOfStep(points: readonly Point[], { from, to, stepMs, count }: Steps): Column {
  const column = Array.from({ length: count }, (): number | null => null);
  const times = new Float64Array(count).fill(-Infinity);
  for (const [time, value] of points) {
    const step = Math.floor((time - from) / stepMs);
    if (time < from || time >= to || time < (times[step] ?? Infinity)) continue;
    times[step] = time;
    column[step] = value;
  }
  return column;
}

/** Prices that are finer than bars by the hour, at the moments at which they were known. */
export function toPrices(rows: readonly EngineInput[]): readonly Point[] {
  return rows.flatMap((row): readonly Point[] =>
    row.type === 'price' ? [[row.time, row.usd]] : row.type === 'bar' ? [[row.time + row.intervalMs, row.close]] : [],
  );
}

/** Open interest of one coin at one moment. */
export interface InterestAt {
  readonly time: number;
  readonly coins: number;
  /** At the price that the venues told with it; `undefined` where none told one. */
  readonly usd: number | undefined;
}

/** A contract that misses samples counts for so many steps more, as in `linkSeries`. */
const carrySteps = 3;

/**
 * Open interest of one coin, ascending: linked over the contracts that neighbouring samples share, up to what the newest of all contracts add up to. See
 * `linkSeries` for holes.
 */
export function interestLine(
  samples: readonly OpenInterest[],
  span: { readonly from: number; readonly to: number; readonly stepMs: number },
): readonly InterestAt[] {
  const line = linkSeries(samples, span);
  const end = line.at(-1)?.[0];
  if (end === undefined) return [];
  const newest = new Map<string, OpenInterest & { readonly coins: number }>();
  const priced = new Map<number, { usd: number; coins: number }>();
  for (const sample of samples) {
    const { venue, symbol, time, coins, usd } = sample;
    if (coins === undefined || time < span.from || time > span.to) continue;
    const slot = Math.round(time / span.stepMs) * span.stepMs;
    const name = `${venue} ${symbol}`;
    if (slot >= end - carrySteps * span.stepMs && time >= (newest.get(name)?.time ?? 0)) newest.set(name, { ...sample, coins });
    if (usd === undefined) continue;
    const sum = priced.get(slot) ?? { usd: 0, coins: 0 };
    priced.set(slot, { usd: sum.usd + usd, coins: sum.coins + coins });
  }
  let whole = 0;
  for (const { coins } of newest.values()) whole += coins;
  return line.map(([time, index]) => {
    const sum = priced.get(time);
    const coins = index * whole;
    return { time, coins, usd: sum === undefined || !(sum.coins > 0) ? undefined : (coins * sum.usd) / sum.coins };
  });
}

/** At most `most` spans, the shortest gaps closed first. */
export function closeGaps(spans: Intervals, most: number): readonly (readonly [from: number, to: number])[] {
  const gaps = spans.flatMap((span, place) => {
    const next = spans[place + 1];
    return next === undefined ? [] : [{ place, ms: next.from - span.to }];
  });
  const kept = new Set(
    gaps
      .sort((a, b) => b.ms - a.ms)
      .slice(0, most - 1)
      .map(({ place }) => place),
  );
  const closed: [number, number][] = [];
  let isOpen = false;
  spans.forEach(({ from, to }, place) => {
    const last = closed.at(-1);
    if (isOpen && last !== undefined) last[1] = to;
    else closed.push([from, to]);
    isOpen = !kept.has(place);
  });
  return closed;
}

/** The parts inside `[from, to)`. */
export function clipPhases(spans: readonly PhaseSpan[], from: number, to: number): readonly PhaseSpan[] {
  return spans.flatMap(span => {
    const cut = { ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) };
    return cut.from < cut.to ? [cut] : [];
  });
}
