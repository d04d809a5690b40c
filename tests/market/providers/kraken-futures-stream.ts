import type { BudgetRule, Session, SocketHandler } from '../provider.ts';
import { minuteMs, secondMs } from '../wire.ts';
import type { ForcedOrder, Market } from '../world.ts';
import { ordinaryMs, ordinaryTrade, streamRow, tradeOfOrder, tradesOf, type MadeTrade } from './kraken-futures-trades.ts';

/** 100 connections at a time are allowed; nobody needs as many in a minute. */
export const connects: BudgetRule = { name: 'kraken futures sockets', limit: 100, windowMs: minuteMs };
const pushEveryMs = 500;
/** A client that sends nothing is dropped after this long. */
const silenceMs = minuteMs;
/** The snapshot holds trades of so long back, 100 at the most. */
const snapshotMs = 60 * minuteMs;
const snapshotRows = 100;

/**
 * Kraken Futures, WebSocket v1: the trade feed, by product. Each product is acknowledged by itself, and then a snapshot of old trades comes,
 * forced ones among them. Trades come one in a frame.
 */
export function openSocket(session: Session): SocketHandler {
  const { ledger, clock } = session.world;
  const known = new Map(ledger.markets.flatMap(market => (market.venue === 'kraken-futures' ? [[market.symbol, market]] : [])));
  const subscribed = new Map<string, number>();
  let beats = false;
  let pushedUntil = clock.now();
  let heardAt = clock.now();

  function push(trades: readonly MadeTrade[]): void {
    for (const trade of trades) session.send(JSON.stringify(streamRow(trade)), trade.order === undefined ? [] : [trade.order]);
  }

  function tick(): void {
    const now = clock.now();
    if (now - heardAt > silenceMs) {
      session.close(1_000, 'idle');
      return;
    }
    const orders = ledger.orders('kraken-futures', pushedUntil, now);
    push(orders.filter(({ market, time }) => time >= (subscribed.get(market.symbol) ?? Infinity)).map(tradeOfOrder));
    pushedUntil = now;
  }

  /** Sends the ordinary trades of the running stretch at their time, and goes on to the next. */
  function planOrdinary(): void {
    const now = clock.now();
    const slot = Math.floor(now / ordinaryMs);
    for (const symbol of subscribed.keys()) {
      const market = known.get(symbol);
      const trade = market === undefined ? undefined : ordinaryTrade(ledger, market, slot);
      if (trade !== undefined && trade.time >= now) session.after(trade.time - now, () => push([trade]));
    }
    session.after((slot + 1) * ordinaryMs - now, planOrdinary);
  }

  function send(frame: Readonly<Record<string, unknown>>): void {
    session.send(JSON.stringify(frame));
  }

  function subscribe(market: Market): void {
    const { symbol } = market;
    const now = clock.now();
    send({ event: 'subscribed', feed: 'trade', product_ids: [symbol] });
    if (!subscribed.has(symbol)) subscribed.set(symbol, now);
    const old = tradesOf(ledger, market, now - snapshotMs, now)
      .slice(-snapshotRows)
      .toReversed();
    send({ feed: 'trade_snapshot', product_id: symbol, trades: old.map(streamRow) });
  }

  function subscribeHeartbeat(): void {
    if (beats) send({ event: 'alert', message: 'Already subscribed to feed, re-requesting' });
    else send({ event: 'subscribed', feed: 'heartbeat' });
    if (!beats) session.every(30 * secondMs, () => send({ feed: 'heartbeat', time: clock.now() }));
    beats = true;
  }

  send({ event: 'info', version: 1 });
  session.every(pushEveryMs, tick);
  session.after(secondMs, planOrdinary);

  return {
    message(text) {
      heardAt = clock.now();
      const asked = parseSubscription(text);
      if (asked === undefined) {
        session.violation('bad-frame', text.slice(0, 200));
        send({ event: 'alert', message: 'Bad websocket message' });
        return;
      }
      if (asked.feed === 'heartbeat') {
        subscribeHeartbeat();
        return;
      }
      const unknown = asked.products.find(product => !known.has(product));
      if (unknown !== undefined || asked.products.length === 0) {
        session.violation('unknown-topic', unknown ?? '(none)');
        send({ event: 'error', message: 'Invalid product id' });
        return;
      }
      for (const product of asked.products) {
        const market = known.get(product);
        if (market !== undefined) subscribe(market);
      }
      session.topics(subscribed.size);
    },
    orders: (orders: readonly ForcedOrder[]) =>
      push(orders.filter(({ market }) => subscribed.has(market.symbol)).map(tradeOfOrder)),
  };
}

function parseSubscription(
  text: string,
): { readonly feed: 'trade' | 'heartbeat'; readonly products: readonly string[] } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Anything but JSON is answered with an error by the caller.
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { event, feed, product_ids: products } = parsed as Readonly<Record<string, unknown>>;
  if (event !== 'subscribe' || (feed !== 'trade' && feed !== 'heartbeat')) return undefined;
  const names: readonly unknown[] = Array.isArray(products) ? products : [];
  return { feed, products: names.filter(name => typeof name === 'string') };
}
