import { parseRows, parsing, type Parsed } from '../../model/parsed.ts';
import type { Funding, Instrument, Quote } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, type Fields } from '../../std/fields.ts';
import { priceAt, readTime, symbolAt } from '../fields.ts';
import { toFunding } from '../funding.ts';
import { toQuote } from '../rows.ts';
import { requestBoards, type Family } from './family.ts';
import { instrumentOf, openList } from './instruments.ts';

/** Mark prices and funding rates of all contracts (weight 10 on Binance; Aster says 1), of the boards of `instruments` where they are given. */
export function requestPremiums(family: Family, instruments?: readonly Instrument[]): readonly HttpRequest[] {
  return requestBoards(
    family,
    'premiumIndex',
    { what: 'marks', weight: 10 },
    board => instruments?.some(instrument => instrument.board === board) ?? true,
  );
}

/**
 * Reads `premiumIndex` as prices. It carries mark prices alone: `priceUsd` is the mark price with the multiplier prefix undone, and there is no
 * change over 24 hours (`ticker/24hr`, which has it, costs weight 40).
 */
export function parseQuotes(payload: unknown, family: Family, context: ParseContext): Parsed<Quote> {
  return readPremiums(payload, family, context, (row, instrument, time) => {
    const markPrice = priceAt(row, 'markPrice');
    return toQuote(instrument, markPrice, { time, mark: markPrice });
  });
}

/**
 * Reads `premiumIndex` as funding of perpetuals. `lastFundingRate` is the running estimate for the coming payment (connector docstrings,
 * 2026-08-19); it is for the contract's own interval, and a contract whose interval is not known is passed over.
 */
export function parseFunding(payload: unknown, family: Family, context: ParseContext): Parsed<Funding> {
  return readPremiums(payload, family, context, (row, instrument, time = context.receivedTime) =>
    toFunding(instrument, row.lastFundingRate, time),
  );
}

function readPremiums<Event>(
  payload: unknown,
  family: Family,
  context: ParseContext,
  read: (row: Fields, instrument: Instrument, time: number | undefined) => Event | undefined,
): Parsed<Event> {
  return parsing(() =>
    parseRows(openList(payload, family), '', value => {
      const row = fieldsOf(value);
      const instrument = instrumentOf(symbolAt(row, 'symbol'), family, context);
      // Contracts that are wound up stand in the answer with prices of 0: unlisted ones are passed over before their figures are read.
      return instrument === undefined ? undefined : read(row, instrument, readTime(row.time, context.receivedTime));
    }),
  );
}
