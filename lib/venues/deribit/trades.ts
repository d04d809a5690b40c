import { control, events, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation, Position } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { bad, clip, readRows, row, skip, type Fault, type RowReading } from '../../std/rows.ts';
import { priceBounds, quantityBounds, readTime } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { isSafeSymbol } from '../symbols.ts';
import { boards, instrumentOf, isRefusal, openResult } from './instruments.ts';
import { isRecord } from '../../std/record.ts';

/** A trade that was forced on one side or both, checked. */
export interface ForcedTrade {
  readonly symbol: string;
  readonly id: string;
  /** Who was liquidated: the taker, the maker, or both. */
  readonly forced: 'T' | 'M' | 'MT';
  /** Side of the taker. */
  readonly direction: 'buy' | 'sell';
  readonly price: number;
  /** Dollars on inverse contracts, coins on linear ones. */
  readonly amount: number;
  readonly time: number;
}

const safeId = /^[0-9A-Za-z_-]{1,40}$/;

/** One socket for all currencies that have contracts among `instruments`. */
export function planSockets(instruments: readonly Instrument[]): readonly SocketPlan[] {
  const channels = boards
    .filter(board => instruments.some(instrument => instrument.board === board))
    .map(board => `trades.future.${board}.100ms`);
  return channels.length === 0 ? [] : [planSocket(channels)];
}

function planSocket(channels: readonly string[]): SocketPlan {
  return {
    stream: 'trades',
    url: 'wss://www.deribit.com/ws/api/v2',
    subscribe: [call(1, 'set_heartbeat', { interval: 30 }), call(2, 'subscribe', { channels })],
    acknowledgements: 1,
    // Keeps the worker awake; the venue's own heartbeats come half as often as that needs.
    heartbeat: { everyMs: 20_000, frame: id => call(id + 2, 'test', {}) },
    // A client that does not answer is cut off (API v2 documents, set_heartbeat).
    reply: frame => (isTestRequest(frame) ? call(0, 'test', {}) : undefined),
    silenceMs: 50_000,
    // Trades are gathered for 100 ms.
    lagMs: 1_000,
    // No age is documented; a daily renewal takes in currencies that got contracts since.
    maxAgeMs: 23 * 3_600_000,
    parse: (frame, context) => parseFrame(frame, context, channels),
  };
}

function call(id: number, method: string, params: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: `public/${method}`, params });
}

/**
 * Reads one frame of the socket. Trades that nobody was forced into are `control`: they prove the stream alive. The answer to a subscription
 * lists the channels that were granted; `channels` are those that were asked for, and all of them must stand in it.
 */
export function parseFrame(frame: unknown, context: ParseContext, channels: readonly string[] = []): Parsed<Liquidation> {
  if (!isRecord(frame)) return rejected('not an object');
  if (frame.method === 'subscription') return parsePush(frame.params, context);
  if (frame.method === 'heartbeat') return control(isTestRequest(frame) ? 'test request' : 'heartbeat');
  const result = openResult(frame);
  if (isRefusal(result)) return { kind: 'rejected', rejections: [result] };
  const granted: unknown = result.value;
  if (!Array.isArray(granted)) return control('answer');
  const missing = channels.find(channel => !granted.includes(channel));
  if (granted.length === 0) return rejected('no channel was granted', 'result');
  return missing === undefined ? control('subscribed') : rejected(`not granted: ${missing}`, 'result');
}

/**
 * Reads an answer of `get_last_trades_by_currency…`, whose rows are those of the stream. Answers without forced trades are empty, not ignored:
 * that nothing was forced is what they tell.
 */
export function parseTrades(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const result = openResult(payload);
  if (isRefusal(result)) return { kind: 'rejected', rejections: [result] };
  const trades = isRecord(result.value) ? result.value.trades : undefined;
  return Array.isArray(trades) ? readForced(trades, 'result.trades', context) : rejected('not a list', 'result.trades');
}

/** Reads whatever the venue sends about forced orders: a frame of the stream, or an answer of the history. */
export function readDeribit(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const isHistory = isRecord(payload) && isRecord(payload.result) && 'trades' in payload.result;
  return isHistory ? parseTrades(payload, context) : parseFrame(payload, context);
}

function isTestRequest(frame: unknown): boolean {
  return isRecord(frame) && frame.method === 'heartbeat' && isRecord(frame.params) && frame.params.type === 'test_request';
}

function parsePush(params: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(params)) return rejected('not an object', 'params');
  const { channel, data } = params;
  if (typeof channel !== 'string') return rejected('no channel', 'params.channel');
  if (!channel.startsWith('trades.')) return ignored(clip(`channel ${channel}`));
  if (!Array.isArray(data)) return rejected('not a list', 'params.data');
  const parsed = readForced(data, 'params.data', context);
  return parsed.kind === 'events' && parsed.events.length + parsed.rejections.length === 0 ? control('trades') : parsed;
}

function readForced(list: readonly unknown[], path: string, context: ParseContext): Parsed<Liquidation> {
  const { rows, rejections } = readRows(list, path, value => readTrade(value, context));
  return rows.length === 0 && rejections.length > 0 ? { kind: 'rejected', rejections } : events(rows.flat(), rejections);
}

function readTrade(value: unknown, context: ParseContext): RowReading<readonly Liquidation[]> {
  // Nearly all trades.
  if (isRecord(value) && (value.liquidation ?? undefined) === undefined) return skip;
  const trade = readForcedTrade(value, context.receivedTime);
  if ('reason' in trade) return bad(trade.reason, trade.path);
  const instrument = instrumentOf(trade.symbol, context);
  if (instrument === undefined) return skip;
  const both: Liquidation[] = [];
  for (const side of ['T', 'M'] as const) {
    if (!trade.forced.includes(side)) continue;
    const reading = toLiquidation({
      instrument,
      position: positionOf(trade.direction, side),
      price: trade.price,
      priceKind: 'fill',
      quantity: { value: trade.amount, unit: instrument.contract === 'inverse' ? 'usd' : 'base' },
      eventTime: trade.time,
      receivedTime: context.receivedTime,
      // Ids are unique inside a currency only.
      key: `${trade.symbol}:${trade.id}:${side}`,
    });
    if (reading.kind !== 'row') return reading;
    both.push(reading.row);
  }
  return row(both);
}

// Who sold by force had a long. The maker does the opposite of the taker, whose side `direction` is.
function positionOf(direction: ForcedTrade['direction'], side: 'T' | 'M'): Position {
  return (direction === 'sell') === (side === 'T') ? 'long' : 'short';
}

/** A trade with a `liquidation` field, or what is wrong with it. Written by hand because these frames are the hot ones (API v2 documents). */
export function readForcedTrade(value: unknown, receivedTime: number): ForcedTrade | Fault {
  if (!isRecord(value)) return { reason: 'not an object', path: '' };
  const { liquidation, instrument_name: symbol, trade_id: id, direction } = value;
  if (liquidation !== 'T' && liquidation !== 'M' && liquidation !== 'MT')
    return { reason: 'neither T, M nor MT', path: 'liquidation' };
  if (!isSafeSymbol(symbol)) return { reason: 'not a symbol', path: 'instrument_name' };
  if (typeof id !== 'string' || !safeId.test(id)) return { reason: 'not a trade id', path: 'trade_id' };
  if (direction !== 'buy' && direction !== 'sell') return { reason: 'neither buy nor sell', path: 'direction' };
  const price = readDecimal(value.price, priceBounds);
  if (price === undefined) return { reason: 'no price', path: 'price' };
  const amount = readDecimal(value.amount, quantityBounds);
  if (amount === undefined) return { reason: 'no amount', path: 'amount' };
  const time = readTime(value.timestamp, receivedTime);
  if (time === undefined) return { reason: 'not a time', path: 'timestamp' };
  return { symbol, id, forced: liquidation, direction, price, amount, time };
}
