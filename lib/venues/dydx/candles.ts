import { parseRows, parsing, type Parsed } from '../../model/parsed.ts';
import type { Instrument, OpenInterest } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { fieldsOf, wordAt } from '../../std/fields.ts';
import { refuse } from '../../std/rows.ts';
import { isoTimeAt, sizeAt } from '../fields.ts';
import { markAfter, pastGrainMs, pastRows, toPast } from '../past.ts';
import { toHeldInterest } from '../rows.ts';
import { openAnswer } from './markets.ts';

/** A day of five-minute candles, which carry the open interest at their start (v4-chain indexer, 2025-12; at most 1,000 rows, unverified). */
export function requestPastOpenInterest({ symbol }: Instrument, fromMs: number): HttpRequest {
  const start = markAfter(fromMs);
  const from = new Date(start).toISOString();
  const to = new Date(start + pastRows * pastGrainMs).toISOString();
  return {
    url: `https://indexer.dydx.trade/v4/candles/perpetualMarkets/${symbol}?resolution=5MINS&fromISO=${from}&toISO=${to}&limit=${pastRows}`,
    weight: 1,
    budget: 'dydx',
    maxBytes: 400_000,
    why: `pastInterest:${symbol}`,
  };
}

/** Reads candles as past open interest, in coin; dollars are at the price of the candle's opening, the same moment. Newest first, turned round. */
export function parsePastOpenInterest(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest> {
  return toPast(
    parsing(() =>
      parseRows(openAnswer(payload).candles, 'candles', value => {
        const row = fieldsOf(value);
        const size = sizeAt(row, 'startingOpenInterest');
        wordAt(row, 'resolution', ['5MINS']);
        if (row.ticker !== instrument.symbol) refuse('a candle of another market', 'ticker');
        const time = isoTimeAt(row, 'startedAt', context.receivedTime);
        if (time % pastGrainMs !== 0) refuse('not the opening of a candle', 'startedAt');
        return toHeldInterest(instrument, time, size, 'base', row.open);
      }),
    ),
  );
}
