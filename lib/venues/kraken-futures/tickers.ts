import * as v from 'valibot';
import type { Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, nameField, optionalFigure, priceBounds, readIsoTime } from '../fields.ts';
import { toHeld } from '../notional.ts';
import { instrumentOf, readList } from './instruments.ts';
import { isRecord } from '../../std/record.ts';

const Named = v.object({ symbol: nameField });
const Prices = v.object({
  last: v.nullish(figure(priceBounds)),
  markPrice: optionalFigure(priceBounds),
  change24h: optionalFigure({ atLeast: -100, below: 1e6 }),
});
const Held = v.object({ openInterest: v.nullish(figure({ atLeast: 0, below: 1e18 })), markPrice: optionalFigure(priceBounds) });
const Rate = v.object({
  fundingRate: v.nullish(figure({ above: -1e9, below: 1e9 })),
  markPrice: optionalFigure(priceBounds),
});

/** Four times the largest hourly rate that contracts name as theirs (`maxRelativeFundingRate` 0.0025): what is above was misread. */
const maxHourlyRate = 0.01;

/** Prices, open interest and funding of all contracts in one answer. */
export const requestTickers: HttpRequest = {
  url: 'https://futures.kraken.com/derivatives/api/v3/tickers',
  weight: 1,
  budget: 'kraken-futures',
  why: 'prices, open interest and funding on Kraken Futures',
};

/** Reads `tickers` as prices. `change24h` is in percent; indices (`in_xbtusd`) stand in the same list. */
export function parseQuotes(payload: unknown, context: ParseContext): Parsed<Quote> {
  return readTickers(payload, context, (value, instrument, time) => {
    const checked = v.safeParse(Prices, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { last, markPrice, change24h: percent } = checked.output;
    if (last === undefined || last === null) return skip;
    const { symbol, base, contract, multiplier } = instrument;
    const priceUsd = contract === 'linear' ? last / (multiplier ?? 1) : last;
    const change24h = percent === undefined ? undefined : percent / 100;
    return row({ source: 'kraken-futures', symbol, base, time, priceUsd, markPrice, change24h });
  });
}

/**
 * Reads `tickers` as open interest of perpetuals: dollars on inverse contracts, coins on linear ones. That it counts one side is not documented;
 * it is taken as it comes.
 */
export function parseOpenInterest(payload: unknown, context: ParseContext): Parsed<OpenInterest> {
  return readTickers(payload, context, (value, instrument, time) => {
    if (instrument.kind !== 'perp') return skip;
    const checked = v.safeParse(Held, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { openInterest, markPrice } = checked.output;
    if (openInterest === undefined || openInterest === null) return skip;
    const { symbol, base, contract } = instrument;
    const held = toHeld(instrument, { value: openInterest, unit: contract === 'inverse' ? 'usd' : 'base' }, markPrice);
    return row({ venue: 'kraken-futures', symbol, base, time: time ?? context.receivedTime, ...held });
  });
}

/**
 * Reads `tickers` as funding. `fundingRate` is what one contract pays in an hour, no fraction: dollars for each coin on linear contracts, so
 * that the price divides it; coins for each dollar on inverse ones, so that the price multiplies it. The latter is how the venue's own history
 * ties `fundingRate` to `relativeFundingRate` (recorded 2022-06-28: their ratio is the price of that day); the former follows from it and is not
 * verified. A rate that no contract may have is rejected.
 */
export function parseFunding(payload: unknown, context: ParseContext): Parsed<Funding> {
  return readTickers(payload, context, (value, instrument, time) => {
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { fundingRate, markPrice } = checked.output;
    if (fundingRate === undefined || fundingRate === null || markPrice === undefined) return skip;
    const hourly = instrument.contract === 'inverse' ? fundingRate * markPrice : fundingRate / markPrice;
    if (Math.abs(hourly) > maxHourlyRate) return bad(`${hourly} in an hour`, 'fundingRate');
    const { symbol, base } = instrument;
    return row({ venue: 'kraken-futures', symbol, base, time: time ?? context.receivedTime, ratePer8h: hourly * 8 });
  });
}

function readTickers<Row>(
  payload: unknown,
  context: ParseContext,
  read: (value: unknown, instrument: Instrument, time: number | undefined) => RowReading<Row>,
): Parsed<Row> {
  const time = isRecord(payload) ? readIsoTime(payload.serverTime, context.receivedTime) : undefined;
  return readList<Row>(payload, 'tickers', value => {
    const named = v.safeParse(Named, value);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    const instrument = instrumentOf(named.output.symbol, context);
    return instrument === undefined ? skip : read(value, instrument, time);
  });
}
