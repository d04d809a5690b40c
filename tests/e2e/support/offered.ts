import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import type { RunningMarket } from '../../market/server.ts';
import { offeredFrom, sentOrders, type TruthWindow } from '../../market/truth.ts';
import type { ForcedOrder, Position, Venue } from '../../market/world.ts';

export const windowNames: readonly TruthWindow[] = ['1h', '24h', '7d', '30d'];
export const positions: readonly Position[] = ['long', 'short'];
/** All coins, and the one that is always shown by itself. */
export const scopes = ['all', 'BTC'] as const;

/** Integer cents by `all 24h long`. */
export type Sums = ReadonlyMap<string, number>;

/** From an order's second on the stream to its money on the screen: a push every half second, a batch every quarter, a turn of the worker. */
const streamMs = 3_000;
/** From an answer of the simulator to its rows in the sums. */
const answerMs = 1_500;

const streamHosts: Readonly<Partial<Record<Venue, string>>> = {
  binance: 'fstream.binance.com',
  bybit: 'stream.bybit.com',
};

/** When the first socket of the venue was opened; `at` while there was none. */
export function openedAt({ log }: RunningMarket, venue: Exclude<Venue, 'gate'>, at: number): number {
  const openings = log.connections.flatMap(entry =>
    entry.host === streamHosts[venue] && entry.state !== 'refused' ? [entry.openedAt] : [],
  );
  return Math.min(at, ...openings);
}

/** End of what the last answer of `liq_orders` of the board covered. Both ends of the question are whole seconds that count. */
function polledTo({ log }: RunningMarket, board: string, at: number): number {
  const path = `/api/v4/futures/${board}/liq_orders`;
  const last = log.requests.findLast(entry => entry.path === path && entry.status === 200 && entry.time <= at - answerMs);
  return last === undefined ? 0 : (Number(new URLSearchParams(last.query).get('to')) + 1) * 1_000;
}

/** The orders of [from, at) that a client can have by `at`; `undefined` when one of them may still be on its way. */
function ordersBy(market: RunningMarket, venue: Venue, from: number, at: number): readonly ForcedOrder[] | undefined {
  const orders = sentOrders(market.ledger, { venue, from, to: at });
  if (venue !== 'gate') return orders.some(order => order.time >= at - streamMs) ? undefined : orders;
  const to = { usdt: polledTo(market, 'usdt', at), btc: polledTo(market, 'btc', at) };
  return orders.filter(({ time, market: { board } }) => time < (board === 'btc' ? to.btc : to.usdt));
}

/**
 * What a panel must show at `at` that started with an empty store at the first moment of this market: the offered truth, less the orders of Gate
 * that nobody has asked for yet. `undefined` at a moment at which something is on its way. Sums of windows come from the ledger alone.
 */
export function offeredAt(market: RunningMarket, at: number): Sums | undefined {
  const sums = new Map<string, number>();
  for (const scope of scopes)
    for (const window of windowNames) for (const position of positions) sums.set(`${scope} ${window} ${position}`, 0);
  for (const venue of ['binance', 'bybit', 'gate'] as const) {
    const start = venue === 'gate' ? at : openedAt(market, venue, at);
    const orders = ordersBy(market, venue, offeredFrom(venue, '30d', { at, start }), at);
    if (orders === undefined) return undefined;
    for (const window of windowNames) {
      const from = offeredFrom(venue, window, { at, start });
      for (const {
        time,
        position,
        cents,
        market: { base },
      } of orders) {
        if (time < from) continue;
        for (const scope of base === 'BTC' ? scopes : (['all'] as const)) {
          const key = `${scope} ${window} ${position}`;
          sums.set(key, (sums.get(key) ?? 0) + cents);
        }
      }
    }
  }
  return sums;
}

/** The same sums as a snapshot has them. */
export function shownSums({ liquidations }: MarketSnapshot): Sums {
  const sums = new Map<string, number>();
  for (const scope of scopes) {
    const totals = scope === 'all' ? liquidations.market : liquidations.coins[scope];
    for (const window of windowNames) {
      sums.set(`${scope} ${window} long`, Math.round((totals?.[window]?.longUsd ?? Number.NaN) * 100));
      sums.set(`${scope} ${window} short`, Math.round((totals?.[window]?.shortUsd ?? Number.NaN) * 100));
    }
  }
  return sums;
}

/** Integer cents of one hour of the clock, all coins: what was offered of it by `at`. `undefined` as in `offeredAt`. */
export function offeredHour(market: RunningMarket, from: number, at: number): Readonly<Record<Position, number>> | undefined {
  const sums = { long: 0, short: 0 };
  const to = Math.min(at, from + 3_600_000);
  for (const venue of ['binance', 'bybit', 'gate'] as const) {
    const start = venue === 'gate' ? from : Math.max(from, openedAt(market, venue, at));
    const orders = ordersBy(market, venue, Math.min(start, at), at);
    if (orders === undefined) return undefined;
    for (const { time, position, cents } of orders) if (time >= start && time < to) sums[position] += cents;
  }
  return sums;
}
