import type { Parsed } from '../../model/parsed.ts';
import type { RequestWhy } from '../../model/request-why.ts';
import type { Instrument, LiquidationBar, OpenInterest } from '../../model/trade.ts';
import type { Backfill, BackfillStage, HttpRequest, ParseContext } from '../../model/venue.ts';
import { readDecimal } from '../../std/decimal.ts';
import { figureAt, type Fields } from '../../std/fields.ts';
import { refuse } from '../../std/rows.ts';
import { maxUsd, readPrice, timeAt, wideBounds } from '../fields.ts';
import { markAfter, pastGrainMs, pastRows, toPast } from '../past.ts';
import { toOpenInterest } from '../rows.ts';
import { gateHeaders, readList, valueOf } from './contracts.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const usdBounds = { atLeast: 0, below: maxUsd };
const intervals: ReadonlyMap<number, string> = new Map([
  [300_000, '5m'],
  [1_800_000, '30m'],
]);

/**
 * Ready-made bars of liquidations (`contract_stats`; gateapi-python v4.104.3, docs/ContractStat.md): five minutes for a day, half hours for
 * 30 days, one request for each contract and stage. An answer may hold a row or two more than its limit (measured, 2026).
 */
export const gateBackfill: Backfill = {
  stages: [
    { name: '24h', grainMs: 300_000, reachMs: dayMs },
    { name: '30d', grainMs: 1_800_000, reachMs: 30 * dayMs },
  ],
  pageRows: 1_500,
  request: requestBars,
  parse: parseBars,
};

function requestBars(instrument: Instrument, stage: BackfillStage, fromMs: number): HttpRequest {
  // A bar that began before `fromMs` does not lie wholly inside.
  const from = Math.ceil(fromMs / stage.grainMs) * stage.grainMs;
  const limit = stage.name === '24h' ? 300 : 1_500;
  return requestStats(instrument, stage.grainMs, from, limit, `liquidationSums:${instrument.symbol} ${stage.name}`);
}

function requestStats(
  { symbol, board }: Instrument,
  grainMs: number,
  fromMs: number,
  limit: number,
  why: RequestWhy,
): HttpRequest {
  const settle = board === 'btc' ? 'btc' : 'usdt';
  const interval = intervals.get(grainMs) ?? '5m';
  const query = `contract=${symbol}&from=${Math.floor(fromMs / 1_000)}&interval=${interval}&limit=${limit}`;
  return {
    url: `https://api.gateio.ws/api/v4/futures/${settle}/contract_stats?${query}`,
    weight: 1,
    budget: 'gate-contract-stats',
    maxBytes: 2_000_000,
    headers: gateHeaders,
    why,
  };
}

/**
 * Reads `contract_stats` as bars. `*_liq_usd` are in the quote currency. The open interest beside them counts both sides and is halved; it is
 * left out where it cannot be read, the bar stays. Bars still forming are left out; of two rows of one time the first counts.
 */
export function parseBars(
  payload: unknown,
  instrument: Instrument,
  { grainMs }: BackfillStage,
  { receivedTime }: ParseContext,
): Parsed<LiquidationBar> {
  const seen = new Set<number>();
  return readList(payload, row => {
    const time = timeAt(row, 'time', receivedTime, 1_000);
    if (time % grainMs !== 0) refuse('not the opening of a bar', 'time');
    if (time + grainMs > receivedTime) return undefined;
    const longUsd = figureAt(row, 'long_liq_usd', usdBounds);
    const shortUsd = figureAt(row, 'short_liq_usd', usdBounds);
    if (seen.has(time)) refuse('a second bar of one time', 'time');
    seen.add(time);
    const { venue, symbol, base } = instrument;
    const openInterest = openInterestOf(row, instrument, time + grainMs);
    return { venue, symbol, base, time, grainMs, longUsd, shortUsd, openInterest };
  });
}

/** A page of bars of which the first ends just after `fromMs`. */
export function requestPastOpenInterest(instrument: Instrument, fromMs: number): HttpRequest {
  return requestStats(instrument, pastGrainMs, markAfter(fromMs) - pastGrainMs, pastRows, `pastInterest:${instrument.symbol}`);
}

/** Reads five-minute `contract_stats` as past open interest, one-sided, in dollars at the mark price of that time. */
export function parsePastOpenInterest(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest> {
  return toPast(
    readList(payload, row => {
      const end = timeAt(row, 'time', context.receivedTime, 1_000) + pastGrainMs;
      if (end > context.receivedTime) return undefined;
      return openInterestOf(row, instrument, end) ?? refuse('no open interest', 'open_interest');
    }),
  );
}

function openInterestOf(row: Fields, instrument: Instrument, time: number): OpenInterest | undefined {
  const contracts = readDecimal(row.open_interest, wideBounds);
  if (contracts === undefined) return undefined;
  // Both sides are counted here, twice the `position_size` of the contract (measured, 2026). The running bar changes until it ends, so that
  // the figure of a bar that has ended is taken for that of its end; the documents do not say.
  return toOpenInterest(instrument, time, valueOf(instrument, contracts / 2, readPrice(row.mark_price)));
}
