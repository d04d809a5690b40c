import type { BarInput, LiquidationInput, ReferenceInput } from '../../model/engine.ts';
import type { CheckMarket, Seen, SeenLiquidations } from './market.ts';
import { changeAt, fearGreedAt, holderAt, priceAt } from './past.ts';
import { windowMs } from './window-ms.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A figure of a moment is one of this near to it, before or after. */
const nearMs = hourMs;
/** Market capitalisations are told once in a while. */
const capNearMs = 6 * hourMs;
const market = 'TOTAL';

/** A figure that a recording tells beside what `replay` reads. Times are ms, `base` a ticker or `TOTAL`. */
export type FigureInput =
  | { readonly type: 'fearGreed'; readonly time: number; readonly value: number }
  | { readonly type: 'holder'; readonly name: string; readonly coins: number; readonly costUsd: number; readonly day: number }
  | { readonly type: 'openInterest'; readonly time: number; readonly base: string; readonly usd: number; readonly coins?: number }
  | { readonly type: 'funding'; readonly time: number; readonly base: string; readonly ratePer8h: number }
  | { readonly type: 'marketCap'; readonly time: number; readonly base: string; readonly usd: number };

export type MarketInput = FigureInput | LiquidationInput | BarInput | ReferenceInput;

const ofType = <Type extends MarketInput['type']>(rows: readonly MarketInput[], type: Type) =>
  rows.filter((row): row is Extract<MarketInput, { readonly type: Type }> => row.type === type);

const timeOf = (row: MarketInput): number => (row.type === 'holder' ? row.day : row.time);
/** When it is over. */
const endOf = (row: MarketInput): number => timeOf(row) + (row.type === 'bar' ? row.intervalMs : 0);

/** The market of a recording, for the checks. It ends with its last line, which is now; forced orders are those of the recording, a floor. */
export function createRecordedMarket(rows: readonly MarketInput[]): CheckMarket {
  const now = rows.reduce((most, row) => (row.type === 'holder' ? most : Math.max(most, endOf(row))), -Infinity);
  const bars = Map.groupBy(ofType(rows, 'bar'), ({ base }) => base);
  const orders = ofType(rows, 'liquidation');
  // Other lines may go back further than it was listened to forced orders.
  const begun = orders.reduce((least, { time }) => Math.min(least, time), Infinity);
  const days = [...ofType(rows, 'fearGreed'), ...ofType(rows, 'reference').filter(({ name }) => name === 'fear-greed')].map(
    ({ time, value }) => ({ day: Math.floor(time / dayMs) * dayMs, value }),
  );
  const interest = [
    ...ofType(rows, 'openInterest'),
    ...ofType(rows, 'bar').flatMap(({ base, time, intervalMs, openInterestUsd: usd }) =>
      usd === undefined ? [] : [{ base, usd, time: time + intervalMs, coins: undefined }],
    ),
  ];
  const rates = [
    ...ofType(rows, 'funding'),
    ...ofType(rows, 'bar').flatMap(({ base, time, intervalMs, fundingRate: ratePer8h }) =>
      ratePer8h === undefined ? [] : [{ base, ratePer8h, time: time + intervalMs }],
    ),
  ];
  const holders = ofType(rows, 'holder').toSorted((a, b) => a.day - b.day);

  const price: CheckMarket['price'] = (base, time, reach) => {
    const own = (bars.get(base) ?? [])
      .map(({ time: openTime, intervalMs: ms, open, high, low, close }) => ({ openTime, ms, open, high, low, close }))
      .toSorted((a, b) => a.openTime - b.openTime);
    const finest = Math.min(...own.map(({ ms }) => ms));
    const since = own.find(({ ms }) => ms === finest)?.openTime ?? Infinity;
    // Longer bars tell of the time before the finest alone.
    const told = own.filter(({ openTime, ms }) => ms === finest || openTime + ms <= since);
    return priceAt({ bars: told, points: [], source: 'recording' }, time, reach);
  };
  const interestAt = (base: string, time: number, within = nearMs) =>
    nearest(
      interest.filter(row => row.base === base),
      time,
      within,
    );
  const cap = (base: string, time: number): Seen | undefined => {
    const row = nearest(
      ofType(rows, 'marketCap').filter(each => each.base === base),
      time,
      capNearMs,
    );
    return row && { value: row.usd, at: row.time, source: 'recording' };
  };

  return {
    now,
    price,
    priceChange: (base, window, time) => changeAt(price, base, window, time),
    liquidations(base, window, time): SeenLiquidations | undefined {
      const lengthMs = windowMs(window, time);
      const from = time - lengthMs;
      const own = orders.filter(order => base === market || order.base === base);
      if (own.length === 0 || begun >= time || time > now) return undefined;
      const inside = own.filter(order => order.time >= from && order.time < time);
      const sum = (side: 'long' | 'short'): number =>
        inside.reduce((usd, order) => usd + (order.position === side ? order.usd : 0), 0);
      return {
        longUsd: sum('long'),
        shortUsd: sum('short'),
        floor: true,
        coverage: Math.min(1, (time - begun) / lengthMs),
        venues: new Set(own.map(({ venue }) => venue)).size,
        at: time,
      };
    },
    openInterest(base, time) {
      const row = interestAt(base, time);
      return row && { value: row.usd, at: row.time, source: 'recording' };
    },
    openInterestChange(base, window, time) {
      const lengthMs = windowMs(window, time);
      const to = interestAt(base, time);
      const from = interestAt(base, time - lengthMs, Math.min(12 * hourMs, Math.max(nearMs / 2, lengthMs / 24)));
      if (to === undefined || from === undefined || to === from) return undefined;
      const seen = (value: number): Seen => ({ value, at: to.time, source: 'recording' });
      return {
        usd: seen(to.usd / from.usd - 1),
        ...(to.coins !== undefined && from.coins !== undefined && { coins: seen(to.coins / from.coins - 1) }),
      };
    },
    funding(base, time) {
      const row = nearest(
        rates.filter(each => each.base === base),
        time,
        2 * hourMs,
      );
      return row && { value: row.ratePer8h, at: row.time, source: 'recording' };
    },
    fearGreed: (time, wide = false) => fearGreedAt(days, time, wide, 'recording'),
    marketCap: cap,
    dominance(base, time) {
      const [own, whole] = [cap(base, time), cap(market, time)];
      return own && whole && { ...own, value: own.value / whole.value };
    },
    holder(name, time) {
      const own = holders.filter(each => each.name.toLowerCase() === name);
      const [first] = own;
      const stated = own.map(({ day, coins, costUsd }) => ({ day, coins, averageUsd: costUsd }));
      return first && holderAt(first.name, stated, time);
    },
  };
}

function nearest<Row extends { readonly time: number }>(rows: readonly Row[], time: number, within: number): Row | undefined {
  const [first] = rows
    .filter(row => Math.abs(row.time - time) <= within)
    .toSorted((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time));
  return first;
}
