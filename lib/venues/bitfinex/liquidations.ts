import { control, events, ignored, maintenance, readable, rejected, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { History, ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { figureAt } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { readRows, refuse } from '../../std/rows.ts';
import { refusedBy } from '../answer.ts';
import { priceAt, readTime, signedOf, symbolAt, timeAt } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
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
  // No source at hand states a number: unverified, and cautious.
  connectLimit: { count: 20, windowMs: 60_000 },
  parse: parseFrame,
};

/**
 * Reads one text frame: `[channel, "hb"]`, `[channel, rows]`, or an object for everything else. The venue says when a maintenance begins (20060, or the
 * platform's status 0 on connecting) and ends (20061); before a restart (20051) too, which is rejected, since what follows is not heard.
 * Source: docs.bitfinex.com, `ws-general`, info codes, as remembered (unverified).
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
      if (frame.code === 20051) return rejected('Bitfinex restarts', 'code');
      if (frame.code === 20060 || frame.code === 20061) return maintenance(frame.code === 20060);
      return isRecord(frame.platform) && frame.platform.status === 0 ? maintenance() : control('info');
    case 'error':
      return rejected(refusedBy('Bitfinex', frame.msg ?? 'no reason given'), 'msg');
    default:
      return rejected('an event that is not documented', 'event');
  }
}

/**
 * All forced orders of the past, of all contracts at once (docs.bitfinex.com, `rest-public-liquidations`): three requests a minute, years deep.
 * Triggers and matches come in one list, oldest first; a full page is gone on from the time of its last row.
 */
export const history: History = {
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
    why: 'pastLiquidations',
  }),
  parse: (payload, _unit, context) => parseHistory(payload, context),
  next(payload, _unit, { from, to }, page) {
    if (!Array.isArray(payload) || payload.length < pageRows) return undefined;
    const last = readDecimal(partsOf(payload.at(-1))[2], { above: 0 });
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
    const reading = readLiquidation(partsOf(value), context);
    if (typeof reading !== 'string') return reading;
    reason = reading;
    return undefined;
  });
  return rows.length + rejections.length === 0 ? ignored(reason) : readable(rows, rejections);
}

/**
 * One row, or in words why it is not counted: 0 `pos`, 1 position, 2 time (may have a fraction), 4 symbol, 5 amount (above 0 a long), 6 price at which the
 * position was ENTERED, 8 whether it is the execution (1) or the trigger before it (0), 11 price of the execution. Both rows come of one forced
 * order (ccxt#20989); a trigger may carry a price too.
 */
function readLiquidation(row: readonly unknown[], context: ParseContext): Liquidation | string {
  if (row[0] !== 'pos') refuse('not a position', '0');
  if (row[8] === 0) return 'triggers, of which the execution follows';
  if (row[8] !== 1) refuse('neither a trigger nor a match', '8');
  const id = figureAt(row, 1, { above: 0 }, 'no position');
  const eventTime = timeAt(row, 2, context.receivedTime);
  const symbol = symbolAt(row, 4);
  const amount = signedOf(row[5], '5');
  const price = priceAt(row, 11);
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return `${symbol} is no listed coin in dollars`;
  return toLiquidation({
    instrument,
    position: amount > 0 ? 'long' : 'short',
    price,
    priceKind: 'fill',
    quantity: { value: Math.abs(amount), unit: 'base' },
    eventTime,
    receivedTime: context.receivedTime,
    // A position may be closed in several pieces.
    key: `${id}:${eventTime}:${amount}:${price}`,
  });
}

// The stream sends rows, the history lists of one row.
function partsOf(value: unknown): readonly unknown[] {
  return [value].flat(2);
}
