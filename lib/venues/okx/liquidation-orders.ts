import { control, events, ignored, parsing, rejected, type Parsed, type Rejection } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { fieldsOf, isFirstOf, listAt, wordAt, type Fields } from '../../std/fields.ts';
import { toText } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { listOf, readRows } from '../../std/rows.ts';
import { openAnswer, toForced, toRefusal, toWord } from '../answer.ts';
import { nameAt, priceOf, quantityOf, symbolOf, timeOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { toContent } from '../rows.ts';
import { answerShape, boardOf, boards, instrumentOf } from './instruments.ts';

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
  if (event === 'error') return toRefusal(frame, answerShape);
  if (event !== undefined) return ignored(`event ${toWord(event)}`);
  if (topic !== channel)
    return typeof topic === 'string' ? ignored(`channel ${toWord(topic)}`) : rejected('no channel', 'arg.channel');
  return Array.isArray(data) ? parseGroups(data, context) : rejected('not a list', 'data');
}

/** Reads a body of `public/liquidation-orders`, whose rows are those of the stream. */
export function parseHistory(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return parsing(() => parseGroups(listOf(openAnswer(payload, answerShape), 'data'), context));
}

/** Reads a frame of the stream, or a body of the history. */
export function readOkx(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return isRecord(payload) && 'code' in payload && !('event' in payload)
    ? parseHistory(payload, context)
    : parseFrame(payload, context);
}

/** Rows of one contract after another: `{instType, instId, details: […]}`. */
function parseGroups(groups: readonly unknown[], context: ParseContext): Parsed<Liquidation> {
  const inner: Rejection[] = [];
  const { rows, rejections } = readRows(groups, 'data', (value, index) => {
    const group = fieldsOf(value);
    const symbol = symbolOf(group.instId, 'instId', context);
    const board = boardOf(nameAt(group, 'instType'));
    const details = listAt(group, 'details');
    const instrument = board === undefined ? undefined : instrumentOf(symbol, board, context);
    if (instrument === undefined) return undefined;
    const read = readRows(details, `data.${index}.details`, detail => readDetail(fieldsOf(detail), instrument, context));
    inner.push(...read.rejections);
    return read.rows;
  });
  return toForced(events(rows.flat(), [...rejections, ...inner].slice(0, 100)), groups.length);
}

/**
 * `posSide` is the position; `net`, as on margin, leaves it to the closing order's `side`. `sz` counts contracts, base coin on margin. `bkPx` is the
 * bankruptcy price (of late described as the mark price at the moment). Rows have no id: the venue lets out one order for each contract and second at
 * most, so that a row's content names it.
 */
function readDetail(row: Fields, instrument: Instrument, { receivedTime }: ParseContext): Liquidation {
  const told = wordAt(row, 'posSide', ['long', 'short', 'net']);
  const position = told !== 'net' ? told : isFirstOf(row.side, 'sell', 'buy', 'side') ? 'long' : 'short';
  const price = priceOf(row.bkPx, 'bkPx');
  const size = quantityOf(row.sz, 'sz');
  const eventTime = timeOf(row.ts, 'ts', receivedTime);
  const { symbol, kind } = instrument;
  return toLiquidation({
    instrument,
    position,
    price,
    priceKind: 'bankruptcy',
    quantity: { value: size, unit: kind === 'margin' ? 'base' : 'contracts' },
    eventTime,
    receivedTime,
    key: toContent(symbol, eventTime, position, toText(row.bkPx, price), toText(row.sz, size)),
  });
}
