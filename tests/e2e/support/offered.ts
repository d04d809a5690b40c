import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { feeds } from '../../market/ledger/feeds/registry.ts';
import { venues } from '../../market/ledger/venues.ts';
import type { RunningMarket } from '../../market/server.ts';
import { offeredFrom, sentOrders, type TruthWindow } from '../../market/truth.ts';
import type { ForcedOrder, Position, Venue } from '../../market/world.ts';

export const windowNames: readonly TruthWindow[] = ['1h', '24h', '7d', '30d'];
const windowsMs: Readonly<Record<TruthWindow, number>> = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
};
export const positions: readonly Position[] = ['long', 'short'];
/** All coins, and the one that is always shown by itself. */
export const scopes = ['all', 'BTC'] as const;

/** Integer cents by `all 24h long`. */
export type Sums = ReadonlyMap<string, number>;

/** From an order's second on the stream to its money on the screen: a push every half second, a batch every quarter, a turn of the worker. */
const streamMs = 3_000;
/** From an answer of the simulator to its rows in the sums. */
const answerMs = 1_500;
/** From the opening of a socket to its subscriptions. */
const subscribeMs = 2_000;

/** What is asked of a market here. */
export type SeenMarket = Pick<RunningMarket, 'ledger' | 'log' | 'startedAt'>;

/** Where a venue's forced orders are pushed from, and where its past ones are asked for. */
interface Wire {
  readonly streamHost?: string;
  readonly historyHost?: string;
  /** Part of the path. */
  readonly historyPath?: string;
}

/** Gate is polled and has bars, and so it is counted by itself. */
const wires: Readonly<Partial<Record<Venue, Wire>>> = {
  binance: { streamHost: 'fstream.binance.com' },
  bybit: { streamHost: 'stream.bybit.com' },
  okx: { streamHost: 'ws.okx.com', historyHost: 'www.okx.com', historyPath: '/liquidation-orders' },
  bitmex: { streamHost: 'ws.bitmex.com' },
  deribit: { streamHost: 'www.deribit.com' },
  htx: { streamHost: 'api.hbdm.com', historyHost: 'api.hbdm.com', historyPath: 'liquidation_orders' },
  bitfinex: { streamHost: 'api-pub.bitfinex.com', historyHost: 'api-pub.bitfinex.com', historyPath: '/liquidations/hist' },
  'kraken-futures': { streamHost: 'futures.kraken.com' },
  dydx: { streamHost: 'indexer.dydx.trade' },
  aster: { streamHost: 'fstream.asterdex.com' },
  bitget: { streamHost: 'ws.bitget.com', historyHost: 'api.bitget.com', historyPath: '/liquidations' },
  lighter: { streamHost: 'mainnet.zklighter.elliot.ai' },
  poloniex: { streamHost: 'ws.poloniex.com', historyHost: 'api.poloniex.com', historyPath: '/liquidationOrder' },
  coinex: { historyHost: 'api.coinex.com', historyPath: '/liquidation-history' },
};

/** Venues of whose forced orders a client can hear anything. */
export const heardVenues: readonly Venue[] = ['gate', ...venues.filter(venue => venue in wires)];

/** When the sockets of the venue were opened, oldest first. */
function openings({ log }: SeenMarket, venue: Venue): readonly number[] {
  const host = wires[venue]?.streamHost;
  return log.connections.flatMap(entry => (entry.host === host && entry.state !== 'refused' ? [entry.openedAt] : []));
}

/** When the first socket of the venue was opened; `at` while there was none. */
export function openedAt(market: SeenMarket, venue: Venue, at: number): number {
  return Math.min(at, ...openings(market, venue));
}

/** When the venue's history was first asked for; `at` while it was not. */
function askedFrom({ log }: SeenMarket, venue: Venue, at: number): number {
  const { historyHost, historyPath = '' } = wires[venue] ?? {};
  return log.requests.find(entry => entry.host === historyHost && entry.path.includes(historyPath))?.time ?? at;
}

/** Up to when the venue's history was asked for: orders before it are there. */
function askedTo({ log }: SeenMarket, venue: Venue, at: number): number {
  const { historyHost, historyPath = '' } = wires[venue] ?? {};
  const last = log.requests.findLast(
    entry =>
      entry.host === historyHost && entry.path.includes(historyPath) && entry.status === 200 && entry.time <= at - answerMs,
  );
  return last === undefined ? -Infinity : last.time - feeds[venue].historyStaleMs;
}

/** When an order first left on a stream of the venue; `undefined` when it did not yet. */
function toldAt({ log }: SeenMarket, { id, market: { venue } }: ForcedOrder): number | undefined {
  const host = wires[venue]?.streamHost;
  const times = log.connections.flatMap(entry =>
    entry.host === host ? entry.sent.filter(({ orderId }) => orderId === id).map(({ sentAt }) => sentAt) : [],
  );
  return times.length === 0 ? undefined : Math.min(...times);
}

/** End of what the last answer of `liq_orders` of the board covered. Both ends of the question are whole seconds that count. */
function polledTo({ log }: SeenMarket, board: string, at: number): number {
  const path = `/api/v4/futures/${board}/liq_orders`;
  const last = log.requests.findLast(entry => entry.path === path && entry.status === 200 && entry.time <= at - answerMs);
  return last === undefined ? 0 : (Number(new URLSearchParams(last.query).get('to')) + 1) * 1_000;
}

/** The orders of [from, at) that a client can have by `at`; `undefined` when one of them may still be on its way. */
function ordersBy(market: SeenMarket, venue: Venue, from: number, at: number): readonly ForcedOrder[] | undefined {
  const orders = sentOrders(market.ledger, { venue, from, to: at });
  if (venue === 'gate') {
    const to = { usdt: polledTo(market, 'usdt', at), btc: polledTo(market, 'btc', at) };
    return orders.filter(({ time, market: { board } }) => time < (board === 'btc' ? to.btc : to.usdt));
  }
  const { isPolled = false, streamLateMs = 0 } = feeds[venue];
  const opened = openings(market, venue);
  const first = Math.min(...opened);
  // Some venues take several sockets, which open one after the other.
  const settled = Math.max(...opened) + subscribeMs;
  const asked = askedTo(market, venue, at);
  let isUnderWay = false;
  const had = orders.filter(order => {
    if (order.time < asked) return true;
    if (isPolled || order.time < first) return false;
    const isSettled = order.time >= settled;
    if (isSettled && order.time < at - streamMs - streamLateMs) return true;
    const told = streamLateMs === 0 && isSettled ? order.time : toldAt(market, order);
    isUnderWay ||= told !== undefined && told >= at - streamMs;
    return told !== undefined;
  });
  return isUnderWay ? undefined : had;
}

/** From where on a client that began with an empty store when the market started can have orders of a window. */
function fromOf(market: SeenMarket, venue: Venue, window: TruthWindow, at: number): number {
  const start =
    venue === 'gate' ? at : feeds[venue].historyReachMs > 0 ? askedFrom(market, venue, at) : openedAt(market, venue, at);
  return offeredFrom(venue, window, { at, start });
}

/**
 * What a panel must show at `at` that started with an empty store at the first moment of this market: the offered truth, less what nobody has
 * asked for yet. `undefined` at a moment at which something is on its way. Sums of windows come from the ledger alone.
 */
export function offeredAt(market: SeenMarket, at: number): Sums | undefined {
  const sums = new Map<string, number>();
  for (const scope of scopes)
    for (const window of windowNames) for (const position of positions) sums.set(`${scope} ${window} ${position}`, 0);
  for (const venue of heardVenues) {
    const orders = ordersBy(market, venue, fromOf(market, venue, '30d', at), at);
    if (orders === undefined) return undefined;
    for (const window of windowNames) {
      const from = fromOf(market, venue, window, at);
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

/** Share of a window of which a client with an empty store when the market started can say that it heard the venue, 0 to 1. */
export function heardShare(market: SeenMarket, venue: Venue, window: TruthWindow, at: number): number {
  const { isPolled = false, streamLateMs = 0, historyReachMs } = feeds[venue];
  const start = at - windowsMs[window];
  if (venue === 'gate') return 1;
  const pastTo = historyReachMs === 0 ? -Infinity : askedTo(market, venue, at);
  const pastMs = Math.max(0, pastTo - Math.max(start, askedFrom(market, venue, at) - historyReachMs));
  const liveMs = isPolled ? 0 : Math.max(0, at - streamLateMs - Math.max(start, pastTo, openedAt(market, venue, at)));
  return (pastMs + liveMs) / windowsMs[window];
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
export function offeredHour(market: SeenMarket, from: number, at: number): Readonly<Record<Position, number>> | undefined {
  const sums = { long: 0, short: 0 };
  const to = Math.min(at, from + 3_600_000);
  for (const venue of heardVenues) {
    const start = venue === 'gate' ? from : Math.max(from, fromOf(market, venue, '24h', at));
    const orders = ordersBy(market, venue, Math.min(start, at), at);
    if (orders === undefined) return undefined;
    for (const { time, position, cents } of orders) if (time >= start && time < to) sums[position] += cents;
  }
  return sums;
}
