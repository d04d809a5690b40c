import type { BarInput, EngineInput, LiquidationInput } from '../model/engine.ts';
import { dayMs, hourMs, minuteMs } from './amounts.ts';
import { mergeFills } from './branching/merge-fills.ts';
import { createPrices } from './tape-prices.ts';
import type { Prices } from './tape-prices.ts';
import { createSeries, lastUpTo, putAt, timeFrom } from './tape-series.ts';
import type { Series } from './tape-series.ts';

/** Nothing reads single orders, or their sums by the second, further back than the six hours of R; their sums by minute and open interest are kept longer. */
const keptMs = { orders: 8 * hourMs, outside: 2 * dayMs, minutes: 30 * dayMs } as const;
/** Single orders that are kept at the most: R reads a thousand, of which each may have come in several fills. */
const mostSingles = 8_192;
const secondMs = 1_000;

/** What one coin, or the market, did: the recorded inputs in memory, as columns. Times are market time in ms. */
export interface Tape extends Prices {
  /** Takes in what concerns this coin and leaves the rest. Rows may come late; they are put where they belong. */
  push(input: EngineInput): void;
  /** Forgets what is too old to be read again at `now`. */
  trim(now: number): void;
  /** Dollars of longs that were forced out in [from, to), both taken up to whole seconds; of the last eight hours. */
  longUsd(from: number, to: number): number;
  /** How many orders that were. */
  longOrders(from: number, to: number): number;
  /** The minutes of thirty days in which longs were forced out: opening, dollars, orders. */
  readonly minutes: Series;
  /** Moment of the first forced order of either position that was ever pushed; `undefined` before it. One without dollars does not count. */
  readonly heardSince: number | undefined;
  /** Moment of the newest single order that was let go for want of room: only those after it are all there. Minus infinity while none was. */
  readonly singleSince: number;
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
  // By the second, so that a flood of orders takes no more room than a few hours. Dollars and orders are added up from the first row on: a window costs
  // two look-ups.
  const longs = createSeries(2);
  /** Orders of venues that tell them all: venue and coin by their places in `names`. */
  const singles = createSeries(2);
  const minutes = createSeries(2);
  const interests = new Map<string, Series>();
  const outside = createSeries(1);
  const prices = createPrices();
  const names: string[] = [];
  let heardSince: number | undefined;
  let singleSince = -Infinity;

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

  const addOrder = ({ time, usd, position, venue, base: coin, orders = 1 }: LiquidationInput): void => {
    const isLong = position === 'long';
    if (isLong && time >= Math.max(forgottenTo, singleSince) && isComplete(venue)) {
      singles.insert(time, [nameOf(venue), nameOf(coin)]);
      if (singles.end - singles.first > mostSingles) {
        singleSince = singles.time(singles.first);
        singles.keepLast(mostSingles);
      }
    }
    // One without dollars is told for R alone.
    if (usd <= 0) return;
    heardSince = Math.min(heardSince ?? time, time);
    if (!isLong) return;
    // A row that came so late that its neighbours are gone only counts in its minute.
    if (time >= forgottenTo) {
      const second = Math.floor(time / secondMs) * secondMs;
      let place = longs.from(second);
      if (place === longs.end || longs.time(place) !== second) place = longs.insert(second, [total(0, place), total(1, place)]);
      longs.add(0, place, usd);
      longs.add(1, place, orders);
    }
    const minute = Math.floor(time / minuteMs) * minuteMs;
    let cell = minutes.from(minute);
    if (cell === minutes.end || minutes.time(cell) !== minute) cell = minutes.insert(minute, [0, 0]);
    minutes.set(0, cell, minutes.value(0, cell) + usd);
    minutes.set(1, cell, minutes.value(1, cell) + orders);
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
    get singleSince() {
      return singleSince;
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
      forgottenTo = Math.max(forgottenTo, Math.floor((now - keptMs.orders) / secondMs) * secondMs);
      const place = longs.from(forgottenTo);
      forgotten.splice(0, 2, total(0, place), total(1, place));
      longs.trim(forgottenTo);
      singles.trim(forgottenTo);
      minutes.trim(now - keptMs.minutes);
      outside.trim(now - keptMs.outside);
      for (const series of interests.values()) series.trim(now - keptMs.minutes);
      prices.trimPrices(now);
    },
    longUsd: (from, to) => between(0, from, to),
    longOrders: (from, to) => between(1, from, to),
    orderTimes(from, to) {
      const fills = [];
      for (let place = singles.from(from), end = singles.from(to); place < end; place += 1) {
        const [venue, coin] = [names[singles.value(0, place)] ?? '', names[singles.value(1, place)] ?? ''];
        fills.push({ time: singles.time(place), venue, base: coin, position: 'long' });
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
      for (const series of [longs, singles, ...interests.values()]) next = Math.min(next, timeFrom(series, time));
      return Number.isFinite(next) ? next : undefined;
    },
  };
}
