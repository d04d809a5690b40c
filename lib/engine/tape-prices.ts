import type { BarInput } from '../model/engine.ts';
import { dayMs, hourMs } from './amounts.ts';
import { createSeries, lastUpTo, putAt, timeFrom } from './tape-series.ts';
import type { Series } from './tape-series.ts';

/** What a coin cost, from bars of any length and from single prices. Moments are market time in ms, prices US dollars. */
export interface Prices {
  /** The newest price known at a moment, and when it was that; `undefined` before the first. */
  priceAt(time: number): { readonly usd: number; readonly at: number } | undefined;
  /**
   * Highest price in [from, to], of what was known at `to`: of the finest prices that reach over at least half of the span. A bar counts when it lies
   * wholly inside. `undefined` where nothing does. Spans of one `slot` are asked for in ascending order, and then cost only what is new.
   */
  highest(slot: number, from: number, to: number): number | undefined;
  /** The lowest price told in (from, to], and when; that of a bar stands at its close. `undefined` where nothing was told. */
  lowest(from: number, to: number): { readonly usd: number; readonly at: number } | undefined;
  /** Share of the coins traded in [from, to] that takers bought, from the finest bars that reach over at least half of the span. */
  takerBuyShare(from: number, to: number): { readonly share: number; readonly at: number } | undefined;
  addPoint(time: number, usd: number): void;
  addBar(bar: BarInput): void;
  /** Forgets bars of an hour and more after 90 days, finer prices after two. */
  trimPrices(now: number): void;
  /** Moment of the first price at or after `time`; infinity without one. */
  nextPrice(time: number): number;
}

const keptMs = 90 * dayMs;
const keptFineMs = 2 * dayMs;

const [close, low, high, volume, bought] = [0, 1, 2, 3, 4];

/** No price yet. */
export function createPrices(): Prices {
  /** By length in ms, ascending; single prices have none. Rows stand at the close of the bar, when it became known. */
  let lists: readonly (readonly [intervalMs: number, Series])[] = [];
  /** The last answers of `highest`; good until a row comes for a time that was asked about. */
  const highs = new Map<number, { series: Series; usd: number; at: number; from: number; to: number; lateRows: number }>();
  let askedTo = -Infinity;
  let lateRows = 0;

  const add = (intervalMs: number, time: number, values: readonly number[]): void => {
    let list = lists.find(([length]) => length === intervalMs);
    if (list === undefined) {
      list = [intervalMs, createSeries(5)];
      lists = [...lists, list].sort((left, right) => left[0] - right[0]);
    }
    if (time <= askedTo) lateRows += 1;
    putAt(list[1], time, values);
  };

  return {
    priceAt(time) {
      let newest: { readonly usd: number; readonly at: number } | undefined;
      for (const [, series] of lists) {
        const place = lastUpTo(series, time);
        if (place === undefined || series.time(place) <= (newest?.at ?? -Infinity)) continue;
        newest = { usd: series.value(close, place), at: series.time(place) };
      }
      return newest;
    },
    highest(slot, from, to) {
      for (const [intervalMs, series] of lists) {
        const place = series.from(from + intervalMs);
        const last = lastUpTo(series, to);
        if (last === undefined || last < place) continue;
        if (series.time(last) - series.time(place) + intervalMs < (to - from) / 2) continue;
        askedTo = Math.max(askedTo, to);
        const known = highs.get(slot);
        const isKept =
          known?.series === series &&
          known.from <= from &&
          known.at - intervalMs >= from &&
          known.to <= to &&
          known.lateRows === lateRows;
        let { usd, at } = isKept ? known : { usd: -Infinity, at: 0 };
        for (let row = isKept ? series.from(known.to) : place; row <= last; row += 1) {
          if (series.value(high, row) < usd) continue;
          usd = series.value(high, row);
          at = series.time(row);
        }
        highs.set(slot, { series, usd, at, from, to, lateRows });
        return usd;
      }
      return undefined;
    },
    lowest(from, to) {
      let lowestYet: { readonly usd: number; readonly at: number } | undefined;
      for (const [, series] of lists)
        for (let place = series.end - 1; place >= series.first && series.time(place) > from; place -= 1) {
          const at = series.time(place);
          if (at <= to && series.value(low, place) <= (lowestYet?.usd ?? Infinity))
            lowestYet = { usd: series.value(low, place), at };
        }
      return lowestYet;
    },
    takerBuyShare(from, to) {
      for (const [intervalMs, series] of lists) {
        let coins = 0;
        let buys = 0;
        let heard = 0;
        let at = 0;
        for (let place = series.from(from + intervalMs); place < series.end && series.time(place) <= to; place += 1) {
          const traded = series.value(volume, place);
          const taken = series.value(bought, place);
          if (Number.isNaN(traded + taken)) continue;
          coins += traded;
          buys += taken;
          heard += intervalMs;
          at = series.time(place);
        }
        if (coins > 0 && heard >= (to - from) / 2) return { share: buys / coins, at };
      }
      return undefined;
    },
    addPoint: (time, usd) => add(0, time, [usd, usd, usd]),
    addBar: bar =>
      add(bar.intervalMs, bar.time + bar.intervalMs, [bar.close, bar.low, bar.high, bar.volume, bar.takerBuyBase].map(toCell)),
    trimPrices(now) {
      for (const [intervalMs, series] of lists) series.trim(now - (intervalMs < hourMs ? keptFineMs : keptMs));
    },
    nextPrice: time => Math.min(...lists.map(([, series]) => timeFrom(series, time))),
  };
}

const toCell = (figure: number | undefined): number => figure ?? Number.NaN;
