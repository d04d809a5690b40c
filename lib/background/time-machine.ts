import { valueByPeers } from '../engine/peer-price.ts';
import { dayToleranceMs, monthToleranceMs } from '../engine/open-interest.ts';
import type { MarketSnapshot, PriceFigure } from '../model/snapshot.ts';
import type { OpenInterest } from '../model/trade.ts';
import type { Bar, FearGreedDay } from '../model/trade.ts';
import type { FearGreedSource, Venue } from '../model/venue.ts';
import { strategyLedger } from '../sources/strategy-ledger.ts';
import { createEngineService } from './engine-service.ts';
import { createHealthBoard } from './health.ts';
import { createMarketState } from './market-state.ts';
import type { CoinBars, MarketState } from './market-state.ts';
import type { BackgroundParts } from './parts.ts';
import type { PricePast } from './price-log.ts';
import { buildSnapshot } from './snapshot-builder.ts';
import { majors } from './source-jobs.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A moment is shown with open interest that is at most so much older or newer. */
const interestToleranceMs = 20 * 60_000;
/** Past this nothing but sums by the hour is kept. */
const reachMs = 60 * dayMs;

/** Shows the market as it was. */
export interface TimeMachine {
  /**
   * The snapshot of a recorded moment: totals, coverage, phases and levels of what is kept of the time before it, by the functions that make the one
   * of now. Prices are those of the last hour that was over. What is not recorded over time (books, breadth, other markets, feeds) says
   * so. `undefined` for a moment that is not past, or of which nothing is kept.
   */
  at(time: number, coin: string | undefined): Promise<MarketSnapshot | undefined>;
}

export function createTimeMachine(
  parts: BackgroundParts,
  {
    venues,
    fearGreedSource,
    prices,
  }: { readonly venues: readonly Venue[]; readonly fearGreedSource: FearGreedSource; readonly prices: Pick<PricePast, 'past'> },
): TimeMachine {
  const { state, openInterestStore, marketTime } = parts;

  async function openInterestAt(time: number, toleranceMs: number): Promise<readonly OpenInterest[]> {
    const read = venues
      .filter(({ id }) => !state.off.has(id))
      .map(async ({ id }) => (await openInterestStore.readNearest({ venue: id, time, toleranceMs })).samples);
    return valueByPeers((await Promise.all(read)).flat());
  }

  async function stateAt(time: number, coin: string | undefined): Promise<MarketState> {
    const then = createMarketState();
    const [now, dayAgo, monthAgo] = await Promise.all([
      openInterestAt(time, interestToleranceMs),
      openInterestAt(time - dayMs, dayToleranceMs),
      openInterestAt(time - 30 * dayMs, monthToleranceMs),
    ]);
    for (const row of now) then.openInterest.set(row.venue, new Map(then.openInterest.get(row.venue)).set(row.symbol, row));
    for (const [base, bars] of state.bars) then.bars.set(base, barsAt(bars, hourMs, time));
    for (const [base, bars] of state.bars4h) then.bars4h.set(base, barsAt(bars, 4 * hourMs, time));
    for (const base of new Set([...majors, coin ?? 'BTC'])) {
      const price = priceAt(then.bars.get(base));
      if (price !== undefined) then.prices.set(base, price);
    }
    const days = state.fearGreed?.days.filter(({ day }) => day <= time) ?? [];
    const [today] = days;
    const stated = strategyLedger.findLast(({ day }) => day <= time);
    return Object.assign(then, {
      instruments: state.instruments,
      universe: state.universe,
      off: state.off,
      dayAgo,
      monthAgo,
      line: state.line.filter(([at]) => at <= time),
      fearGreed:
        today === undefined ? undefined : ({ days, at: today.day } satisfies { days: readonly FearGreedDay[]; at: number }),
      breadth: { unknown: 'it is not recorded over time' },
      ...(stated === undefined
        ? {}
        : {
            holders: {
              rows: [{ name: 'Strategy', base: 'BTC', coins: stated.coins, at: stated.day, source: 'Strategy’s ledger' }],
              askedAt: {},
            },
          }),
    });
  }

  return {
    async at(time, coin) {
      const now = marketTime.now();
      if (time > now || time < now - reachMs) return undefined;
      const past: BackgroundParts = {
        ...parts,
        state: await stateAt(time, coin),
        marketTime: {
          ...marketTime,
          now: () => time,
          offsetMs: marketTime.offsetMs,
          agreed: marketTime.agreed,
          hosts: marketTime.hosts,
        },
        health: createHealthBoard(
          () => undefined,
          () => undefined,
        ),
        progress: new Map(),
        // What is remembered is of now; what would be written is of then.
        documents: { read: () => Promise.resolve(undefined), write: () => Promise.resolve(), remove: () => Promise.resolve() },
        changed: () => undefined,
      };
      const engine = createEngineService(past, {
        venues,
        prices: { past: prices.past, add: () => Promise.resolve() },
        onChange: () => undefined,
      });
      engine.figures(coin);
      await engine.job.run();
      return buildSnapshot(past, { venues, fearGreedSource, coin, keyed: [], engine: engine.figures(coin), freshAt: time });
    },
  };
}

function barsAt({ bars, source }: CoinBars, lengthMs: number, time: number): CoinBars {
  return { source, bars: bars.filter(bar => bar.openTime + lengthMs <= time) };
}

/** The close of the last bar, and its change against the close of a day before. */
function priceAt(bars: CoinBars | undefined): PriceFigure | undefined {
  const last = bars?.bars.at(-1);
  if (bars === undefined || last === undefined) return undefined;
  const before = bars.bars.find((bar: Bar) => bar.openTime === last.openTime - dayMs);
  return {
    usd: last.close,
    at: last.openTime + hourMs,
    source: bars.source,
    ...(before === undefined ? {} : { change24h: last.close / before.close - 1 }),
  };
}
