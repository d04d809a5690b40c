import * as v from 'valibot';
import { rejected, type Parsed } from '../../model/parsed.ts';
import type { Instrument, OpenInterest } from '../../model/trade.ts';
import type { HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, readRows, row, toFaults } from '../../std/rows.ts';
import { figure, optionalFigure, priceBounds, readIsoTime } from '../fields.ts';
import { toHeld } from '../notional.ts';
import { markAfter, pastGrainMs, pastRows, toPast } from '../past.ts';
import { openAnswer } from './markets.ts';

const Candle = v.object({
  startedAt: v.unknown(),
  ticker: v.string(),
  resolution: v.literal('5MINS'),
  open: optionalFigure(priceBounds),
  startingOpenInterest: figure({ atLeast: 0, below: 1e15 }),
});

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
    why: `past open interest of ${symbol} on dYdX`,
  };
}

/** Reads candles as past open interest, in coin; dollars are at the price of the candle's opening, the same moment. Newest first, turned round. */
export function parsePastOpenInterest(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest> {
  const answer = openAnswer(payload);
  if (typeof answer === 'string') return rejected(answer);
  if (!Array.isArray(answer.candles)) return rejected('not a list', 'candles');
  const { rows, rejections } = readRows<OpenInterest>(answer.candles, 'candles', value => {
    const checked = v.safeParse(Candle, value);
    if (!checked.success) return { kind: 'bad', faults: toFaults(checked.issues) };
    const { open, startingOpenInterest, ticker } = checked.output;
    const { symbol, base } = instrument;
    if (ticker !== symbol) return bad('a candle of another market', 'ticker');
    const time = readIsoTime(checked.output.startedAt, context.receivedTime);
    if (time === undefined || time % pastGrainMs !== 0) return bad('not the opening of a candle', 'startedAt');
    const units = instrument.multiplier ?? 1;
    const held = toHeld(instrument, { value: startingOpenInterest, unit: 'base' }, open, units);
    return row({ venue: 'dydx', symbol, base, time, ...held });
  });
  return toPast(rows, rejections);
}
