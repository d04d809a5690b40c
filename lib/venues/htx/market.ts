import type { Parsed } from '../../model/parsed.ts';
import type { Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { fieldsOf, type Fields } from '../../std/fields.ts';
import { isRecord } from '../../std/record.ts';
import { readAnswer, type AnswerShape } from '../answer.ts';
import { priceAt, readTime, sizeAt, sizeBounds, symbolAt } from '../fields.ts';
import { toOpenInterest, toQuote } from '../rows.ts';
import { answerShape, instrumentOf, requestHtx } from './contracts.ts';

const ticksShape: AnswerShape = { ...answerShape, list: ['ticks'] };

/** Prices of all perpetuals in USDT. */
export const requestTicks = requestHtx('v2/linear-swap-ex/market/detail/batch_merged', 'prices');

const requestHeld = requestHtx('linear-swap-api/v1/swap_open_interest', 'interest');

/** One request for all perpetuals in USDT, when there are any among `instruments`. */
export function requestOpenInterest(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return instruments.some(({ board }) => board === 'linear') ? [requestHeld] : [];
}

/** Reads `batch_merged`. What its `open` is the opening of is not documented, so that there is no change over 24 hours, and no mark price. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readLinear(payload, ticksShape, context, (row, instrument) =>
    toQuote(instrument, priceAt(row, 'close'), { time: readTime(row.ts, context.receivedTime) }),
  );
}

/**
 * Reads `swap_open_interest`: `amount` coins and `value` dollars, the "sum of both buy and sell sides" (documents of linear swaps), hence halved. That
 * coin-margined contracts are counted so too is not established, and they are not read.
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  const time = (isRecord(payload) ? readTime(payload.ts, context.receivedTime) : undefined) ?? context.receivedTime;
  return readLinear(payload, answerShape, context, (row, instrument) => {
    if (instrument.kind !== 'perp') return undefined;
    const coins = (sizeAt(row, 'amount') / 2) * (instrument.multiplier ?? 1);
    const worth = readDecimal(row.value, sizeBounds);
    return toOpenInterest(instrument, time, { coins, usd: worth === undefined ? undefined : worth / 2 });
  });
}

function readLinear<Event>(
  payload: unknown,
  shape: AnswerShape,
  context: ParseContext,
  read: (row: Fields, instrument: Instrument) => Event | undefined,
): Parsed<Event> {
  return readAnswer(payload, shape, value => {
    const row = fieldsOf(value);
    const instrument = instrumentOf(symbolAt(row, 'contract_code'), context);
    return instrument?.board === 'linear' ? read(row, instrument) : undefined;
  });
}
