import type { BudgetRule, Provider, Session, SocketHandler } from '../provider.ts';
import { html } from '../provider.ts';
import { marketsOn, minuteMs, priceText, printed, secondMs } from '../wire.ts';
import type { ForcedOrder } from '../world.ts';

/** 500 handshakes in 5 minutes and address (connect page of the v5 documents, 2026-07-24). */
const connects: BudgetRule = { name: 'bybit socket handshakes', limit: 500, windowMs: 5 * minuteMs };
/** Characters of `args` in one request. */
const argsLength = 21_000;
/** A client that sends nothing is dropped after this long. */
const silenceMs = 10 * minuteMs;
const pushEveryMs = 500;

/**
 * Bybit v5, public streams. Document `v5/websocket/public/all-liquidation` (2026-07-24): every liquidation, pushed each 500 ms; `S` is
 * the POSITION side (Buy = a long was liquidated), `p` the bankruptcy price, `v` base coins (linear) or US dollars (inverse).
 * One topic for a symbol; one bad topic fails its whole frame.
 */
export const bybitStream: Provider = {
  name: 'bybit-stream',
  venue: 'bybit',
  hosts: ['stream.bybit.com'],
  refuse: () => html('<html><body>404 page not found</body></html>', 404),
  routes: [],
  sockets: [
    { path: '/v5/public/linear', connects, open: session => openSocket(session, 'linear') },
    { path: '/v5/public/inverse', connects, open: session => openSocket(session, 'inverse') },
  ],
};

interface Command {
  readonly op: string;
  readonly req_id: unknown;
  readonly args: readonly string[];
}

function openSocket(session: Session, board: 'linear' | 'inverse'): SocketHandler {
  const { ledger, clock } = session.world;
  const known = new Set(marketsOn(ledger, 'bybit', board).map(market => market.symbol));
  const subscribed = new Map<string, number>();
  const connectionId = `${board}-${session.request.headers['sec-websocket-key'] ?? clock.now()}`;
  let pushedUntil = clock.now();
  let heardAt = clock.now();

  function tick(): void {
    const now = clock.now();
    if (now - heardAt > silenceMs) {
      session.close(1_000, 'no ping');
      return;
    }
    const orders = ledger.orders('bybit', pushedUntil, now).filter(({ market, time }) => {
      const since = subscribed.get(market.symbol);
      return market.board === board && since !== undefined && time >= since;
    });
    pushedUntil = now;
    push(orders, now);
  }

  function push(orders: readonly ForcedOrder[], now: number): void {
    for (const [symbol, rows] of Map.groupBy(orders, order => order.market.symbol)) {
      session.send(JSON.stringify({ topic: `allLiquidation.${symbol}`, type: 'snapshot', ts: now, data: rows.map(rowOf) }), rows);
    }
  }

  function reply(op: string, success: boolean, message: string, id: unknown): void {
    session.send(JSON.stringify({ success, ret_msg: message, conn_id: connectionId, req_id: id ?? '', op }));
  }

  function badTopic(args: readonly string[]): string | undefined {
    return args.find(topic => !topic.startsWith('allLiquidation.') || !known.has(topic.slice('allLiquidation.'.length)));
  }

  function subscribe({ op, req_id: id, args }: Command): void {
    const length = JSON.stringify(args).length;
    if (length > argsLength) {
      session.violation('bad-frame', `args of ${length} characters`);
      reply(op, false, `error: args size exceeds ${argsLength}`, id);
      return;
    }
    const bad = args.length === 0 ? '(none)' : badTopic(args);
    if (bad !== undefined) {
      session.violation('unknown-topic', bad);
      reply(op, false, `error:handler not found,topic:${bad}`, id);
      return;
    }
    for (const topic of args) {
      const symbol = topic.slice('allLiquidation.'.length);
      if (op === 'unsubscribe') subscribed.delete(symbol);
      else if (!subscribed.has(symbol)) subscribed.set(symbol, clock.now());
    }
    session.topics(subscribed.size);
    reply(op, true, '', id);
  }

  session.every(pushEveryMs, tick);
  session.every(20 * secondMs, () => session.ping());

  return {
    message(text) {
      heardAt = clock.now();
      const command = parseCommand(text);
      if (command === undefined) {
        session.violation('bad-frame', text.slice(0, 200));
        reply('', false, 'error: invalid request', '');
        return;
      }
      if (command.op === 'ping') reply('ping', true, 'pong', command.req_id);
      else subscribe(command);
    },
    orders: orders =>
      push(
        orders.filter(({ market }) => market.board === board && subscribed.has(market.symbol)),
        clock.now(),
      ),
  };
}

/** One row of `allLiquidation`. */
export function rowOf({ market, position, time, quantity, bankruptcyPrice }: ForcedOrder): unknown {
  return {
    T: time,
    s: market.symbol,
    S: position === 'long' ? 'Buy' : 'Sell',
    v: printed(quantity, market.quantityStep),
    p: priceText(bankruptcyPrice, market.priceTick),
  };
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
  const { op, req_id, args } = parsed as { readonly op?: unknown; readonly req_id?: unknown; readonly args?: unknown };
  if (op !== 'ping' && op !== 'subscribe' && op !== 'unsubscribe') return undefined;
  const topics: readonly unknown[] = Array.isArray(args) ? args : [];
  return { op, req_id, args: topics.filter(topic => typeof topic === 'string') };
}
