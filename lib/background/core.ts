import { createFetchLayer } from '../feeds/fetch-layer.ts';
import { createHttpClient } from '../feeds/http.ts';
import type { SocketConstructor } from '../feeds/connection.ts';
import { createMarketTime } from '../feeds/market-time.ts';
import type { MarketTimeState } from '../feeds/market-time.ts';
import { createTotals } from '../engine/totals.ts';
import type { PhaseChange } from '../model/engine.ts';
import type { FeedsPage } from '../model/feeds-page.ts';
import type { Tape, TapeQuery } from '../model/history.ts';
import type { OwnLevels } from '../model/own-levels.ts';
import type { KeyedSourceId, MarketSnapshot } from '../model/snapshot.ts';
import type { VenueId } from '../model/trade.ts';
import type { FearGreedSource, PriceSource, Venue } from '../model/venue.ts';
import { coinLists, depthSources, holderSources, keyedSources, marketSources, takerSources } from '../sources/registry.ts';
import type { Random } from '../std/backoff.ts';
import type { LocalClock, Timers } from '../std/clock.ts';
import type { Database } from '../store/database.ts';
import { createDocumentStore } from '../store/documents.ts';
import { createHostMemory } from '../store/host-memory.ts';
import { createJobMemory } from '../store/job-memory.ts';
import { createKeyStore } from '../store/keys.ts';
import { eraseMarket } from '../store/kept-rows.ts';
import { createLiquidationStore } from '../store/liquidation-store.ts';
import { createOpenInterestStore } from '../store/open-interest-store.ts';
import { createTimeMachine, type TimeMachine } from './time-machine.ts';
import type { AlertSource } from './alerts.ts';
import { createArticleService, type ArticleService } from './article-service.ts';
import { createBarsJobs } from './bars-jobs.ts';
import { createBook } from './book.ts';
import { createCheckMarket } from './check-market.ts';
import { createBreadthJob, createHoldersJob, createOtherMarketsJob } from './context-jobs.ts';
import { orderFeeds, venuesOn } from './counted-venues.ts';
import { createDepthJob } from './depth-jobs.ts';
import { createEngineService } from './engine-service.ts';
import { buildFeedsPage } from './feeds-page.ts';
import { createFlowJob, createTakerJob } from './flow-jobs.ts';
import { createFundingJob } from './funding-log.ts';
import { createHealthBoard } from './health.ts';
import { createHostLedger } from './host-ledger.ts';
import { createKeyring } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import { createKeyedJobs, createKeyedState, keyedFeedId, readTotals, restoreKeyed } from './keyed-jobs.ts';
import { createHistoryJob } from './history-job.ts';
import { createHistoryService } from './history-service.ts';
import type { HistoryService } from './history-service.ts';
import { createHistoryUnits } from './history-units.ts';
import { createBackfillJob, createPastPlan, createPollJob } from './liquidation-jobs.ts';
import { createMarketState } from './market-state.ts';
import { createOlderBook } from './older-book.ts';
import type { BackgroundParts, Change } from './parts.ts';
import { createPastJob } from './past-job.ts';
import { recallHealth } from './recall-health.ts';
import { createPriceLog } from './price-log.ts';
import type { ReadArticle } from './reading/reader.ts';
import { createRecorder } from './recorder.ts';
import { openRecording, readRecordingText } from './recordings.ts';
import type { builtIn, OpenRecording } from './recordings.ts';
import { exportSpan } from './span-export.ts';
import type { ExportRequest } from './span-export.ts';
import { restoreState } from './restore.ts';
import { createScheduler, type Job, type Scheduler } from './scheduler.ts';
import { buildSnapshot, ownLevels, totalsInput } from './snapshot-builder.ts';
import { createSocketService, type SocketService } from './socket-service.ts';
import { createStreamLog } from './stream-log.ts';
import { readTape } from './tape-reader.ts';
import { createFearGreedJob, createPriceJob } from './source-jobs.ts';
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
  /** Whether the browser lets us contact an origin; without it no provider is asked with a key. */
  readonly permits?: (origin: string) => Promise<boolean>;
  /** The text of a recording that comes with the extension. */
  readonly readRecording?: (name: string) => Promise<string>;
  /** Reads a text on a thread of its own. */
  readonly readArticle: ReadArticle;
  readonly onChange: (what: Change) => void;
  /** Each change of phase, once what it follows from is kept; also of those that happened while nobody looked. */
  readonly onPhase?: (change: PhaseChange) => void;
  readonly onError: (where: string, error: unknown) => void;
}

/** The market as the extension knows it: feeds, store and figures, without a browser around it. */
export interface Core {
  readonly scheduler: Scheduler;
  readonly sockets: SocketService;
  readonly snapshot: (coin: string | undefined) => MarketSnapshot;
  /** The same as it was at a recorded moment; `undefined` where nothing is kept of it. */
  readonly snapshotAt: TimeMachine['at'];
  /** A recording that comes with the extension; the last one stays open. */
  readonly recording: (name: (typeof builtIn)[number]) => Promise<OpenRecording>;
  readonly history: HistoryService['read'];
  readonly tape: (query: TapeQuery) => Promise<Tape>;
  readonly articles: ArticleService;
  /** See `exportSpan`. */
  readonly exportSpan: (request: ExportRequest) => Promise<string>;
  /** What alerts are made of. */
  readonly alerts: AlertSource;
  /** The user asked to try again, or the network came back. */
  readonly retry: () => Promise<void>;
  /** Hosts that refused this region are asked once more: the browser was restarted. */
  readonly lift: () => Promise<void>;
  readonly feeds: () => FeedsPage;
  /** Forgets what the list of hosts has counted so far. */
  readonly clearHosts: () => Promise<void>;
  /** The user's choice of venues; all are on before the first call. */
  readonly switchVenues: (off: ReadonlySet<VenueId>) => void;
  readonly setOwnLevels: (levels: OwnLevels) => void;
  /** Market time, ms. */
  readonly now: () => number;
  /**
   * Wipes what was recorded of the market: at once, and once more when the jobs that are under way, and go on writing, have ended. What is being heard
   * goes on, and all jobs run anew.
   */
  readonly forget: () => { readonly atOnce: Promise<void>; readonly whole: Promise<void> };
  /** Keys of providers: written, and told of, but never handed out. */
  readonly keys: Keyring;
}

const contextSources = [...coinLists, ...holderSources, ...marketSources];
const minuteMs = 60_000;
/** After so long without agreement the machine's own clock has to do. */
const patienceMs = 20_000;

/** Puts everything together over what was stored, and rejects only when even the memory fallback of the store fails. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { clock, timers, random, database, venues, fearGreedSource, priceSources, onChange, onError } = options;
  const readRecording = options.readRecording ?? (() => Promise.reject(new Error('no recordings here')));
  const documents = createDocumentStore(database);
  const state = createMarketState();
  const startedAt = clock.monotonic();
  const marketTime = createMarketTime({ clock, memory: readClock((await documents.read('clock'))?.value) });
  const hosts = createHostMemory(database);
  const budgets = [
    ...venues,
    fearGreedSource,
    ...priceSources,
    ...depthSources,
    ...takerSources,
    ...contextSources,
    ...keyedSources,
  ].flatMap(each => each.budgets);
  const now = () => marketTime.now();
  const ledger = createHostLedger({ now, timers, documents, onError: error => onError('hosts', error) });
  const streamIds = new Set(venues.flatMap(orderFeeds));
  const log = createStreamLog({ now, documents, isStream: id => streamIds.has(id) });
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
    onExchange: exchange => ledger.record(exchange),
    onMemoryError: error => onError('host memory', error),
  });
  const health = createHealthBoard(
    () => onChange('feeds'),
    (feed, report) => log.hear(feed, report),
  );
  const parts: BackgroundParts = {
    ...options,
    WebSocket: ledger.counted(options.WebSocket),
    marketTime,
    http,
    fetchLayer: createFetchLayer({ http, clock, timers, random }),
    documents,
    liquidationStore: createLiquidationStore(database),
    openInterestStore: createOpenInterestStore(database),
    state,
    book: createBook(createHistoryUnits(state, venues)),
    health,
    progress: new Map(),
    changed,
  };
  const prices = createPriceLog(parts);
  const engine = createEngineService(parts, { venues, prices, onChange: options.onPhase ?? (() => undefined) });
  let opened: { readonly name: string; readonly recording: Promise<OpenRecording> } | undefined;
  const bookFrom = createOlderBook(parts, venues);
  const timeMachine = createTimeMachine(parts, { venues, fearGreedSource, prices, bookFrom });
  const history = createHistoryService(parts, {
    venues,
    fearGreedSource,
    prices,
    bookFrom,
    phases: base => engine.phases(base),
    unbroken: venue => venue.backfill !== undefined,
  });
  const market = createCheckMarket(parts, { venues, fearGreedSource, prices, bookFrom });
  const articles = createArticleService(parts, market, options.readArticle);
  const recorder = createRecorder({ ...parts, onOrders: orders => engine.push(orders) });
  const sockets = createSocketService(parts, venues, recorder);
  const jobMemory = createJobMemory(database);
  const keyStore = createKeyStore(documents);
  const keyed = createKeyedState();
  const keyedJobs = createKeyedJobs(parts, { keys: keyStore, keyed, permits: options.permits ?? (() => Promise.resolve(false)) });

  const isTimeKnown = () => marketTime.agreed || clock.monotonic() - startedAt > patienceMs;
  const bulk = venues.filter(({ openInterest }) => openInterest.isBulk).map(({ id }) => id);
  /** Those that write what is recorded of the market, and say what of it was heard. */
  const recording: readonly Job[] = [
    ...venues.flatMap(venue => {
      const plan = createPastPlan(parts, venue);
      const backfill = createBackfillJob(parts, venue, plan, recorder);
      const history = createHistoryJob(parts, venue, recorder);
      return [
        ...venue.polls.map(poll => createPollJob(parts, venue, poll, plan, recorder)),
        ...(backfill === undefined ? [] : [backfill]),
        ...(history === undefined ? [] : [history]),
      ];
    }),
    createPastJob(parts, venues),
    { id: 'fold', everyMs: minuteMs, needsMarketTime: true, run: () => recorder.fold() },
    { id: 'ageing', everyMs: 60 * minuteMs, needsMarketTime: true, run: age },
  ];
  const jobs: readonly Job[] = [
    createPriceJob(parts, priceSources),
    createFearGreedJob(parts, fearGreedSource),
    createBreadthJob(parts, coinLists),
    createHoldersJob(parts, holderSources),
    createOtherMarketsJob(parts, marketSources),
    ...venues.flatMap(venue => createVenueJobs(parts, venue)),
    createUniverseJob(parts, bulk),
    ...createBarsJobs(parts, priceSources),
    createDepthJob(parts, depthSources),
    ...takerSources.map(source => createTakerJob(parts, source)),
    ...priceSources.filter(({ isUnleveraged }) => isUnleveraged).map(source => createFlowJob(parts, source)),
    ...recording,
    createFundingJob(parts, venues),
    engine.job,
    ...keyedJobs,
    { id: 'stream log', everyMs: minuteMs, needsMarketTime: true, run: () => log.flush() },
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

  async function forget(): Promise<void> {
    await eraseMarket(database);
    Object.assign(state, { dayAgo: [], monthAgo: [], line: [] } satisfies Partial<typeof state>);
    prices.forget();
    engine.forget();
    await recorder.reload();
  }

  async function ask(source: KeyedSourceId): Promise<void> {
    await keyedJobs.find(job => job.id === keyedFeedId(source))?.run();
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
      for (const dated of [health, log, ledger]) dated.move(marketTime.offsetMs - guessedOffsetMs);
      guessedOffsetMs = undefined;
    }
    void documents.write('clock', marketTime.toJSON(), marketTime.now()).catch((error: unknown) => onError('clock', error));
    sockets.refresh();
    void scheduler.tick();
    onChange('clock');
  });

  // At once: the database reads one while another is decoded.
  const [writtenAt] = await Promise.all([
    restoreState(documents, state, venues, marketTime.now()),
    recorder.reload(),
    log.restore(),
    ledger.restore(),
    engine.restore(),
    restoreKeyed(documents, keyed),
  ]);
  recallHealth(parts, recorder, { venues, fearGreedId: fearGreedSource.id, writtenAt, log });

  const snapshot = (coin: string | undefined): MarketSnapshot =>
    buildSnapshot(parts, { venues, fearGreedSource, coin, keyed: readTotals(keyed, now()), engine: engine.figures(coin) });

  return {
    scheduler,
    sockets,
    snapshot,
    snapshotAt: (time, coin) => timeMachine.at(time, coin),
    recording(name) {
      if (opened?.name !== name) {
        const recording = readRecording(name).then(text =>
          openRecording(parts, readRecordingText(text), { venues, fearGreedSource }),
        );
        opened = { name, recording };
        // A file that could not be read is tried again when it is asked for again.
        recording.catch(() => (opened = undefined));
      }
      return opened.recording;
    },
    history: query => history.read(query),
    tape: query => readTape(parts.liquidationStore, state.off, query),
    articles,
    exportSpan: request => exportSpan(parts, venues, request),
    alerts: {
      now,
      isTimeKnown,
      documents,
      snapshot(coin) {
        const { fearGreed, levels } = snapshot(coin);
        return { ...(fearGreed && { fearGreed }), levels: { ...levels, ...ownLevels(parts, venues) } };
      },
      totals(thresholds) {
        if (thresholds.length === 0) return [];
        const coins = [...new Set(thresholds.flatMap(({ coin }) => (coin === '' ? [] : [coin])))];
        const totals = createTotals(totalsInput(parts, venuesOn(state, venues), now()), coins);
        return thresholds.map(({ coin, side, window }) => {
          const total = (coin === '' ? totals.market : totals.coins[coin])?.[window];
          return side === 'both' ? total?.usd : side === 'long' ? total?.longUsd : total?.shortUsd;
        });
      },
    },
    feeds: () => buildFeedsPage(parts, { venues, log, hosts: ledger, keyed }),
    clearHosts: () => ledger.clear(),
    switchVenues(off) {
      state.off = off;
      sockets.refresh();
      void scheduler.tick();
      onChange('feeds');
    },
    setOwnLevels(levels) {
      state.own = levels;
      onChange('levels');
    },
    now,
    forget() {
      const atOnce = forget();
      return {
        atOnce,
        whole: atOnce.then(() => scheduler.anew(id => recording.some(job => job.id === id), forget)).then(() => scheduler.tick()),
      };
    },
    keys: createKeyring({ keys: keyStore, keyed, now, lift: () => http.lift(), ask, report: onError }),
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
