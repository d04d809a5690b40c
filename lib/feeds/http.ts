import { FeedError } from '../model/feed-error.ts';
import type { RequestWhy } from '../model/request-why.ts';
import type { FeedErrorKind } from '../model/feed-error.ts';
import type { BudgetUse } from '../model/feeds-page.ts';
import type { HostBudget, HttpRequest } from '../model/venue.ts';
import type { LocalClock, Timers } from '../std/clock.ts';
import { createHostGate } from './host-gate.ts';
import type { GateLimits, HostGate } from './host-gate.ts';
import { toHostState } from './host-memory.ts';
import type { HostMemory } from './host-memory.ts';
import { discard, isCsvType, isJsonType, parseJson, readCapped } from './json-body.ts';
import type { MarketTime } from './market-time.ts';
import { readRefusal } from './refusal.ts';

/** A payload as it was received, unread. */
export interface Answer {
  readonly payload: unknown;
  /** Market time at which the last byte was there, ms. */
  readonly receivedTime: number;
  readonly bytes: number;
  readonly host: string;
}

/** One request that went out, for the list that the user can read. */
export interface Exchange {
  readonly host: string;
  /** Of the body, as far as it was read. */
  readonly bytes: number;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  readonly ms: number;
  readonly why: RequestWhy;
  /** Market time of sending, ms. */
  readonly at: number;
  readonly error: FeedErrorKind | undefined;
}

/** The only way to ask a host over https. */
export interface HttpClient {
  /** Throws `FeedError`; a plain `Error` when the request itself is not allowed (host, scheme, budget). */
  get(request: HttpRequest, signal?: AbortSignal): Promise<Answer>;
  /** Forgets that hosts refused this region or client, as on a restart of the browser: each is asked once more. */
  lift(): Promise<void>;
  /** What is spent of every budget that was drawn from since the start. */
  budgets(): readonly BudgetUse[];
}

/** Everything that the client is handed. */
export interface HttpOptions {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly marketTime: MarketTime;
  readonly budgets: readonly HostBudget[];
  readonly hosts: HostMemory;
  readonly isOnline: () => boolean;
  /** Host names, with the port where it is not 443. */
  readonly allowedHosts: Iterable<string>;
  readonly onExchange?: (exchange: Exchange) => void;
  /** The memory of hosts could not be read or written; requests go on without. */
  readonly onMemoryError?: (error: unknown) => void;
  /** From sending to the last byte; 10 s when not given. */
  readonly timeoutMs?: number;
  readonly limits?: GateLimits;
}

const defaultTimeoutMs = 10_000;
const defaultMaxBytes = 4 * 1024 * 1024;
const defaultLimits: GateLimits = { maxWaiting: 200, maxWaitMs: 90_000, maxConcurrent: 6 };

/** Asks politely: within half of each budget, never while a host rests, never more than it needs, without a trace of the user. */
export function createHttpClient(options: HttpOptions): HttpClient {
  const { clock, timers, marketTime, budgets, hosts: memory, isOnline, onExchange, timeoutMs = defaultTimeoutMs } = options;
  const onMemoryError = options.onMemoryError ?? (() => undefined);
  const allowedHosts = new Set(options.allowedHosts);
  const gates = new Map<string, HostGate>();
  let remembered: Promise<Readonly<Record<string, unknown>>> | undefined;

  function recall(): Promise<Readonly<Record<string, unknown>>> {
    remembered ??= memory.read().catch((error: unknown) => {
      onMemoryError(error);
      return {};
    });
    return remembered;
  }

  async function gateOf(host: string): Promise<HostGate> {
    const states = await recall();
    let gate = gates.get(host);
    if (gate === undefined) {
      const state = toHostState(states[host]);
      gate = createHostGate({
        host,
        budgets,
        state,
        memory,
        clock,
        timers,
        limits: options.limits ?? defaultLimits,
        onMemoryError,
      });
      gates.set(host, gate);
    }
    return gate;
  }

  function observeDate(host: string, headers: Headers, sentAt: number, receivedAt: number): void {
    // An answer out of a cache tells when it was put there.
    if (headers.has('age') || /\bhit\b/i.test(headers.get('x-cache') ?? headers.get('cf-cache-status') ?? '')) return;
    const serverTime = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(serverTime)) marketTime.observe(host, { sentAt, receivedAt, serverTime, resolutionMs: 1000 });
  }

  async function exchange(request: HttpRequest, host: string, gate: HostGate, signal: AbortSignal, note: Note): Promise<Answer> {
    const sent = clock.monotonic();
    const response = await options.fetch(request.url, {
      method: request.body === undefined ? 'GET' : 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'manual',
      signal,
      ...bodyOf(request),
    });
    const receivedAt = clock.now();
    const { headers, status } = response;
    observeDate(host, headers, receivedAt - (clock.monotonic() - sent), receivedAt);
    if (response.type === 'opaqueredirect') throw new FeedError('redirect', host, 'sent elsewhere', {});
    note.status = status;
    if (status !== 200) {
      discard(response);
      const { kind, restMs } = readRefusal(status, headers, gate.strikes, marketTime.now());
      if (restMs > 0) await gate.refused(kind === 'blocked' ? 'blocked' : 'rate-limited', status, restMs);
      throw new FeedError(kind, host, `status ${String(status)}`, restMs > 0 ? { status, retryAfterMs: restMs } : { status });
    }
    const isTable = request.format === 'csv';
    if (!(isTable ? isCsvType : isJsonType)(headers.get('content-type'))) {
      discard(response);
      const wanted = isTable ? 'a table' : 'JSON';
      throw new FeedError('content-type', host, `${headers.get('content-type') ?? 'no type'} instead of ${wanted}`, { status });
    }
    const bytes = await readCapped(response, host, request.maxBytes ?? defaultMaxBytes);
    note.bytes = bytes.byteLength;
    const receivedTime = marketTime.now();
    const usedWeight = Number(headers.get('x-mbx-used-weight-1m') ?? NaN);
    await gate.succeeded(request, Number.isFinite(usedWeight) ? usedWeight : undefined);
    try {
      const text = new TextDecoder().decode(bytes);
      return { payload: isTable ? text : parseJson(text), receivedTime, bytes: bytes.byteLength, host };
    } catch (cause) {
      throw new FeedError('malformed', host, 'no JSON', { status, cause });
    }
  }

  /** Runs the exchange against the clock and the caller's patience; neither waits for a `fetch` that ignores its signal. */
  async function bounded(
    request: HttpRequest,
    host: string,
    gate: HostGate,
    signal: AbortSignal | undefined,
    note: Note,
  ): Promise<Answer> {
    const controller = new AbortController();
    let giveUp: (error: FeedError) => void = () => undefined;
    const gaveUp = new Promise<never>((_, reject) => {
      giveUp = error => {
        reject(error);
        controller.abort();
      };
    });
    const onAbort = () => giveUp(new FeedError('cancelled', host, 'given up'));
    const timer = timers.set(
      () => giveUp(new FeedError('timeout', host, `no complete answer in ${String(timeoutMs)} ms`)),
      timeoutMs,
    );
    signal?.addEventListener('abort', onAbort);
    try {
      return await Promise.race([exchange(request, host, gate, controller.signal, note), gaveUp]);
    } catch (error) {
      if (error instanceof FeedError) throw error;
      throw new FeedError(isOnline() ? 'network' : 'offline', host, 'no answer', { cause: error });
    } finally {
      timers.clear(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    async get(request, signal) {
      const url = new URL(request.url);
      const { host } = url;
      if (url.protocol !== 'https:' || !allowedHosts.has(host)) throw new Error(`${url.origin} is not among the allowed hosts`);
      if (!isOnline()) throw new FeedError('offline', host, 'the browser is offline');
      const gate = await gateOf(host);
      const leave = await gate.enter(request, signal);
      const note: Note = { status: undefined, bytes: 0 };
      const started = clock.monotonic();
      let error: FeedErrorKind | undefined;
      try {
        return await bounded(request, host, gate, signal, note);
      } catch (failure) {
        error = failure instanceof FeedError ? failure.kind : undefined;
        throw failure;
      } finally {
        leave();
        const ms = clock.monotonic() - started;
        onExchange?.({
          host,
          bytes: note.bytes,
          status: note.status,
          ms,
          why: request.why,
          // By the clock of now: that of the start may have turned out to be wrong since.
          at: marketTime.now() - ms,
          error,
        });
      }
    },
    budgets: () => [...gates.values()].flatMap(gate => gate.budgets()),
    async lift() {
      const states = await recall();
      const gatesThen = await Promise.all(Object.keys(states).map(gateOf));
      await Promise.all([...new Set([...gatesThen, ...gates.values()])].map(gate => gate.lift()));
    },
  };
}

/** The parts of a request that only some have. A body is always JSON. */
function bodyOf({ body, headers }: HttpRequest): RequestInit {
  if (body === undefined) return headers === undefined ? {} : { headers: { ...headers } };
  return { body, headers: { 'content-type': 'application/json', ...headers } };
}

interface Note {
  status: number | undefined;
  bytes: number;
}
