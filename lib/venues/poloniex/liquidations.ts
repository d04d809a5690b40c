import { control, ignored, parseRows, parsing, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { History, ParseContext, SocketPlan } from '../../model/venue.ts';
import { fieldsOf, isFirstOf, wordAt, type Fields } from '../../std/fields.ts';
import { toText } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { clip, itemsOf, refuse } from '../../std/rows.ts';
import { openAnswer, refusedBy, rowsOf, toForced } from '../answer.ts';
import { priceOf, quantityOf, readTime, timeOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { createRowKeys, toContent, type RowKey } from '../rows.ts';
import { instrumentOf, request, shape } from './contracts.ts';

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
      return rejected(refusedBy('Poloniex', frame.message), 'message');
    case undefined:
      break;
    default:
      return rejected('an event that is not documented', 'event');
  }
  if (frame.channel !== stream)
    return typeof frame.channel === 'string' ? ignored(clip(`channel ${frame.channel}`)) : rejected('no channel', 'channel');
  return readOrders(frame.data, context);
}

/**
 * Forced orders of one contract (`/v3/market/liquidationOrder`). The rows carry no id, so that `from` (an id) is of no use: a full page is gone on
 * from its last row's time, whichever way the rows are sorted. How far back it goes is not documented: a day is asked for.
 */
export const history: History = {
  firstReachMs: dayMs,
  healReachMs: dayMs,
  // When a row appears after its order is not documented.
  lagMs: 60_000,
  maxWindowMs: dayMs,
  units: instruments => instruments.map(instrument => ({ key: instrument.symbol, instruments: [instrument] })),
  request({ key }, window, page) {
    const [from, to] = page?.split('-') ?? [window.from, window.to];
    const query = `symbol=${key}&sTime=${from ?? ''}&eTime=${to ?? ''}&limit=${pageRows}&direct=NEXT`;
    return request(`liquidationOrder?${query}`, `pastLiquidations:${key}`);
  },
  parse: (payload, _unit, context) => parseHistory(payload, context),
  next(payload, _unit, window, page) {
    const rows = rowsOf(payload, shape);
    if (rows.length < pageRows) return undefined;
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
  return parsing(() => readOrders(openAnswer(payload, shape), context));
}

function readOrders(list: unknown, context: ParseContext): Parsed<Liquidation> {
  const keyOf = createRowKeys(list);
  const parsed = parseRows(list, 'data', value => readOrder(fieldsOf(value), context, keyOf));
  return toForced(parsed, itemsOf(list).length);
}

/**
 * `posSide` is the position, or `BOTH` where an account has one for both sides: then `side`, that of the closing order, tells. `sz` counts contracts, `bkPx`
 * is the bankruptcy price (api-docs.poloniex.com, "Get Liquidation Order", 2025).
 */
function readOrder(row: Fields, context: ParseContext, keyOf: RowKey): Liquidation | undefined {
  // The documents of other channels write `s`; the sample of the history leaves the underscores out.
  const name = row.symbol ?? row.s;
  const symbol = typeof name === 'string' && context.instruments.has(name) ? name : toSymbol(name);
  if (symbol === undefined) return refuse('not the name of a contract', 'symbol');
  const told = wordAt(row, 'posSide', ['LONG', 'SHORT', 'BOTH']);
  const isSell = isFirstOf(row.side, 'SELL', 'BUY', 'side');
  const position = (told === 'BOTH' ? isSell : told === 'LONG') ? 'long' : 'short';
  const price = priceOf(row.bkPx, 'bkPx');
  const value = quantityOf(row.sz, 'sz');
  const eventTime = timeOf(row.uTime, 'uTime', context.receivedTime);
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return undefined;
  return toLiquidation({
    instrument,
    position,
    price,
    priceKind: 'bankruptcy',
    quantity: { value, unit: 'contracts' },
    eventTime,
    receivedTime: context.receivedTime,
    key: keyOf(toContent(symbol, eventTime, position, toText(row.bkPx, price), toText(row.sz, value)), price),
  });
}

function toSymbol(name: unknown): string | undefined {
  const match = typeof name === 'string' && name.length <= 40 ? /^([A-Z0-9]{1,28}?)_?(USDT|USDC)_?PERP$/.exec(name) : null;
  return match?.[1] === undefined || match[2] === undefined ? undefined : `${match[1]}_${match[2]}_PERP`;
}
