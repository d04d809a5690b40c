import { control, ignored, parseRows, parsing, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, figureAt, isFirstOf, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { itemsOf, refuse } from '../../std/rows.ts';
import { openAnswer, toForced, toWord, type AnswerShape } from '../answer.ts';
import { maxUsd, priceOf, quantityBounds, readTime, symbolOf, timeOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { createRowKeys, toContent, type RowKey } from '../rows.ts';
import { boards, instrumentOf } from './contracts.ts';

const topic = 'public.*.liquidation_orders';
// A subscription to one contract has its name in the place of the star.
const anyTopic = /^public\.[\w*-]{1,40}\.liquidation_orders$/;

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
      // No number is documented: unverified, and cautious for three sockets of one host.
      connectLimit: { count: 30, windowMs: 60_000 },
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
  const { op, ts } = frame;
  if (op === 'ping') return control('ping', readTime(ts, context.receivedTime));
  const code = frame['err-code'];
  // 2014: subscribed already.
  if (op === 'sub' && (code === 0 || code === 2014)) return control('subscribed', readTime(ts, context.receivedTime));
  if (op === 'sub' || op === 'error' || op === 'close') {
    const [why, told] = [code, frame['err-msg']].map(toWord);
    return rejected({ reason: `HTX refused ${op} (err-code ${why}): ${told}`, told: `${why}: ${told}` }, 'err-code');
  }
  if (op !== 'notify') return typeof op === 'string' ? ignored(`operation ${toWord(op)}`) : rejected('no operation', 'op');
  if (!anyTopic.test(toWord(frame.topic))) return ignored(`topic ${toWord(frame.topic)}`);
  return parseOrders(frame.data, context);
}

/** Reads a body of past forced orders, whose rows are those of the sockets and a `query_id`. */
export function parseHistory(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return parsing(() => parseOrders(openAnswer(payload, historyShape), context));
}

/** Reads a frame of a socket (unpacked), or a body of the history. */
export function readHtx(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return isRecord(payload) && !('op' in payload) && ('code' in payload || 'status' in payload)
    ? parseHistory(payload, context)
    : parseFrame(payload, context);
}

function parseOrders(list: unknown, context: ParseContext): Parsed<Liquidation> {
  const keyOf = createRowKeys(list);
  const parsed = parseRows(list, 'data', value => readRow(fieldsOf(value), context, keyOf));
  return toForced(parsed, itemsOf(list).length);
}

/**
 * `direction` is the side of the closing order: a sell closed a long. `price` is the bankruptcy price, `volume` counts contracts and `amount` coins.
 * `trade_turnover` is dollars on contracts in USDT; on coin-margined ones it is missing or something else, so that there the dollars are those of
 * the contracts. Where two of these figures cannot be of one order, their units are not what we think, and the row is refused.
 */
function readRow(row: Fields, context: ParseContext, keyOf: RowKey): Liquidation | undefined {
  const symbol = symbolOf(row.contract_code, 'contract_code', context);
  const position = isFirstOf(row.direction, 'sell', 'buy', 'direction') ? 'long' : 'short';
  if (row.offset === 'open') refuse('a forced order that opens', 'offset');
  const price = priceOf(row.price, 'price');
  const volume = figureAt(row, 'volume', quantityBounds, 'no contracts');
  const amount = figureAt(row, 'amount', quantityBounds, 'no coins');
  const eventTime = timeOf(row.created_at, 'created_at', context.receivedTime);
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return undefined;

  const isLinear = instrument.contract === 'linear';
  const order = toLiquidation({
    instrument,
    position,
    price,
    priceKind: 'bankruptcy',
    quantity: isLinear ? { value: amount, unit: 'base' } : { value: volume, unit: 'contracts' },
    eventTime,
    receivedTime: context.receivedTime,
    key: keyOf(toContent(symbol, eventTime, position, String(price), String(volume)), price),
  });
  const told = isLinear ? readDecimal(row.trade_turnover, { above: 0, below: maxUsd }) : order.usd;
  const ratio = (told ?? amount * price) / (amount * price);
  if (!(ratio > 0.5 && ratio < 2)) refuse('amount and worth are not of one order', isLinear ? 'trade_turnover' : 'volume');
  return isLinear ? { ...order, usd: told ?? order.usd } : { ...order, baseQuantity: amount };
}
