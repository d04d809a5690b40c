import * as v from 'valibot';
import type { Parsed } from '../../model/parsed.ts';
import type { Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { readAnswer, type AnswerShape } from '../answer.ts';
import { figure, optionalFigure, priceBounds, readTime, symbolField } from '../fields.ts';
import { answerShape, instrumentOf, requestHtx } from './contracts.ts';
import { isRecord } from '../../std/record.ts';

const sizeBounds = { atLeast: 0, below: 1e15 };
const ticksShape: AnswerShape = { ...answerShape, list: ['ticks'] };

const Named = v.object({ contract_code: symbolField });
const Tick = v.object({ close: figure(priceBounds), ts: v.optional(v.unknown()) });
const Held = v.object({ amount: figure(sizeBounds), value: optionalFigure(sizeBounds) });

/** Prices of all perpetuals in USDT. */
export const requestTicks = requestHtx('v2/linear-swap-ex/market/detail/batch_merged', 'prices of perpetual contracts on HTX');

const requestHeld = requestHtx('linear-swap-api/v1/swap_open_interest', 'open interest of perpetual contracts on HTX');

/** One request for all perpetuals in USDT, when there are any among `instruments`. */
export function requestOpenInterest(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return instruments.some(({ board }) => board === 'linear') ? [requestHeld] : [];
}

/** Reads `batch_merged`. What its `open` is the opening of is not documented, so that there is no change over 24 hours, and no mark price. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readLinear(payload, ticksShape, context, (value, { symbol, base, multiplier }) => {
    const checked = v.safeParse(Tick, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { close, ts } = checked.output;
    const time = readTime(ts, context.receivedTime);
    const priceUsd = close / (multiplier ?? 1);
    return row({ source: 'htx', symbol, base, time, priceUsd, markPrice: undefined, change24h: undefined });
  });
}

/**
 * Reads `swap_open_interest`: `amount` coins and `value` dollars, the "sum of both buy and sell sides" (documents of linear swaps), hence halved. That
 * coin-margined contracts are counted so too is not established, and they are not read.
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  const time = (isRecord(payload) ? readTime(payload.ts, context.receivedTime) : undefined) ?? context.receivedTime;
  return readLinear(payload, answerShape, context, (value, { symbol, base, multiplier, kind }) => {
    if (kind !== 'perp') return skip;
    const checked = v.safeParse(Held, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { amount, value: worth } = checked.output;
    const coins = (amount / 2) * (multiplier ?? 1);
    return row({ venue: 'htx', symbol, base, time, coins, usd: worth === undefined ? undefined : worth / 2 });
  });
}

function readLinear<Row>(
  payload: unknown,
  shape: AnswerShape,
  context: ParseContext,
  read: (value: unknown, instrument: Instrument) => RowReading<Row>,
): Parsed<Row> {
  return readAnswer<Row>(payload, shape, value => {
    const named = v.safeParse(Named, value);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    const instrument = instrumentOf(named.output.contract_code, context);
    return instrument?.board === 'linear' ? read(value, instrument) : skip;
  });
}
