import { control, ignored, parseRows, rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, Liquidation } from '../../model/trade.ts';
import type { ParseContext, SocketPlan } from '../../model/venue.ts';
import { fieldsOf, isFirstOf, type Fields } from '../../std/fields.ts';
import { toNumber, toText } from '../../std/decimal.ts';
import { isRecord } from '../../std/record.ts';
import { itemsOf, refuse } from '../../std/rows.ts';
import { readAnswer, rowsOf, toForced, toRefusal, toWord, type AnswerShape } from '../answer.ts';
import { maxUsd, priceOf, symbolOf, timeOf } from '../fields.ts';
import { toLiquidation } from '../notional.ts';
import { toContent } from '../rows.ts';
import { answerShape, boardNamed, boardOf, boards, instrumentOf, type BitgetBoard } from './instruments.ts';

const topic = 'liquidation';

/** The envelope of `market/liquidations`. */
export const historyShape: AnswerShape = { ...answerShape, list: ['data', 'list'] };

/** One socket for all boards; all contracts of a board come by themselves. Version 2 of the interface has no such topic. */
export const liquidations: SocketPlan = {
  stream: topic,
  url: 'wss://ws.bitget.com/v3/ws/public',
  subscribe: [JSON.stringify({ op: 'subscribe', args: boards.map(instType => ({ instType, topic })) })],
  acknowledgements: boards.length,
  // The bare word, every 30 s at the latest; answered by `pong`.
  heartbeat: { everyMs: 20_000, frame: () => 'ping' },
  silenceMs: 60_000,
  // Each second is pushed when it is over.
  lagMs: 3_000,
  // No age is documented for this version.
  maxAgeMs: 23 * 3_600_000,
  parse: parseFrame,
};

/** Reads one frame: forced orders, acknowledgements, `pong`. */
function parseFrame(frame: unknown, context: ParseContext): Parsed<Liquidation> {
  if (frame === 'pong') return control('pong');
  if (!isRecord(frame)) return rejected('not an object');
  const { event, arg, data } = frame;
  const { topic: name, instType } = isRecord(arg) ? arg : {};
  if (event === 'subscribe') return control(name === topic ? 'subscribed' : 'subscribe');
  if (event === 'error') return toRefusal(frame, answerShape);
  if (event !== undefined) return ignored(`event ${toWord(event)}`);
  if (name !== topic) return typeof name === 'string' ? ignored(`topic ${toWord(name)}`) : rejected('no topic', 'arg.topic');
  const board = boardNamed(toWord(instType));
  if (board === undefined) return rejected('no kind of contract that we know', 'arg.instType');
  const parsed = parseRows(data, 'data', value => readRow(fieldsOf(value), board, context));
  return toForced(parsed, itemsOf(data).length);
}

/**
 * Reads a body of `market/liquidations`. What its `amount` counts is not documented, and third parties say both quote coin, as on the socket, and
 * base coin. It is taken for quote coin as long as no row of a listed contract comes out as broken steps of quantity, and one at least as whole ones;
 * otherwise the whole body is refused, so that a wrong guess is an endpoint that cannot be read.
 */
export function parseHistory(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const checks: { readonly isWhole: boolean | undefined; readonly path: string }[] = [];
  const parsed = readAnswer(payload, historyShape, (value, index) => {
    const row = fieldsOf(value);
    const order = readRow(row, undefined, context);
    const instrument = context.instruments.get(order?.symbol ?? '');
    if (order !== undefined && instrument !== undefined) {
      checks.push({ isWhole: areWholeSteps(order, instrument, row.amount), path: `data.list.${index}.amount` });
    }
    return order;
  });
  const broken = checks.find(({ isWhole }) => isWhole === false);
  if (broken !== undefined) return rejected('as quote coin no whole steps of quantity', broken.path);
  if (checks.length > 0 && !checks.some(({ isWhole }) => isWhole)) {
    return rejected('nothing shows that amounts are quote coin', 'data.list');
  }
  return toForced(parsed, rowsOf(payload, historyShape).length);
}

/** Reads a frame of the socket, or a body of the history. */
export function readBitget(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return isRecord(payload) && 'code' in payload && !('event' in payload)
    ? parseHistory(payload, context)
    : parseFrame(payload, context);
}

/**
 * `side` is that of the POSITION: buy is a long. `price` is about the bankruptcy price, `amount` is quote coin (checked on recorded frames of the
 * socket). Rows have no id: of each contract, second and side only the largest is let out, so that a row's content names it.
 */
function readRow(row: Fields, told: BitgetBoard | undefined, context: ParseContext): Liquidation | undefined {
  const symbol = symbolOf(row.symbol, 'symbol', context);
  const position = isFirstOf(row.side, 'buy', 'sell', 'side') ? 'long' : 'short';
  const price = priceOf(row.price, 'price');
  const amount = toNumber(row.amount);
  if (!(amount > 0 && amount < maxUsd)) refuse('no amount', 'amount');
  const eventTime = timeOf(row.ts, 'ts', context.receivedTime);
  const board = told ?? boardOf(symbol);
  const instrument = board === undefined ? undefined : instrumentOf(symbol, board, context);
  if (instrument === undefined) return undefined;
  return toLiquidation({
    instrument,
    position,
    price,
    priceKind: 'bankruptcy',
    quantity: { value: amount, unit: 'quote' },
    eventTime,
    receivedTime: context.receivedTime,
    key: toContent(symbol, eventTime, position, toText(row.price, price), toText(row.amount, amount)),
  });
}

/** Whether an amount is whole steps at its price; `undefined` where its printed digits are too few to tell, or no step is listed. */
function areWholeSteps({ price, quantity }: Liquidation, { quantityStep }: Instrument, printed: unknown): boolean | undefined {
  if (quantityStep === undefined) return undefined;
  const steps = quantity.value / price / quantityStep;
  const off = steps < 0.5 ? 1 : Math.abs(steps - Math.round(steps));
  if (off < 1e-3) return true;
  // What half of the last printed digit is in steps.
  const digits = toWord(printed).split('.')[1]?.length ?? 0;
  const slack = (0.5 * 10 ** -digits) / price / quantityStep;
  return slack > 0.05 ? undefined : off <= slack;
}
