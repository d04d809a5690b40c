import { okxFeed } from '../ledger/feeds/okx.ts';
import { html, type BudgetRule, type Provider, type Session, type SocketHandler } from '../provider.ts';
import { hashUniform } from '../random.ts';
import { sampledOrders } from '../sampled.ts';
import { hourMs, minuteMs, priceText, printed, secondMs } from '../wire.ts';
import type { ForcedOrder } from '../world.ts';

/** Three handshakes a second and address. */
const connects: BudgetRule = { name: 'okx socket handshakes', limit: 3, windowMs: secondMs };
/** Without a word from either side for so long the venue hangs up. */
const silenceMs = 30 * secondMs;
/** One row in so many comes late, up to eight minutes. */
const lateShare = 1 / 16;
const latestMs = okxFeed.streamLateMs ?? 0;
/** Old rows that are sent again after a subscription are older than this. */
const oldMs = 3 * hourMs;

const channel = 'liquidation-orders';
const types = ['SWAP', 'FUTURES', 'MARGIN', 'OPTION'];

/**
 * OKX v5, the public socket on port 443. `liquidation-orders` (documents of July 2026): one subscription for a kind of contract; `posSide` is the
 * position, or `net` beside the side of the closing order; `sz` counts contracts, base coin on margin.
 */
export const okxStream: Provider = {
  name: 'okx-stream',
  venue: 'okx',
  hosts: ['ws.okx.com'],
  refuse: () => html('<html><body>404</body></html>', 404),
  routes: [],
  sockets: [{ path: '/ws/v5/public', connects, open: openSocket }],
};

interface Command {
  readonly op: string;
  readonly args: readonly { readonly channel?: unknown; readonly instType?: unknown }[];
}

function openSocket(session: Session): SocketHandler {
  const { ledger, clock } = session.world;
  const subscribed = new Map<string, number>();
  let pushedUntil = Math.floor(clock.now() / secondMs) * secondMs;
  let lastWord = clock.now();

  function tell(message: unknown, orders: readonly ForcedOrder[] = []): void {
    lastWord = clock.now();
    session.send(typeof message === 'string' ? message : JSON.stringify(message), orders);
  }

  function push(orders: readonly ForcedOrder[]): void {
    for (const [instType, rows] of Map.groupBy(orders, order => order.market.board.toUpperCase())) {
      tell({ arg: { channel, instType }, data: groupsOf(rows) }, rows);
    }
  }

  function tick(): void {
    const now = clock.now();
    if (now - lastWord > silenceMs) {
      session.close(4_004, 'No data received in 30s.');
      return;
    }
    const until = Math.floor(now / secondMs) * secondMs;
    const due = sampledOrders(ledger, 'okx', okxFeed, pushedUntil, until).filter(
      ({ market, time }) => time >= (subscribed.get(market.board.toUpperCase()) ?? Infinity),
    );
    pushedUntil = until;
    push(due.filter(order => lateBy(order) === 0));
    for (const order of due) if (lateBy(order) > 0) session.after(lateBy(order), () => push([order]));
  }

  /** After a subscription come rows of long ago, and one of a share. */
  function sendOld(instType: string): void {
    const now = clock.now();
    const old = sampledOrders(ledger, 'okx', okxFeed, now - 2 * oldMs, now - oldMs)
      .filter(({ market }) => market.board.toUpperCase() === instType)
      .slice(-2);
    const share = { instType, instId: 'AAPL-USDT-SWAP', instFamily: 'AAPL-USDT', uly: 'AAPL-USDT', details: [shareDetail(now)] };
    tell({ arg: { channel, instType }, data: [...groupsOf(old), ...(instType === 'SWAP' ? [share] : [])] });
  }

  function change({ op, args }: Command): void {
    const bad = args.find(arg => arg.channel !== channel || !types.includes(String(arg.instType)));
    if (args.length === 0 || bad !== undefined) {
      session.violation('unknown-topic', JSON.stringify(bad ?? null));
      tell({ event: 'error', code: '60018', msg: `Wrong URL or ${JSON.stringify(bad)} doesn't exist.`, connId: 'a4d3ae55' });
      return;
    }
    for (const { instType } of args) {
      const type = String(instType);
      if (op === 'unsubscribe') subscribed.delete(type);
      else if (!subscribed.has(type)) subscribed.set(type, clock.now());
      tell({ event: op, arg: { channel, instType: type }, connId: 'a4d3ae55' });
      if (op === 'subscribe') session.after(200, () => sendOld(type));
    }
    session.topics(subscribed.size);
  }

  session.every(secondMs / 2, tick);

  return {
    message(text) {
      lastWord = clock.now();
      if (text === 'ping') {
        tell('pong');
        return;
      }
      const command = readCommand(text);
      if (command !== undefined) {
        change(command);
        return;
      }
      session.violation('bad-frame', text.slice(0, 200));
      tell({ event: 'error', code: '60012', msg: `Invalid request: ${text.slice(0, 80)}`, connId: 'a4d3ae55' });
    },
    orders: orders => push(orders.filter(({ market }) => subscribed.has(market.board.toUpperCase()))),
  };
}

/** How much later than its second an order comes. */
export function lateBy({ id }: ForcedOrder): number {
  return hashUniform(id, 1) < lateShare ? Math.ceil(hashUniform(id, 2) * (latestMs - minuteMs / 2)) : 0;
}

/** One row. Perpetuals and futures name the position, or leave it to the side of the order (`net`), as accounts are set; margin does the latter. */
function detailOf({ id, market, position, time, quantity, bankruptcyPrice }: ForcedOrder): unknown {
  const isNet = market.board === 'margin' || hashUniform(id, 3) < 0.25;
  return {
    bkLoss: '0',
    bkPx: priceText(bankruptcyPrice, market.priceTick),
    ccy: market.board === 'margin' ? market.quote : '',
    posSide: isNet ? 'net' : position,
    side: position === 'long' ? 'sell' : 'buy',
    sz: printed(quantity, market.quantityStep),
    ts: String(time),
  };
}

/** Rows of each contract together. */
export function groupsOf(orders: readonly ForcedOrder[]): readonly unknown[] {
  return [...Map.groupBy(orders, order => order.market)].map(([market, rows]) => ({
    instType: market.board.toUpperCase(),
    instId: market.symbol,
    instFamily: market.alias,
    uly: market.alias,
    details: rows.map(detailOf),
  }));
}

function shareDetail(now: number): unknown {
  return { bkLoss: '0', bkPx: '250', ccy: '', posSide: 'long', side: 'sell', sz: '40', ts: String(now - 60_000) };
}

function readCommand(text: string): Command | undefined {
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
  return { op, args: list.filter(arg => typeof arg === 'object' && arg !== null) };
}
