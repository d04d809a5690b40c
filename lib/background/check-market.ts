import type { Claim, ClaimWindow } from '../claims/claim.ts';
import type { CheckMarket, Seen, SeenLiquidations } from '../claims/check/market.ts';
import { changeAt, fearGreedAt, holderAt, priceAt } from '../claims/check/past.ts';
import type { LongBar, PricePast } from '../claims/check/past.ts';
import { windowMs } from '../claims/check/window-ms.ts';
import { monthToleranceMs, openInterestFigure } from '../engine/open-interest.ts';
import { totalsOver } from '../engine/totals.ts';
import type { LiquidationTotal, OpenInterestFigure } from '../model/snapshot.ts';
import type { FearGreedSource, Venue } from '../model/venue.ts';
import { strategyLedger } from '../sources/strategy-ledger.ts';
import { dayMs, hourMs } from '../store/grains.ts';
import { venuesOn } from './counted-venues.ts';
import { newestPrice } from './fuel-keeper.ts';
import { readFunding } from './funding-log.ts';
import { toPrices } from './history-columns.ts';
import type { Point } from './history-columns.ts';
import { createInterestAt } from './interest-at.ts';
import type { CoinBars } from './market-state.ts';
import type { OlderBook } from './older-book.ts';
import type { BackgroundParts } from './parts.ts';
import type { PricePast as PriceLog } from './price-log.ts';
import { totalsInput } from './snapshot-builder.ts';

/** Sums of forced orders are kept by the half hour for sixty days, and read of thirty of them at the most. */
const longestMs = 30 * dayMs;
const totalsLifeMs = 10 * 60_000;
/** Lists of coins are asked for every ten minutes; one of before is not of now. */
const capsLifeMs = hourMs;
const market = 'TOTAL';

/** What the checks may ask of a text: read from the store beforehand, so that they answer at once. */
export type ReadMarket = (
  claims: readonly Pick<Claim, 'kind' | 'asset' | 'window'>[],
  times: readonly number[],
) => Promise<CheckMarket>;

/** The market as it is kept, for the checks: prices of bars, forced orders and open interest of the store, the other figures of what was told. */
export function createCheckMarket(
  parts: Pick<BackgroundParts, 'state' | 'book' | 'documents' | 'openInterestStore' | 'marketTime'>,
  {
    venues: all,
    fearGreedSource,
    prices,
    bookFrom,
  }: {
    readonly venues: readonly Venue[];
    readonly fearGreedSource: FearGreedSource;
    readonly prices: Pick<PriceLog, 'past'>;
    readonly bookFrom: OlderBook;
  },
): ReadMarket {
  const { state, marketTime } = parts;
  const interestAt = createInterestAt(parts, all);

  async function pricesOf(base: string, now: number): Promise<PricePast> {
    const hours = state.bars.get(base);
    const since = hours?.bars[0]?.openTime ?? Infinity;
    const long = (held: CoinBars | undefined, ms: number): readonly LongBar[] => (held?.bars ?? []).map(bar => ({ ...bar, ms }));
    const four = state.bars4h.get(base);
    const newest = newestPrice(parts, base);
    return {
      bars: [...long(four, 4 * hourMs).filter(({ openTime, ms }) => openTime + ms <= since), ...long(hours, hourMs)],
      points: [...toPrices(await prices.past(base, now)), ...(newest === undefined ? [] : [[newest.at, newest.usd] as const])],
      source: hours?.source ?? four?.source ?? newest?.source ?? '',
    };
  }

  /** Figures of one moment, by coin: now, and the change over a window. */
  async function interestOf(time: number, windows: readonly ClaimWindow[]) {
    const ids = venuesOn(state, all).map(({ id }) => id);
    const latest = await interestAt(time, monthToleranceMs);
    const at = async (window?: ClaimWindow) => {
      const back = window === undefined ? 0 : windowMs(window, time);
      const before = window === undefined ? [] : await interestAt(time - back, monthToleranceMs);
      // The change over any window is the one over thirty days of rows that are dated so.
      const monthAgo = before.map(row => ({ ...row, time: row.time + back - 30 * dayMs }));
      const input = { now: time, latest, dayAgo: [], monthAgo, venues: ids, maxAgeMs: monthToleranceMs };
      return (base: string): OpenInterestFigure | undefined =>
        openInterestFigure(input, base === market ? undefined : base).figure;
    };
    return {
      whole: await at(),
      changes: new Map(await Promise.all([...new Set(windows)].map(async window => [window, await at(window)] as const))),
    };
  }

  /** Totals of one moment, by window and coin, of what was heard of it. */
  async function totalsOf(time: number, windows: readonly ClaimWindow[], bases: readonly string[]) {
    // With the day, whose beginning decides which sums are kept from one call to the next: the snapshot's own are then taken.
    const plans = [...new Set<ClaimWindow>([...windows, '24h'])]
      .map(name => ({ name, lengthMs: windowMs(name, time) }))
      .filter(({ lengthMs }) => lengthMs > 0 && lengthMs <= longestMs)
      .toSorted((a, b) => b.lengthMs - a.lengthMs)
      .map(plan => ({ ...plan, rule: plan.lengthMs > dayMs ? ('long' as const) : ('short' as const) }));
    const book = await bookFrom(time - (plans[0]?.lengthMs ?? 0));
    return totalsOver(totalsInput({ state, book }, venuesOn(state, all), time), bases, plans);
  }

  /** The last ones, for some minutes: an open article asks every minute, and hours that are gone change by healing alone. */
  let last: { readonly name: string; readonly totals: ReadonlyMap<number, Awaited<ReturnType<typeof totalsOf>>> } | undefined;

  async function keptTotals(times: readonly number[], windows: readonly ClaimWindow[], bases: readonly string[], now: number) {
    if (windows.length === 0) return new Map<number, Awaited<ReturnType<typeof totalsOf>>>();
    // The number of days tells of a wipe.
    const name = [Math.floor(now / totalsLifeMs), parts.book.days().length, ...times, ...windows, ...bases, ...state.off].join();
    if (last?.name !== name) {
      const made = new Map<number, Awaited<ReturnType<typeof totalsOf>>>();
      // A text takes its sums some time before it goes out; of more than a day an hour is nothing.
      const short = windows.filter(window => windowMs(window, now) <= dayMs);
      for (const time of times) made.set(time, await totalsOf(time, windows, bases));
      for (const time of times.map(each => each - hourMs))
        if (short.length > 0 && !made.has(time)) made.set(time, await totalsOf(time, short, bases));
      last = { name, totals: made };
    }
    return last.totals;
  }

  return async (claims, asked) => {
    const now = marketTime.now();
    const times = [...new Set([...asked, now])];
    const windowsOf = (kind: Claim['kind']) =>
      claims.flatMap(claim => (claim.kind === kind && claim.window !== null ? [claim.window] : []));
    const basesOf = (kind?: Claim['kind']) => [
      ...new Set(claims.flatMap(claim => (kind === undefined || claim.kind === kind ? (claim.asset ?? []) : []))),
    ];
    const hasInterest = claims.some(({ kind }) => kind.startsWith('open_interest'));
    const byTime = async <Value>(read: (time: number) => Promise<Value>): Promise<ReadonlyMap<number, Value>> =>
      new Map(await Promise.all(times.map(async time => [time, await read(time)] as const)));
    const [past, interest, totals, funding] = await Promise.all([
      Promise.all([...new Set(['BTC', ...basesOf()])].map(async base => [base, await pricesOf(base, now)] as const)),
      byTime(async time => (hasInterest ? interestOf(time, windowsOf('open_interest_change')) : undefined)),
      keptTotals(
        [...new Set(asked.map(time => Math.min(time, now)))],
        windowsOf('liquidations'),
        basesOf('liquidations').filter(base => base !== market),
        now,
      ),
      byTime(
        async time =>
          new Map(
            await Promise.all(
              basesOf('funding').map(
                async base => [base, (await readFunding(parts, { base, from: time - 2 * hourMs, to: time + 1 })).at(-1)] as const,
              ),
            ),
          ),
      ),
    ]);
    const byBase = new Map(past);

    const price: CheckMarket['price'] = (base, time, reach) => {
      const told = byBase.get(base);
      return told && priceAt(told, time, reach);
    };
    const cap = (base: string, time: number): Seen | undefined => {
      const { caps } = state;
      const value = base === market ? sumOf(caps?.usd) : caps?.usd.get(base);
      if (caps === undefined || value === undefined || Math.abs(time - caps.at) > capsLifeMs) return undefined;
      return { value, at: caps.at, source: caps.source };
    };
    return {
      now,
      price,
      priceChange(base, window, time) {
        const told = newestPrice(parts, base);
        const seen = changeAt(price, base, window, time);
        // The provider's own is of the minute.
        if (window !== '24h' || told?.change24h === undefined || Math.abs(told.at - time) > 5 * 60_000) return seen;
        const { change24h: value, at, source } = told;
        const { low = value, high = value } = seen ?? {};
        return { value, low: Math.min(low, value), high: Math.max(high, value), at, source };
      },
      liquidations(base, window, time) {
        const of = totals.get(time);
        const total = (base === market ? of?.market : of?.coins[base])?.[window];
        return total && toSeen(total, time);
      },
      openInterest(base, time) {
        const figure = interest.get(time)?.whole(base);
        return figure && { value: figure.usd, at: figure.at, source: '', venues: figure.venues };
      },
      openInterestChange(base, window, time) {
        const figure = interest.get(time)?.changes.get(window)?.(base);
        if (figure === undefined) return undefined;
        const { changeUsd30d: usd, changeCoins30d: coins, at, venues } = figure;
        const seen = (value: number): Seen => ({ value, at, source: '', venues });
        return { ...(usd !== undefined && { usd: seen(usd) }), ...(coins !== undefined && { coins: seen(coins) }) };
      },
      funding(base, time) {
        const told: Point | undefined = funding.get(time)?.get(base);
        return told && { value: told[1], at: told[0], source: '' };
      },
      fearGreed: (time, wide = false) => fearGreedAt(state.fearGreed?.days ?? [], time, wide, fearGreedSource.name),
      marketCap: cap,
      dominance(base, time) {
        const [own, whole] = [cap(base, time), cap(market, time)];
        return own && whole && { ...own, value: own.value / whole.value };
      },
      holder(name, time) {
        if (name === 'strategy') return holderAt('Strategy', strategyLedger, time);
        const row = state.holders.rows.find(each => each.base === 'BTC' && each.name.toLowerCase().startsWith(name));
        if (row?.entryUsd === undefined) return undefined;
        return holderAt(row.name, [{ day: row.at, coins: row.coins, averageUsd: row.entryUsd / row.coins }], time);
      },
    };
  };
}

const sumOf = (caps: ReadonlyMap<string, number> | undefined): number | undefined =>
  caps && [...caps.values()].reduce((sum, usd) => sum + usd, 0);

const toSeen = (
  { longUsd, shortUsd, floor, coverage, venuesHeard, estimate }: LiquidationTotal,
  at: number,
): SeenLiquidations => ({
  longUsd,
  shortUsd,
  floor,
  coverage,
  venues: venuesHeard,
  ...(estimate && { upper: estimate }),
  at,
});
