import * as v from 'valibot';
import type { Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, optionalFigure, priceBounds, readTime, symbolField } from '../fields.ts';
import { toHeld } from '../notional.ts';
import { boards, instrumentOf, readResult, requestMethod, type DeribitBoard } from './instruments.ts';

const Named = v.object({ instrument_name: symbolField, creation_timestamp: v.optional(v.unknown()) });
const Prices = v.object({
  last: v.nullish(figure(priceBounds)),
  mark_price: optionalFigure(priceBounds),
  price_change: optionalFigure({ atLeast: -100, below: 1e6 }),
});
const Held = v.object({ open_interest: figure({ atLeast: 0, below: 1e15 }), mark_price: optionalFigure(priceBounds) });
const Rate = v.object({ funding_8h: v.nullish(figure({ above: -1, below: 1 })) });

/** All futures of a currency with their prices, open interest and funding. One call costs 500 credits. */
export function requestSummaries(board: DeribitBoard): HttpRequest {
  return requestMethod(
    'get_book_summary_by_currency',
    `currency=${board}&kind=future`,
    500,
    `prices, open interest and funding of ${board} contracts on Deribit`,
  );
}

/** The summaries of the currencies that have contracts among `instruments`. */
export function requestListed(instruments: readonly Instrument[]): readonly HttpRequest[] {
  return boards.filter(board => instruments.some(instrument => instrument.board === board)).map(requestSummaries);
}

/** Reads summaries as prices. `price_change` is in percent; a contract that was not traded for a day has none. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readSummaries(payload, context, (value, instrument, time) => {
    const checked = v.safeParse(Prices, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { last, mark_price: markPrice, price_change: percent } = checked.output;
    if (last === undefined || last === null) return skip;
    const { symbol, base, contract, multiplier } = instrument;
    const priceUsd = contract === 'linear' ? last / (multiplier ?? 1) : last;
    const change24h = percent === undefined ? undefined : percent / 100;
    return row({ source: 'deribit', symbol, base, time, priceUsd, markPrice, change24h });
  });
}

/** Reads summaries as open interest of perpetuals, one-sided: dollars on inverse contracts, coins on linear ones (API v2 documents). */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readSummaries(payload, context, (value, instrument, time) => {
    if (instrument.kind !== 'perp') return skip;
    const checked = v.safeParse(Held, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { open_interest: size, mark_price: mark } = checked.output;
    const { symbol, base, contract } = instrument;
    const held = toHeld(instrument, { value: size, unit: contract === 'inverse' ? 'usd' : 'base' }, mark);
    return row({ venue: 'deribit', symbol, base, time: time ?? context.receivedTime, ...held });
  });
}

/** Reads summaries as funding. `funding_8h` is a fraction for eight hours already, and stands only with perpetuals. */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readSummaries(payload, context, (value, { symbol, base }, time) => {
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { funding_8h: ratePer8h } = checked.output;
    if (ratePer8h === undefined || ratePer8h === null) return skip;
    return row({ venue: 'deribit', symbol, base, time: time ?? context.receivedTime, ratePer8h });
  });
}

function readSummaries<Row>(
  payload: unknown,
  context: ParseContext,
  read: (value: unknown, instrument: Instrument, time: number | undefined) => RowReading<Row>,
): Parsed<Row> {
  return readResult<Row>(payload, value => {
    const named = v.safeParse(Named, value);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    const instrument = instrumentOf(named.output.instrument_name, context);
    if (instrument === undefined) return skip;
    return read(value, instrument, readTime(named.output.creation_timestamp, context.receivedTime));
  });
}
