import type { SocketEvent, SocketLike } from '../../../lib/feeds/connection.ts';
import type { Parsed } from '../../../lib/model/parsed.ts';
import { control, events, ignored, rejected } from '../../../lib/model/parsed.ts';
import type { Liquidation } from '../../../lib/model/trade.ts';
import type { ParseContext, SocketPlan } from '../../../lib/model/venue.ts';

type Listener = (event: SocketEvent) => void;

/** The far end of a socket, moved by hand. */
export class FakeSocket implements SocketLike {
  readonly url: string;
  readonly sent: string[] = [];
  isClosedByUs = false;
  private readonly listeners = new Map<string, Listener[]>();

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.isClosedByUs = true;
  }

  emit(type: string, event: SocketEvent = {}): void {
    for (const listener of this.listeners.get(type) ?? []) listener(event);
  }

  /** Opens and acknowledges the subscription. */
  accept(): void {
    this.emit('open');
    this.say({ ack: 1 });
  }

  say(frame: unknown): void {
    this.emit('message', { data: JSON.stringify(frame) });
  }

  drop(code = 1006): void {
    this.emit('close', { code });
  }
}

/** A made forced order of one dollar per key. */
export function order(key: string, time: number, receivedTime = time): Liquidation {
  return {
    venue: 'bybit',
    symbol: 'BTCUSDT',
    base: 'BTC',
    position: 'long',
    price: 1,
    priceKind: 'fill',
    quantity: { value: 1, unit: 'base' },
    baseQuantity: 1,
    usd: 1,
    eventTime: time,
    receivedTime,
    key,
  };
}

/** Frames of the made venue: `{ack}`, `{pong}`, `{orders: [[key, time]…]}`, `{other}`; anything else is junk, and `{throw}` a broken parser. */
function parse(frame: unknown, { receivedTime }: ParseContext): Parsed<Liquidation> {
  const fields = typeof frame === 'object' && frame !== null ? (frame as Record<string, unknown>) : {};
  if ('throw' in fields) throw new Error('a mistake in the parser');
  if ('ack' in fields || 'pong' in fields) return control('pong');
  if ('other' in fields) return ignored('another product');
  if (!Array.isArray(fields.orders)) return rejected('no orders', 'orders');
  const rows: Liquidation[] = [];
  const bad: { reason: string; path: string }[] = [];
  for (const [index, row] of fields.orders.entries()) {
    if (Array.isArray(row) && typeof row[0] === 'string' && typeof row[1] === 'number')
      rows.push(order(row[0], row[1], receivedTime));
    else bad.push({ reason: 'no order', path: `orders.${String(index)}` });
  }
  return events(rows, bad);
}

/** A made stream: silent after 10 s, rows up to 2 s late, cut after a day. */
export function plan(part: Partial<SocketPlan> = {}): SocketPlan {
  return {
    stream: 'all',
    url: 'wss://feed.example/ws',
    subscribe: ['subscribe'],
    heartbeat: { everyMs: 20_000, frame: id => `ping ${String(id)}` },
    silenceMs: 10_000,
    lagMs: 2_000,
    maxAgeMs: 24 * 3_600_000,
    parse,
    ...part,
  };
}
