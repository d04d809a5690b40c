import { control, events, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { History, ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { bad, clip, readRows, skip, type RowReading } from '../../std/rows.ts';
import { priceBounds, readTime } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { isSafeSymbol } from '../symbols.ts';
import { refusal } from './listing.ts';
import { instrumentOf } from './symbols.ts';

const dayMs = 86_400_000;
const pageRows = 500;
const stream = 'status';

/** The one stream of all forced orders: `status` with the key `liq:global` (docs.bitfinex.com, `ws-public-status`). */
export const plan: SocketPlan = {
  stream,
  url: 'wss://api-pub.bitfinex.com/ws/2',
  subscribe: [JSON.stringify({ event: 'subscribe', channel: 'status', key: 'liq:global' })],
  acknowledgements: 1,
  heartbeat: { everyMs: 20_000, frame: id => JSON.stringify({ event: 'ping', cid: id }) },
  // The venue itself beats about every 15 seconds.
  silenceMs: 45_000,
  // When a row is sent after its order is not documented.
  lagMs: 5_000,
  // No age is documented; a daily renewal does no harm.
  maxAgeMs: 23 * 3_600_000,
  parse: parseFrame,
};

/**
 * Reads one text frame: `[channel, "hb"]`, `[channel, rows]`, or an object for everything else. Before a restart (20051) and a maintenance (20060) the
 * venue says so; it is rejected, since what follows is not heard.
 */
export function parseFrame(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (Array.isArray(frame)) {
    if (frame[1] === 'hb') return control('hb');
    return Array.isArray(frame[1]) ? readList(frame[1], '1', context) : rejected('neither a heartbeat nor rows', '1');
  }
  if (!isRecord(frame)) return rejected('neither a list nor an object');
  switch (frame.event) {
    case 'pong':
      return control('pong', readTime(frame.ts, context.receivedTime));
    case 'subscribed':
      return frame.key === 'liq:global' ? control('subscribed') : rejected('a subscription to something else', 'key');
    case 'info':
      if (frame.code === 20051 || frame.code === 20060) return rejected(`Bitfinex goes down for a while (${frame.code})`, 'code');
      return control('info');
    case 'error':
      return rejected(clip(`Bitfinex refused: ${typeof frame.msg === 'string' ? frame.msg : 'no reason given'}`), 'msg');
    default:
      return rejected('an event that is not documented', 'event');
  }
}

/**
 * All forced orders of the past, of all contracts at once (docs.bitfinex.com, `rest-public-liquidations`): three requests a minute, years deep.
 * Triggers and matches come in one list, oldest first; a full page is gone on from the time of its last row.
 */
export const history: History = {
  note: 'Years, of all contracts together; 500 rows a request and one request a minute.',
  firstReachMs: 30 * dayMs,
  healReachMs: 30 * dayMs,
  // When a row appears after its order is not documented.
  lagMs: 60_000,
  maxWindowMs: 30 * dayMs,
  units: instruments => (instruments.length === 0 ? [] : [{ key: 'all', instruments }]),
  request: (_unit, { from, to }, page) => ({
    url: `https://api-pub.bitfinex.com/v2/liquidations/hist?start=${page ?? from}&end=${to}&limit=${pageRows}&sort=1`,
    weight: 1,
    budget: 'bitfinex-liquidations',
    why: 'past forced orders on Bitfinex',
  }),
  parse: (payload, _unit, context) => parseHistory(payload, context),
  next(payload, _unit, { from, to }, page) {
    if (!Array.isArray(payload) || payload.length < pageRows) return undefined;
    const fields = fieldsOf(payload.at(-1));
    const last = readDecimal(fields?.[2], { above: 0 });
    // More than a page of rows in one millisecond would come again and again.
    const start = Math.max(Math.floor(last ?? Infinity), Number(page ?? from) + 1);
    return start < to ? String(start) : undefined;
  },
};

/** Reads `liquidations/hist`: a list of lists of one row each. */
export function parseHistory(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!Array.isArray(payload)) return refusal(payload) ?? rejected('not a list');
  return payload.length === 0 ? events([]) : (refusal(payload) ?? readList(payload, '', context));
}

function readList(list: readonly unknown[], path: string, context: ParseContext): Parsed<Liquidation> {
  let reason = 'no rows';
  const { rows, rejections } = readRows(list, path, value => {
    const reading = readLiquidation(value, context);
    if (typeof reading !== 'string') return reading;
    reason = reading;
    return skip;
  });
  if (rows.length > 0) return events(rows, rejections);
  return rejections.length > 0 ? { kind: 'rejected', rejections } : ignored(reason);
}

/**
 * One row, or in words why it is not counted: 0 `pos`, 1 position, 2 time (may have a fraction), 4 symbol, 5 amount (above 0 a long), 6 price at which the
 * position was ENTERED, 8 whether it is the execution (1) or the trigger before it (0), 11 price of the execution. Both rows come of one forced
 * order (ccxt#20989); a trigger may carry a price too.
 */
function readLiquidation(value: unknown, context: ParseContext): RowReading<Liquidation> | string {
  const fields = fieldsOf(value);
  if (fields?.[0] !== 'pos') return bad('not a position', '0');
  const [, position, mts, , symbol, signed, , , isMatch] = fields;
  if (isMatch === 0) return 'triggers, of which the execution follows';
  if (isMatch !== 1) return bad('neither a trigger nor a match', '8');
  const id = readDecimal(position, { above: 0 });
  if (id === undefined) return bad('no position', '1');
  const time = readTime(mts, context.receivedTime);
  if (time === undefined) return bad('not a time', '2');
  if (!isSafeSymbol(symbol)) return bad('not a symbol', '4');
  const amount = readDecimal(signed, { above: -1e15, below: 1e15 });
  if (amount === undefined || amount === 0) return bad('neither long nor short', '5');
  const price = readDecimal(fields[11], priceBounds);
  if (price === undefined) return bad('no price of the execution', '11');
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return `${symbol} is no listed coin in dollars`;
  return toLiquidation({
    instrument,
    position: amount > 0 ? 'long' : 'short',
    price,
    priceKind: 'fill',
    quantity: { value: Math.abs(amount), unit: 'base' },
    eventTime: time,
    receivedTime: context.receivedTime,
    // A position may be closed in several pieces.
    key: `${id}:${time}:${amount}:${price}`,
  });
}

// The stream sends rows, the history lists of one row.
function fieldsOf(value: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  const [inner] = list;
  return Array.isArray(inner) ? inner : list;
}
