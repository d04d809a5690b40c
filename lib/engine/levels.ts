import type { Level, LevelsFigure } from '../model/snapshot.ts';
import type { Bar } from '../model/trade.ts';
import { hourMs } from './amounts.ts';
import { memoryMs, recallLevel, touchShare } from './level-state.ts';
import { createPriceGrid } from './price-grid.ts';
import type { PriceGrid } from './price-grid.ts';
import { averageTrueRanges } from './true-range.ts';

/** Lines shown on each side of the price, whatever became of them. */
export const nearestPerSide = 2;
/** Lines shown in all. */
export const mostLevels = 6;
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
}

/**
 * Round numbers around the price and what became of them: the two nearest at or below the price, the two nearest above, and then the
 * nearest of those broken or reclaimed within 30 days, six in all, highest first. `undefined` without a complete bar or a price.
 */
export function createLevels(input: LevelsInput): LevelsFigure | undefined {
  const { now, priceUsd, source } = input;
  const bars = input.bars.filter(bar => bar.openTime + hourMs <= now);
  const last = bars.at(-1);
  const grid = createPriceGrid(priceUsd);
  if (last === undefined || grid === undefined) return undefined;

  const averageRanges = averageTrueRanges(bars);
  const below = grid.below(priceUsd);
  const near: Level[] = [];
  const crossed: Level[] = [];
  for (const n of toLines(grid, below, bars, now)) {
    const price = grid.price(n);
    const record = recallLevel(price, bars, averageRanges, now);
    const level: Level = {
      price,
      role: n <= below ? 'support' : 'resistance',
      ...(record === undefined ? {} : { state: record.state, since: record.since }),
      reasons: ['round number'],
    };
    if (n > below - nearestPerSide && n <= below + nearestPerSide) near.push(level);
    else if (record?.state === 'broken' || record?.state === 'reclaimed') crossed.push(level);
  }

  const distance = (level: Level): number => Math.abs(level.price - priceUsd);
  crossed.sort((left, right) => distance(left) - distance(right));
  const levels = [...near, ...crossed].slice(0, mostLevels).sort((left, right) => right.price - left.price);
  return { levels, at: last.openTime + hourMs, source };
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
