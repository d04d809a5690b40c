import type { Ledger, Venue } from '../world.ts';
import { bases } from './bases.ts';
import { venues } from './orders.ts';
import { DAY, HOUR } from './time.ts';

export type WindowName = '1h' | '24h' | '7d' | '30d';

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

function sumsOf(ledger: Ledger, among: readonly Venue[], from: number, to: number): StatedSums {
  const sums = { longCents: 0, shortCents: 0, btcLongCents: 0, btcShortCents: 0, orders: 0 };
  for (const venue of among) {
    for (const { position, market, cents } of ledger.orders(venue, from, to)) {
      sums.orders += 1;
      if (position === 'long') sums.longCents += cents;
      else sums.shortCents += cents;
      if (market.base !== 'BTC') continue;
      if (position === 'long') sums.btcLongCents += cents;
      else sums.btcShortCents += cents;
    }
  }
  return { ...sums, btcSharePercent: percent(sums.btcLongCents + sums.btcShortCents, sums.longCents + sums.shortCents) };
}

const byWindow = (ledger: Ledger, among: readonly Venue[]): Readonly<Record<string, StatedSums>> =>
  Object.fromEntries(windowNames.map(name => [name, sumsOf(ledger, among, ledger.t0 - windows[name], ledger.t0)]));

/** One-sided open interest of all markets at a moment: dollars, bitcoin's coins, and all coins valued at the prices of `pricedAt`. */
function openInterestAt(
  ledger: Ledger,
  time: number,
  pricedAt: number,
): { usd: number; btcCoins: number; usdAtLaterPrices: number } {
  const total = { usd: 0, btcCoins: 0, usdAtLaterPrices: 0 };
  for (const market of ledger.markets) {
    const coins = ledger.openInterestCoins(market, time);
    total.usd += coins * ledger.price(market.base, time);
    total.usdAtLaterPrices += coins * ledger.price(market.base, pricedAt);
    if (market.base === 'BTC') total.btcCoins += coins;
  }
  return total;
}

function openInterestTable(ledger: Ledger): Readonly<Record<string, number>> {
  const { t0 } = ledger;
  const now = openInterestAt(ledger, t0, t0);
  const day = openInterestAt(ledger, t0 - DAY, t0);
  const month = openInterestAt(ledger, t0 - 30 * DAY, t0);
  return {
    usdNow: Math.round(now.usd),
    usd24hAgo: Math.round(day.usd),
    usd30dAgo: Math.round(month.usd),
    usdChange24hPercent: changePercent(day.usd, now.usd),
    usdChange30dPercent: changePercent(month.usd, now.usd),
    btcCoinsNow: Math.round(now.btcCoins),
    btcCoins24hAgo: Math.round(day.btcCoins),
    btcCoins30dAgo: Math.round(month.btcCoins),
    btcCoinsChange24hPercent: changePercent(day.btcCoins, now.btcCoins),
    btcCoinsChange30dPercent: changePercent(month.btcCoins, now.btcCoins),
    // Coins of different kinds can only be added at one set of prices: those of t0.
    allCoinsChange24hPercent: changePercent(day.usdAtLaterPrices, now.usd),
    allCoinsChange30dPercent: changePercent(month.usdAtLaterPrices, now.usd),
  };
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
  const liquidations = Object.fromEntries([
    ...venues.map(venue => [venue, byWindow(ledger, [venue])] as const),
    ['all', byWindow(ledger, venues)] as const,
  ]);
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
    liquidations,
    hours: Array.from({ length: 24 }, (_none, index) => {
      const from = t0 - DAY + index * HOUR;
      const { longCents, shortCents } = sumsOf(ledger, ['gate'], from, from + HOUR);
      const all = sumsOf(ledger, venues, from, from + HOUR);
      return { from, gateLongCents: longCents, gateShortCents: shortCents, longCents: all.longCents, shortCents: all.shortCents };
    }),
    openInterest: openInterestTable(ledger),
  };
}
