import { offeredOrders } from '../truth.ts';
import type { ForcedOrder, Ledger, OtherMarketName, Venue } from '../world.ts';
import { bases } from './bases.ts';
import type { WindowName } from './feeds/feed.ts';
import { feeds } from './feeds/registry.ts';
import { exchanges } from './other-markets.ts';
import { DAY, HOUR } from './time.ts';
import { venues, venuesWithPast } from './venues.ts';

/** The windows of every total, in ms. */
export const windows: Readonly<Record<WindowName, number>> = { '1h': HOUR, '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY };

export const windowNames: readonly WindowName[] = ['1h', '24h', '7d', '30d'];

/** What a scenario says of a price level of bitcoin at its start. */
export interface StatedLevel {
  readonly price: number;
  readonly state: 'held' | 'tested' | 'broken' | 'reclaimed';
  /** `YYYY-MM-DD` (UTC) of the last change; undefined when nothing happened in the known 42 days. */
  readonly changedOn: string | undefined;
  /** Whether bitcoin stands above the level. */
  readonly standsAbove: boolean;
}

/** From `afterSeconds` after t0 on, what a watcher should come to say. */
export interface StatedTurn {
  readonly afterSeconds: number;
  readonly phase: StatedByHand['phase'];
}

/** The part of the table that a scenario states by hand. */
export interface StatedByHand {
  readonly phase: 'calm' | 'building' | 'cascade' | 'deleveraging' | 'stabilising';
  /** The sign on the toolbar badge; empty when silent. */
  readonly badge: '' | '~' | '▼' | '!' | '?';
  readonly levels: readonly StatedLevel[];
  /** The course of a live scenario. */
  readonly timeline?: readonly StatedTurn[];
}

/** Sums over [t0 - window, t0) in integer cents, and how many orders there were. */
export interface StatedSums {
  readonly longCents: number;
  readonly shortCents: number;
  readonly btcLongCents: number;
  readonly btcShortCents: number;
  /** Bitcoin's part of both positions, percent, two digits. */
  readonly btcSharePercent: number;
  readonly orders: number;
}

const percent = (part: number, whole: number): number => Math.round((part / whole) * 10_000) / 100;

/** Change from `before` to `after` in percent, two digits. */
export const changePercent = (before: number, after: number): number => percent(after - before, before);

type Sums = Omit<StatedSums, 'btcSharePercent'>;

function sumsOf(orders: readonly ForcedOrder[]): Sums {
  const sums = { longCents: 0, shortCents: 0, btcLongCents: 0, btcShortCents: 0, orders: orders.length };
  for (const { position, market, cents } of orders) {
    sums[position === 'long' ? 'longCents' : 'shortCents'] += cents;
    if (market.base === 'BTC') sums[position === 'long' ? 'btcLongCents' : 'btcShortCents'] += cents;
  }
  return sums;
}

const addSums = (left: Sums, right: Sums): Sums => ({
  longCents: left.longCents + right.longCents,
  shortCents: left.shortCents + right.shortCents,
  btcLongCents: left.btcLongCents + right.btcLongCents,
  btcShortCents: left.btcShortCents + right.btcShortCents,
  orders: left.orders + right.orders,
});

const stateSums = (sums: Sums): StatedSums => ({
  ...sums,
  btcSharePercent: percent(sums.btcLongCents + sums.btcShortCents, sums.longCents + sums.shortCents),
});

/** Each venue's sums by window, and those of all of them. */
function tableOf(
  among: readonly Venue[],
  ordersOf: (venue: Venue, window: WindowName) => readonly ForcedOrder[],
): Readonly<Record<string, Readonly<Record<string, StatedSums>>>> {
  const columns = windowNames.map(name => [name, among.map(venue => [venue, sumsOf(ordersOf(venue, name))] as const)] as const);
  const byWindow = (sumsIn: (rows: readonly (readonly [Venue, Sums])[]) => Sums) =>
    Object.fromEntries(columns.map(([name, rows]) => [name, stateSums(sumsIn(rows))]));
  return {
    ...Object.fromEntries(
      among.map(venue => [venue, byWindow(rows => rows.find(([each]) => each === venue)?.[1] ?? sumsOf([]))]),
    ),
    all: byWindow(rows => rows.map(([, sums]) => sums).reduce(addSums, sumsOf([]))),
  };
}

/** Every forced order of a venue, of all of them, and what those with a history offer to a client that starts at t0. */
function liquidationTable(ledger: Ledger): Readonly<Record<string, unknown>> {
  const { t0 } = ledger;
  const among = venues.filter(venue => ledger.markets.some(market => market.venue === venue));
  const withHistory = among.filter(venue => feeds[venue].historyReachMs > 0);
  return {
    ...tableOf(among, (venue, window) => ledger.orders(venue, t0 - windows[window], t0)),
    offered: tableOf(withHistory, (venue, window) => offeredOrders(ledger, venue, window, { at: t0, start: t0 })),
  };
}

/** One-sided open interest of some venues at a moment: dollars, bitcoin's coins, and all coins valued at the prices of `pricedAt`. */
function openInterestAt(
  ledger: Ledger,
  among: readonly Venue[],
  time: number,
  pricedAt: number,
): { usd: number; btcCoins: number; usdAtLaterPrices: number } {
  const total = { usd: 0, btcCoins: 0, usdAtLaterPrices: 0 };
  for (const market of ledger.markets) {
    if (!among.includes(market.venue)) continue;
    const coins = ledger.openInterestCoins(market, time);
    total.usd += coins * ledger.price(market.base, time);
    total.usdAtLaterPrices += coins * ledger.price(market.base, pricedAt);
    if (market.base === 'BTC') total.btcCoins += coins;
  }
  return total;
}

/** Changes are over the venues whose past can be asked for, and so are the sums at both ends of one. */
function openInterestTable(ledger: Ledger): Readonly<Record<string, number>> {
  const { t0 } = ledger;
  const [everywhere, now, day, nowOfMonth, month] = [
    openInterestAt(ledger, venues, t0, t0),
    openInterestAt(ledger, venuesWithPast.day, t0, t0),
    openInterestAt(ledger, venuesWithPast.day, t0 - DAY, t0),
    openInterestAt(ledger, venuesWithPast.month, t0, t0),
    openInterestAt(ledger, venuesWithPast.month, t0 - 30 * DAY, t0),
  ];
  return {
    usdNowEverywhere: Math.round(everywhere.usd),
    usdNow: Math.round(now.usd),
    usd24hAgo: Math.round(day.usd),
    usdNowOfMonth: Math.round(nowOfMonth.usd),
    usd30dAgo: Math.round(month.usd),
    usdChange24hPercent: changePercent(day.usd, now.usd),
    usdChange30dPercent: changePercent(month.usd, nowOfMonth.usd),
    btcCoinsNow: Math.round(now.btcCoins),
    btcCoins24hAgo: Math.round(day.btcCoins),
    btcCoinsNowOfMonth: Math.round(nowOfMonth.btcCoins),
    btcCoins30dAgo: Math.round(month.btcCoins),
    btcCoinsChange24hPercent: changePercent(day.btcCoins, now.btcCoins),
    btcCoinsChange30dPercent: changePercent(month.btcCoins, nowOfMonth.btcCoins),
    // Coins of different kinds can only be added at one set of prices: those of t0.
    allCoinsChange24hPercent: changePercent(day.usdAtLaterPrices, now.usd),
    allCoinsChange30dPercent: changePercent(month.usdAtLaterPrices, nowOfMonth.usd),
  };
}

/** How broad the move is, over the largest hundred coins that stand for themselves and were listed a day ago or longer. */
function breadthTable({ t0, surroundings }: Ledger): Readonly<Record<string, number>> {
  const own = surroundings
    .listedCoins(t0)
    .filter(({ kind }) => kind === 'coin')
    .slice(0, 100)
    .filter(({ isNew }) => !isNew);
  const moves = own.map(({ symbol, price, priceDayAgo }) => ({ symbol, move: price / priceDayAgo - 1 }));
  const bitcoin = moves.find(({ symbol }) => symbol === 'BTC')?.move ?? 0;
  const others = moves.filter(({ symbol }) => symbol !== 'BTC').map(({ move }) => move);
  const sorted = others.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return {
    coins: moves.length,
    fallingPercent: percent(moves.filter(({ move }) => move < 0).length, moves.length),
    medianAgainstBtcPoints: Math.round((median - bitcoin) * 10_000) / 100,
    weakerThanBtcPercent: percent(others.filter(move => move < bitcoin).length, others.length),
  };
}

/** Strategy's coins, their average cost by its own books, and what they have gained or lost at the price of t0. */
function strategyTable({ t0, surroundings, price }: Ledger): Readonly<Record<string, number | undefined>> {
  const { coins = 0, averageUsd = 0 } = surroundings.treasuries(t0).find(({ name }) => name === 'Strategy') ?? {};
  return { coins, averageUsd, resultUsd: Math.round((price('BTC', t0) - averageUsd) * coins) };
}

/** Each outside market at t0, with its change since the close before: percent, of the yield points. */
function otherMarketsTable({ t0, surroundings }: Ledger): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (Object.keys(exchanges) as readonly OtherMarketName[]).map(name => {
      const [before, last] = surroundings.tradingDays(name, t0, 2);
      if (before === undefined || last === undefined) throw new Error(`${name} has not traded`);
      const { date, close, value } = last;
      const change = name === 'us10y' ? Math.round((value - before.value) * 100) / 100 : changePercent(before.value, value);
      return [name, { value: Math.round(value * 100) / 100, change, date, isOpen: t0 < close }];
    }),
  );
}

/**
 * The table of a scenario: what its author decided, and the sums, changes and hours that follow from its ledger. Money is in
 * integer cents, windows end at `t0`, hours are the 24 hours before `t0`, oldest first.
 */
export function stateLedger(ledger: Ledger, byHand: StatedByHand): Readonly<Record<string, unknown>> {
  const { t0 } = ledger;
  const priceOf = (base: string, back: number): number => Math.round(ledger.price(base, t0 - back) * 100) / 100;
  const main = ['BTC', 'ETH', 'SOL'];
  const moves = bases.map(({ base }) => changePercent(ledger.price(base, t0 - DAY), ledger.price(base, t0)));
  const [today, yesterday] = ledger.fearGreed(t0, 2);
  return {
    ...byHand,
    t0: new Date(t0).toISOString(),
    btcPrice: priceOf('BTC', 0),
    btcPrice24hAgo: priceOf('BTC', DAY),
    btcPrice30dAgo: priceOf('BTC', 30 * DAY),
    change24hPercent: Object.fromEntries(
      main.map(base => [base, changePercent(ledger.price(base, t0 - DAY), ledger.price(base, t0))]),
    ),
    fallingCoins: moves.filter(move => move < 0).length,
    weakerThanBitcoin: moves.filter(move => move < (moves[0] ?? 0)).length,
    fearGreed: { today, yesterday },
    breadth: breadthTable(ledger),
    strategy: strategyTable(ledger),
    otherMarkets: otherMarketsTable(ledger),
    liquidations: liquidationTable(ledger),
    hours: Array.from({ length: 24 }, (_none, index) => {
      const from = t0 - DAY + index * HOUR;
      const { longCents, shortCents } = sumsOf(ledger.orders('gate', from, from + HOUR));
      const all = sumsOf(venues.flatMap(venue => ledger.orders(venue, from, from + HOUR)));
      return { from, gateLongCents: longCents, gateShortCents: shortCents, longCents: all.longCents, shortCents: all.shortCents };
    }),
    openInterest: openInterestTable(ledger),
  };
}
