import { control, ignored, parseRows, readable, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { fieldsOf, isFirstOf, type Fields } from '../../std/fields.ts';
import { toText } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { clip, itemsOf } from '../../std/rows.ts';
import { toForced } from '../answer.ts';
import { priceOf, quantityOf, symbolOf, timeOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { createRowKeys, toContent, type RowKey } from '../rows.ts';
import { boards, type BybitBoard } from './envelope.ts';
import { boardOf, instrumentOf } from './instruments.ts';

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
  if (frame.success === false)
    return rejected({ reason: clip(`${describe(frame.op)} refused: ${words}`), told: clip(words) }, 'success');
  if (frame.success === true) return control(describe(frame.op));
  return rejected('neither a topic nor an answer');
}

/** Reads a frame of either board: a topic names one contract, and its spelling or listing the board. */
export function readBybit(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const { topic, data } = isRecord(payload) ? payload : {};
  const parsed = parseFrame(payload, boardOf(typeof topic === 'string' ? topic.slice(topicPrefix.length) : '', context), context);
  return toForced(parsed, itemsOf(data).length);
}

function parsePush(
  frame: Readonly<Record<string, unknown>>,
  topic: string,
  board: BybitBoard,
  context: ParseContext,
): Parsed<Liquidation> {
  if (!topic.startsWith(topicPrefix)) return ignored(clip(`topic ${topic}`));
  const keyOf = createRowKeys(frame.data);
  const parsed = parseRows(frame.data, 'data', value => readLiquidationRow(fieldsOf(value), board, context, keyOf));
  return parsed.kind === 'events' ? readable(parsed.events, parsed.rejections) : parsed;
}

/**
 * One row of a push. `S` is the side of the liquidated POSITION, `p` the bankruptcy price, `v` the executed size: coin on linear contracts, US
 * dollars on inverse ones (v5 documents, all-liquidation, July 2026). Rows have no id.
 */
export function readLiquidationRow(
  row: Fields,
  board: BybitBoard,
  context: ParseContext,
  keyOf: RowKey,
): Liquidation | undefined {
  const symbol = symbolOf(row.s, 's', context);
  // `Buy` is a long: the opposite of most venues.
  const position = isFirstOf(row.S, 'Buy', 'Sell', 'S') ? 'long' : 'short';
  const price = priceOf(row.p, 'p');
  const value = quantityOf(row.v, 'v');
  const eventTime = timeOf(row.T, 'T', context.receivedTime);
  const instrument = instrumentOf(symbol, board, context);
  if (instrument === undefined) return undefined;
  return toLiquidation({
    instrument,
    position,
    price,
    priceKind: 'bankruptcy',
    quantity: { value, unit: board === 'linear' ? 'base' : 'usd' },
    eventTime,
    receivedTime: context.receivedTime,
    key: keyOf(toContent(symbol, eventTime, position, toText(row.p, price), toText(row.v, value)), price),
  });
}

function describe(op: unknown): string {
  return typeof op === 'string' && op.length <= 40 ? op : 'answer';
}
