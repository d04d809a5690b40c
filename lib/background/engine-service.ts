import type { AmountsInput } from '../engine/amounts.ts';
import { createCoinEngine } from '../engine/coin-engine.ts';
import type { CoinEngine } from '../engine/coin-engine.ts';
import { holderFigures } from '../engine/holders.ts';
import { otherMarkets, riskAppetite } from '../engine/other-markets.ts';
import { createPhaseMemory } from '../engine/phase.ts';
import { venuesWithPast } from '../engine/venues-with-past.ts';
import type { CoinReading, EngineFigures, FuelFigure, Known, PhaseChange, PhaseMemory } from '../model/engine.ts';
import type { PhaseSpan } from '../model/history.ts';
import type { Liquidation } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import { strategyLedger } from '../sources/strategy-ledger.ts';
import { toEnabledVenue, venuesOn } from './counted-venues.ts';
import { ordersReachMs, pastOrders, toBarInputs, toFlowInputs, toInterestInputs, toOrderInput } from './engine-past.ts';
import { createFuelKeeper, newestPrice } from './fuel-keeper.ts';
import { createInterestKeeper } from './interest-keeper.ts';
import type { BackgroundParts } from './parts.ts';
import { followPhase, phasesBefore, readPhases } from './phase-spans.ts';
import type { PricePast } from './price-log.ts';
import type { Job } from './scheduler.ts';
import { streamNames } from './socket-service.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Without a memory the phase is found by going through so much of the past. */
const warmUpMs = 14 * dayMs;
/** While the past is being filled in after the first start, it is gone through anew whenever there is more of it. */
const fillingMs = 30 * minuteMs;
/** Work is handed back to the worker after so long, so that frames are read in between. */
const sliceMs = 12;
const sliceOfPastMs = 10 * minuteMs;
/** A coin that nobody looked at for so long is let go. */
const unwatchedMs = 10 * minuteMs;
/** Everything is read anew so often: histories heal, bars are corrected. */
const rebuildMs = hourMs;
/** Whether more venues can be held against their past is looked at so often. */
const judgeMs = minuteMs;
/** Single orders that are read at the most; of what is older the sums tell. */
const mostOrders = 20_000;

/** The engine over what is recorded: phases and their kin of the market, of BTC, and of the coins that somebody looks at. */
export interface EngineService {
  readonly job: Job;
  /** Orders that were just written. */
  push(orders: readonly Liquidation[]): void;
  /** `undefined` until market and BTC have been read. Asking for a coin has it read from then on. */
  figures(coin: string | undefined): EngineFigures | undefined;
  /** Phases of the past so far as they were followed, oldest first: of a coin that somebody looks at, or has looked at. `undefined` is the market. */
  phases(base: string | undefined): Promise<readonly PhaseSpan[]>;
  /** Takes up what the last life of the worker said of market and BTC, until it is worked out anew. */
  restore(): Promise<void>;
  /** Lets go of what is in memory: the past was wiped. */
  forget(): void;
}

interface Watched {
  readonly engine: CoinEngine;
  readonly builtAt: number;
  /** When its phase was last found by going through the past, ms. */
  readonly warmedAt: number;
  /** The venues whose orders it counts. */
  readonly judged: string;
  /** How far back open interest was known then, ms. */
  readonly interestFrom: number;
  /** Opening of the newest bar that was handed over, and moment of the newest price, ms. */
  barAt: number;
  priceAt: number;
  flowAt: number;
  fuel: Known<FuelFigure>;
  /** When its memory was last written, ms. */
  keptAt: number;
  /** The series of open interest that is being added to. */
  readonly interestOf: string;
  phases: readonly PhaseSpan[];
}

/** The document in which the phase of a coin, or of the market, is kept. */
export const phaseKey = (base: string | undefined): string => `phase/${base ?? ''}`;

export function createEngineService(
  parts: BackgroundParts,
  {
    venues: all,
    prices,
    onChange,
  }: {
    readonly venues: readonly Venue[];
    /** Prices finer than bars. */
    readonly prices: Pick<PricePast, 'past' | 'add'>;
    /** Told of each change of phase as it happens; not of those that were found while the past was read. */
    readonly onChange: (change: PhaseChange) => void;
  },
): EngineService {
  const { state, book, documents, liquidationStore, marketTime, clock, timers, changed } = parts;
  const interest = createInterestKeeper(parts);
  const fuel = createFuelKeeper(parts, { venues: all, interest });
  const watched = new Map<string | undefined, Watched>();
  const wantedAt = new Map<string | undefined, number>([
    [undefined, Infinity],
    ['BTC', Infinity],
  ]);
  /** Orders that were written while a past was being read. */
  let fresh: Liquidation[] | undefined;
  let last: LastReadings | undefined;
  let judgedAt = 0;
  const completeness = new Map<string, Venue['completeness']>(all.map(({ id, completeness: how }) => [id, how]));
  const isComplete = (venue: string): boolean => completeness.get(venue) === 'complete';

  /** Sums and coverage of the venues whose own past is long enough to be held against. */
  function judgedInput(now: number): AmountsInput {
    const on = venuesOn(state, all);
    const input = {
      now,
      days: book.days(),
      tail: book.tail(),
      coverage: book.coverage(Object.fromEntries(on.map(venue => [venue.id, streamNames(venue)]))),
      venues: on.filter(({ completeness: how }) => how !== 'none').map(venue => toEnabledVenue(state, venue)),
    };
    return { ...input, venues: venuesWithPast(input) };
  }

  const nameOf = ({ venues }: AmountsInput): string => venues.map(({ id }) => id).join();

  const readOrders = (now: number): Promise<readonly Liquidation[]> =>
    liquidationStore.rawEvents(now - ordersReachMs, now + 1, mostOrders);

  /** An order of a venue without a past of its own carries no money here, but R may count it. */
  const weighed = (judged: string) => {
    const ids = new Set(judged.split(','));
    return (order: Liquidation): readonly Liquidation[] =>
      ids.has(order.venue) ? [order] : isComplete(order.venue) ? [{ ...order, usd: 0 }] : [];
  };

  async function build(base: string | undefined, input: AmountsInput, orders: readonly Liquidation[]): Promise<void> {
    const { now } = input;
    const judged = nameOf(input);
    const coin = base ?? 'BTC';
    const [found, points, fine] = await Promise.all([
      documents.read(phaseKey(base)),
      interest.past(base),
      prices.past(coin, now),
    ]);
    const own = watched.get(base);
    const before = own === undefined ? readKept(found?.value, now) : toKept(own);
    const known = own?.phases ?? readPhases(found?.value);
    const interestFrom = points[0]?.[0] ?? now;
    // What was found while less of the past was known is no memory of it: histories of orders and of open interest come in one after the other.
    const hasGrown = before !== undefined && (before.judged !== judged || interestFrom < (before.interestFrom ?? 0) - hourMs);
    const isFilling = hasGrown && now - before.warmedAt < fillingMs;
    const hasPast = before !== undefined && !isFilling;
    const engine = createCoinEngine({ base, isComplete, memory: hasPast ? before.memory : createPhaseMemory(now - warmUpMs) });
    const interestOf = `index at ${now}`;
    for (const row of [
      ...toBarInputs(state.bars.get(coin)?.bars ?? [], coin, hourMs, now),
      ...fine,
      ...toInterestInputs(points, base, interestOf),
      ...toFlowInputs(state.flow.get(coin) ?? []),
      ...pastOrders(input, orders.flatMap(weighed(judged)), base),
    ])
      engine.push(row);
    const next: Watched = {
      engine,
      builtAt: now,
      warmedAt: hasPast ? before.warmedAt : now,
      judged,
      interestFrom: hasPast ? (before.interestFrom ?? interestFrom) : interestFrom,
      barAt: state.bars.get(coin)?.bars.findLast(bar => bar.openTime + hourMs <= now)?.openTime ?? 0,
      priceAt: 0,
      flowAt: state.flow.get(coin)?.at(-1)?.[0] ?? 0,
      fuel: own?.fuel ?? { unknown: base === undefined ? 'byCoin' : 'notWorkedOut' },
      keptAt: 0,
      interestOf,
      phases: hasPast ? known : phasesBefore(known, now - warmUpMs),
    };
    pushPrice(next, base);
    await catchUp(next, now, told => {
      // What an earlier run knew nothing of happened while nobody looked: it is told with its own time.
      if (hasPast) onChange(told);
    });
    for (const order of (fresh ?? []).flatMap(weighed(judged))) for (const row of toOrderInput(order)) engine.push(row);
    watched.set(base, next);
  }

  /** What the engine remembers of the time before its first step is no phase. */
  function follow(own: Watched): void {
    const memory = own.engine.memory();
    if (memory !== undefined && memory.at > own.builtAt - warmUpMs) own.phases = followPhase(own.phases, memory);
  }

  /** Steps through the past in slices. */
  async function catchUp(own: Watched, now: number, tell: (change: PhaseChange) => void): Promise<void> {
    let started = clock.monotonic();
    const { engine } = own;
    for (let at = engine.memory()?.at ?? now; at <= now; at += sliceOfPastMs) {
      for (let change = engine.step(at); change !== undefined; change = engine.step(at)) {
        follow(own);
        tell(change);
      }
      follow(own);
      if (clock.monotonic() - started < sliceMs) continue;
      await new Promise<void>(resolve => timers.set(() => resolve(), 0));
      started = clock.monotonic();
    }
  }

  function pushPrice(own: Watched, base: string | undefined): void {
    const coin = base ?? 'BTC';
    const price = newestPrice(parts, coin);
    if (price === undefined || price.at <= own.priceAt) return;
    own.priceAt = price.at;
    own.engine.push({ type: 'price', time: price.at, base: coin, usd: price.usd });
  }

  async function logPrices(): Promise<void> {
    for (const coin of new Set([...wantedAt.keys()].map(base => base ?? 'BTC'))) {
      const price = newestPrice(parts, coin);
      if (price !== undefined) await prices.add(coin, price.at, price.usd);
    }
  }

  /** Hands over what came in since the last run. */
  async function feed(base: string | undefined, own: Watched, now: number): Promise<void> {
    const coin = base ?? 'BTC';
    const bars = (state.bars.get(coin)?.bars ?? []).filter(bar => bar.openTime > own.barAt);
    for (const row of toBarInputs(bars, coin, hourMs, now)) {
      own.engine.push(row);
      own.barAt = row.time;
    }
    const flow = (state.flow.get(coin) ?? []).filter(([time]) => time > own.flowAt);
    for (const row of toFlowInputs(flow)) {
      own.engine.push(row);
      own.flowAt = row.time;
    }
    const point = await interest.step(base, now);
    if (point !== undefined) for (const row of toInterestInputs([point], base, own.interestOf)) own.engine.push(row);
    pushPrice(own, base);
  }

  async function advance(base: string | undefined, own: Watched, now: number): Promise<void> {
    await feed(base, own, now);
    let change = own.engine.step(now);
    for (; change !== undefined; change = own.engine.step(now)) {
      follow(own);
      // Kept before anybody is told, so that a worker that dies in between does not tell it twice.
      await documents.write(phaseKey(base), toKept(own), now);
      onChange(change);
    }
    if (now - own.keptAt >= minuteMs) {
      own.keptAt = now;
      follow(own);
      await documents.write(phaseKey(base), toKept(own), now);
    }
    if (base !== undefined) own.fuel = await fuel.step(base, now);
  }

  async function run(): Promise<void> {
    const now = marketTime.now();
    for (const [base, at] of wantedAt) {
      if (now - at <= unwatchedMs) continue;
      wantedAt.delete(base);
      watched.delete(base);
      interest.forget(base);
      if (base !== undefined) fuel.forget(base);
    }
    await logPrices();
    const isJudged = now - judgedAt >= judgeMs || [...wantedAt.keys()].some(base => !watched.has(base));
    if (isJudged) {
      judgedAt = now;
      const input = judgedInput(now);
      const judged = nameOf(input);
      const due = [...wantedAt.keys()].filter(base => {
        const own = watched.get(base);
        return own === undefined || own.judged !== judged || now - own.builtAt >= rebuildMs || interest.isNewer(base);
      });
      if (due.length > 0) {
        fresh = [];
        const orders = await readOrders(now);
        // What was written while they were read may be among them.
        const read = new Set(orders.map(({ venue, key }) => `${venue} ${key}`));
        fresh = fresh.filter(({ venue, key }) => !read.has(`${venue} ${key}`));
        try {
          for (const base of due) await build(base, input, orders);
        } finally {
          fresh = undefined;
        }
      }
    }
    for (const [base, own] of watched) await advance(base, own, marketTime.now());
    state.isBusy = [...watched.values()].some(({ engine }) => (engine.memory()?.phase ?? 'calm') !== 'calm');
    await keepReadings(now);
    changed('engine');
  }

  async function keepReadings(now: number): Promise<void> {
    const market = readingOf(undefined, now);
    const btc = readingOf('BTC', now);
    if (market === undefined || btc === undefined) return;
    await documents.write(readingsKey, { market, btc } satisfies LastReadings, now);
  }

  function readingOf(base: string | undefined, now: number): CoinReading | undefined {
    const own = watched.get(base);
    if (own === undefined) return undefined;
    return { at: now, ...own.engine.reading(now), fuel: own.fuel, why: { unknown: 'notWorkedOut' } };
  }

  return {
    job: { id: 'engine', everyMs: 10_000, needsMarketTime: true, run },
    push(orders) {
      fresh?.push(...orders);
      fuel.hear(orders);
      for (const [base, own] of watched) {
        for (const order of orders.flatMap(weighed(own.judged)))
          if (base === undefined || order.base === base) for (const row of toOrderInput(order)) own.engine.push(row);
      }
    },
    phases: async base => watched.get(base)?.phases ?? readPhases((await documents.read(phaseKey(base)))?.value),
    forget() {
      for (const base of watched.keys()) {
        interest.forget(base);
        if (base !== undefined) fuel.forget(base);
      }
      watched.clear();
      last = undefined;
    },
    async restore() {
      const found = await documents.read(readingsKey);
      if (found !== undefined && marketTime.now() - found.writtenAt < readingsLifeMs) last = readReadings(found.value);
    },
    figures(coin) {
      const now = marketTime.now();
      if (coin !== undefined && coin !== 'BTC') wantedAt.set(coin, now);
      const market = readingOf(undefined, now) ?? last?.market;
      const btc = readingOf('BTC', now) ?? last?.btc;
      if (market === undefined || btc === undefined) return undefined;
      const own = coin === undefined ? undefined : readingOf(coin, now);
      const markets = otherMarkets(state.otherMarkets.rows, now);
      const appetite = riskAppetite(markets, now);
      return {
        market,
        coins: { BTC: btc, ...(coin === undefined || own === undefined ? {} : { [coin]: own }) },
        breadth: state.breadth,
        holders: holderFigures(state.holders.rows, { ledger: strategyLedger, priceUsd: state.prices.get('BTC')?.usd, now }),
        markets,
        ...(appetite === undefined ? {} : { appetite }),
      };
    },
  };
}

/** What was last said of market and BTC: shown until the worker that woke up has gone through the past. */
interface LastReadings {
  readonly market: CoinReading;
  readonly btc: CoinReading;
}

const readingsKey = 'readings';
const readingsLifeMs = 30 * minuteMs;

function readReadings(stored: unknown): LastReadings | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { market, btc } = stored as Partial<Record<keyof LastReadings, unknown>>;
  const fits = (reading: unknown): boolean =>
    typeof reading === 'object' && reading !== null && 'phase' in reading && 'fuel' in reading;
  return fits(market) && fits(btc) ? (stored as LastReadings) : undefined;
}

/** A phase as it is kept over the death of the worker. */
interface Kept {
  readonly memory: PhaseMemory;
  readonly warmedAt: number;
  readonly judged: string;
  readonly interestFrom?: number;
  /** Read by `readPhases`. */
  readonly spans: readonly PhaseSpan[];
}

function toKept({ engine, warmedAt, judged, interestFrom, phases: spans }: Watched): Kept | undefined {
  const memory = engine.memory();
  return memory === undefined ? undefined : { memory, warmedAt, judged, interestFrom, spans };
}

/** What an earlier life of the worker remembered; nothing of a moment that is too long ago, or ahead of the clock. */
function readKept(stored: unknown, now: number): Kept | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { memory, warmedAt, judged } = stored as Partial<Record<keyof Kept, unknown>>;
  if (typeof memory !== 'object' || memory === null || typeof warmedAt !== 'number' || typeof judged !== 'string')
    return undefined;
  const { at, since, phase } = memory as Partial<Record<keyof PhaseMemory, unknown>>;
  const fits =
    typeof at === 'number' && typeof since === 'number' && typeof phase === 'string' && at <= now && now - at < warmUpMs;
  return fits ? (stored as Kept) : undefined;
}
