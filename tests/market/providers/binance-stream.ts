import type { BudgetRule, Provider, Session, SocketHandler, SocketRoute } from '../provider.ts';
import { fundingText, nextPayment } from '../funding.ts';
import { dayMs, minuteMs, priceText, printed, quotedPrice, secondMs } from '../wire.ts';
import type { ForcedOrder, Ledger, Market } from '../world.ts';
import { pairOf, refuseAsBinance } from './binance-common.ts';

/** 300 handshakes in 5 minutes and address ("WebSocket Connect", Binance derivatives documents). */
const connects: BudgetRule = { name: 'binance socket handshakes', limit: 300, windowMs: 5 * minuteMs };
/** Control messages a second before the host hangs up: the documents say 10 (5 on spot). */
const messagesPerSecond = 10;
const streamsPerConnection = 1_024;

/**
 * Binance futures, streams. Documents: "Liquidation Order Streams" and "Important WebSocket Change Notice" (2026-04-23).
 * - Only paths under `/market` deliver; `/ws` and `/stream` accept, answer SUBSCRIBE and stay silent.
 * - `!forceOrder@arr` carries USD-M and COIN-M together on both hosts (notice of 2026-06-10), `ps` and `st` (1, 2) inside `o`.
 * - One order for a symbol and second, the latest; nothing where there was none.
 * - A connection ends after 24 hours.
 */
export const binanceStream: Provider = {
  name: 'binance-stream',
  hosts: ['fstream.binance.com', 'dstream.binance.com'],
  refuse: refuseAsBinance,
  routes: [],
  sockets: [...streamRoutes('binance', '/market', true), ...streamRoutes('binance', '', false)],
};

/** The bare and the wrapped paths under a start. Aster took them over; `speaks` is false on Binance's legacy paths. */
export function streamRoutes(venue: 'binance' | 'aster', start: string, speaks: boolean): readonly SocketRoute[] {
  const bare = (session: Session, streams: readonly string[]) => openSocket(session, { venue, wrapped: false, speaks, streams });
  return [
    {
      path: `${start}/stream`,
      connects,
      open: session => openSocket(session, { venue, wrapped: true, speaks, streams: streamsOf(session) }),
    },
    { path: `${start}/ws`, connects, open: session => bare(session, []) },
    { path: `${start}/ws/:stream`, connects, open: (session, { stream = '' }) => bare(session, [stream]) },
  ];
}

interface SocketShape {
  readonly venue: 'binance' | 'aster';
  /** Payloads stand in `{stream, data}`. */
  readonly wrapped: boolean;
  readonly speaks: boolean;
  readonly streams: readonly string[];
}

function streamsOf({ request }: Session): readonly string[] {
  return (new URLSearchParams(request.query).get('streams') ?? '').split('/').filter(name => name !== '');
}

function openSocket(session: Session, { venue, wrapped, speaks, streams }: SocketShape): SocketHandler {
  const { ledger, clock } = session.world;
  const markets = ledger.markets.filter(market => market.venue === venue);
  const bySymbol = new Map(markets.map(market => [market.symbol.toLowerCase(), market]));
  const subscribed = new Map<string, number>();
  let heardUntil = clock.now();
  let messages: number[] = [];

  function subscribe(names: readonly string[]): void {
    for (const name of names) {
      if (!isStream(name, bySymbol)) session.violation('unknown-topic', name);
      if (!subscribed.has(name) && subscribed.size < streamsPerConnection) subscribed.set(name, clock.now());
    }
    session.topics(subscribed.size);
  }

  function push(stream: string, data: unknown, orders: readonly ForcedOrder[] = []): void {
    if (speaks) session.send(JSON.stringify(wrapped ? { stream, data } : data), orders);
  }

  function pushOrder(order: ForcedOrder): void {
    for (const stream of [`${order.market.symbol.toLowerCase()}@forceOrder`, '!forceOrder@arr']) {
      const since = subscribed.get(stream);
      if (since !== undefined && order.time >= since) push(stream, forceOrderFrame(order), [order]);
    }
  }

  function tick(): void {
    const until = Math.floor(clock.now() / secondMs) * secondMs;
    // A stalled process may have missed a whole second; each one is still sampled by itself.
    for (let second = Math.floor(heardUntil / secondMs) * secondMs; second < until; second += secondMs) {
      for (const order of latestPerSymbol(ledger.orders(venue, second, second + secondMs))) pushOrder(order);
      pushMarks(second + secondMs);
    }
    heardUntil = until;
  }

  function pushMarks(time: number): void {
    for (const stream of subscribed.keys()) {
      const mark = /^(.+)@markPrice(@1s)?$/.exec(stream);
      if (mark === null || (mark[2] === undefined && time % (3 * secondMs) !== 0)) continue;
      const name = mark[1] ?? '';
      if (name === '!') continue;
      const market = bySymbol.get(name);
      if (market !== undefined) push(stream, markPriceFrame(ledger, market, time));
    }
  }

  subscribe(streams);
  session.every(secondMs, tick);
  session.every(3 * minuteMs, () => session.ping());
  session.after(dayMs, () => session.close(1_001, '24 hours are over'));

  return {
    message(text) {
      const now = clock.now();
      messages = [...messages.filter(time => time > now - secondMs), now];
      if (messages.length > messagesPerSecond) {
        session.violation('too-many-frames', `${messages.length} messages in a second`);
        session.close(1_008, 'Too many requests');
        return;
      }
      const command = parseCommand(text);
      if (command === undefined) {
        session.violation('bad-frame', text.slice(0, 200));
        session.send(JSON.stringify({ code: 2, msg: 'Invalid request: invalid JSON or unknown method' }));
        return;
      }
      const { method, params, id } = command;
      if (method === 'SUBSCRIBE') subscribe(params);
      if (method === 'UNSUBSCRIBE') for (const name of params) subscribed.delete(name);
      session.send(JSON.stringify({ result: method === 'LIST_SUBSCRIPTIONS' ? [...subscribed.keys()] : null, id }));
    },
    orders(orders) {
      if (speaks && subscribed.has('!forceOrder@arr')) {
        for (const order of orders) push('!forceOrder@arr', forceOrderFrame(order), [order]);
      }
    },
  };
}

/** The orders that a second lets out: the latest of each symbol (the later one in the ledger where two share a millisecond). */
export function latestPerSymbol(orders: readonly ForcedOrder[]): readonly ForcedOrder[] {
  const latest = new Map<string, ForcedOrder>();
  for (const order of orders) {
    const { symbol } = order.market;
    if ((latest.get(symbol)?.time ?? -1) <= order.time) latest.set(symbol, order);
  }
  return [...latest.values()].sort((a, b) => a.time - b.time);
}

/** One `forceOrder` event. `S` names the closing ORDER: SELL closed a long. Full fills, so `z` equals `q`; `l` is only the last of them. */
export function forceOrderFrame({ id, market, position, time, quantity, fillPrice, bankruptcyPrice }: ForcedOrder): unknown {
  const { quantityStep, priceTick, symbol, board, venue } = market;
  const lastFill = id % 3 === 0 ? Math.max(quantityStep, Math.floor(quantity / quantityStep / 2) * quantityStep) : quantity;
  return {
    e: 'forceOrder',
    E: time + 3,
    o: {
      s: symbol,
      S: position === 'long' ? 'SELL' : 'BUY',
      o: 'LIMIT',
      f: 'IOC',
      q: printed(quantity, quantityStep),
      p: priceText(bankruptcyPrice, priceTick),
      ap: priceText(fillPrice, priceTick),
      X: 'FILLED',
      l: printed(lastFill, quantityStep),
      z: printed(quantity, quantityStep),
      T: time,
      // Since the two boards share a stream (2026-06-30); Aster has one board.
      ...(venue === 'binance' ? { ps: pairOf(market), st: board === 'cm' ? 2 : 1 } : {}),
    },
  };
}

function markPriceFrame(ledger: Ledger, market: Market, time: number): unknown {
  const price = quotedPrice(ledger, market, time);
  return {
    e: 'markPriceUpdate',
    E: time,
    s: market.symbol,
    p: price.toFixed(8),
    ap: price.toFixed(8),
    P: (price * 1.0001).toFixed(8),
    i: (price * 1.0002).toFixed(8),
    r: fundingText(ledger, market, time),
    T: nextPayment(market, time),
  };
}

function isStream(name: string, bySymbol: ReadonlyMap<string, Market>): boolean {
  if (name === '!forceOrder@arr') return true;
  const match = /^(.+?)@(forceOrder|markPrice|markPrice@1s)$/.exec(name);
  return match !== null && bySymbol.has(match[1] ?? '');
}

interface Command {
  readonly method: 'SUBSCRIBE' | 'UNSUBSCRIBE' | 'LIST_SUBSCRIPTIONS';
  readonly params: readonly string[];
  readonly id: unknown;
}

function parseCommand(text: string): Command | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Anything but JSON is answered with an error by the caller.
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { method, params, id } = parsed as { readonly method?: unknown; readonly params?: unknown; readonly id?: unknown };
  const names: readonly unknown[] = Array.isArray(params) ? params : [];
  if (method !== 'SUBSCRIBE' && method !== 'UNSUBSCRIBE' && method !== 'LIST_SUBSCRIPTIONS') return undefined;
  return { method, params: names.filter(name => typeof name === 'string'), id };
}
