import { control, events, ignored, rejected, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { clip, under, type Fault } from '../../std/rows.ts';
import { priceBounds, quantityBounds, readTime } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { isSafeSymbol } from '../symbols.ts';
import type { BinanceBoard, Family } from './family.ts';
import { errorBody, instrumentOf } from './instruments.ts';
import { isRecord } from '../../std/record.ts';

/** The order inside a `forceOrder` frame, checked. */
export interface ForceOrder {
  readonly symbol: string;
  /** Side of the closing order. */
  readonly side: 'BUY' | 'SELL';
  /** Average fill, or the order's own (bankruptcy) price where nothing is filled yet. */
  readonly price: number;
  readonly priceKind: 'fill' | 'bankruptcy';
  /** Coin for `um`, contracts for `cm`. */
  readonly quantity: number;
  readonly time: number;
  /** What the frame says of its board (`st`); `undefined` where it says nothing, as frames before June 2026. */
  readonly board: BinanceBoard | undefined;
  /** What the frame says of its pair (`ps`). */
  readonly pair: string | undefined;
}

/** The name of the stream of forced orders. It carries USD-M and COIN-M together since 2026-06-30 (COIN-M notice of 2026-06-10). */
export const forceOrderStream = '!forceOrder@arr';

/**
 * A socket of forced orders. The streams stand in the address because subscribing by message is reported as unserved on Binance's path. The mark
 * price of BTCUSDT, sent each 3 s, tells a quiet market from a blocked region.
 */
export function planForceOrders(family: Family, stream: string, address: string): SocketPlan {
  return {
    stream,
    url: `${address}?streams=${forceOrderStream}/btcusdt@markPrice`,
    subscribe: [],
    heartbeat: { everyMs: 20_000, frame: id => JSON.stringify({ method: 'LIST_SUBSCRIPTIONS', id }) },
    // Less than the heartbeat: a socket that answers heartbeats and delivers nothing must count as silent.
    silenceMs: 15_000,
    // An order is sent at the end of its second.
    lagMs: 3_000,
    // Cut by the venue at 24 h.
    maxAgeMs: 23 * 3_600_000,
    parse: (frame, context) => parseFrame(frame, family, context),
  };
}

/**
 * Reads any frame of a stream of forced orders, as `parseFrame` does; answers to commands are signs of life here, since it is not asked whether
 * the stream is heard.
 */
export function readFrame(frame: unknown, family: Family, context: ParseContext): Parsed<Liquidation> {
  if (isRecord(frame) && 'id' in frame && 'result' in frame) return control('answer');
  const refusal = errorBody(isRecord(frame) && isRecord(frame.error) ? frame.error : frame, family);
  return refusal ?? parseFrame(frame, family, context);
}

/**
 * Reads one text frame of the merged stream: forced orders, the mark-price frames that prove the socket alive, and answers to the heartbeat.
 * An answer to the heartbeat is `ignored`, not `control`: a socket on the old path, or in a region that is refused, answers it too and
 * still delivers nothing (binance-public-data#472).
 */
export function parseFrame(frame: unknown, family: Family, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(frame)) return rejected('not an object');
  if ('stream' in frame && 'data' in frame) return parseData(frame.data, 'data', family, context);
  if ('id' in frame && ('result' in frame || 'error' in frame)) return parseReply(frame);
  return parseData(frame, '', family, context);
}

function parseReply(frame: Readonly<Record<string, unknown>>): Parsed<Liquidation> {
  if (Array.isArray(frame.result) && !frame.result.includes(forceOrderStream)) {
    return rejected(`the server does not list ${forceOrderStream} among our subscriptions`, 'result');
  }
  return ignored('answer to a heartbeat');
}

function parseData(data: unknown, path: string, family: Family, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(data)) return rejected('not an object', path);
  if (data.e === 'forceOrder') return parseForceOrder(data, path, family, context);
  if (data.e === 'markPriceUpdate') {
    const time = readTime(data.E, context.receivedTime);
    return time === undefined ? rejected('not a time', at(path, 'E')) : control('markPrice', time);
  }
  return typeof data.e === 'string' ? ignored(clip(`event ${data.e}`)) : rejected('no event type', at(path, 'e'));
}

function parseForceOrder(
  data: Readonly<Record<string, unknown>>,
  path: string,
  family: Family,
  context: ParseContext,
): Parsed<Liquidation> {
  const order = readForceOrder(data, context.receivedTime);
  if ('reason' in order) return { kind: 'rejected', rejections: under(path, [order]) };
  const listed = context.instruments.get(order.symbol);
  if (listed !== undefined && order.board !== undefined && listed.board !== order.board) {
    return rejected(`${order.symbol} is listed as ${listed.board}, the frame says ${order.board}`, at(path, 'o.st'));
  }
  const instrument = instrumentOf(order.symbol, family, context, order);
  if (instrument === undefined) return ignored(`unlisted symbol ${order.symbol}`);
  const reading = toLiquidation({
    instrument,
    // The frame names the closing order: a SELL closed a long.
    position: order.side === 'SELL' ? 'long' : 'short',
    price: order.price,
    priceKind: order.priceKind,
    quantity: { value: order.quantity, unit: instrument.board === 'cm' ? 'contracts' : 'base' },
    eventTime: order.time,
    receivedTime: context.receivedTime,
    key: `${order.symbol}:${order.time}:${order.side}:${order.price}:${order.quantity}`,
  });
  if (reading.kind === 'bad') return { kind: 'rejected', rejections: under(at(path, 'o'), reading.faults) };
  return reading.kind === 'row' ? events([reading.row]) : ignored('nothing was filled');
}

/**
 * The order of a `forceOrder` frame, or what is wrong with it. Written by hand because this frame is the hot one.
 *
 * `S` is the side of the closing order; `ap` and `z` are the average fill and what is filled in total, `p` and `q` the order's own price and
 * quantity, which stand in where the former are 0 or missing. `ps` and `st` (1 USD-M, 2 COIN-M) stand inside `o` in frames recorded in October
 * 2026 and at the top level in the documents: both are read.
 */
export function readForceOrder(data: Readonly<Record<string, unknown>>, receivedTime: number): ForceOrder | Fault {
  const o = data.o;
  if (!isRecord(o)) return { reason: 'no order', path: 'o' };
  if (!isSafeSymbol(o.s)) return { reason: 'not a symbol', path: 'o.s' };
  if (o.S !== 'BUY' && o.S !== 'SELL') return { reason: 'neither BUY nor SELL', path: 'o.S' };
  const fill = readDecimal(o.ap, priceBounds);
  const price = fill ?? (isAbsent(o.ap) ? readDecimal(o.p, priceBounds) : undefined);
  if (price === undefined) return { reason: 'no price', path: isAbsent(o.ap) ? 'o.p' : 'o.ap' };
  const quantity = readDecimal(o.z, quantityBounds) ?? (isAbsent(o.z) ? readDecimal(o.q, quantityBounds) : undefined);
  if (quantity === undefined) return { reason: 'no quantity', path: isAbsent(o.z) ? 'o.q' : 'o.z' };
  const time = readTime(o.T, receivedTime);
  if (time === undefined) return { reason: 'not a time', path: 'o.T' };
  const st = o.st ?? data.st;
  if (st !== undefined && st !== null && st !== 1 && st !== 2) return { reason: 'neither 1 nor 2', path: 'o.st' };
  const ps = o.ps ?? data.ps;
  return {
    symbol: o.s,
    side: o.S,
    price,
    priceKind: fill === undefined ? 'bankruptcy' : 'fill',
    quantity,
    time,
    board: st === 1 ? 'um' : st === 2 ? 'cm' : undefined,
    pair: isSafeSymbol(ps) ? ps : undefined,
  };
}

// A figure that is there and broken is not replaced by another.
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '' || readDecimal(value) === 0;
}

function at(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
