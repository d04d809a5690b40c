import { control, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { bad, readRows, skip, type RowReading } from '../../std/rows.ts';
import { isList, openAnswer, toForced, toWord, type AnswerShape } from '../answer.ts';
import { maxUsd, priceBounds, quantityBounds, readTime } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { isSafeSymbol } from '../symbols.ts';
import { boards, instrumentOf } from './contracts.ts';
import { isRecord } from '../../std/record.ts';

const topic = 'public.*.liquidation_orders';

/** The envelope of version 3. */
export const historyShape: AnswerShape = { venue: 'HTX', field: 'code', good: 200, list: ['data'] };

/** One socket for each board that has contracts among `instruments`. All contracts come by themselves; each frame is gzip. */
export function planSockets(instruments: readonly Instrument[]): readonly SocketPlan[] {
  return boards
    .filter(({ board }) => instruments.some(instrument => instrument.board === board))
    .map(({ board, socket }) => ({
      stream: board,
      url: `wss://api.hbdm.com/${socket}`,
      decode: 'gzip',
      subscribe: [JSON.stringify({ op: 'sub', cid: '1', topic, ...(board === 'linear' ? { business_type: 'all' } : {}) })],
      // Pings come before the acknowledgement does.
      acknowledgements: 1,
      reply: toPong,
      // The server pings every few seconds, and hangs up some 30 s after an unanswered one.
      silenceMs: 45_000,
      lagMs: 5_000,
      // No age is documented.
      maxAgeMs: 23 * 3_600_000,
      parse: parseFrame,
    }));
}

/** The answer to a server's ping: its `ts`, text here, as it came. A number for it is taken for no answer (measured by a third party). */
function toPong(frame: unknown): string | undefined {
  if (!isRecord(frame) || frame.op !== 'ping' || frame.ts === undefined) return undefined;
  return JSON.stringify({ op: 'pong', ts: frame.ts });
}

/** Reads one frame of any of the three sockets: forced orders, pings, acknowledgements. */
function parseFrame(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(frame)) return rejected('not an object');
  const { op, ts, data } = frame;
  const code = frame['err-code'];
  if (op === 'ping') return control('ping', readTime(ts, context.receivedTime));
  // 2014: subscribed already.
  if (op === 'sub' && (code === 0 || code === 2014)) return control('subscribed', readTime(ts, context.receivedTime));
  if (op === 'sub' || op === 'error' || op === 'close') {
    return rejected(`HTX refused ${op} (err-code ${toWord(code)}): ${toWord(frame['err-msg'])}`, 'err-code');
  }
  if (op !== 'notify') return typeof op === 'string' ? ignored(`operation ${toWord(op)}`) : rejected('no operation', 'op');
  if (frame.topic !== topic) return ignored(`topic ${toWord(frame.topic)}`);
  return Array.isArray(data) ? parseRows(data, context) : rejected('not a list', 'data');
}

/** Reads a body of past forced orders, whose rows are those of the sockets and a `query_id`. */
export function parseHistory(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const opened = openAnswer(payload, historyShape);
  return isList(opened) ? parseRows(opened, context) : { kind: 'rejected', rejections: [opened] };
}

/** Reads a frame of a socket (unpacked), or a body of the history. */
export function readHtx(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return isRecord(payload) && !('op' in payload) && ('code' in payload || 'status' in payload)
    ? parseHistory(payload, context)
    : parseFrame(payload, context);
}

function parseRows(list: readonly unknown[], context: ParseContext): Parsed<Liquidation> {
  const seen = new Map<string, number>();
  const { rows, rejections } = readRows(list, 'data', value => readRow(value, context, seen));
  return toForced(rows, rejections, list.length);
}

/**
 * `direction` is the side of the closing order: a sell closed a long. `price` is the bankruptcy price, `volume` counts contracts and `amount` coins.
 * `trade_turnover` is dollars on contracts in USDT; on coin-margined ones it is missing or something else, so that there the dollars are those of
 * the contracts. Where two of these figures cannot be of one order, their units are not what we think, and the row is refused.
 */
function readRow(value: unknown, context: ParseContext, seen: Map<string, number>): RowReading<Liquidation> {
  if (!isRecord(value)) return bad('not an object');
  const { contract_code: symbol, direction, offset, trade_turnover: turnover, created_at: createdAt } = value;
  if (!isSafeSymbol(symbol)) return bad('not a symbol', 'contract_code');
  if (direction !== 'buy' && direction !== 'sell') return bad('neither buy nor sell', 'direction');
  if (offset === 'open') return bad('a forced order that opens', 'offset');
  const price = readDecimal(value.price, priceBounds);
  if (price === undefined) return bad('no price', 'price');
  const volume = readDecimal(value.volume, quantityBounds);
  if (volume === undefined) return bad('no contracts', 'volume');
  const amount = readDecimal(value.amount, quantityBounds);
  if (amount === undefined) return bad('no coins', 'amount');
  const eventTime = readTime(createdAt, context.receivedTime);
  if (eventTime === undefined) return bad('not a time', 'created_at');
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return skip;

  const isLinear = instrument.contract === 'linear';
  // Equal rows of one payload are different orders, and come equal again when they are read again.
  const content = `${symbol}:${eventTime}:${direction}:${volume}:${price}`;
  const ordinal = seen.get(content) ?? 0;
  seen.set(content, ordinal + 1);
  const reading = toLiquidation({
    instrument,
    position: direction === 'sell' ? 'long' : 'short',
    price,
    priceKind: 'bankruptcy',
    quantity: isLinear ? { value: amount, unit: 'base' } : { value: volume, unit: 'contracts' },
    eventTime,
    receivedTime: context.receivedTime,
    key: `${content}:${ordinal}`,
  });
  if (reading.kind !== 'row') return reading;
  const told = isLinear ? readDecimal(turnover, { above: 0, below: maxUsd }) : reading.row.usd;
  const ratio = (told ?? amount * price) / (amount * price);
  if (!(ratio > 0.5 && ratio < 2)) return bad('amount and worth are not of one order', isLinear ? 'trade_turnover' : 'volume');
  const worth = isLinear ? { usd: told ?? reading.row.usd } : { baseQuantity: amount };
  return { kind: 'row', row: { ...reading.row, ...worth } };
}
