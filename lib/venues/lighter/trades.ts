import { control, events, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { bad, clip, readRows, skip, type RowReading } from '../../std/rows.ts';
import { priceBounds, quantityBounds, readTime } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { subscriptions, toShards, type Shard } from '../shards.ts';
import { toInstrument } from './details.ts';

/** Sockets that carry the markets together. */
export const streams: readonly string[] = ['trades-1', 'trades-2'];

// "Subscriptions per connection: 100", "Max Messages Per Minute: 200" for each address (apidocs.lighter.xyz, 2026).
const maxChannels = 100;

/** The markets that keep their numbers since the first day, for rows that come before the listing (third-party recordings of 2026). */
const firstMarkets: ReadonlyMap<string, string> = new Map([
  ['0', 'ETH'],
  ['1', 'BTC'],
  ['2', 'SOL'],
]);

/** The channel `trade` has no wildcard: one subscription for each market. */
export function planSockets(instruments: readonly Instrument[]): readonly SocketPlan[] {
  return toShards(instruments, streams, maxChannels).map(planSocket);
}

function planSocket(shard: Shard): SocketPlan {
  const own = new Set(shard.own.map(({ alias }) => `trade:${alias ?? ''}`));
  const subscribe = subscriptions(shard).flatMap(({ alias }) =>
    alias === undefined ? [] : [JSON.stringify({ type: 'subscribe', channel: `trade/${alias}` })],
  );
  return {
    stream: shard.stream,
    url: 'wss://mainnet.zklighter.elliot.ai/stream',
    subscribe,
    // Half of the messages that are allowed, over both sockets.
    subscribeEveryMs: 1_200,
    acknowledgements: subscribe.length,
    // A client that says nothing for 120 seconds is cut (third-party probe, 2026-09-24).
    heartbeat: { everyMs: 20_000, frame: () => JSON.stringify({ type: 'ping' }) },
    reply: frame => (isRecord(frame) && frame.type === 'ping' ? JSON.stringify({ type: 'pong' }) : undefined),
    silenceMs: 60_000,
    lagMs: 5_000,
    // No age is documented; a daily renewal takes in markets that were listed since.
    maxAgeMs: 23 * 3_600_000,
    parse(frame, context) {
      // The last liquidations before the subscription are of a time that this socket did not hear.
      if (isRecord(frame) && frame.type === 'subscribed/trade') return control('subscribed');
      const channel = isRecord(frame) ? frame.channel : undefined;
      return typeof channel === 'string' && !own.has(channel) ? control('trades') : parseFrame(frame, context);
    },
  };
}

/**
 * Reads one text frame: `connected`, `subscribed/trade` and `update/trade` with ordinary trades and, in a list of their own, `liquidation_trades`;
 * `ping`, `pong`, and errors.
 */
export function parseFrame(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(frame)) return rejected('not an object');
  if (isRecord(frame.error))
    return rejected(clip(`Lighter refused: ${typeof frame.error.message === 'string' ? frame.error.message : ''}`), 'error');
  const { type, liquidation_trades: forced } = frame;
  if (type === 'connected' || type === 'pong' || type === 'ping') return control(type);
  if (type !== 'subscribed/trade' && type !== 'update/trade') {
    return typeof type === 'string' ? ignored(clip(`message ${type}`)) : rejected('no type', 'type');
  }
  // Left out of frames that have none, in the documents' sample.
  if (forced === undefined || forced === null) return Array.isArray(frame.trades) ? quiet(type) : rejected('no trades', 'trades');
  if (!Array.isArray(forced)) return rejected('not a list', 'liquidation_trades');
  return forced.length === 0 ? quiet(type) : readTrades(forced, 'liquidation_trades', context);
}

function quiet(type: string): Parsed<never> {
  return control(type === 'subscribed/trade' ? 'subscribed' : 'trades');
}

/** Reads a list of trades of any kind, each of which names its market. */
export function readTrades(trades: readonly unknown[], path: string, context: ParseContext): Parsed<Liquidation> {
  let reason = 'trades that nobody was forced into';
  const { rows, rejections } = readRows(trades, path, trade => {
    if (!isRecord(trade)) return bad('not an object');
    if (trade.type !== 'liquidation') return typeof trade.type === 'string' ? skip : bad('no type', 'type');
    const reading = readTrade(trade, context);
    if (typeof reading !== 'string') return reading;
    reason = reading;
    return skip;
  });
  if (rows.length > 0) return events(rows, rejections);
  return rejections.length > 0 ? { kind: 'rejected', rejections } : ignored(reason);
}

/**
 * One forced trade, or in words why it is not counted. The liquidated account is the taker (15 of 15 of both sides, third-party probe of 2026-09-24):
 * `is_maker_ask` false means that it sold, so that a long was closed. `size` counts coin; `usd_amount` is the same in dollars, and must be size × price.
 */
function readTrade(trade: Readonly<Record<string, unknown>>, context: ParseContext): RowReading<Liquidation> | string {
  const { market_id: market, is_maker_ask: isMakerAsk } = trade;
  const id = readDecimal(trade.trade_id, { above: 0 });
  if (id === undefined) return bad('no id', 'trade_id');
  if (typeof market !== 'number' || !Number.isSafeInteger(market) || market < 0) return bad('no market', 'market_id');
  if (typeof isMakerAsk !== 'boolean') return bad('neither true nor false', 'is_maker_ask');
  const price = readDecimal(trade.price, priceBounds);
  if (price === undefined) return bad('no price', 'price');
  const value = readDecimal(trade.size, quantityBounds);
  if (value === undefined) return bad('no quantity', 'size');
  const eventTime = readTime(trade.timestamp, context.receivedTime);
  if (eventTime === undefined) return bad('not a time', 'timestamp');
  const usd = readDecimal(trade.usd_amount, { atLeast: 0 });
  // Six decimals; a cent is allowed for.
  if (usd !== undefined && Math.abs(usd - value * price) > 0.01 + usd / 1_000) return bad('not size × price', 'usd_amount');
  const instrument = instrumentOf(market, context);
  if (instrument === undefined) return `market ${market} is no listed coin`;
  return toLiquidation({
    instrument,
    position: isMakerAsk ? 'short' : 'long',
    price,
    priceKind: 'fill',
    quantity: { value, unit: 'base' },
    eventTime,
    receivedTime: context.receivedTime,
    key: String(id),
  });
}

function instrumentOf(market: number, { instruments }: ParseContext): Instrument | undefined {
  const alias = String(market);
  for (const instrument of instruments.values()) if (instrument.alias === alias) return instrument;
  const first = instruments.size === 0 ? firstMarkets.get(alias) : undefined;
  return first === undefined ? undefined : toInstrument(first, market);
}
