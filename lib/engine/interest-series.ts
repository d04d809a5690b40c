import type { OpenInterest } from '../model/trade.ts';

/** Open interest at one moment, in coins or as an index of them. */
export type InterestPoint = readonly [time: number, coins: number];

/** Less than this share of what was there before being told again is no measure of a change. */
const leastMatched = 0.5;
/** A contract that misses a sample is carried for so many steps. */
const carrySteps = 3;

/**
 * By how much open interest changed between two looks, as a ratio over the contracts that both tell: what joined or left in between is no change of the
 * market. Coins of different kinds are added at their prices of the earlier look. `undefined` when less than half of it is told twice.
 */
export function linkRatio(before: ReadonlyMap<string, OpenInterest>, now: ReadonlyMap<string, OpenInterest>): number | undefined {
  let whole = 0;
  let then = 0;
  let later = 0;
  for (const [contract, { coins, usd }] of before) {
    if (coins === undefined || usd === undefined || !(coins > 0)) continue;
    whole += usd;
    const coinsNow = now.get(contract)?.coins;
    if (coinsNow === undefined) continue;
    then += usd;
    later += coinsNow * (usd / coins);
  }
  return then > 0 && then >= leastMatched * whole ? later / then : undefined;
}

/**
 * The past of one coin on a grid of `stepMs`, ascending: links from one grid point to the next over the contracts that are known at both, carried over short
 * holes, brought to a last point of 1. A hole in all of them ends what comes before it: only the unbroken end is returned.
 */
export function linkSeries(
  samples: readonly OpenInterest[],
  { from, to, stepMs }: { readonly from: number; readonly to: number; readonly stepMs: number },
): readonly InterestPoint[] {
  const slots = new Map<number, Map<string, number>>();
  for (const { venue, symbol, time, coins } of samples) {
    if (coins === undefined || time < from || time > to) continue;
    const slot = Math.round(time / stepMs);
    const own = slots.get(slot) ?? new Map<string, number>();
    slots.set(slot, own.set(`${venue} ${symbol}`, coins));
  }
  let points: InterestPoint[] = [];
  let index = 1;
  let before = new Map<string, { readonly slot: number; readonly coins: number }>();
  for (const slot of [...slots.keys()].sort((a, b) => a - b)) {
    const held = [...before].filter(([, row]) => slot - row.slot <= carrySteps);
    const now = new Map(held);
    for (const [contract, coins] of slots.get(slot) ?? []) now.set(contract, { slot, coins });
    let then = 0;
    let later = 0;
    let whole = 0;
    for (const { coins } of before.values()) whole += coins;
    for (const [contract, { coins }] of held) {
      then += coins;
      later += now.get(contract)?.coins ?? 0;
    }
    if (then > 0 && then >= leastMatched * whole) index *= later / then;
    else points = [];
    points.push([slot * stepMs, index]);
    before = now;
  }
  return points.map(([time, value]) => [time, value / index]);
}
