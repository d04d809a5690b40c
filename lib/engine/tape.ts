import type { BarInput, EngineInput, LiquidationInput } from '../model/engine.ts';
import { dayMs, minuteMs } from './amounts.ts';
import { mergeFills } from './branching/merge-fills.ts';
import { createPrices } from './tape-prices.ts';
import type { Prices } from './tape-prices.ts';
import { createSeries, lastUpTo, putAt, timeFrom } from './tape-series.ts';
import type { Series } from './tape-series.ts';

/** Single orders are kept this long, their sums by minute and what comes in bars as below. */
export const keptMs = { orders: 2 * dayMs, minutes: 30 * dayMs } as const;

/** What one coin, or the market, did: the recorded inputs in memory, as columns. Times are market time in ms. */
export interface Tape extends Prices {
  /** Takes in what concerns this coin and leaves the rest. Rows may come late; they are put where they belong. */
  push(input: EngineInput): void;
  /** Forgets what is too old to be read again at `now`. */
  trim(now: number): void;
  /** Dollars of longs that were forced out in [from, to): from single orders, so of the last two days. */
  longUsd(from: number, to: number): number;
  /** How many orders that were. */
  longOrders(from: number, to: number): number;
  /** The minutes of thirty days in which longs were forced out: opening, dollars, orders. */
  readonly minutes: Series;
  /** Moment of the first forced order of either position that was ever pushed; `undefined` before it. */
  readonly heardSince: number | undefined;
  /** Beginnings of forced orders of longs in [from, to) at venues that tell them all, fills of one order counted once. */
  orderTimes(from: number, to: number): Float64Array;
  /**
   * Change of the coins that are open between the last figure at or before `from` and the last at or before `to`, over one set of venues: the one with
   * the newest figure. `at` is the moment of the later figure. `undefined` where no set has both.
   */
  interestChange(from: number, to: number): { readonly change: number; readonly at: number } | undefined;
  /** What an outside series told in [from, to], ascending. */
  covariate(from: number, to: number): readonly { readonly time: number; readonly value: number }[] | undefined;
  /** Moment of the first input at or after `time` that a phase can be read from; `undefined` when there is none. */
  nextAfter(time: number): number | undefined;
}

/** The outside series that orders may follow without setting each other off: turnover on exchanges without leverage. */
export const covariateName = 'spot-flow';

export interface TapeOptions {
  /** The coin; `undefined` for the market: orders of every coin, the price of bitcoin, open interest told of `ALL` (or bitcoin's, from bars). */
  readonly base: string | undefined;
  /** Whether a venue's feed tells every order. A venue that is not known counts as complete. */
  readonly isComplete?: ((venue: string) => boolean) | undefined;
}

/** An empty tape. */
export function createTape({ base, isComplete = () => true }: TapeOptions): Tape {
  const priceBase = base ?? 'BTC';
  // Dollars and orders are added up from the first row on, so that a window costs two look-ups however full it is.
  const longs = createSeries(4);
  const minutes = createSeries(2);
  const interests = new Map<string, Series>();
  const outside = createSeries(1);
  const prices = createPrices();
  const names: string[] = [];
  let heardSince: number | undefined;

  // Up to when single orders are forgotten, and what had been added up by then.
  let forgottenTo = -Infinity;
  const forgotten = [0, 0];
  /** What the rows before a place add up to. */
  const total = (column: number, place: number): number =>
    place > longs.first ? longs.value(column, place - 1) : (forgotten[column] ?? 0);
  const between = (column: number, from: number, to: number): number =>
    Math.max(0, total(column, longs.from(to)) - total(column, longs.from(from)));

  const nameOf = (name: string): number => {
    const place = names.indexOf(name);
    return place >= 0 ? place : names.push(name) - 1;
  };

  const addOrder = ({ time, usd, position, venue, base: coin }: LiquidationInput): void => {
    heardSince = Math.min(heardSince ?? time, time);
    if (position !== 'long') return;
    // A row that came so late that its neighbours are gone only counts in its minute.
    if (time >= forgottenTo) {
      const place = longs.insert(time, [0, 0, nameOf(venue), nameOf(coin)]);
      for (const column of [0, 1]) longs.set(column, place, total(column, place));
      for (let row = place; row < longs.end; row += 1) {
        longs.set(0, row, longs.value(0, row) + usd);
        longs.set(1, row, longs.value(1, row) + 1);
      }
    }
    const minute = Math.floor(time / minuteMs) * minuteMs;
    let cell = minutes.from(minute);
    if (cell === minutes.end || minutes.time(cell) !== minute) cell = minutes.insert(minute, [0, 0]);
    minutes.set(0, cell, minutes.value(0, cell) + usd);
    minutes.set(1, cell, minutes.value(1, cell) + 1);
  };

  const addInterest = (of: string, time: number, coins: number): void => {
    let series = interests.get(of);
    if (series === undefined) interests.set(of, (series = createSeries(1)));
    putAt(series, time, [coins]);
  };

  const addBar = (bar: BarInput): void => {
    prices.addBar(bar);
    if (bar.openInterestUsd !== undefined)
      addInterest(`bars of ${bar.intervalMs}`, bar.time + bar.intervalMs, bar.openInterestUsd / bar.close);
  };

  return {
    ...prices,
    minutes,
    get heardSince() {
      return heardSince;
    },
    push(input) {
      if (input.type === 'reference') {
        if (input.name === covariateName) outside.insert(input.time, [input.value]);
      } else if (input.type === 'liquidation') {
        if (base === undefined || input.base === base) addOrder(input);
      } else if (input.type === 'interest') {
        if (input.base === (base ?? 'ALL')) addInterest(input.of, input.time, input.coins);
      } else if (input.base === priceBase) {
        if (input.type === 'bar') addBar(input);
        else if (input.type === 'price') prices.addPoint(input.time, input.usd);
      }
    },
    trim(now) {
      forgottenTo = Math.max(forgottenTo, now - keptMs.orders);
      const place = longs.from(forgottenTo);
      forgotten.splice(0, 2, total(0, place), total(1, place));
      longs.trim(forgottenTo);
      minutes.trim(now - keptMs.minutes);
      outside.trim(now - keptMs.orders);
      for (const series of interests.values()) series.trim(now - keptMs.minutes);
      prices.trimPrices(now);
    },
    longUsd: (from, to) => between(0, from, to),
    longOrders: (from, to) => between(1, from, to),
    orderTimes(from, to) {
      const fills = [];
      for (let place = longs.from(from), end = longs.from(to); place < end; place += 1) {
        const venue = names[longs.value(2, place)] ?? '';
        const coin = names[longs.value(3, place)] ?? '';
        if (isComplete(venue)) fills.push({ time: longs.time(place), venue, base: coin, position: 'long' });
      }
      return mergeFills(fills);
    },
    interestChange(from, to) {
      let newest: { readonly change: number; readonly at: number } | undefined;
      for (const series of interests.values()) {
        const late = lastUpTo(series, to);
        const early = lastUpTo(series, from);
        if (late === undefined || early === undefined) continue;
        const at = series.time(late);
        const then = series.value(0, early);
        if (then > 0 && at > (newest?.at ?? -Infinity)) newest = { change: series.value(0, late) / then - 1, at };
      }
      return newest;
    },
    covariate(from, to) {
      const rows = [];
      for (let place = outside.from(from), end = outside.from(to); place < end; place += 1)
        rows.push({ time: outside.time(place), value: outside.value(0, place) });
      return rows.length === 0 ? undefined : rows;
    },
    nextAfter(time) {
      let next = prices.nextPrice(time);
      for (const series of [longs, ...interests.values()]) next = Math.min(next, timeFrom(series, time));
      return Number.isFinite(next) ? next : undefined;
    },
  };
}
