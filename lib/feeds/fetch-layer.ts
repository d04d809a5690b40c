import { environmentManager, focusManager, onlineManager, QueryCache, timeoutManager } from '@tanstack/query-core';
import type { QueryClient, QueryOptions } from '@tanstack/query-core';
import { FeedError } from '../model/feed-error.ts';
import type { Parsed, Rejection } from '../model/parsed.ts';
import type { HttpRequest } from '../model/venue.ts';
import { backoffDelay } from '../std/backoff.ts';
import type { Backoff, Random } from '../std/backoff.ts';
import type { LocalClock, Timers } from '../std/clock.ts';
import type { HttpClient } from './http.ts';
import { toRows, unreadable } from './payload-rows.ts';

/** Rows that were read, with the rows of the same payload that were not. */
export interface Fetched<Row> {
  readonly rows: readonly Row[];
  /** Market time of receipt, ms. */
  readonly receivedTime: number;
  readonly rejections: readonly Rejection[];
}

/** One thing to be fetched. The key names the rows: two requests with one key must give the same kind of rows. */
export interface FetchPlan<Row> {
  readonly key: string;
  readonly request: HttpRequest;
  /** An earlier answer that is not older than this is given again. 0: always asks. */
  readonly staleTimeMs: number;
  readonly read: (payload: unknown, receivedTime: number) => Parsed<Row>;
}

/** Fetches once for all who ask at the same time, tries again where that can help, and keeps answers for as long as asked. */
export interface FetchLayer {
  /**
   * Throws `FeedError`, with kind `rejected` when not one row of the payload could be read. Two requests that post different bodies are two
   * questions, whatever their keys.
   */
  fetch<Row>(plan: FetchPlan<Row>): Promise<Fetched<Row>>;
}

const backoff: Backoff = { firstMs: 1_000, capMs: 8_000, floorMs: 200 };
const maxRetries = 2;
const keptMs = 5 * 60_000;

/** Trying again at once is of use only where the host may not even have seen the request. */
export function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof FeedError) || error.retryAfterMs !== undefined) return false;
  return error.kind === 'network' || error.kind === 'timeout' || (error.kind === 'status' && (error.status ?? 0) >= 500);
}

interface Kept<Row> extends Fetched<Row> {
  /** Monotonic ms. */
  readonly keptAt: number;
}

/** query-core over the http client. Its timers are set for the whole context: one layer per context. */
export function createFetchLayer(options: {
  readonly http: Pick<HttpClient, 'get'>;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly random: Random;
}): FetchLayer {
  const { http, clock, timers, random } = options;
  prepareQueries(timers);
  const cache = new QueryCache();
  const client = createClient(cache);
  const settings = {
    networkMode: 'always',
    gcTime: keptMs,
    retry: (failures, error) => failures < maxRetries && isWorthRetrying(error),
    retryDelay: failures => backoffDelay(backoff, failures, random),
    structuralSharing: false,
  } satisfies QueryOptions;

  async function load<Row>({ request, read }: FetchPlan<Row>): Promise<Kept<Row>> {
    const { payload, receivedTime, host } = await http.get(request);
    const parsed = read(payload, receivedTime);
    const keptAt = clock.monotonic();
    const { rows, rejections } = toRows(parsed);
    if (rows.length === 0 && (parsed.kind === 'rejected' || rejections.length > 0)) throw unreadable(rejections[0], host);
    return { rows, receivedTime, rejections, keptAt };
  }

  return {
    async fetch<Row>(plan: FetchPlan<Row>) {
      const query = cache.build<Kept<Row>>(client, {
        ...settings,
        queryKey: [plan.key, plan.request.body ?? ''],
        queryFn: () => load(plan),
      });
      const { data } = query.state;
      // Age by the monotonic clock: query-core would ask the wall clock, which may be set while an answer is kept.
      const isFresh = data !== undefined && clock.monotonic() - data.keptAt < plan.staleTimeMs;
      // A later plan of the same key may ask otherwise. While a fetch is on its way, this joins it.
      const { rows, receivedTime, rejections } = isFresh
        ? data
        : await query.fetch({ ...query.options, queryFn: () => load(plan) });
      return { rows, receivedTime, rejections };
    },
  };
}

/** The timers and the state of the world that queries look at, in place of those of a page. */
function prepareQueries(timers: Timers): void {
  // A worker has no `window`, from which query-core concludes that it runs on a server (TanStack/query#10139).
  environmentManager.setIsServer(() => false);
  // A background page is never visible, and would wait for focus before each retry; being offline is the http client's matter.
  focusManager.setFocused(true);
  onlineManager.setOnline(true);
  provideTimers(timers);
}

/**
 * What a query asks of its client. The whole `QueryClient` would bring mutations and infinite queries along, 1.5 kB of the background for nothing;
 * a query only looks for its cache there, and building one for the defaults.
 */
function createClient(cache: QueryCache): QueryClient {
  const client: Pick<QueryClient, 'getQueryCache' | 'getQueryDefaults'> & {
    defaultQueryOptions<Options>(options: Options): Options;
  } = {
    getQueryCache: () => cache,
    getQueryDefaults: () => ({}),
    defaultQueryOptions: options => options,
  };
  return client as QueryClient;
}

function provideTimers(timers: Timers): void {
  const handles = new Map<number, unknown>();
  let lastId = 0;
  const setTimer = (run: () => void, ms: number): number => {
    lastId += 1;
    const id = lastId;
    const handle = timers.set(() => {
      handles.delete(id);
      run();
    }, ms);
    handles.set(id, handle);
    return id;
  };
  const clearTimer = (id: number | undefined): void => {
    if (id === undefined || !handles.has(id)) return;
    timers.clear(handles.get(id));
    handles.delete(id);
  };
  timeoutManager.setTimeoutProvider<number>({
    setTimeout: setTimer,
    clearTimeout: clearTimer,
    // Nothing here polls: alarms do.
    setInterval: () => {
      throw new Error('query-core must not poll');
    },
    clearInterval: clearTimer,
  });
}
