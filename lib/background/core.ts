import { createFetchLayer } from '../feeds/fetch-layer.ts';
import { createHttpClient } from '../feeds/http.ts';
import type { SocketConstructor } from '../feeds/connection.ts';
import { createMarketTime } from '../feeds/market-time.ts';
import type { MarketTimeState } from '../feeds/market-time.ts';
import type { MarketSnapshot } from '../model/snapshot.ts';
import type { FearGreedSource, PriceSource, Venue } from '../model/venue.ts';
import type { Random } from '../std/backoff.ts';
import type { LocalClock, Timers } from '../std/clock.ts';
import type { Database } from '../store/database.ts';
import { createDocumentStore } from '../store/documents.ts';
import { createHostMemory } from '../store/host-memory.ts';
import { createJobMemory } from '../store/job-memory.ts';
import { createLiquidationStore } from '../store/liquidation-store.ts';
import { createOpenInterestStore } from '../store/open-interest-store.ts';
import { createBook } from './book.ts';
import { createHealthBoard } from './health.ts';
import { createBackfillJob, createPastPlan, createPollJob } from './liquidation-jobs.ts';
import { createMarketState } from './market-state.ts';
import type { BackgroundParts, Change } from './parts.ts';
import { createPastJob } from './past-job.ts';
import { recallHealth } from './recall-health.ts';
import { createRecorder } from './recorder.ts';
import { restoreState } from './restore.ts';
import { createScheduler } from './scheduler.ts';
import type { Job, Scheduler } from './scheduler.ts';
import { buildSnapshot } from './snapshot-builder.ts';
import { createSocketService } from './socket-service.ts';
import type { SocketService } from './socket-service.ts';
import { createBarsJob, createFearGreedJob, createPriceJob } from './source-jobs.ts';
import { createUniverseJob, createVenueJobs } from './venue-jobs.ts';

/** What the core is handed: the outside world, and which parts of it to read. */
export interface CoreOptions {
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly random: Random;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly WebSocket: SocketConstructor;
  readonly isOnline: () => boolean;
  readonly database: Database;
  readonly venues: readonly Venue[];
  readonly fearGreedSource: FearGreedSource;
  readonly priceSources: readonly PriceSource[];
  readonly onChange: (what: Change) => void;
  readonly onError: (where: string, error: unknown) => void;
}

/** The market as the extension knows it: feeds, store and figures, without a browser around it. */
export interface Core {
  readonly scheduler: Scheduler;
  readonly sockets: SocketService;
  readonly snapshot: (coin: string | undefined) => MarketSnapshot;
  /** The user asked to try again, or the network came back. */
  readonly retry: () => Promise<void>;
  /** Hosts that refused this region are asked once more: the browser was restarted. */
  readonly lift: () => Promise<void>;
}

const minuteMs = 60_000;
/** After so long without agreement the machine's own clock has to do. */
const patienceMs = 20_000;

/** Puts everything together over what was stored, and rejects only when even the memory fallback of the store fails. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { clock, timers, random, database, venues, fearGreedSource, priceSources, onChange, onError } = options;
  const documents = createDocumentStore(database);
  const state = createMarketState();
  const startedAt = clock.monotonic();
  const marketTime = createMarketTime({ clock, memory: readClock((await documents.read('clock'))?.value) });
  const hosts = createHostMemory(database);
  const budgets = [...venues, fearGreedSource, ...priceSources].flatMap(each => each.budgets);
  const http = createHttpClient({
    ...options,
    marketTime,
    budgets,
    // Narrower than what the manifest permits: a host that no source names is not asked.
    allowedHosts: budgets.map(({ host }) => host),
    hosts: {
      // Written by `write` below and by nothing else, in a table of its own.
      read: async () => await hosts.read(),
      write: (host, remembered) => hosts.write(host, { ...remembered }),
    },
    onMemoryError: error => onError('host memory', error),
  });
  const health = createHealthBoard(() => onChange('feeds'));
  const parts: BackgroundParts = {
    ...options,
    marketTime,
    http,
    fetchLayer: createFetchLayer({ http, clock, timers, random }),
    documents,
    liquidationStore: createLiquidationStore(database),
    openInterestStore: createOpenInterestStore(database),
    state,
    book: createBook(),
    health,
    progress: new Map(),
    changed,
  };
  const recorder = createRecorder(parts);
  const sockets = createSocketService(parts, venues, recorder);
  const jobMemory = createJobMemory(database);

  const isTimeKnown = () => marketTime.agreed || clock.monotonic() - startedAt > patienceMs;
  const isBulk = (venue: Venue) => venue.openInterest.isBulk;
  const jobs: readonly Job[] = [
    createPriceJob(parts, priceSources),
    createFearGreedJob(parts, fearGreedSource),
    ...venues.flatMap(venue => createVenueJobs(parts, venue)),
    createUniverseJob(
      parts,
      venues.filter(isBulk).map(venue => venue.id),
    ),
    createBarsJob(parts, priceSources),
    ...venues.flatMap(venue => {
      const plan = createPastPlan(parts, venue);
      const backfill = createBackfillJob(parts, venue, plan, recorder);
      return [
        ...venue.polls.map(poll => createPollJob(parts, venue, poll, plan, recorder)),
        ...(backfill === undefined ? [] : [backfill]),
      ];
    }),
    createPastJob(parts, venues),
    { id: 'fold', everyMs: minuteMs, needsMarketTime: true, run: () => recorder.fold() },
    { id: 'ageing', everyMs: 60 * minuteMs, needsMarketTime: true, run: age },
  ];
  const scheduler = createScheduler({
    jobs,
    memory: {
      read: async () => readTimes(await jobMemory.read()),
      write: lastRun => jobMemory.write('lastRun', lastRun),
    },
    clock,
    timers,
    marketTimeReady: isTimeKnown,
    onError: (job, error) => onError(job.id, error),
  });

  async function age(): Promise<void> {
    const now = marketTime.now();
    await parts.liquidationStore.rollUp(now);
    await parts.liquidationStore.prune(now);
    await parts.openInterestStore.prune(now);
    await recorder.reload();
  }

  function changed(what: Change): void {
    if (what === 'instruments' || what === 'universe') {
      sockets.refresh();
      void scheduler.tick();
    }
    onChange(what);
  }

  /** Until the hosts agree for the first time, everything is dated by this machine's clock. */
  let guessedOffsetMs = marketTime.agreed ? undefined : marketTime.offsetMs;
  marketTime.onChange(() => {
    if (guessedOffsetMs !== undefined && marketTime.agreed) {
      health.move(marketTime.offsetMs - guessedOffsetMs);
      guessedOffsetMs = undefined;
    }
    void documents.write('clock', marketTime.toJSON(), marketTime.now()).catch((error: unknown) => onError('clock', error));
    sockets.refresh();
    void scheduler.tick();
    onChange('clock');
  });

  const writtenAt = await restoreState(documents, state, venues, marketTime.now());
  await recorder.reload();
  recallHealth(parts, recorder, { venues, fearGreedId: fearGreedSource.id, writtenAt });

  return {
    scheduler,
    sockets,
    snapshot: coin => buildSnapshot(parts, { venues, fearGreedSource, coin }),
    async retry() {
      sockets.nudge();
      await scheduler.tick();
    },
    lift: () => http.lift(),
  };
}

function readTimes(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  const { lastRun } = stored;
  if (typeof lastRun !== 'object' || lastRun === null) return {};
  return Object.fromEntries(Object.entries(lastRun).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

/** A stored clock; undefined for anything that we would not have written. */
function readClock(stored: unknown): MarketTimeState | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { savedAt, offsetMs, agreed, hosts, samples } = stored as Partial<Record<keyof MarketTimeState, unknown>>;
  const fits =
    typeof savedAt === 'number' &&
    typeof offsetMs === 'number' &&
    typeof agreed === 'boolean' &&
    Array.isArray(hosts) &&
    typeof samples === 'object' &&
    samples !== null;
  return fits ? (stored as MarketTimeState) : undefined;
}
