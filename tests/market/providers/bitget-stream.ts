import { bitgetFeed } from '../ledger/feeds/bitget.ts';
import { html, type BudgetRule, type Provider, type Session, type SocketHandler } from '../provider.ts';
import { sampledOrders } from '../sampled.ts';
import { minuteMs, priceText, secondMs } from '../wire.ts';
import type { ForcedOrder } from '../world.ts';

/** Handshakes of an address (300 in five minutes is said of older versions). */
const connects: BudgetRule = { name: 'bitget socket handshakes', limit: 300, windowMs: 5 * minuteMs };
/** A client that does not send `ping` for so long is dropped. */
const silenceMs = 2 * minuteMs;

const topic = 'liquidation';
const types = ['usdt-futures', 'coin-futures', 'usdc-futures'];

/**
 * Bitget, the public socket of the unified account (v3). `liquidation`: once a second the largest long and the largest short of each contract; `side` is
 * the POSITION's (buy = long), `amount` is QUOTE coin (checked on recorded frames), `price` about the bankruptcy price.
 */
export const bitgetStream: Provider = {
  name: 'bitget-stream',
  venue: 'bitget',
  hosts: ['ws.bitget.com'],
  refuse: () => html('<html><body>404</body></html>', 404),
  routes: [],
  sockets: [{ path: '/v3/ws/public', connects, open: openSocket }],
};

interface Argument {
  readonly instType?: unknown;
  readonly topic?: unknown;
}

function openSocket(session: Session): SocketHandler {
  const { ledger, clock } = session.world;
  const subscribed = new Map<string, number>();
  let pushedUntil = Math.floor(clock.now() / secondMs) * secondMs;
  let heardAt = clock.now();

  function push(orders: readonly ForcedOrder[]): void {
    for (const [instType, rows] of Map.groupBy(orders, order => order.market.board)) {
      const frame = { action: 'update', arg: { instType, topic }, data: rows.map(rowOf), ts: clock.now() };
      session.send(JSON.stringify(frame), rows);
    }
  }

  function tick(): void {
    const now = clock.now();
    if (now - heardAt > silenceMs) {
      session.close(1_006, 'no ping');
      return;
    }
    const until = Math.floor(now / secondMs) * secondMs;
    const due = sampledOrders(ledger, 'bitget', bitgetFeed, pushedUntil, until);
    pushedUntil = until;
    push(due.filter(({ market, time }) => time >= (subscribed.get(market.board) ?? Infinity)));
  }

  function change(op: string, args: readonly Argument[]): void {
    for (const arg of args) {
      const type = String(arg.instType);
      if (arg.topic !== topic || !types.includes(type)) {
        session.violation('unknown-topic', JSON.stringify(arg));
        session.send(JSON.stringify({ event: 'error', arg, code: '30001', msg: `${type} ${String(arg.topic)} doesn't exist` }));
        continue;
      }
      if (op === 'unsubscribe') subscribed.delete(type);
      else if (!subscribed.has(type)) subscribed.set(type, clock.now());
      session.send(JSON.stringify({ event: op, arg, connId: 'c-1' }));
    }
    session.topics(subscribed.size);
  }

  session.every(secondMs / 2, tick);

  return {
    message(text) {
      heardAt = clock.now();
      if (text === 'ping') {
        session.send('pong');
        return;
      }
      const command = readCommand(text);
      if (command !== undefined) {
        change(command.op, command.args);
        return;
      }
      session.violation('bad-frame', text.slice(0, 200));
      session.send(JSON.stringify({ event: 'error', code: '30003', msg: 'INVALID op' }));
    },
    orders: orders => push(orders.filter(({ market }) => subscribed.has(market.board))),
  };
}

/** One row. */
export function rowOf({ market, position, time, quantity, bankruptcyPrice }: ForcedOrder): Readonly<Record<string, string>> {
  return {
    symbol: market.symbol,
    side: position === 'long' ? 'buy' : 'sell',
    price: priceText(bankruptcyPrice, market.priceTick),
    amount: decimal(quantity * bankruptcyPrice),
    ts: String(time),
  };
}

/** All digits and no exponent, without the dust of binary fractions. */
function decimal(value: number): string {
  return Number(value.toPrecision(13))
    .toFixed(12)
    .replace(/\.?0+$/, '');
}

function readCommand(text: string): { readonly op: string; readonly args: readonly Argument[] } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Anything but JSON is answered with an error by the caller.
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { op, args } = parsed as { readonly op?: unknown; readonly args?: unknown };
  if (op !== 'subscribe' && op !== 'unsubscribe') return undefined;
  const list: readonly unknown[] = Array.isArray(args) ? args : [];
  return { op, args: list.filter((arg): arg is Argument => typeof arg === 'object' && arg !== null) };
}
