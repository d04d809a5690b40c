import { control, events, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { bad, clip, readRows, skip, type Fault, type RowReading } from '../../std/rows.ts';
import { priceBounds, quantityBounds, readTime } from '../fields.ts';
import { toForced } from '../answer.ts';
import { toLiquidation } from '../notional.ts';
import { isSafeSymbol } from '../symbols.ts';
import { boards, type BybitBoard } from './envelope.ts';
import { boardOf, instrumentOf } from './instruments.ts';
import { isRecord } from '../../std/record.ts';

/** One row of an `allLiquidation` push, checked. */
export interface LiquidationRow {
  readonly symbol: string;
  /** The liquidated position: `Buy` is a long. The opposite of most venues. */
  readonly side: 'Buy' | 'Sell';
  readonly price: number;
  readonly quantity: number;
  readonly time: number;
}

const topicPrefix = 'allLiquidation.';

// "args" may hold 21,000 characters for each request (v5 documents, July 2026), and 805 symbols in frames of 200 are known to work.
const maxArgsLength = 21_000;
const maxTopics = 200;

/** One socket for each board that has contracts among `instruments`. */
export function planSockets(instruments: readonly Instrument[]): readonly SocketPlan[] {
  return boards.flatMap(board => {
    const symbols = instruments.filter(instrument => instrument.board === board).map(({ symbol }) => symbol);
    return symbols.length === 0 ? [] : [planSocket(board, symbols)];
  });
}

function planSocket(board: BybitBoard, symbols: readonly string[]): SocketPlan {
  return {
    stream: board,
    url: `wss://stream.bybit.com/v5/public/${board}`,
    subscribe: chunkTopics(symbols).map((args, index) => JSON.stringify({ req_id: String(index + 1), op: 'subscribe', args })),
    // "Send a ping every 20 seconds" (v5 documents); the pong is the only sign of life in a quiet market.
    heartbeat: { everyMs: 20_000, frame: () => JSON.stringify({ op: 'ping' }) },
    silenceMs: 60_000,
    // Rows are pushed each 500 ms.
    lagMs: 2_000,
    // No age is documented; a daily renewal takes in contracts that were listed since.
    maxAgeMs: 23 * 3_600_000,
    parse: (frame, context) => parseFrame(frame, board, context),
  };
}

function chunkTopics(symbols: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let current: string[] = [];
  let length = 0;
  for (const symbol of symbols) {
    const topic = `${topicPrefix}${symbol}`;
    // Quotes and comma count too.
    const cost = topic.length + 3;
    if (current.length > 0 && (current.length >= maxTopics || length + cost >= maxArgsLength)) {
      chunks.push(current);
      current = [];
      length = 0;
    }
    current.push(topic);
    length += cost;
  }
  if (current.length > 0) chunks.push(current);
  return chunks;
}

/**
 * Reads one text frame of a board's socket: forced orders, pongs, acknowledgements. A refused subscription is `rejected` with the venue's
 * words, since one unknown symbol may fail its whole frame: the list of contracts must then be fetched anew.
 */
export function parseFrame(frame: unknown, board: BybitBoard, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(frame)) return rejected('not an object');
  if (typeof frame.topic === 'string') return parsePush(frame, frame.topic, board, context);
  const words = typeof frame.ret_msg === 'string' ? frame.ret_msg : '';
  if (frame.op === 'pong' || words === 'pong') return control('pong');
  if (frame.success === false) return rejected(clip(`${describe(frame.op)} refused: ${words}`), 'success');
  if (frame.success === true) return control(describe(frame.op));
  return rejected('neither a topic nor an answer');
}

/** Reads a frame of either board: a topic names one contract, and its spelling or listing the board. */
export function readBybit(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const { topic, data } = isRecord(payload) ? payload : {};
  const parsed = parseFrame(payload, boardOf(typeof topic === 'string' ? topic.slice(topicPrefix.length) : '', context), context);
  return parsed.kind === 'events' ? toForced(parsed.events, parsed.rejections, Array.isArray(data) ? data.length : 0) : parsed;
}

function parsePush(
  frame: Readonly<Record<string, unknown>>,
  topic: string,
  board: BybitBoard,
  context: ParseContext,
): Parsed<Liquidation> {
  if (!topic.startsWith(topicPrefix)) return ignored(clip(`topic ${topic}`));
  if (!Array.isArray(frame.data)) return rejected('not a list', 'data');
  const seen = new Map<string, number>();
  const { rows, rejections } = readRows(frame.data, 'data', value => readLiquidation(value, board, context, seen));
  return rows.length === 0 && rejections.length > 0 ? { kind: 'rejected', rejections } : events(rows, rejections);
}

function readLiquidation(
  value: unknown,
  board: BybitBoard,
  context: ParseContext,
  seen: Map<string, number>,
): RowReading<Liquidation> {
  const order = readLiquidationRow(value, context.receivedTime);
  if ('reason' in order) return bad(order.reason, order.path);
  const instrument = instrumentOf(order.symbol, board, context);
  if (instrument === undefined) return skip;
  // Rows have no id. The same rows come in the same push when it is repeated, so that counting equal ones inside a push gives stable keys.
  const content = `${order.symbol}:${order.time}:${order.side}:${order.price}:${order.quantity}`;
  const ordinal = seen.get(content) ?? 0;
  seen.set(content, ordinal + 1);
  return toLiquidation({
    instrument,
    position: order.side === 'Buy' ? 'long' : 'short',
    price: order.price,
    priceKind: 'bankruptcy',
    quantity: { value: order.quantity, unit: board === 'linear' ? 'base' : 'usd' },
    eventTime: order.time,
    receivedTime: context.receivedTime,
    key: `${content}:${ordinal}`,
  });
}

/**
 * One row of a push, or what is wrong with it. Written by hand because this frame is the hot one.
 * `S` is the side of the liquidated POSITION, `p` the bankruptcy price, `v` the executed size: coin on linear contracts, US dollars on
 * inverse ones (v5 documents, all-liquidation, July 2026).
 */
export function readLiquidationRow(value: unknown, receivedTime: number): LiquidationRow | Fault {
  if (!isRecord(value)) return { reason: 'not an object', path: '' };
  const { s, S, v, p, T } = value;
  if (!isSafeSymbol(s)) return { reason: 'not a symbol', path: 's' };
  if (S !== 'Buy' && S !== 'Sell') return { reason: 'neither Buy nor Sell', path: 'S' };
  const price = readDecimal(p, priceBounds);
  if (price === undefined) return { reason: 'no price', path: 'p' };
  const quantity = readDecimal(v, quantityBounds);
  if (quantity === undefined) return { reason: 'no quantity', path: 'v' };
  const time = readTime(T, receivedTime);
  if (time === undefined) return { reason: 'not a time', path: 'T' };
  return { symbol: s, side: S, price, quantity, time };
}

function describe(op: unknown): string {
  return typeof op === 'string' && op.length <= 40 ? op : 'answer';
}
