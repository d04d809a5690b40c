import { control, ignored, rejected, type Parsed, type Rejection } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { bad, clip, readRows, type RowReading } from '../../std/rows.ts';
import { isList, openAnswer, toForced, toWord } from '../answer.ts';
import { priceBounds, quantityBounds, readTime } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { isSafeSymbol } from '../symbols.ts';
import { answerShape, boardOf, boards, instrumentOf, symbolUnits } from './instruments.ts';
import { isRecord } from '../../std/record.ts';

const channel = 'liquidation-orders';

/**
 * One socket, one channel for each kind of contract; all contracts of a kind come by themselves. Port 443 of this host is the newer address: the
 * older 8443 was announced to end on 2026-10-31 (one document of 2026, unverified) and is not tried.
 */
export const liquidationOrders: SocketPlan = {
  stream: channel,
  url: 'wss://ws.okx.com/ws/v5/public',
  subscribe: [JSON.stringify({ op: 'subscribe', args: boards.map(board => ({ channel, instType: board.toUpperCase() })) })],
  acknowledgements: boards.length,
  // The bare word, within 30 s of silence; answered by `pong`.
  heartbeat: { everyMs: 20_000, frame: () => 'ping' },
  silenceMs: 60_000,
  // Rows have been seen eight minutes late, and out of order.
  lagMs: 600_000,
  // No age is documented.
  maxAgeMs: 23 * 3_600_000,
  parse: parseFrame,
};

/**
 * Reads one frame: forced orders, acknowledgements, `pong`. After each subscription the venue sends old rows again; they carry the keys that
 * they had, and so count once.
 */
function parseFrame(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (frame === 'pong') return control('pong');
  if (!isRecord(frame)) return rejected('not an object');
  const { event, arg, data } = frame;
  const topic = isRecord(arg) ? arg.channel : undefined;
  if (event === 'subscribe') return control(topic === channel ? 'subscribed' : 'subscribe');
  if (event === 'error') return rejected(clip(`OKX refused (${toWord(frame.code)}): ${toWord(frame.msg)}`), 'event');
  if (event !== undefined) return ignored(`event ${toWord(event)}`);
  if (topic !== channel)
    return typeof topic === 'string' ? ignored(`channel ${toWord(topic)}`) : rejected('no channel', 'arg.channel');
  return Array.isArray(data) ? parseGroups(data, context) : rejected('not a list', 'data');
}

/** Reads a body of `public/liquidation-orders`, whose rows are those of the stream. */
export function parseHistory(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const opened = openAnswer(payload, answerShape);
  return isList(opened) ? parseGroups(opened, context) : { kind: 'rejected', rejections: [opened] };
}

/** Reads a frame of the stream, or a body of the history. */
export function readOkx(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return isRecord(payload) && 'code' in payload && !('event' in payload)
    ? parseHistory(payload, context)
    : parseFrame(payload, context);
}

/** Rows of one contract after another: `{instType, instId, details: […]}`. Written by hand because these frames are the hot ones. */
function parseGroups(groups: readonly unknown[], context: ParseContext): Parsed<Liquidation> {
  const rows: Liquidation[] = [];
  const rejections: Rejection[] = [];
  for (const [index, group] of groups.entries()) {
    const path = `data.${index}`;
    if (!isRecord(group)) {
      rejections.push({ reason: 'not an object', path });
      continue;
    }
    const { instId, instType, details } = group;
    if (!isSafeSymbol(instId)) rejections.push({ reason: 'not a symbol', path: `${path}.instId` });
    else if (typeof instType !== 'string') rejections.push({ reason: 'not a kind', path: `${path}.instType` });
    else if (!Array.isArray(details)) rejections.push({ reason: 'not a list', path: `${path}.details` });
    else {
      const board = boardOf(instType);
      const instrument = board === undefined ? undefined : instrumentOf(instId, board, context);
      if (instrument === undefined) continue;
      const read = readRows(details, `${path}.details`, detail => readDetail(detail, instrument, context));
      rows.push(...read.rows);
      rejections.push(...read.rejections);
    }
  }
  return toForced(rows, rejections.slice(0, 100), groups.length);
}

/**
 * `posSide` is the position; `net`, as on margin, leaves it to the closing order's `side`. `sz` counts contracts, base coin on margin. `bkPx` is the
 * bankruptcy price (of late described as the mark price at the moment). Rows have no id: the venue lets out one order for each contract and second at
 * most, so that a row's content names it.
 */
function readDetail(value: unknown, instrument: Instrument, { receivedTime }: ParseContext): RowReading<Liquidation> {
  if (!isRecord(value)) return bad('not an object');
  const { side, posSide, bkPx, sz, ts } = value;
  if (posSide !== 'long' && posSide !== 'short' && posSide !== 'net') return bad('neither long nor short nor net', 'posSide');
  if (posSide === 'net' && side !== 'buy' && side !== 'sell') return bad('neither buy nor sell', 'side');
  const position = posSide === 'net' ? (side === 'sell' ? 'long' : 'short') : posSide;
  const price = readDecimal(bkPx, priceBounds);
  if (price === undefined) return bad('no price', 'bkPx');
  const size = readDecimal(sz, quantityBounds);
  if (size === undefined) return bad('no quantity', 'sz');
  const eventTime = readTime(ts, receivedTime);
  if (eventTime === undefined) return bad('not a time', 'ts');
  const { symbol, base, kind } = instrument;
  return toLiquidation(
    {
      instrument,
      position,
      price,
      priceKind: 'bankruptcy',
      quantity: { value: size, unit: kind === 'margin' ? 'base' : 'contracts' },
      eventTime,
      receivedTime,
      key: `${symbol}:${eventTime}:${position}:${size}:${price}`,
    },
    symbolUnits(symbol, base),
  );
}
