import type { FuelInput } from '../../../lib/engine/fuel.ts';
import type { FuelFigure, FuelPoint, Known } from '../../../lib/model/engine.ts';
import { makeBars } from './make-bars.ts';
import { hour } from './make-sums.ts';

export const start = Date.UTC(2026, 1, 1);

/** Hours in which the price stood at 100, with open interest in coins by the hour, `coins[n]` at the end of hour n. Of Bybit's linear contracts. */
export function makeFuelInput(coins: readonly number[], change: Partial<FuelInput> = {}): FuelInput {
  return {
    now: start + coins.length * hour,
    priceUsd: 100,
    interest: coins.map((each, place) => ({ time: start + (place + 1) * hour, coins: each })),
    bars: makeBars(start, Array<number>(coins.length).fill(100)),
    shares: { bybit: 1 },
    ...change,
  };
}

/** `count` samples of the same. */
export const flat = (count: number, coins: number): number[] => Array<number>(count).fill(coins);

/** The figure, or a failure that says why there is none. */
export function known(figure: Known<FuelFigure>): FuelFigure {
  if ('unknown' in figure) throw new Error(JSON.stringify(figure.unknown));
  return figure;
}

/** A figure with these curves. */
export const makeFuel = (below: readonly FuelPoint[], above: readonly FuelPoint[] = [], priceUsd = 100): FuelFigure => ({
  priceUsd,
  below,
  above,
  at: start,
});
