import type { StatedCost } from '../../model/context.ts';
import type { Bar, FearGreedDay } from '../../model/trade.ts';
import type { ClaimWindow } from '../claim.ts';
import type { CheckMarket, PriceReach, Seen, SeenHolder } from './market.ts';
import { windowMs } from './window-ms.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A price that was told so near to a moment is the price of that moment. */
const pointMs = 5 * minuteMs;
/** How far before and after the moment. Texts are written in some minutes or an hour; the zones of the earth reach 14 hours either way. */
const reaches: Readonly<Record<PriceReach, readonly [before: number, after: number]>> = {
  hour: [hourMs, 15 * minuteMs],
  day: [14 * hourMs, 14 * hourMs],
  week: [7 * dayMs, hourMs],
  days: [7 * dayMs, 14 * hourMs],
};
/** Until then texts still say the Fear & Greed of the day before. */
const indexLateMs = 12 * hourMs;
/** Who has told nothing of its coins for so long may have others. */
const holdersLifeMs = 45 * dayMs;

/** A bar with its length, ms. */
export type LongBar = Pick<Bar, 'openTime' | 'open' | 'high' | 'low' | 'close'> & { readonly ms: number };

/** What a coin cost. */
export interface PricePast {
  /** Ascending. */
  readonly bars: readonly LongBar[];
  /** Finer than bars. */
  readonly points: readonly (readonly [time: number, usd: number])[];
  readonly source: string;
}

/** The price that was told nearest to a moment, else that between the open and the close of the bar around it; `undefined` where no bar holds it. */
export function priceAt({ bars, points, source }: PricePast, time: number, reach: PriceReach = 'hour'): Seen | undefined {
  const [nearest] = points
    .filter(([at]) => Math.abs(at - time) <= pointMs)
    .toSorted(([a], [b]) => Math.abs(a - time) - Math.abs(b - time));
  const bar = bars.findLast(({ openTime, ms }) => openTime <= time && time <= openTime + ms);
  const value = nearest?.[1] ?? (bar && bar.open + ((bar.close - bar.open) * (time - bar.openTime)) / bar.ms);
  if (value === undefined) return undefined;
  // Of a date alone the whole day is meant.
  const length = reach.startsWith('day') && time % dayMs === 0 ? dayMs : 0;
  const [from, to] = [time - reaches[reach][0], time + length + reaches[reach][1]];
  const around = bars.filter(({ openTime, ms }) => openTime < to && openTime + ms > from);
  return {
    value,
    ...(around.length > 0 && {
      low: Math.min(value, ...around.map(({ low }) => low)),
      high: Math.max(value, ...around.map(({ high }) => high)),
    }),
    ...(reach !== 'hour' && (around[0]?.openTime ?? time) > from && { part: true as const }),
    at: nearest?.[0] ?? time,
    source,
  };
}

/** The change of a price over a window, with what it comes to at the lowest and the highest around its end. */
export function changeAt(price: CheckMarket['price'], base: string, window: ClaimWindow, time: number): Seen | undefined {
  const to = price(base, time);
  const from = price(base, time - windowMs(window, time));
  if (to === undefined || from === undefined) return undefined;
  const { value, low = value, high = value, at, source } = to;
  const change = (usd: number): number => usd / from.value - 1;
  return { value: change(value), low: change(low), high: change(high), at, source };
}

/** See `CheckMarket.fearGreed`. */
export function fearGreedAt(
  days: readonly Pick<FearGreedDay, 'day' | 'value'>[],
  time: number,
  wide: boolean,
  source: string,
): readonly Seen[] {
  const today = Math.floor(time / dayMs) * dayMs;
  const find = (day: number): readonly Seen[] =>
    days.flatMap(each => (each.day === day ? [{ value: each.value, at: day, source }] : []));
  const [own, before] = [find(today), find(today - dayMs)];
  if (wide) return [...own, ...before, ...find(today + dayMs)];
  return own.length === 0 || time - today < indexLateMs ? [...own, ...before] : own;
}

/** What a company last stated by a moment; `undefined` where that is long ago. */
export function holderAt(name: string, rows: readonly StatedCost[], time: number): SeenHolder | undefined {
  const row = rows.findLast(({ day }) => day <= time && day > time - holdersLifeMs);
  return row && { name, coins: row.coins, costUsd: row.averageUsd, costDay: row.day };
}
