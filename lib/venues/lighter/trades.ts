import { control, ignored, readable, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, figureAt, flagAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { clip, readRows, refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { priceAt, quantityAt, timeAt } from '../fields.ts';
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
  if (isRecord(frame.error)) return rejected(refusedBy('Lighter', frame.error.message), 'error');
  const { type, liquidation_trades: forced } = frame;
  if (type === 'connected' || type === 'pong' || type === 'ping') return control(type);
  if (type !== 'subscribed/trade' && type !== 'update/trade') {
    return typeof type === 'string' ? ignored(clip(`message ${type}`)) : rejected('no type', 'type');
  }
  // Left out of frames that have none, in the documents' sample.
  if (forced === undefined || forced === null)
    return Array.isArray(frame.trades) ? readQuiet(type, frame.trades, context) : rejected('no trades', 'trades');
  if (!Array.isArray(forced)) return rejected('not a list', 'liquidation_trades');
  return forced.length === 0 ? readQuiet(type, frame.trades, context) : readTrades(forced, 'liquidation_trades', context);
}

// A forced trade that stands among the ordinary ones alone is read there.
function readQuiet(type: string, trades: unknown, context: ParseContext): Parsed<Liquidation> {
  if (Array.isArray(trades) && trades.some(trade => isRecord(trade) && trade.type === 'liquidation'))
    return readTrades(trades, 'trades', context);
  return control(type === 'subscribed/trade' ? 'subscribed' : 'trades');
}

/** Reads a list of trades of any kind, each of which names its market. */
export function readTrades(trades: readonly unknown[], path: string, context: ParseContext): Parsed<Liquidation> {
  let reason = 'trades that nobody was forced into';
  const { rows, rejections } = readRows(trades, path, value => {
    const trade = fieldsOf(value);
    if (typeof trade.type !== 'string') refuse('no type', 'type');
    if (trade.type !== 'liquidation') return undefined;
    const reading = readTrade(trade, context);
    if (typeof reading !== 'string') return reading;
    reason = reading;
    return undefined;
  });
  return rows.length + rejections.length === 0 ? ignored(reason) : readable(rows, rejections);
}

/**
 * One forced trade, or in words why it is not counted. The liquidated account is the taker (15 of 15 of both sides, third-party probe of 2026-09-24):
 * `is_maker_ask` false means that it sold, so that a long was closed. `size` counts coin; `usd_amount` is the same in dollars, and must be size × price.
 */
function readTrade(trade: Fields, context: ParseContext): Liquidation | string {
  const { market_id: market } = trade;
  const id = figureAt(trade, 'trade_id', { above: 0 }, 'no id');
  if (typeof market !== 'number' || !Number.isSafeInteger(market) || market < 0) return refuse('no market', 'market_id');
  const isMakerAsk = flagAt(trade, 'is_maker_ask');
  const price = priceAt(trade, 'price');
  const value = quantityAt(trade, 'size');
  const eventTime = timeAt(trade, 'timestamp', context.receivedTime);
  const usd = readDecimal(trade.usd_amount, { atLeast: 0 });
  // Six decimals; a cent is allowed for.
  if (usd !== undefined && Math.abs(usd - value * price) > 0.01 + usd / 1_000) refuse('not size × price', 'usd_amount');
  const instrument = instrumentOf(market, context);
  if (instrument === undefined) return `market ${market} is no listed coin`;
  const order = toLiquidation({
    instrument,
    position: isMakerAsk ? 'short' : 'long',
    price,
    priceKind: 'fill',
    quantity: { value, unit: 'base' },
    eventTime,
    receivedTime: context.receivedTime,
    key: String(id),
  });
  // Dust is told as no dollars at all.
  return usd === undefined || usd === 0 ? order : { ...order, usd };
}

function instrumentOf(market: number, { instruments }: ParseContext): Instrument | undefined {
  const alias = String(market);
  for (const instrument of instruments.values()) if (instrument.alias === alias) return instrument;
  const first = instruments.size === 0 ? firstMarkets.get(alias) : undefined;
  return first === undefined ? undefined : toInstrument(first, market);
}
