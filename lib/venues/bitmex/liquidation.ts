import { control, events, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { bad, clip, readRows, skip, type Fault, type RowReading } from '../../std/rows.ts';
import { priceBounds, quantityBounds, readIsoTime } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { isSafeSymbol } from '../symbols.ts';
import { atBitcoinPrice, bitcoinPriceOf, instrumentOf, symbolUnits } from './instruments.ts';
import { isRecord } from '../../std/record.ts';

/** One inserted row of the `liquidation` table, checked. */
export interface InsertedOrder {
  readonly orderId: string;
  readonly symbol: string;
  /** Side of the closing order. */
  readonly side: 'Buy' | 'Sell';
  readonly price: number;
  readonly contracts: number;
}

const safeId = /^[0-9A-Za-z-]{1,64}$/;

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
  if (typeof frame.error === 'string') return rejected(clip(`BitMEX refused: ${frame.error}`), 'error');
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
  if (!Array.isArray(frame.data)) return rejected('not a list', 'data');
  const { rows, rejections } = readRows(frame.data, 'data', value => readOrder(value, context));
  if (rows.length > 0) return events(rows, rejections);
  return rejections.length > 0 ? { kind: 'rejected', rejections } : ignored('no contract of a coin in dollars');
}

function readOrder(value: unknown, context: ParseContext): RowReading<Liquidation> {
  const order = readInsertedOrder(value);
  if ('reason' in order) return bad(order.reason, order.path);
  const instrument = instrumentOf(order.symbol, context);
  if (instrument === undefined) return skip;
  return toLiquidation(
    {
      instrument: atBitcoinPrice(instrument, bitcoinPriceOf(context)),
      // The row is the closing order: a Sell closes a long.
      position: order.side === 'Sell' ? 'long' : 'short',
      price: order.price,
      priceKind: 'bankruptcy',
      quantity: { value: order.contracts, unit: 'contracts' },
      eventTime: undefined,
      receivedTime: context.receivedTime,
      key: order.orderId,
    },
    symbolUnits(order.symbol),
  );
}

/**
 * One inserted row, or what is wrong with it. Written by hand because this frame is the hot one. `side` is that of the closing order, `price` the
 * bankruptcy price, `leavesQty` contracts, of which fewer may be filled in the end (API documents, `liquidation`).
 */
export function readInsertedOrder(value: unknown): InsertedOrder | Fault {
  if (!isRecord(value)) return { reason: 'not an object', path: '' };
  const { orderID, symbol, side } = value;
  if (typeof orderID !== 'string' || !safeId.test(orderID)) return { reason: 'not an order id', path: 'orderID' };
  if (!isSafeSymbol(symbol)) return { reason: 'not a symbol', path: 'symbol' };
  if (side !== 'Buy' && side !== 'Sell') return { reason: 'neither Buy nor Sell', path: 'side' };
  const price = readDecimal(value.price, priceBounds);
  if (price === undefined) return { reason: 'no price', path: 'price' };
  const contracts = readDecimal(value.leavesQty, quantityBounds);
  if (contracts === undefined) return { reason: 'no quantity', path: 'leavesQty' };
  return { orderId: orderID, symbol, side, price, contracts };
}
