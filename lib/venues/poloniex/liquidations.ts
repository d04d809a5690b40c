import { control, events, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { History, ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { bad, clip, readRows, skip, type RowReading } from '../../std/rows.ts';
import { isList, openAnswer, toForced } from '../answer.ts';
import { priceBounds, quantityBounds, readTime } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { instrumentOf, request, shape, symbolUnits } from './contracts.ts';

/** The name of the stream, and of the venue's channel. */
export const stream = 'liquidation_orders';

const pageRows = 100;
const dayMs = 86_400_000;

/** One socket for all contracts, of which there are some twenty. */
export function planSockets(instruments: readonly Instrument[]): readonly SocketPlan[] {
  if (instruments.length === 0) return [];
  const symbols = instruments.map(({ symbol }) => symbol);
  return [
    {
      stream,
      url: 'wss://ws.poloniex.com/ws/v3/public',
      subscribe: [JSON.stringify({ event: 'subscribe', channel: [stream], symbols })],
      acknowledgements: 1,
      // "The server expects a message or a ping every 30 seconds" (api-docs.poloniex.com, v3 futures, websocket).
      heartbeat: { everyMs: 20_000, frame: () => JSON.stringify({ event: 'ping' }) },
      silenceMs: 60_000,
      lagMs: 5_000,
      // No age is documented; a daily renewal takes in contracts that were listed since.
      maxAgeMs: 23 * 3_600_000,
      parse: parseFrame,
    },
  ];
}

/** Reads one text frame: `{"event":"subscribe"|"pong"|"error"}`, or `{"channel","data":[…]}` with the rows of the history (unverified: no push was recorded). */
export function parseFrame(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(frame)) return rejected('not an object');
  switch (frame.event) {
    case 'pong':
      return control('pong');
    case 'subscribe':
      return frame.channel === stream ? control('subscribed') : rejected('a subscription to something else', 'channel');
    case 'error':
      return rejected(clip(`Poloniex refused: ${typeof frame.message === 'string' ? frame.message : ''}`), 'message');
    case undefined:
      break;
    default:
      return rejected('an event that is not documented', 'event');
  }
  if (frame.channel !== stream)
    return typeof frame.channel === 'string' ? ignored(clip(`channel ${frame.channel}`)) : rejected('no channel', 'channel');
  return Array.isArray(frame.data) ? readOrders(frame.data, context) : rejected('not a list', 'data');
}

/**
 * Forced orders of one contract (`/v3/market/liquidationOrder`). The rows carry no id, so that `from` (an id) is of no use: a full page is gone on
 * from its last row's time, whichever way the rows are sorted. How far back it goes is not documented: a day is asked for.
 */
export const history: History = {
  note: 'A day back, one contract and 100 rows a request; how much further it goes is not documented.',
  firstReachMs: dayMs,
  healReachMs: dayMs,
  // When a row appears after its order is not documented.
  lagMs: 60_000,
  maxWindowMs: dayMs,
  units: instruments => instruments.map(instrument => ({ key: instrument.symbol, instruments: [instrument] })),
  request({ key }, window, page) {
    const [from, to] = page?.split('-') ?? [window.from, window.to];
    const query = `symbol=${key}&sTime=${from ?? ''}&eTime=${to ?? ''}&limit=${pageRows}&direct=NEXT`;
    return request(`liquidationOrder?${query}`, `past forced orders of ${key} on Poloniex`);
  },
  parse: (payload, _unit, context) => parseHistory(payload, context),
  next(payload, _unit, window, page) {
    const rows = openAnswer(payload, shape);
    if (!isList(rows) || rows.length < pageRows) return undefined;
    const [from, to] = page?.split('-').map(Number) ?? [window.from, window.to];
    const [first, last] = [rows[0], rows.at(-1)].map(row => (isRecord(row) ? readTime(row.uTime, window.to) : undefined));
    if (first === undefined || last === undefined || from === undefined || to === undefined) return undefined;
    // More than a page of rows in one millisecond, or rows outside of what was asked for, would come again and again.
    if (first >= last) return last < to && last > from ? `${from}-${last}` : undefined;
    return last > from && last < to ? `${last}-${to}` : undefined;
  },
};

/** Reads an answer of the history. */
export function parseHistory(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const rows = openAnswer(payload, shape);
  return isList(rows) ? readOrders(rows, context) : { kind: 'rejected', rejections: [rows] };
}

function readOrders(list: readonly unknown[], context: ParseContext): Parsed<Liquidation> {
  const seen = new Map<string, number>();
  const { rows, rejections } = readRows(list, 'data', value => readOrder(value, context, seen));
  if (list.length === 0) return events([]);
  return toForced(rows, rejections, list.length);
}

/**
 * `posSide` is the position, or `BOTH` where an account has one for both sides: then `side`, that of the closing order, tells. `sz` counts contracts, `bkPx`
 * is the bankruptcy price (api-docs.poloniex.com, "Get Liquidation Order", 2025).
 */
function readOrder(value: unknown, context: ParseContext, seen: Map<string, number>): RowReading<Liquidation> {
  if (!isRecord(value)) return bad('not an object');
  const { posSide, side } = value;
  // The documents of other channels write `s`; the sample of the history leaves the underscores out.
  const name = value.symbol ?? value.s;
  const symbol = typeof name === 'string' && context.instruments.has(name) ? name : toSymbol(name);
  if (symbol === undefined) return bad('not the name of a contract', 'symbol');
  if (posSide !== 'LONG' && posSide !== 'SHORT' && posSide !== 'BOTH') return bad('neither LONG, SHORT nor BOTH', 'posSide');
  if (side !== 'BUY' && side !== 'SELL') return bad('neither BUY nor SELL', 'side');
  const isLong = posSide === 'BOTH' ? side === 'SELL' : posSide === 'LONG';
  const price = readDecimal(value.bkPx, priceBounds);
  if (price === undefined) return bad('no price', 'bkPx');
  const contracts = readDecimal(value.sz, quantityBounds);
  if (contracts === undefined) return bad('no quantity', 'sz');
  const time = readTime(value.uTime, context.receivedTime);
  if (time === undefined) return bad('not a time', 'uTime');
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return skip;
  // Rows have no id; equal ones are told apart by their number.
  const content = `${symbol}:${time}:${isLong ? 'long' : 'short'}:${contracts}:${price}`;
  const ordinal = seen.get(content) ?? 0;
  seen.set(content, ordinal + 1);
  return toLiquidation(
    {
      instrument,
      position: isLong ? 'long' : 'short',
      price,
      priceKind: 'bankruptcy',
      quantity: { value: contracts, unit: 'contracts' },
      eventTime: time,
      receivedTime: context.receivedTime,
      key: `${content}:${ordinal}`,
    },
    symbolUnits(symbol),
  );
}

function toSymbol(name: unknown): string | undefined {
  const match = typeof name === 'string' && name.length <= 40 ? /^([A-Z0-9]{1,28}?)_?(USDT|USDC)_?PERP$/.exec(name) : null;
  return match?.[1] === undefined || match[2] === undefined ? undefined : `${match[1]}_${match[2]}_PERP`;
}
