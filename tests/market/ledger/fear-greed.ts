import { createRandom } from '../random.ts';
import type { FearGreedDay } from '../world.ts';
import { DAY, startOfDay } from './time.ts';

/** The word of a value by the bands observed in alternative.me's file: 25, 46, 54 and 75 are the upper ends. */
export function fearGreedWord(value: number): FearGreedDay['word'] {
  if (value <= 25) return 'Extreme Fear';
  if (value <= 46) return 'Fear';
  if (value <= 54) return 'Neutral';
  return value <= 75 ? 'Greed' : 'Extreme Greed';
}

export interface FearGreedPlan {
  readonly seed: number;
  /** Any moment of the day that `recent[0]` belongs to. */
  readonly today: number;
  /** Newest first; older days are drawn around 45. */
  readonly recent: readonly number[];
}

const DRAWN_DAYS = 400;

/** The index by day: the stated values, and a slow seeded walk before them. Days after `today` keep its value. */
export function createFearGreed({ seed, today, recent }: FearGreedPlan): (time: number, days: number) => readonly FearGreedDay[] {
  const random = createRandom(seed, 'fear and greed');
  const values = [...recent];
  for (let value = values.at(-1) ?? 45; values.length < DRAWN_DAYS; values.push(Math.round(value))) {
    value = Math.min(88, Math.max(8, value + 0.06 * (45 - value) + 4 * random.normal()));
  }
  const newest = startOfDay(today);
  return (time, days) =>
    Array.from({ length: days }, (_none, back) => startOfDay(time) - back * DAY).flatMap(day => {
      const value = values[Math.max(0, Math.round((newest - day) / DAY))];
      return value === undefined ? [] : [{ day, value, word: fearGreedWord(value) }];
    });
}
