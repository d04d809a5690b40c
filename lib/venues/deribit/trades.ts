import { control, ignored, maintenance, parsing, readable, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { fieldsOf, isMissing, textAt, wordAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { clip, listOf, readRows } from '../../std/rows.ts';
import { priceAt, quantityAt, symbolAt, timeAt } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { boards, instrumentOf, openResult } from './instruments.ts';

// `system_maintenance` (API v2 documents, RPC error codes; unverified).
const systemMaintenance = 11_051;

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
  if (isRecord(frame.error) && frame.error.code === systemMaintenance) return maintenance();
  return parsing(() => {
    const granted = openResult(frame);
    if (!Array.isArray(granted)) return control('answer');
    if (!granted.every(each => typeof each === 'string')) return ignored('an answer to something else');
    if (granted.length === 0) return rejected('no channel was granted', 'result');
    const missing = channels.find(channel => !granted.includes(channel));
    return missing === undefined ? control('subscribed') : rejected(`not granted: ${missing}`, 'result');
  });
}

/**
 * Reads an answer of `get_last_trades_by_currency…`, whose rows are those of the stream. Answers without forced trades are empty, not ignored:
 * that nothing was forced is what they tell.
 */
export function parseTrades(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return parsing(() =>
    readForced(listOf(fieldsOf(openResult(payload), 'result').trades, 'result.trades'), 'result.trades', context),
  );
}

/** Reads whatever the venue sends about forced orders: a frame of the stream, or an answer of the history. */
export function readDeribit(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const isHistory = isRecord(payload) && isRecord(payload.result) && 'trades' in payload.result;
  if (!isHistory) return parseFrame(payload, context);
  const parsed = parseTrades(payload, context);
  const isQuiet = parsed.kind === 'events' && parsed.events.length + parsed.rejections.length === 0;
  return isQuiet ? ignored('trades that nobody was forced into') : parsed;
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
  const { rows, rejections } = readRows(list, path, value => readForcedTrade(fieldsOf(value), context));
  return readable(rows.flat(), rejections);
}

/**
 * The events of a trade with a `liquidation` field, of which nearly all have none: it says who was liquidated, the taker (`T`), the maker (`M`) or both
 * (API v2 documents). Who sold by force had a long; `direction` is the taker's side, and the maker does the opposite. `amount` is dollars on
 * inverse contracts, coins on linear ones. Ids are unique inside a currency only.
 */
export function readForcedTrade(row: Fields, context: ParseContext): readonly Liquidation[] | undefined {
  if (isMissing(row.liquidation)) return undefined;
  const forced = wordAt(row, 'liquidation', ['T', 'M', 'MT']);
  const symbol = symbolAt(row, 'instrument_name');
  const id = textAt(row, 'trade_id', /^[0-9A-Za-z_-]{1,40}$/, 'not a trade id');
  const direction = wordAt(row, 'direction', ['buy', 'sell']);
  const price = priceAt(row, 'price');
  const value = quantityAt(row, 'amount');
  const eventTime = timeAt(row, 'timestamp', context.receivedTime);
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return undefined;
  const sides = (['T', 'M'] as const).filter(side => forced.includes(side));
  return sides.map(side =>
    toLiquidation({
      instrument,
      position: (direction === 'sell') === (side === 'T') ? 'long' : 'short',
      price,
      priceKind: 'fill',
      quantity: { value, unit: instrument.contract === 'inverse' ? 'usd' : 'base' },
      eventTime,
      receivedTime: context.receivedTime,
      key: `${symbol}:${id}:${side}`,
    }),
  );
}
