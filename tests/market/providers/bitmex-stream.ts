import type { BudgetRule, Provider, Session, SocketHandler } from '../provider.ts';
import { json } from '../provider.ts';
import { hourMs, priceText, secondMs } from '../wire.ts';
import type { ForcedOrder } from '../world.ts';

/** 20 connections an hour and address. */
const connects: BudgetRule = { name: 'bitmex sockets', limit: 20, windowMs: hourMs };
/** Orders are looked up for so long ahead, and each sent at its own millisecond: rows have no time, so that theirs is that of receipt. */
const aheadMs = 500;
/** An order stands open for so long. */
const openMs = 2 * secondMs;

/**
 * BitMEX, WebSocket: topics in the address or by message, one acknowledgement each, and the table of orders that are being liquidated, of all
 * contracts. It starts with what is open (`partial`); an order is inserted whole, updated while it fills, and deleted. `ping` is answered `pong`.
 */
export const bitmexStream: Provider = {
  name: 'bitmex-stream',
  venue: 'bitmex',
  hosts: ['ws.bitmex.com'],
  refuse: ({ kind }) =>
    kind === 'over-budget'
      ? json({ error: { message: 'Rate limit exceeded', name: 'RateLimitError' } }, 429, { 'retry-after': '60' })
      : json({ error: { message: 'Not Found', name: 'HTTPError' } }, 404),
  routes: [],
  sockets: [{ path: '/realtime', connects, open: openSocket }],
};

function openSocket(session: Session): SocketHandler {
  const { ledger, clock } = session.world;
  let isSubscribed = false;

  function send(action: string, orders: readonly ForcedOrder[], data: readonly unknown[], counted: boolean): void {
    session.send(JSON.stringify({ table: 'liquidation', action, data }), counted ? orders : []);
  }

  function insert(orders: readonly ForcedOrder[]): void {
    send('insert', orders, orders.map(rowOf), true);
    session.after(openMs / 2, () => {
      const changed = orders.map(order => ({ orderID: idOf(order), symbol: order.market.symbol, leavesQty: order.quantity / 2 }));
      send('update', orders, changed, false);
    });
    session.after(openMs, () => {
      const ended = orders.map(order => ({ orderID: idOf(order), symbol: order.market.symbol }));
      send('delete', orders, ended, false);
    });
  }

  /** Schedules the orders of the next stretch. */
  function look(from: number): void {
    const orders = ledger.orders('bitmex', from, from + aheadMs);
    for (const [time, together] of Map.groupBy(orders, order => order.time))
      session.after(Math.max(0, time - clock.now()), () => insert(together));
    session.after(from + aheadMs - clock.now(), () => look(from + aheadMs));
  }

  function subscribe(topic: string, request: unknown): void {
    const [table, symbol] = topic.split(':');
    if (table !== 'liquidation' || symbol !== undefined) {
      session.violation('unknown-topic', topic);
      session.send(JSON.stringify({ status: 400, error: `Unknown table: ${topic}`, meta: {}, request }));
      return;
    }
    session.send(JSON.stringify({ success: true, subscribe: topic, request }));
    if (isSubscribed) return;
    isSubscribed = true;
    session.topics(1);
    const now = clock.now();
    const open = ledger.orders('bitmex', now - openMs, now);
    const shape = {
      keys: ['orderID'],
      types: { orderID: 'guid', symbol: 'symbol', side: 'symbol', price: 'float', leavesQty: 'long' },
    };
    session.send(JSON.stringify({ table: 'liquidation', action: 'partial', ...shape, filter: {}, data: open.map(rowOf) }));
    look(now);
    // A currency, which is no coin.
    session.every(600 * secondMs, () => send('insert', [], [stranger(clock.now())], false));
  }

  session.send(
    JSON.stringify({
      info: 'Welcome to the BitMEX Realtime API.',
      version: '2.0.0',
      timestamp: new Date(clock.now()).toISOString(),
      docs: 'https://www.bitmex.com/app/wsAPI',
      heartbeatEnabled: false,
      limit: { remaining: 19 },
    }),
  );
  const asked = new URLSearchParams(session.request.query).get('subscribe');
  const topics = asked === null ? [] : asked.split(',');
  for (const topic of topics) subscribe(topic, { op: 'subscribe', args: topics });

  return {
    message(text) {
      if (text === 'ping') {
        session.send('pong');
        return;
      }
      const args = topicsOf(text);
      if (args === undefined) {
        session.violation('bad-frame', text.slice(0, 200));
        session.send(JSON.stringify({ status: 400, error: 'Unrecognized request.', meta: {}, request: {} }));
        return;
      }
      for (const topic of args) subscribe(topic, { op: 'subscribe', args });
    },
    orders: orders => {
      if (isSubscribed) send('insert', orders, orders.map(rowOf), true);
    },
  };
}

/** One row of the table: the closing order, whole, at its bankruptcy price. */
export function rowOf(order: ForcedOrder): Readonly<Record<string, unknown>> {
  const { market, position, bankruptcyPrice, quantity } = order;
  return {
    orderID: idOf(order),
    symbol: market.symbol,
    side: position === 'long' ? 'Sell' : 'Buy',
    price: Number(priceText(bankruptcyPrice, market.priceTick)),
    leavesQty: quantity,
  };
}

function idOf({ id }: ForcedOrder): string {
  return `00000000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`;
}

function stranger(now: number): Readonly<Record<string, unknown>> {
  return {
    orderID: `00000000-0000-4000-9000-${now.toString(16).padStart(12, '0')}`,
    symbol: 'EURUSDT',
    side: 'Sell',
    price: 1.1,
    leavesQty: 900_000,
  };
}

function topicsOf(text: string): readonly string[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Anything but JSON is answered with an error by the caller.
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { op, args } = parsed as { readonly op?: unknown; readonly args?: unknown };
  if (op !== 'subscribe' || !Array.isArray(args)) return undefined;
  return args.filter(topic => typeof topic === 'string');
}
