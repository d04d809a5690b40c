import { control, events, ignored, parsing, rejected, type Parsed } from '../../model/parsed.ts';
import type { Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { toNumber, toText } from '../../std/decimal.ts';
import { fieldsOf, isFirstOf, isMissing, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { clip, joinPath, refuse } from '../../std/rows.ts';
import { priceOf, quantityOf, readTime, symbolOf, timeOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { toContent } from '../rows.ts';
import type { Family } from './family.ts';
import { instrumentOf, openBody } from './instruments.ts';

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
  return parsing(() => {
    openBody(isRecord(frame) && isRecord(frame.error) ? frame.error : frame, family);
    return parseFrame(frame, family, context);
  });
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
    return time === undefined ? rejected('not a time', joinPath(path, 'E')) : control('markPrice', time);
  }
  return typeof data.e === 'string' ? ignored(clip(`event ${data.e}`)) : rejected('no event type', joinPath(path, 'e'));
}

function parseForceOrder(data: Fields, path: string, family: Family, context: ParseContext): Parsed<Liquidation> {
  return parsing(
    () => {
      const order = readForceOrder(data, family, context);
      return typeof order === 'string' ? ignored(`unlisted symbol ${order}`) : events([order]);
    },
    path === '' ? 'o' : `${path}.o`,
  );
}

/**
 * The order of a `forceOrder` frame; its symbol where that is of no contract of ours.
 *
 * `S` is the side of the closing order: a SELL closed a long. `ap` and `z` are the average fill and what is filled in total, `p` and `q` the order's
 * own (bankruptcy) price and quantity, which stand in where the former are 0 or missing. `ps` and `st` (1 USD-M, 2 COIN-M) stand inside `o` in
 * frames recorded in October 2026 and at the top level in the documents: both are read; frames before June 2026 have neither.
 */
export function readForceOrder(data: Fields, family: Family, context: ParseContext): Liquidation | string {
  const o = fieldsOf(data.o);
  const symbol = symbolOf(o.s, 's', context);
  const position = isFirstOf(o.S, 'SELL', 'BUY', 'S') ? 'long' : 'short';
  // A figure that is there and broken is not replaced by another.
  const isFill = isFigure(o.ap);
  const isTotal = isFigure(o.z);
  const toldPrice = isFill ? o.ap : o.p;
  const toldQuantity = isTotal ? o.z : o.q;
  const price = priceOf(toldPrice, isFill ? 'ap' : 'p');
  const quantity = quantityOf(toldQuantity, isTotal ? 'z' : 'q');
  const eventTime = timeOf(o.T, 'T', context.receivedTime);
  const st = o.st ?? data.st;
  const board = isMissing(st) ? undefined : st === 1 ? 'um' : st === 2 ? 'cm' : refuse('neither 1 nor 2', 'st');
  const listed = context.instruments.get(symbol);
  if (listed !== undefined && board !== undefined && listed.board !== board) {
    refuse(`${symbol} is listed as ${listed.board}, the frame says ${board}`, 'st');
  }
  const instrument = listed ?? instrumentOf(symbol, family, context, { board, pair: o.ps ?? data.ps });
  if (instrument === undefined) return symbol;
  return toLiquidation({
    instrument,
    position,
    price,
    priceKind: isFill ? 'fill' : 'bankruptcy',
    quantity: { value: quantity, unit: instrument.board === 'cm' ? 'contracts' : 'base' },
    eventTime,
    receivedTime: context.receivedTime,
    key: toContent(symbol, eventTime, position, toText(toldPrice, price), toText(toldQuantity, quantity)),
  });
}

function isFigure(value: unknown): boolean {
  return !isMissing(value) && value !== '' && toNumber(value) !== 0;
}
