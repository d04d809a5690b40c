import * as v from 'valibot';
import { events, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { readRows, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, optionalFigure, priceBounds, readTime, symbolField } from '../fields.ts';
import { rateBounds, toFunding } from '../funding.ts';
import { requestBoards, type Family } from './family.ts';
import { errorBody, instrumentOf } from './instruments.ts';

const Named = v.object({ symbol: symbolField });
const MarkPrice = v.object({ markPrice: figure(priceBounds), time: v.unknown() });
const Rate = v.object({ lastFundingRate: optionalFigure(rateBounds), time: v.unknown() });

/** Mark prices and funding rates of all contracts (weight 10 on Binance; Aster says 1), of the boards of `instruments` where they are given. */
export function requestPremiums(family: Family, instruments?: readonly Instrument[]): readonly HttpRequest[] {
  return requestBoards(
    family,
    'premiumIndex',
    { what: 'mark prices and funding', weight: 10 },
    board => instruments?.some(instrument => instrument.board === board) ?? true,
  );
}

/**
 * Reads `premiumIndex` as prices. It carries mark prices alone: `priceUsd` is the mark price with the multiplier prefix undone, and there is no
 * change over 24 hours (`ticker/24hr`, which has it, costs weight 40).
 */
export function parseQuotes(payload: unknown, family: Family, context: ParseContext): Parsed<Quote> {
  return readPremiums(payload, family, context, (value, instrument) => {
    const checked = v.safeParse(MarkPrice, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { markPrice } = checked.output;
    const units = instrument.board === 'um' ? (instrument.multiplier ?? 1) : 1;
    return row({
      source: family.venue,
      symbol: instrument.symbol,
      base: instrument.base,
      time: readTime(checked.output.time, context.receivedTime),
      priceUsd: markPrice / units,
      markPrice,
      change24h: undefined,
    });
  });
}

/**
 * Reads `premiumIndex` as funding of perpetuals. `lastFundingRate` is the running estimate for the coming payment (connector docstrings,
 * 2026-08-19); it is for the contract's own interval, and a contract whose interval is not known is passed over.
 */
export function parseFunding(payload: unknown, family: Family, context: ParseContext): Parsed<Funding> {
  return readPremiums(payload, family, context, (value, instrument) => {
    const checked = v.safeParse(Rate, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const time = readTime(checked.output.time, context.receivedTime) ?? context.receivedTime;
    return toFunding(instrument, checked.output.lastFundingRate, instrument.fundingIntervalHours, time);
  });
}

function readPremiums<Row>(
  payload: unknown,
  family: Family,
  context: ParseContext,
  read: (value: unknown, instrument: Instrument) => RowReading<Row>,
): Parsed<Row> {
  const refusal = errorBody(payload, family);
  if (refusal !== undefined) return refusal;
  const list = v.safeParse(v.array(v.unknown()), payload);
  if (!list.success) return { kind: 'rejected', rejections: toFaults(list.issues) };
  const { rows, rejections } = readRows<Row>(list.output, '', value => {
    const named = v.safeParse(Named, value);
    if (!named.success) return { kind: 'bad', faults: toFaults(named.issues) };
    const instrument = instrumentOf(named.output.symbol, family, context);
    // Contracts that are wound up stand in the answer with prices of 0: unlisted ones are passed over before their figures are read.
    return instrument === undefined ? skip : read(value, instrument);
  });
  return events(rows, rejections);
}
