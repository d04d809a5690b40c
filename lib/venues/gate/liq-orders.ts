import type { Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { HttpRequest, LiquidationPoll, ParseContext } from '../../model/venue.ts';
import { toNumber, toText } from '../../std/decimal.ts';
import { isMissing, type Fields } from '../../std/fields.ts';
import { itemsOf, refuse } from '../../std/rows.ts';
import { priceOf, signedOf, symbolOf, timeOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { createRowKeys, toContent, type RowKey } from '../rows.ts';
import { gateHeaders, instrumentOf, readList, type GateBoard } from './contracts.ts';

const pageRows = 1_000;
/**
 * The forced orders of a board by the hour, for a whole day back (`liq_orders`; gateapi-python v4.104.3, docs/FuturesLiqOrder.md).
 * The venue's own stream is not used: it cuts decimal sizes, carries order prices, and shares no key with these rows.
 */
export function pollLiquidations(board: GateBoard): LiquidationPoll {
  return {
    stream: board,
    everyMs: 10_000,
    // The venue allows 3,600 s between `from` and `to`; widening a window to whole seconds may add one.
    maxWindowMs: 3_599_000,
    reachMs: 24 * 3_600_000,
    // When a row appears after its order is not documented. A second is asked for again until this has passed.
    lagMs: 15_000,
    pageRows,
    request: (fromMs, toMs) => request(board, fromMs, toMs),
    parse: parseLiqOrders,
    rows: payload => itemsOf(payload).length,
  };
}

function request(board: GateBoard, fromMs: number, toMs: number): HttpRequest {
  const from = Math.floor(fromMs / 1_000);
  const to = Math.ceil(toMs / 1_000);
  return {
    url: `https://api.gateio.ws/api/v4/futures/${board}/liq_orders?from=${from}&to=${to}&limit=${pageRows}`,
    weight: 1,
    budget: 'gate-liq-orders',
    headers: gateHeaders,
    why: `liquidations:${board.toUpperCase()}`,
  };
}

/**
 * Reads `liq_orders`. `size` is the liquidated position (above 0 a long); executed contracts are |`order_size`| - |`left`|, or |`size`| where
 * there is no `order_size`; an order of which nothing was executed is passed over.
 *
 * Rows carry no id and only whole seconds, so that two orders can look the same. Their key is what is kept of the row and the ordinal among equal
 * rows of the answer. Reading a second again gives the same keys: windows are whole seconds, so every answer holds all rows of the second or,
 * when it is cut at the page size, the first few; equal rows are interchangeable, and n of them always number 0 to n - 1.
 */
export function parseLiqOrders(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const keyOf = createRowKeys(payload);
  return readList(payload, row => readLiqOrder(row, context, keyOf));
}

function readLiqOrder(row: Fields, context: ParseContext, keyOf: RowKey): Liquidation | undefined {
  const symbol = symbolOf(row.contract, 'contract', context);
  const eventTime = timeOf(row.time, 'time', context.receivedTime, 1_000);
  const size = signedOf(row.size, 'size');
  const ordered = sizeOf(row.order_size, 'order_size');
  const left = sizeOf(row.left, 'left') ?? 0;
  const value = ordered === undefined ? Math.abs(size) : left === 0 ? ordered : decimalDifference(ordered, left);
  if (value < 0) refuse('more left than ordered', 'left');
  const instrument = instrumentOf(symbol, context);
  // What was not filled has no price.
  if (instrument === undefined || value === 0) return undefined;
  const price = priceOf(row.fill_price, 'fill_price');
  const position = size > 0 ? 'long' : 'short';
  return toLiquidation({
    instrument,
    position,
    price,
    priceKind: 'fill',
    quantity: { value, unit: 'contracts' },
    eventTime,
    receivedTime: context.receivedTime,
    key: keyOf(toContent(symbol, eventTime, position, toText(row.fill_price, price), String(value)), price),
  });
}

// A figure that is there and broken is refused.
function sizeOf(value: unknown, path: string): number | undefined {
  if (isMissing(value) || value === '') return undefined;
  const size = Math.abs(toNumber(value));
  return size < 1e15 ? size : refuse('not a size', path);
}

// 12.3 - 2.3 is 10.000000000000002 in binary; sizes have six decimals at most.
function decimalDifference(a: number, b: number): number {
  return Math.round((a - b) * 1e6) / 1e6;
}
