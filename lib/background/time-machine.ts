import { dayToleranceMs, monthToleranceMs } from '../engine/open-interest.ts';
import { t } from '../i18n/t.ts';
import type { PhaseSpan } from '../model/history.ts';
import type { MarketSnapshot, PriceFigure } from '../model/snapshot.ts';
import type { FearGreedDay } from '../model/trade.ts';
import type { FearGreedSource, Venue } from '../model/venue.ts';
import { strategyLedger } from '../sources/strategy-ledger.ts';
import { createEngineService } from './engine-service.ts';
import type { EngineService } from './engine-service.ts';
import { createHealthBoard } from './health.ts';
import { toPrices } from './history-columns.ts';
import type { Point } from './history-columns.ts';
import { createInterestAt, interestToleranceMs } from './interest-at.ts';
import { createMarketState } from './market-state.ts';
import type { CoinBars, MarketState } from './market-state.ts';
import type { OlderBook } from './older-book.ts';
import type { BackgroundParts } from './parts.ts';
import type { PricePast } from './price-log.ts';
import { buildSnapshot } from './snapshot-builder.ts';
import { majors } from './source-jobs.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Past this nothing but sums by the hour is kept. */
const reachMs = 60 * dayMs;

/** Shows the market as it was. */
export interface TimeMachine {
  /**
   * The snapshot of a recorded moment: totals, coverage, phases and levels of what is kept of the time before it, by the functions that make the one
   * of now. Prices are the last ones recorded: of a day by some minutes, before that closes by the hour. What is not recorded over time (books, breadth, other markets, feeds) says
   * so. `undefined` for a moment that is not past, or of which nothing is kept.
   */
  at(time: number, coin: string | undefined): Promise<MarketSnapshot | undefined>;
  /** Phases of a coin, or of the market, in the two weeks before a moment. */
  phases(time: number, coin: string | undefined): Promise<readonly PhaseSpan[]>;
}

export function createTimeMachine(
  parts: BackgroundParts,
  {
    venues,
    fearGreedSource,
    prices,
    bookFrom,
  }: {
    readonly venues: readonly Venue[];
    readonly fearGreedSource: FearGreedSource;
    readonly prices: Pick<PricePast, 'past'>;
    readonly bookFrom: OlderBook;
  },
): TimeMachine {
  const { state, marketTime } = parts;
  const openInterestAt = createInterestAt(parts, venues);

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
      const price = priceAt(then.bars.get(base), toPrices(await prices.past(base, time)));
      if (price !== undefined) then.prices.set(base, price);
    }
    const days = state.fearGreed?.days.filter(({ day }) => day <= time) ?? [];
    const [today] = days;
    const stated = strategyLedger.findLast(({ day }) => day <= time);
    return Object.assign(then, {
      instruments: state.instruments,
      universe: state.universe,
      off: state.off,
      own: state.own,
      dayAgo,
      monthAgo,
      line: state.line.filter(([at]) => at <= time),
      fearGreed:
        today === undefined ? undefined : ({ days, at: today.day } satisfies { days: readonly FearGreedDay[]; at: number }),
      breadth: { unknown: 'notRecorded' },
      ...(stated === undefined
        ? {}
        : {
            holders: {
              rows: [
                {
                  name: 'Strategy',
                  base: 'BTC',
                  coins: stated.coins,
                  at: stated.day,
                  source: t('feeds.name.ledger', { name: 'Strategy' }),
                },
              ],
              askedAt: {},
            },
          }),
    });
  }

  async function goTo(time: number, coin: string | undefined): Promise<{ past: BackgroundParts; engine: EngineService }> {
    const [then, book] = await Promise.all([stateAt(time, coin), bookFrom(time - 30 * dayMs)]);
    const past: BackgroundParts = {
      ...parts,
      state: then,
      book,
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
    return { past, engine };
  }

  return {
    async at(time, coin) {
      const now = marketTime.now();
      if (time > now || time < now - reachMs) return undefined;
      const { past, engine } = await goTo(time, coin);
      return buildSnapshot(past, { venues, fearGreedSource, coin, keyed: [], engine: engine.figures(coin), freshAt: time });
    },
    phases: async (time, coin) => (await goTo(time, coin)).engine.phases(coin),
  };
}

function barsAt({ bars, source }: CoinBars, lengthMs: number, time: number): CoinBars {
  return { source, bars: bars.filter(bar => bar.openTime + lengthMs <= time) };
}

/** The newest of the finer prices, else the close of the last bar; and its change against what was the last price a day before. */
function priceAt(bars: CoinBars | undefined, fine: readonly Point[]): PriceFigure | undefined {
  if (bars === undefined) return undefined;
  const closes = bars.bars.map(({ openTime, close }): Point => [openTime + hourMs, close]);
  const told = [...closes, ...fine].sort(([a], [b]) => a - b);
  const last = told.at(-1);
  if (last === undefined) return undefined;
  const [at, usd] = last;
  const before = told.findLast(([time]) => time <= at - dayMs);
  return {
    usd,
    at,
    source: bars.source,
    // A price of an hour before that is of another day.
    ...(before === undefined || at - dayMs - before[0] > hourMs ? {} : { change24h: usd / before[1] - 1 }),
  };
}
