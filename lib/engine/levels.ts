import type { FuelFigure } from '../model/engine.ts';
import { fuelAt } from '../model/fuel-at.ts';
import { ownReason } from '../model/own-levels.ts';
import type { LevelReason } from '../model/reasons.ts';
import type { Level, LevelsFigure } from '../model/snapshot.ts';
import type { Bar } from '../model/trade.ts';
import { hourMs } from './amounts.ts';
import { fourHoursMs, priorExtremes, swingPoints, swingReachMs, volumeNodes } from './level-sources.ts';
import type { WatchedPrice } from './level-sources.ts';
import { memoryMs, recallLevel, touchShare } from './level-state.ts';
import { createPriceGrid } from './price-grid.ts';
import type { PriceGrid } from './price-grid.ts';
import { averageTrueRanges } from './true-range.ts';

/** Lines shown on each side of the price, whatever became of them. */
export const nearestPerSide = 2;
/** Round numbers shown in all. */
export const mostLevels = 6;
/** Other levels shown beside them; more where the user has more of their own. */
export const mostOthers = 6;
/** Levels nearer to each other than this share, or than a quarter of the hourly ATR(14), are one. */
const mergeShare = 0.0025;
const mergeRangeShare = 0.25;
/** Lines looked at on each side of the price: a coin that fell by nine tenths would otherwise cost thousands. */
const mostLinesPerSide = 40;

export interface LevelsInput {
  /** Market time, ms. */
  readonly now: number;
  /** Hourly, ascending; those that are not over at `now` are not read. Thirty days and 14 hours of them tell all there is to tell. */
  readonly bars: readonly Bar[];
  /** US dollars; decides the grid, the sides and what is near. */
  readonly priceUsd: number;
  /** The provider of the bars, as a person reads it. */
  readonly source: string;
  /** Of four hours, ascending, 90 days of them: turning points, volume where they tell it, and the month before. */
  readonly bars4h?: readonly Bar[];
  /** Average costs of holders. */
  readonly costs?: readonly { readonly name: string; readonly priceUsd: number }[];
  /** The user's own levels. */
  readonly own?: readonly number[];
  /** Levels that the article on the page speaks of. */
  readonly quoted?: readonly number[];
  /** Tells what would be forced out down, or up, to each level. */
  readonly fuel?: FuelFigure;
}

/**
 * Round numbers around the price and what became of them: the two nearest at or below the price, the two nearest above, and then the
 * nearest of those broken or reclaimed within 30 days, six in all, highest first. `undefined` without a complete bar or a price.
 *
 * `others` are, in this order: the user's own, all of them; those quoted, average costs, and of highs, lows and volume nodes the
 * nearest, until there are six. One that nearly agrees with a level before it only adds its reason to that.
 */
export function createLevels(input: LevelsInput): LevelsFigure | undefined {
  const { now, priceUsd, source, fuel } = input;
  const bars = input.bars.filter(bar => bar.openTime + hourMs <= now);
  const last = bars.at(-1);
  const grid = createPriceGrid(priceUsd);
  if (last === undefined || grid === undefined) return undefined;

  const averageRanges = averageTrueRanges(bars);
  const toLevel = (price: number, reasons: readonly LevelReason[]): Level => {
    const record = recallLevel(price, bars, averageRanges, now);
    const fuelUsd = fuel && fuelAt(fuel, price);
    return {
      price,
      role: price <= priceUsd ? 'support' : 'resistance',
      ...record,
      reasons,
      ...(fuelUsd !== undefined && { fuelUsd: Math.round(fuelUsd) }),
    };
  };
  const below = grid.below(priceUsd);
  const near: Level[] = [];
  const crossed: Level[] = [];
  for (const n of toLines(grid, below, bars, now)) {
    const level = toLevel(grid.price(n), ['round']);
    if (n > below - nearestPerSide && n <= below + nearestPerSide) near.push(level);
    else if (level.state === 'broken' || level.state === 'reclaimed') crossed.push(level);
  }
  const byDistance = (left: { readonly price: number }, right: { readonly price: number }): number =>
    Math.abs(left.price - priceUsd) - Math.abs(right.price - priceUsd);
  const descending = (left: Level, right: Level): number => right.price - left.price;
  const round = [...near, ...crossed.sort(byDistance)].slice(0, mostLevels);

  const reasons = new Map<number, LevelReason[]>(round.map(({ price }) => [price, ['round']]));
  const others: number[] = [];
  const range = (averageRanges.at(-1) ?? 0) * mergeRangeShare;
  for (const { price, reason } of toWatched(input, bars).flatMap(group => group.toSorted(byDistance))) {
    if (!(price > 0 && price < Infinity)) continue;
    const twin = [...reasons.keys()].find(each => Math.abs(each - price) <= Math.max(each * mergeShare, range));
    const known = twin === undefined ? undefined : reasons.get(twin);
    if (known !== undefined) {
      if (!known.includes(reason)) known.push(reason);
    } else if (reason === ownReason || others.length < mostOthers) {
      others.push(price);
      reasons.set(price, [reason]);
    }
  }
  return {
    levels: round.map(level => ({ ...level, reasons: reasons.get(level.price) ?? [] })).sort(descending),
    ...(others.length > 0 && { others: others.map(price => toLevel(price, reasons.get(price) ?? [])).sort(descending) }),
    at: last.openTime + hourMs,
    source,
  };
}

/** Groups of prices, those that matter most first. */
function toWatched(input: LevelsInput, bars: readonly Bar[]): readonly (readonly WatchedPrice[])[] {
  const { now, costs = [], own = [], quoted = [] } = input;
  const bars4h = (input.bars4h ?? []).filter(({ openTime }) => openTime + fourHoursMs <= now && openTime >= now - swingReachMs);
  return [
    own.map(price => ({ price, reason: ownReason })),
    quoted.map(price => ({ price, reason: 'quoted' })),
    costs.map(({ name, priceUsd: price }) => ({ price, reason: { cost: name } })),
    [...priorExtremes(now, bars, bars4h), ...swingPoints(bars4h), ...volumeNodes(bars4h)],
  ];
}

/** The lines worth looking at: the nearest ones, and all that the remembered bars came near. */
function toLines(grid: PriceGrid, below: number, bars: readonly Bar[], now: number): readonly number[] {
  let low = Infinity;
  let high = 0;
  for (const bar of bars) {
    if (now - (bar.openTime + hourMs) > memoryMs) continue;
    low = Math.min(low, bar.low);
    high = Math.max(high, bar.high);
  }
  const lowest = Number.isFinite(low) ? grid.below(low * (1 - touchShare)) : below;
  const highest = Number.isFinite(high) ? grid.below(high * (1 + touchShare)) : below;
  const from = Math.max(1, below - mostLinesPerSide, Math.min(lowest, below - nearestPerSide + 1));
  const to = Math.min(below + mostLinesPerSide, Math.max(highest, below + nearestPerSide));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place);
}
