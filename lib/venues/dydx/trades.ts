import { control, events, ignored, parsing, readable, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { History, ParseContext, SocketPlan } from '../../model/venue.ts';
import { fieldsOf, textAt, wordAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { clip, itemsOf, listOf, readRows, refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { isoTimeAt, priceAt, quantityAt, readIsoTime } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { subscriptions, toShards, type Shard } from '../shards.ts';
import { instrumentOf, openAnswer } from './markets.ts';

/** Sockets that carry the markets together. */
export const streams: readonly string[] = [1, 2, 3, 4, 5, 6].map(number => `trades-${number}`);

// "V4_TRADES_CHANNEL_LIMIT: 32" for each connection (indexer documents, 2026).
const maxChannels = 32;
const pageRows = 1_000;
const hourMs = 3_600_000;

/** The channel `v4_trades` has no wildcard: one subscription for each market, two a second at the most; half of that is used. */
export function planSockets(instruments: readonly Instrument[]): readonly SocketPlan[] {
  return toShards(instruments, streams, maxChannels).map(planSocket);
}

function planSocket(shard: Shard): SocketPlan {
  const own = new Set(shard.own.map(({ symbol }) => symbol));
  const subscribe = subscriptions(shard).map(({ symbol }) =>
    JSON.stringify({ type: 'subscribe', channel: 'v4_trades', id: symbol, batched: true }),
  );
  return {
    stream: shard.stream,
    url: 'wss://indexer.dydx.trade/v4/ws',
    subscribe,
    subscribeEveryMs: 1_000,
    acknowledgements: subscribe.length,
    // `ping` is in the server's code (`socks/src/types.ts`), not in its documents.
    heartbeat: { everyMs: 20_000, frame: () => JSON.stringify({ type: 'ping' }) },
    silenceMs: 60_000,
    // A block takes about a second; a batch holds a few.
    lagMs: 5_000,
    // No age is documented; a daily renewal takes in markets that were listed since.
    maxAgeMs: 23 * hourMs,
    parse(frame, context) {
      // What was traded before the subscription belongs to a time that this socket did not hear; the history has it.
      if (isRecord(frame) && frame.type === 'subscribed') return control('subscribed');
      const id = isRecord(frame) ? frame.id : undefined;
      return typeof id === 'string' && !own.has(id) ? control('trades') : parseFrame(frame, context);
    },
  };
}

/**
 * Reads one text frame: `connected`, `subscribed` with the last trades, `channel_data` with trades, `channel_batch_data` with a list of such contents,
 * `pong`, `error`. Trades that nobody was forced into are the sign of life.
 */
export function parseFrame(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(frame)) return rejected('not an object');
  const { type, id, contents } = frame;
  if (type === 'connected' || type === 'pong' || type === 'unsubscribed') return control(type);
  if (type === 'error') return rejected(refusedBy('dYdX', frame.message ?? 'no reason given'), 'message');
  const isBatch = type === 'channel_batch_data';
  if (!isBatch && type !== 'channel_data' && type !== 'subscribed') return rejected('a type that is not documented', 'type');
  if (frame.channel !== 'v4_trades') return ignored(clip(`channel ${typeof frame.channel === 'string' ? frame.channel : ''}`));
  const trades = isBatch
    ? flattenBatch(contents)
    : isRecord(contents) && Array.isArray(contents.trades)
      ? contents.trades
      : undefined;
  if (trades === undefined) return rejected('no trades', 'contents');
  if (typeof id !== 'string') return rejected('no market', 'id');
  return readTrades(trades, 'contents.trades', id, context, type === 'subscribed' ? type : 'trades');
}

function flattenBatch(contents: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(contents)) return undefined;
  const parts = contents.map(part => (isRecord(part) ? part.trades : undefined));
  return parts.every(part => Array.isArray(part)) ? parts.flat() : undefined;
}

/**
 * Trades of one market, newest first, back to the chain's first block (`/v4/trades/perpetualMarket`; v4-chain indexer). Forced ones cannot be asked for
 * alone: a day of bitcoin is some 60 requests, so that only gaps are healed.
 */
export const history: History = {
  firstReachMs: 0,
  healReachMs: 6 * hourMs,
  // The answers come from replicas that run behind the stream by less than a second "ordinarily" (indexer documents).
  lagMs: 30_000,
  maxWindowMs: 6 * hourMs,
  units: instruments => instruments.map(instrument => ({ key: instrument.symbol, instruments: [instrument] })),
  request({ key }, { to }, page) {
    const before = page ?? new Date(to).toISOString();
    return {
      url: `https://indexer.dydx.trade/v4/trades/perpetualMarket/${key}?limit=${pageRows}&createdBeforeOrAt=${before}`,
      weight: 1,
      budget: 'dydx',
      maxBytes: 1_000_000,
      why: `pastLiquidations:${key}`,
    };
  },
  parse: (payload, unit, context) => parseTrades(payload, unit.key, context),
  next(payload, _unit, { from, to }, page) {
    const answer = isRecord(payload) && isRecord(payload.result) ? payload.result : payload;
    const trades = isRecord(answer) ? itemsOf(answer.trades) : [];
    const last: unknown = trades.at(-1);
    const oldest = isRecord(last) ? readIsoTime(last.createdAt, to) : undefined;
    if (trades.length < pageRows || oldest === undefined || oldest < from) return undefined;
    // More than a page of trades in one millisecond would come again and again.
    const asked = page === undefined ? to : Date.parse(page);
    return new Date(Math.min(oldest, asked - 1)).toISOString();
  },
};

/** Reads an answer of the history, of the market that was asked for: the rows do not name it. */
export function parseTrades(payload: unknown, symbol: string, context: ParseContext): Parsed<Liquidation> {
  const parsed = parsing(() => readTrades(listOf(openAnswer(payload).trades, 'trades'), 'trades', symbol, context, 'trades'));
  return parsed.kind === 'events' || parsed.kind === 'rejected' ? parsed : events([]);
}

/** `quiet` names the sign of life that trades are which nobody was forced into. */
function readTrades(
  trades: readonly unknown[],
  path: string,
  symbol: string,
  context: ParseContext,
  quiet: string,
): Parsed<Liquidation> {
  let deleveraged = 0;
  const { rows, rejections } = readRows(trades, path, value => {
    const trade = fieldsOf(value);
    if (typeof trade.type !== 'string') refuse('no type', 'type');
    // The other side of a position that was taken over: its holder was in profit, and nobody was liquidated.
    if (trade.type === 'DELEVERAGED') deleveraged += 1;
    return trade.type === 'LIQUIDATED' ? readTrade(trade, symbol, context) : undefined;
  });
  if (rows.length + rejections.length > 0) return readable(rows, rejections);
  return deleveraged > 0 ? ignored(`${deleveraged} deleveraged, which is counted apart`) : control(quiet);
}

/** `side` is that of the taker, who was liquidated: a SELL closed a long (v4-chain, `trade-types.ts`). `size` counts coin, `price` is a fill. */
function readTrade(trade: Fields, symbol: string, context: ParseContext): Liquidation | undefined {
  const key = textAt(trade, 'id', /^[\w-]{1,64}$/, 'no id');
  const side = wordAt(trade, 'side', ['BUY', 'SELL']);
  const price = priceAt(trade, 'price');
  const value = quantityAt(trade, 'size');
  const eventTime = isoTimeAt(trade, 'createdAt', context.receivedTime);
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return undefined;
  return toLiquidation({
    instrument,
    position: side === 'SELL' ? 'long' : 'short',
    price,
    priceKind: 'fill',
    quantity: { value, unit: 'base' },
    eventTime,
    receivedTime: context.receivedTime,
    key,
  });
}
