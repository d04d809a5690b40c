import * as v from 'valibot';
import type { Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { HttpRequest, LiquidationPoll, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { bad, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, optionalFigure, priceBounds, readTime, symbolField } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { gateHeaders, instrumentOf, readList, symbolUnits, type GateBoard } from './contracts.ts';

const pageRows = 1_000;
const sizeBounds = { above: -1e15, below: 1e15 };

const LiqOrder = v.object({
  time: v.unknown(),
  contract: symbolField,
  size: figure(sizeBounds),
  order_size: v.optional(v.unknown()),
  fill_price: figure(priceBounds),
  order_price: optionalFigure(priceBounds),
  left: v.optional(v.unknown()),
});

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
    rows: payload => (Array.isArray(payload) ? payload.length : 0),
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
  const seen = new Map<string, number>();
  return readList(payload, value => readLiqOrder(value, context, seen));
}

function readLiqOrder(value: unknown, context: ParseContext, seen: Map<string, number>): RowReading<Liquidation> {
  const checked = v.safeParse(LiqOrder, value);
  if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
  const { contract, size, fill_price: price, order_price: orderPrice } = checked.output;
  const time = readTime(checked.output.time, context.receivedTime, 1_000);
  if (time === undefined) return bad('not a time', 'time');
  if (size === 0) return bad('neither long nor short', 'size');
  const orderSize = readOptional(checked.output.order_size);
  const left = readOptional(checked.output.left);
  if (orderSize === 'unreadable') return bad('not a size', 'order_size');
  if (left === 'unreadable') return bad('not a size', 'left');
  const executed = orderSize === undefined ? Math.abs(size) : decimalDifference(Math.abs(orderSize), Math.abs(left ?? 0));
  if (executed < 0) return bad('more left than ordered', 'left');
  const instrument = instrumentOf(contract, context);
  if (instrument === undefined || executed === 0) return skip;

  const content = [contract, time, size, orderSize ?? '', orderPrice ?? '', price, left ?? ''].join(':');
  const ordinal = seen.get(content) ?? 0;
  seen.set(content, ordinal + 1);
  return toLiquidation(
    {
      instrument,
      position: size > 0 ? 'long' : 'short',
      price,
      priceKind: 'fill',
      quantity: { value: executed, unit: 'contracts' },
      eventTime: time,
      receivedTime: context.receivedTime,
      key: `${content}:${ordinal}`,
    },
    symbolUnits(contract),
  );
}

function readOptional(value: unknown): number | undefined | 'unreadable' {
  if (value === undefined || value === null || value === '') return undefined;
  return readDecimal(value, sizeBounds) ?? 'unreadable';
}

// 12.3 - 2.3 is 10.000000000000002 in binary; sizes have six decimals at most.
function decimalDifference(a: number, b: number): number {
  return Math.round((a - b) * 1e6) / 1e6;
}
