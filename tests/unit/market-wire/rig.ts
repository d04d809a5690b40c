import { createManualClock, type ManualClock } from '../../market/clock.ts';
import { createMarket, type Market } from '../../market/market.ts';
import { createMemoryTransport, type MemoryTransport } from '../../market/memory-transport.ts';
import type { MemorySocket } from '../../market/memory-socket.ts';
import type { Market as Listing } from '../../market/world.ts';
import { t0, tinyLedger, type OrderRow } from './tiny-ledger.ts';

/** A market on the tiny ledger with a clock that stands at t0 until it is moved. */
export interface Rig {
  readonly market: Market;
  readonly clock: ManualClock;
  readonly transport: MemoryTransport;
  /** Status, headers and parsed body of a GET. */
  get(
    url: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly body: unknown }>;
  /** An open socket and everything it has received, parsed; a bare word (`pong`) as text, a binary frame as `ArrayBuffer`. */
  open(url: string): Promise<{ readonly socket: MemorySocket; readonly frames: unknown[]; readonly closes: CloseEvent[] }>;
  kinds(): readonly string[];
}

/** Builds one; `rows` are the ledger's orders, `at` where the clock stands, `listed` its markets (a few of the first three venues). */
export function createRig(rows: readonly OrderRow[] = [], at = t0, listed?: readonly Listing[]): Rig {
  const clock = createManualClock(at);
  const market = createMarket({ ledger: tinyLedger(rows, listed), clock });
  const transport = createMemoryTransport(market, { origin: 'chrome-extension://abc' });
  return {
    market,
    clock,
    transport,
    async get(url, headers = {}) {
      const response = await transport.fetch(url, { headers });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') === true;
      return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
    },
    async open(url) {
      const socket = new transport.WebSocket(url);
      const frames: unknown[] = [];
      const closes: CloseEvent[] = [];
      socket.binaryType = 'arraybuffer';
      socket.onmessage = ({ data }: MessageEvent<unknown>) => void frames.push(typeof data === 'string' ? readFrame(data) : data);
      socket.onclose = event => void closes.push(event);
      await clock.advance(0);
      return { socket, frames, closes };
    },
    kinds: () => market.log.violations.map(({ kind }) => kind),
  };
}

function readFrame(text: string): unknown {
  return /^[a-z]+$/i.test(text) ? text : (JSON.parse(text) as unknown);
}
