import type { Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { HttpRequest, LiquidationPoll, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { figureAt, isMissing, type Fields } from '../../std/fields.ts';
import { itemsOf, refuse } from '../../std/rows.ts';
import { priceAt, priceBounds, signedAt, signedBounds, symbolAt, timeAt } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { createRowKeys } from '../rows.ts';
import { gateHeaders, instrumentOf, readList, symbolUnits, type GateBoard } from './contracts.ts';

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
    why: `forced orders settled in ${board.toUpperCase()} on Gate`,
  };
}

/**
 * Reads `liq_orders`. `size` is the liquidated position (above 0 a long); executed contracts are |`order_size`| - |`left`|, or |`size`| where
 * there is no `order_size`; an order of which nothing was executed is passed over.
 *
 * Rows carry no id and only whole seconds, so that two orders can look the same. Their key is the row's content and the ordinal among equal
 * rows of the answer. Reading a second again gives the same keys: windows are whole seconds, so every answer holds all rows of the second or,
 * when it is cut at the page size, the first few; equal rows are interchangeable, and n of them always number 0 to n - 1.
 */
export function parseLiqOrders(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const keyOf = createRowKeys();
  return readList(payload, row => readLiqOrder(row, context, keyOf));
}

function readLiqOrder(row: Fields, context: ParseContext, keyOf: (content: string) => string): Liquidation | undefined {
  const symbol = symbolAt(row, 'contract');
  const eventTime = timeAt(row, 'time', context.receivedTime, 1_000);
  const size = signedAt(row, 'size');
  const orderPrice = readDecimal(row.order_price, priceBounds);
  const orderSize = optionalAt(row, 'order_size');
  const left = optionalAt(row, 'left');
  const value = orderSize === undefined ? Math.abs(size) : decimalDifference(Math.abs(orderSize), Math.abs(left ?? 0));
  if (value < 0) refuse('more left than ordered', 'left');
  const instrument = instrumentOf(symbol, context);
  // What was not filled has no price.
  if (instrument === undefined || value === 0) return undefined;
  const price = priceAt(row, 'fill_price');
  return toLiquidation(
    {
      instrument,
      position: size > 0 ? 'long' : 'short',
      price,
      priceKind: 'fill',
      quantity: { value, unit: 'contracts' },
      eventTime,
      receivedTime: context.receivedTime,
      key: keyOf([symbol, eventTime, size, orderSize ?? '', orderPrice ?? '', price, left ?? ''].join(':')),
    },
    symbolUnits(symbol),
  );
}

// A figure that is there and broken is refused.
function optionalAt(row: Fields, name: string): number | undefined {
  return isMissing(row[name]) || row[name] === '' ? undefined : figureAt(row, name, signedBounds, 'not a size');
}

// 12.3 - 2.3 is 10.000000000000002 in binary; sizes have six decimals at most.
function decimalDifference(a: number, b: number): number {
  return Math.round((a - b) * 1e6) / 1e6;
}
