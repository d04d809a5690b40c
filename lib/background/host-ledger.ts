import type { SocketConstructor } from '../feeds/connection.ts';
import type { Exchange } from '../feeds/http.ts';
import { createRequestLedger, otherWhy } from '../feeds/request-ledger.ts';
import type { LedgerEntry } from '../feeds/request-ledger.ts';
import { countSockets } from '../feeds/socket-count.ts';
import type { HostRow } from '../model/feeds-page.ts';
import type { TimerHandle, Timers } from '../std/clock.ts';
import type { DocumentStore } from '../store/documents.ts';

const writeEveryMs = 10_000;
const documentKey = 'hosts';

/** What left the browser, by host: nothing about pages, paths or coins is in it. It outlives the worker. */
export interface HostLedger {
  record(exchange: Exchange): void;
  /** The same constructor, whose connections and frames are counted. */
  counted(WebSocket: SocketConstructor): SocketConstructor;
  read(): readonly HostRow[];
  /** The clock by which everything was dated so far turned out to be wrong by so much. */
  move(byMs: number): void;
  /** Forgets what was counted so far, in the database too. */
  clear(): Promise<void>;
  restore(): Promise<void>;
}

export function createHostLedger(options: {
  readonly now: () => number;
  readonly timers: Timers;
  readonly documents: DocumentStore;
  readonly onError: (error: unknown) => void;
}): HostLedger {
  const { now, timers, documents, onError } = options;
  let ledger = createRequestLedger();
  let timer: TimerHandle;

  function write(): Promise<void> {
    timers.clear(timer);
    timer = undefined;
    return documents.write(documentKey, ledger.read(), now());
  }

  function later(): void {
    timer ??= timers.set(() => void write().catch(onError), writeEveryMs);
  }

  function record(exchange: Parameters<typeof ledger.record>[0]): void {
    ledger.record(exchange);
    later();
  }

  return {
    record,
    counted: WebSocket =>
      countSockets(WebSocket, {
        opened(host, isRefused) {
          record({ host, bytes: 0, at: now(), why: 'live', error: isRefused ? 'network' : undefined });
        },
        received(host, bytes) {
          ledger.received(host, bytes, now());
          later();
        },
      }),
    read: () =>
      ledger.read().map(({ whys, ...entry }) => ({
        ...entry,
        // The most frequent first, and what was not told apart last.
        whys: Object.entries(whys).sort(([a, left], [b, right]) => +(a === otherWhy) - +(b === otherWhy) || right - left),
      })),
    move: byMs => ledger.move(byMs),
    clear() {
      ledger.clear();
      return write();
    },
    async restore() {
      const stored = (await documents.read(documentKey))?.value;
      // Nothing is asked before this, so nothing is lost by beginning anew from what was stored.
      if (Array.isArray(stored) && stored.every(isEntry)) ledger = createRequestLedger(stored);
    },
  };
}

function isEntry(value: unknown): value is LedgerEntry {
  return typeof value === 'object' && value !== null && 'host' in value && 'whys' in value && typeof value.whys === 'object';
}
