import type { Session, SocketHandler } from '../provider.ts';
import { secondMs } from '../wire.ts';
import type { ForcedOrder } from '../world.ts';
import { contractsOf, ordinaryMs, ordinaryTrade, tradesOfOrder, type PrintedTrade } from './deribit-trades.ts';

const pushEveryMs = 500;
const channelName = /^trades\.(future|any)\.(BTC|ETH|USDC|USDT|EURR)\.(100ms|agg2|raw)$/;

interface Call {
  readonly id: unknown;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Deribit, WebSocket (JSON-RPC): trades of all futures of a currency in one channel, forced ones marked. Channels that do not exist are left out
 * of the answer without a word. After `set_heartbeat` the server asks `test_request` whenever the client was quiet for the interval, and hangs
 * up when that is not answered within another.
 */
export function openSocket(session: Session): SocketHandler {
  const { ledger, clock } = session.world;
  const channels = new Map<string, string>();
  let pushedUntil = clock.now();
  let heardAt = clock.now();
  /** Since when a test request stands unanswered. */
  let askedAt: number | undefined;
  let intervalMs: number | undefined;

  function push(channel: string, trades: readonly PrintedTrade[]): void {
    if (trades.length === 0) return;
    const orders = new Set(trades.flatMap(({ order }) => order ?? []));
    const params = { channel, data: trades.map(({ row }) => row) };
    session.send(JSON.stringify({ jsonrpc: '2.0', method: 'subscription', params }), [...orders]);
  }

  function pushForced(orders: readonly ForcedOrder[]): void {
    for (const [channel, currency] of channels)
      push(channel, orders.filter(({ market }) => market.board === currency).flatMap(tradesOfOrder));
  }

  function tick(): void {
    const now = clock.now();
    const orders = ledger.orders('deribit', pushedUntil, now);
    if (orders.length > 0) pushForced(orders);
    pushedUntil = now;
  }

  /** Sends the ordinary trades of the running stretch at their time, and goes on to the next. */
  function planOrdinary(): void {
    const now = clock.now();
    const slot = Math.floor(now / ordinaryMs);
    for (const [channel, currency] of channels)
      for (const market of contractsOf(ledger, currency)) {
        const trade = ordinaryTrade(ledger, market, slot);
        if (trade.time >= now) session.after(trade.time - now, () => push(channel, [trade]));
      }
    session.after((slot + 1) * ordinaryMs - now, planOrdinary);
  }

  function beat(): void {
    if (intervalMs === undefined) return;
    const now = clock.now();
    if (askedAt !== undefined && now - askedAt >= intervalMs) {
      session.close(1_000, 'no answer to a test request');
      return;
    }
    const isQuiet = now - heardAt >= intervalMs;
    if (isQuiet) askedAt ??= now;
    const type = isQuiet ? 'test_request' : 'heartbeat';
    session.send(JSON.stringify({ jsonrpc: '2.0', method: 'heartbeat', params: { type } }));
  }

  function answer(id: unknown, result: unknown): void {
    const us = clock.now() * 1_000;
    session.send(JSON.stringify({ jsonrpc: '2.0', id, result, usIn: us, usOut: us + 90, usDiff: 90, testnet: false }));
  }

  function refuse(id: unknown, code: number, message: string, detail: string): void {
    session.violation(code === -32_601 ? 'unknown-topic' : 'bad-frame', detail);
    session.send(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message }, testnet: false }));
  }

  function subscribe(id: unknown, wanted: readonly unknown[]): void {
    const granted: string[] = [];
    for (const channel of wanted) {
      const [, , currency, interval] = typeof channel === 'string' ? (channelName.exec(channel) ?? []) : [];
      if (typeof channel !== 'string' || currency === undefined) {
        session.violation('unknown-topic', String(channel));
      } else if (interval === 'raw') {
        refuse(id, 13_778, 'raw_subscriptions_not_available_for_unauthorized', channel);
        return;
      } else {
        granted.push(channel);
        channels.set(channel, currency);
      }
    }
    session.topics(channels.size);
    answer(id, granted);
  }

  session.every(pushEveryMs, tick);
  session.after(secondMs, planOrdinary);

  return {
    message(text) {
      heardAt = clock.now();
      askedAt = undefined;
      const call = parseCall(text);
      if (call === undefined) {
        refuse(null, -32_700, 'Parse error', text.slice(0, 200));
        return;
      }
      const { id, method, params } = call;
      const interval = Number(params.interval);
      if (method === 'public/test') answer(id, { version: '1.2.26' });
      else if (method === 'public/subscribe' && Array.isArray(params.channels)) subscribe(id, params.channels);
      else if (method === 'public/set_heartbeat' && interval >= 10 && interval <= 3_600) {
        if (intervalMs === undefined) session.every(interval * secondMs, beat);
        intervalMs = interval * secondMs;
        answer(id, 'ok');
      } else if (/^public\/(subscribe|set_heartbeat)$/.test(method)) refuse(id, -32_602, 'Invalid params', text.slice(0, 200));
      else refuse(id, -32_601, 'Method not found', method);
    },
    orders: pushForced,
  };
}

function parseCall(text: string): Call | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Anything but JSON is answered with an error by the caller.
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { jsonrpc, id, method, params } = parsed as Readonly<Record<string, unknown>>;
  if (jsonrpc !== '2.0' || typeof method !== 'string') return undefined;
  return { id, method, params: typeof params === 'object' && params !== null ? { ...params } : {} };
}
