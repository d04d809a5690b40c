import { createHttpClient } from '../../../lib/feeds/http.ts';
import type { Exchange, HttpClient, HttpOptions } from '../../../lib/feeds/http.ts';
import type { HostMemory, HostState } from '../../../lib/feeds/host-memory.ts';
import { createMarketTime } from '../../../lib/feeds/market-time.ts';
import type { MarketTime } from '../../../lib/feeds/market-time.ts';
import type { HttpRequest } from '../../../lib/model/venue.ts';
import { createFakeTime } from './fake-time.ts';
import type { FakeTime } from './fake-time.ts';

/** Noon of a made-up day. */
export const start = Date.UTC(2026, 10, 22, 12);

/** How the host answers the request number `index`, counted from 0. */
export type Answering = (url: string, init: RequestInit, index: number) => Response | Promise<Response>;

/** One host, with a client that was just started. */
export interface FakeHost {
  readonly time: FakeTime;
  readonly http: HttpClient;
  readonly marketTime: MarketTime;
  readonly sent: { readonly url: string; readonly init: RequestInit; readonly at: number }[];
  readonly exchanges: Exchange[];
  readonly memory: HostMemory & { readonly states: Map<string, unknown>; writes: number };
  /** The same host and memory with a client that was started anew. */
  restart(): HttpClient;
}

/** A made answer of JSON. */
export function json(payload: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(payload), { headers: { 'content-type': 'application/json', ...headers } });
}

/** A made refusal. */
export function status(code: number, headers: Record<string, string> = {}): Response {
  return new Response('no', { status: code, headers });
}

/** A request to the host `api.example` that draws on the budget `calls`. */
export function request(part: Partial<HttpRequest> = {}): HttpRequest {
  return { url: 'https://api.example/v1/rows', weight: 1, budget: 'calls', why: 'figures', ...part };
}

/** `api.example` with a budget of 100 calls in 10 s, of which we keep to 50. */
export function createFakeHost(answer: Answering, options: Partial<HttpOptions> = {}): FakeHost {
  const time = createFakeTime(start);
  const marketTime = createMarketTime({ clock: time.clock });
  const states = new Map<string, unknown>();
  const memory = {
    states,
    writes: 0,
    read: async () => Object.fromEntries(states),
    write: async (host: string, state: HostState) => {
      memory.writes += 1;
      states.set(host, structuredClone(state));
    },
  };
  const sent: { readonly url: string; readonly init: RequestInit; readonly at: number }[] = [];
  const exchanges: Exchange[] = [];
  const create = () =>
    createHttpClient({
      fetch: async (url, init) => {
        sent.push({ url, init, at: time.clock.now() });
        return answer(url, init, sent.length - 1);
      },
      clock: time.clock,
      timers: time.timers,
      marketTime,
      budgets: [{ name: 'calls', host: 'api.example', weight: 100, windowMs: 10_000 }],
      hosts: memory,
      isOnline: () => true,
      allowedHosts: ['api.example'],
      onExchange: exchange => exchanges.push(exchange),
      ...options,
    });
  return { time, marketTime, sent, exchanges, memory, http: create(), restart: create };
}
