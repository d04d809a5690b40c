import { gzipSync } from 'node:zlib';
import type { BudgetRule, Session, SocketHandler, SocketRoute } from '../provider.ts';
import { secondMs } from '../wire.ts';
import type { ForcedOrder } from '../world.ts';

/** Handshakes of an address; the documents give no number that we have. */
const connects: BudgetRule = { name: 'htx socket handshakes', limit: 30, windowMs: 60 * secondMs };
const pingEveryMs = 5 * secondMs;
/** The socket is closed so long after a ping that was not answered, or was answered with another `ts`. */
const patienceMs = 30 * secondMs;
const pushEveryMs = secondMs / 2;

const topic = 'public.*.liquidation_orders';

/**
 * HTX, the three notification sockets: every frame of the server is gzip. Its ping carries `ts` as text, and wants the same text back: a client that
 * echoed a number was hung up on (measured by a third party). All forced orders are pushed; `direction` is the side of the closing order.
 */
export const htxSockets: readonly SocketRoute[] = [
  { path: '/linear-swap-notification', connects, open: session => openSocket(session, 'linear') },
  { path: '/swap-notification', connects, open: session => openSocket(session, 'swap') },
  { path: '/notification', connects, open: session => openSocket(session, 'futures') },
];

function openSocket(session: Session, board: string): SocketHandler {
  const { ledger, clock } = session.world;
  let subscribedAt = Infinity;
  let pushedUntil = clock.now();
  let waiting: { readonly ts: string; readonly since: number } | undefined;

  function tell(message: unknown, orders: readonly ForcedOrder[] = []): void {
    session.sendBinary(new Uint8Array(gzipSync(JSON.stringify(message))), orders);
  }

  function push(orders: readonly ForcedOrder[]): void {
    for (const rows of Map.groupBy(orders, order => order.market.symbol).values()) {
      tell({ op: 'notify', topic, ts: clock.now(), data: rows.map(rowOf) }, rows);
    }
  }

  function tick(): void {
    const now = clock.now();
    if (waiting !== undefined && now - waiting.since > patienceMs) {
      session.close(1_003, 'ping timeout');
      return;
    }
    const due = ledger
      .orders('htx', pushedUntil, now)
      .filter(({ market, time }) => market.board === board && time >= subscribedAt);
    pushedUntil = now;
    push(due);
  }

  function ping(): void {
    const ts = String(clock.now());
    waiting ??= { ts, since: clock.now() };
    tell({ op: 'ping', ts });
  }

  function subscribe({ cid, topic: wanted, business_type: business }: Readonly<Record<string, unknown>>): void {
    const isKnown = wanted === topic && (business === undefined || (board === 'linear' && business === 'all'));
    const answer = { op: 'sub', cid, topic: wanted, ts: clock.now() };
    if (!isKnown) {
      session.violation('unknown-topic', JSON.stringify([wanted, business]));
      tell({ ...answer, 'err-code': 2011, 'err-msg': 'Invalid topic' });
      return;
    }
    const isNew = subscribedAt === Infinity;
    if (isNew) subscribedAt = clock.now();
    session.topics(1);
    tell(isNew ? { ...answer, 'err-code': 0 } : { ...answer, 'err-code': 2014, 'err-msg': 'topic is already subscribed' });
  }

  session.every(pushEveryMs, tick);
  session.every(pingEveryMs, ping);

  return {
    message(text) {
      const message = readMessage(text);
      if (message?.op === 'sub') subscribe(message);
      else if (message?.op === 'pong' && typeof message.ts === 'string' && /^\d{13}$/.test(message.ts)) waiting = undefined;
      else session.violation('bad-frame', text.slice(0, 200));
    },
    orders: orders => push(orders.filter(({ market }) => market.board === board && subscribedAt !== Infinity)),
  };
}

/**
 * One row. `volume` counts contracts and `amount` coins; `trade_turnover` is dollars on contracts in USDT, coins on coin-margined perpetuals, and not
 * there on coin-margined futures.
 */
export function rowOf({ market, position, time, quantity, bankruptcyPrice }: ForcedOrder): Readonly<Record<string, unknown>> {
  const { symbol, base, board, contract, unitsPerQuantity, contractUsd } = market;
  const price = exact(bankruptcyPrice);
  const amount = contract === 'linear' ? exact(quantity * unitsPerQuantity) : exact((quantity * contractUsd) / price);
  return {
    symbol: base,
    contract_code: symbol,
    direction: position === 'long' ? 'sell' : 'buy',
    offset: 'close',
    volume: quantity,
    price,
    created_at: time,
    amount,
    ...(board === 'futures' ? {} : { trade_turnover: contract === 'linear' ? exact(amount * price) : amount }),
    ...(board === 'linear' ? { contract_type: 'swap', pair: symbol, business_type: 'swap' } : {}),
  };
}

/** Without the dust of binary fractions. */
function exact(value: number): number {
  return Number(value.toPrecision(13));
}

function readMessage(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // Anything but JSON is a violation, which the caller notes.
    return undefined;
  }
}
