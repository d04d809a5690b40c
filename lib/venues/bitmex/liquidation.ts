import { control, ignored, parseRows, rejected, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { fieldsOf, isFirstOf, textAt, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { refusedBy, toForced } from '../answer.ts';
import { priceOf, quantityOf, readIsoTime, symbolOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { atBitcoinPrice, bitcoinPriceOf, instrumentOf } from './instruments.ts';

/** The one table of all contracts. The topic stands in the address, and is acknowledged by name. */
export const liquidationSocket: SocketPlan = {
  stream: 'liquidation',
  url: 'wss://ws.bitmex.com/realtime?subscribe=liquidation',
  subscribe: [],
  // The welcome comes before the acknowledgement, and proves nothing.
  acknowledgements: 1,
  // Five seconds without a frame are enough to ask (WebSocket API documents); the answer is the bare word `pong`.
  heartbeat: { everyMs: 15_000, frame: () => 'ping' },
  silenceMs: 40_000,
  // Pushed as they happen; rows have no time of their own.
  lagMs: 1_000,
  // No age is documented.
  maxAgeMs: 23 * 3_600_000,
  // 20 connections an hour (BitMEX documents, WebSocket API, rate limits).
  connectLimit: { count: 20, windowMs: 3_600_000 },
  parse: parseFrame,
};

/**
 * Reads one frame of the socket. Counted is what is inserted: `partial` is what stood open when we came, `update` changes and `delete` ends an
 * order that was counted already.
 */
export function parseFrame(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (frame === 'pong') return control('pong');
  if (!isRecord(frame)) return rejected('not an object');
  if (frame.table !== undefined) return parseTable(frame, context);
  if (frame.success === true) {
    return frame.subscribe === 'liquidation' ? control('subscribed') : ignored('acknowledgement of another topic');
  }
  if (typeof frame.error === 'string') return rejected(refusedBy('BitMEX', frame.error), 'error');
  if (typeof frame.info === 'string') return control('welcome', readIsoTime(frame.timestamp, context.receivedTime));
  return rejected('neither a table nor an answer');
}

/**
 * Reads whatever the venue sends about forced orders. A row without its frame, as clients keep it, is taken for an inserted one; a list is the
 * answer of `GET /liquidation`, orders that are open at the moment, and no history.
 */
export function readBitmex(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  if (Array.isArray(payload)) return ignored('orders that are open now: the venue keeps no history');
  const isBareRow = isRecord(payload) && payload.table === undefined && payload.orderID !== undefined;
  return parseFrame(isBareRow ? { table: 'liquidation', action: 'insert', data: [payload] } : payload, context);
}

function parseTable(frame: Readonly<Record<string, unknown>>, context: ParseContext): Parsed<Liquidation> {
  if (frame.table !== 'liquidation') return ignored('another table');
  switch (frame.action) {
    case 'partial':
      return ignored('partial: orders that stood open before we listened');
    case 'update':
    case 'delete':
      return ignored(`${frame.action}: the order was counted when it was inserted`);
    case 'insert':
      break;
    default:
      return rejected('neither partial, insert, update nor delete', 'action');
  }
  const parsed = parseRows(frame.data, 'data', value => readInsertedOrder(fieldsOf(value), context));
  return toForced(parsed, 1);
}

/**
 * One inserted row. `side` is that of the closing order, `price` the bankruptcy price, `leavesQty` contracts, of which fewer may be filled in the
 * end (API documents, `liquidation`).
 */
export function readInsertedOrder(row: Fields, context: ParseContext): Liquidation | undefined {
  const key = textAt(row, 'orderID', /^[0-9A-Za-z-]{1,64}$/, 'not an order id');
  const symbol = symbolOf(row.symbol, 'symbol', context);
  // The row is the closing order: a Sell closes a long.
  const position = isFirstOf(row.side, 'Sell', 'Buy', 'side') ? 'long' : 'short';
  const price = priceOf(row.price, 'price');
  const value = quantityOf(row.leavesQty, 'leavesQty');
  const instrument = instrumentOf(symbol, context);
  if (instrument === undefined) return undefined;
  return toLiquidation({
    instrument: atBitcoinPrice(instrument, bitcoinPriceOf(context)),
    position,
    price,
    priceKind: 'bankruptcy',
    quantity: { value, unit: 'contracts' },
    eventTime: undefined,
    receivedTime: context.receivedTime,
    key,
  });
}
