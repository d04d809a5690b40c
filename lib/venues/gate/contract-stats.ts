import * as v from 'valibot';
import type { Parsed } from '../../model/parsed.ts';
import type { Instrument, LiquidationBar, OpenInterest } from '../../model/trade.ts';
import type { Backfill, BackfillStage, HttpRequest, ParseContext } from '../../model/venue.ts';
import { bad, row, skip, toFaults, type RowReading } from '../../std/rows.ts';
import { figure, maxUsd, optionalFigure, priceBounds, readTime } from '../fields.ts';
import { markAfter, pastGrainMs, pastRows, toPast } from '../past.ts';
import { gateHeaders, readList, valueOf } from './contracts.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const usdBounds = { atLeast: 0, below: maxUsd };
const sizeBounds = { atLeast: 0, below: 1e18 };

const Money = v.object({ long_liq_usd: figure(usdBounds), short_liq_usd: figure(usdBounds) });
const Sizes = v.object({ time: v.unknown(), open_interest: optionalFigure(sizeBounds), mark_price: optionalFigure(priceBounds) });

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
  return requestStats(instrument, stage.grainMs, from, limit, `liquidations of ${instrument.symbol} over ${stage.name} on Gate`);
}

function requestStats({ symbol, board }: Instrument, grainMs: number, fromMs: number, limit: number, why: string): HttpRequest {
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
  stage: BackfillStage,
  context: ParseContext,
): Parsed<LiquidationBar> {
  const seen = new Set<number>();
  return readList(payload, value => readBar(value, instrument, stage.grainMs, context, seen));
}

function readBar(
  value: unknown,
  instrument: Instrument,
  grainMs: number,
  { receivedTime }: ParseContext,
  seen: Set<number>,
): RowReading<LiquidationBar> {
  const sizes = v.safeParse(Sizes, value);
  if (!sizes.success) return { kind: 'bad', faults: toFaults(sizes.issues) };
  const time = readTime(sizes.output.time, receivedTime, 1_000);
  if (time === undefined || time % grainMs !== 0) return bad('not the opening of a bar', 'time');
  if (time + grainMs > receivedTime) return skip;
  const money = v.safeParse(Money, value);
  if (!money.success) return { kind: 'bad', faults: toFaults(money.issues) };
  if (seen.has(time)) return bad('a second bar of one time', 'time');
  seen.add(time);
  const { symbol, base } = instrument;
  const longUsd = money.output.long_liq_usd;
  const shortUsd = money.output.short_liq_usd;
  return row({
    venue: 'gate',
    symbol,
    base,
    time,
    grainMs,
    longUsd,
    shortUsd,
    openInterest: openInterestOf(sizes.output, instrument, time + grainMs),
  });
}

/** A page of bars of which the first ends just after `fromMs`. */
export function requestPastOpenInterest(instrument: Instrument, fromMs: number): HttpRequest {
  return requestStats(
    instrument,
    pastGrainMs,
    markAfter(fromMs) - pastGrainMs,
    pastRows,
    `past open interest of ${instrument.symbol} on Gate`,
  );
}

/** Reads five-minute `contract_stats` as past open interest, one-sided, in dollars at the mark price of that time. */
export function parsePastOpenInterest(payload: unknown, instrument: Instrument, context: ParseContext): Parsed<OpenInterest> {
  const parsed = readList(payload, value => readOpenInterest(value, instrument, context));
  return parsed.kind === 'events' ? toPast(parsed.events, parsed.rejections) : parsed;
}

function readOpenInterest(value: unknown, instrument: Instrument, { receivedTime }: ParseContext): RowReading<OpenInterest> {
  const sizes = v.safeParse(Sizes, value);
  if (!sizes.success) return { kind: 'bad', faults: toFaults(sizes.issues) };
  const time = readTime(sizes.output.time, receivedTime, 1_000);
  if (time === undefined) return bad('not a time', 'time');
  if (time + pastGrainMs > receivedTime) return skip;
  const openInterest = openInterestOf(sizes.output, instrument, time + pastGrainMs);
  return openInterest === undefined ? bad('no open interest', 'open_interest') : row(openInterest);
}

function openInterestOf(
  {
    open_interest: contracts,
    mark_price: mark,
  }: { readonly open_interest?: number | undefined; readonly mark_price?: number | undefined },
  instrument: Instrument,
  time: number,
): OpenInterest | undefined {
  if (contracts === undefined) return undefined;
  const { symbol, base } = instrument;
  // Both sides are counted here, twice the `position_size` of the contract (measured, 2026). The running bar changes until it ends, so that
  // the figure of a bar that has ended is taken for that of its end; the documents do not say.
  return { venue: 'gate', symbol, base, time, ...valueOf(instrument, contracts / 2, mark) };
}
