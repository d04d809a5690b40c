import type { BarInput } from '../../../../lib/model/engine.ts';

export const hourMs = 3_600_000;

/** Hourly bars from pairs of low and close, the first at 0; each opens at the close before it, and its high is the higher of the two. */
export function makeHours(pairs: readonly (readonly [low: number, close: number])[], firstOpen = 100): readonly BarInput[] {
  return pairs.map(([low, close], index) => {
    const open = pairs[index - 1]?.[1] ?? firstOpen;
    return { type: 'bar', time: index * hourMs, intervalMs: hourMs, base: 'BTC', open, high: Math.max(open, close), low, close };
  });
}

/** So many hours in which nothing happens. */
export function quiet(hours: number, price = 100): readonly (readonly [number, number])[] {
  return Array.from({ length: hours }, () => [price, price] as const);
}
