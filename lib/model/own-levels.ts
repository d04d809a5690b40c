import { isRecord } from '../std/record.ts';
import { coinShape } from './alerts.ts';
import type { LevelReason } from './reasons.ts';

/** The user's own levels: prices in US dollars by coin, each once, in the order in which they were added. Kept in `storage.local` under `levelsKey`. */
export type OwnLevels = Readonly<Record<string, readonly number[]>>;

/** By this reason a level is known as the user's own. */
export const ownReason = 'own' satisfies LevelReason;

export const levelsKey = 'levels';
export const mostLevelsOfCoin = 20;
export const mostLevelsInAll = 50;
/** Dollars: no coin costs less than a hundredth of the smallest price that venues tell, or more than all money could buy. */
export const levelBounds = { atLeast: 1e-12, atMost: 1e9 } as const;

/** Why a level is not taken. */
export type LevelFault = 'coin' | 'price' | 'twin' | 'coinFull' | 'full';

const isPrice = (value: unknown): value is number =>
  typeof value === 'number' && value >= levelBounds.atLeast && value <= levelBounds.atMost;

/** The levels with one more, or why it is not taken. */
export function withLevel(levels: OwnLevels, coin: string, priceUsd: number): OwnLevels | LevelFault {
  const own = levels[coin] ?? [];
  if (!coinShape.test(coin)) return 'coin';
  if (!isPrice(priceUsd)) return 'price';
  if (own.includes(priceUsd)) return 'twin';
  if (own.length >= mostLevelsOfCoin) return 'coinFull';
  if (Object.values(levels).flat().length >= mostLevelsInAll) return 'full';
  return { ...levels, [coin]: [...own, priceUsd] };
}

/** The levels without one; a coin without any is left out. */
export function withoutLevel(levels: OwnLevels, coin: string, priceUsd: number): OwnLevels {
  const { [coin]: own = [], ...others } = levels;
  const left = own.filter(each => each !== priceUsd);
  return left.length === 0 ? others : { ...levels, [coin]: left };
}

/** Out of anything that was stored: what is no level, and what is one too many, is left out. */
export function readOwnLevels(stored: unknown): OwnLevels {
  let levels: OwnLevels = {};
  for (const [coin, prices] of Object.entries(isRecord(stored) ? stored : {}))
    for (const price of Array.isArray(prices) ? prices : []) {
      const next = withLevel(levels, coin, price as number);
      if (typeof next !== 'string') levels = next;
    }
  return levels;
}
