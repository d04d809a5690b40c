import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createCore } from '../../../lib/background/core.ts';
import type { Core } from '../../../lib/background/core.ts';
import { readAsked } from '../../../lib/background/reading/claims-worker.ts';
import type { SocketEvent, SocketLike } from '../../../lib/feeds/connection.ts';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { priceSources } from '../../../lib/sources/registry.ts';
import { createDatabase } from '../../../lib/store/database.ts';
import type { Database } from '../../../lib/store/database.ts';
import { venues } from '../../../lib/venues/registry.ts';
import { createManualClock } from '../../market/clock.ts';
import type { Cancel, ManualClock } from '../../market/clock.ts';
import { createMarket } from '../../market/market.ts';
import type { Market } from '../../market/market.ts';
import { createMemoryTransport } from '../../market/memory-transport.ts';
import type { MemorySocket } from '../../market/memory-socket.ts';
import type { MemoryTransport } from '../../market/memory-transport.ts';
import type { Random } from '../../market/seeded.ts';
import type { Ledger } from '../../market/world.ts';
import { toStoredOrder } from '../../support/accounts.ts';
import type { StoredRows } from '../../support/accounts.ts';

/** The machine's clock is that far behind the market's. */
const localLagMs = 90 * 24 * 3_600_000;

/** What outlives every life of the background: the market, the time, and the disk. */
export interface Surroundings {
  readonly market: Market;
  readonly clock: ManualClock;
  /** Runs `then` after so many turns of the event loop in which the disk was at work, in the middle of whatever goes on. */
  afterTurns(turns: number, then: () => void): void;
  /** Brings a new background to life over the same disk. */
  live(random: Random): Life;
  /** Everything on the disk that money is made of. */
  read(): Promise<StoredRows>;
  /** The disk as it is; to be closed. */
  open(): Database;
}

/** One life of the background, from its start to its abandonment. */
export interface Life {
  /** Never resolves when the life ends before. */
  readonly core: Promise<Core>;
  readonly isAlive: boolean;
  /** Failures that it reported. */
  readonly errors: readonly string[];
  /** Ends it as a browser does: between two instructions, transactions under way undone, nothing said to anybody. */
  kill(): void;
}

const never = new Promise<never>(() => undefined);

/** A market at `at` of its ledger, with an empty disk. */
export function createSurroundings(ledger: Ledger, at: number): Surroundings {
  const disk = new IDBFactory();
  const open = new Set<IDBTransaction>();
  let countdown: { turns: number; readonly then: () => void } | undefined;

  /** Until the disk is quiet, but not for ever: time also passes while it is busy. */
  async function settle(): Promise<void> {
    for (let turn = 0, quiet = 0; turn < 60 && quiet < 5; turn += 1) {
      await new Promise(resolve => setImmediate(resolve));
      quiet = open.size === 0 ? quiet + 1 : 0;
      if (countdown === undefined || open.size === 0) continue;
      countdown.turns -= 1;
      if (countdown.turns > 0) continue;
      const { then } = countdown;
      countdown = undefined;
      then();
    }
  }

  const clock = createManualClock(at, settle);
  const market = createMarket({ ledger, clock });
  const transport = createMemoryTransport(market, { origin: 'chrome-extension://undertow' });

  return {
    market,
    clock,
    afterTurns(turns, then) {
      countdown = { turns, then };
    },
    live: random => startLife({ clock, transport, disk, open, random }),
    read: () => readDisk(disk),
    open: () => createDatabase({ platform: { indexedDB: disk, IDBKeyRange } }),
  };
}

interface Means {
  readonly clock: ManualClock;
  readonly transport: MemoryTransport;
  readonly disk: IDBFactory;
  /** Transactions under way, for `settle`. */
  readonly open: Set<IDBTransaction>;
  readonly random: Random;
}

function startLife({ clock, transport, disk, open, random }: Means): Life {
  const bornAt = clock.now();
  const timers = new Set<Cancel>();
  const sockets = new Set<{ close(): void }>();
  const connections = new Set<IDBDatabase>();
  const errors: string[] = [];
  let isAlive = true;

  class MortalSocket implements SocketLike {
    readonly #socket: MemorySocket;
    constructor(url: string) {
      this.#socket = new transport.WebSocket(url);
      sockets.add(this);
    }
    set binaryType(type: 'arraybuffer' | 'blob') {
      this.#socket.binaryType = type;
    }
    addEventListener(type: string, listener: (event: SocketEvent) => void): void {
      this.#socket.addEventListener(type, event => {
        if (!isAlive) return;
        if (event instanceof MessageEvent) listener({ data: event.data });
        else listener(event instanceof CloseEvent ? { code: event.code } : {});
      });
    }
    send(text: string): void {
      this.#socket.send(text);
    }
    close(code?: number): void {
      sockets.delete(this);
      this.#socket.close(code);
    }
  }

  async function fetchWhileAlive(url: string, init: RequestInit): Promise<Response> {
    if (!isAlive) return never;
    const response = await transport.fetch(url, init).catch((error: unknown) => {
      if (isAlive) throw error;
      return never;
    });
    return isAlive ? response : never;
  }

  /** Opens nothing for the dead, and keeps hold of what the living have open. */
  function openDisk(name: string, version?: number): IDBOpenDBRequest {
    if (!isAlive) return new EventTarget() as IDBOpenDBRequest;
    const request = version === undefined ? disk.open(name) : disk.open(name, version);
    const track = (transaction: IDBTransaction) => {
      open.add(transaction);
      for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => open.delete(transaction));
    };
    request.addEventListener('upgradeneeded', () => request.transaction !== null && track(request.transaction));
    request.addEventListener('success', () => {
      const connection = request.result;
      connections.add(connection);
      const begin = connection.transaction.bind(connection);
      connection.transaction = (...how) => {
        const transaction = begin(...how);
        track(transaction);
        return transaction;
      };
    });
    return request;
  }
  const indexedDB: IDBFactory = {
    open: openDisk,
    cmp: (first, second) => disk.cmp(first, second),
    databases: () => disk.databases(),
    deleteDatabase: name => disk.deleteDatabase(name),
  };

  const core = createCore({
    readArticle: async asked => readAsked(asked),
    clock: { now: () => clock.now() - localLagMs, monotonic: () => clock.now() - bornAt },
    timers: {
      set(run, ms) {
        if (!isAlive) return undefined;
        const cancel = clock.after(ms, () => {
          timers.delete(cancel);
          run();
        });
        timers.add(cancel);
        return cancel;
      },
      clear(handle) {
        for (const cancel of timers) {
          if (cancel !== handle) continue;
          cancel();
          timers.delete(cancel);
        }
      },
    },
    random,
    fetch: fetchWhileAlive,
    WebSocket: MortalSocket,
    isOnline: () => true,
    database: createDatabase({ platform: { indexedDB, IDBKeyRange } }),
    venues,
    fearGreedSource: alternativeMe,
    priceSources,
    onChange: () => undefined,
    onError: (where, error) => {
      if (isAlive) errors.push(`${where}: ${String(error)}`);
    },
  });
  void core.then(made => {
    if (!isAlive) return;
    made.sockets.start();
    void made.scheduler.tick();
  });

  return {
    core,
    errors,
    get isAlive() {
      return isAlive;
    },
    kill() {
      isAlive = false;
      for (const cancel of timers) cancel();
      for (const socket of sockets) socket.close();
      for (const transaction of open) transaction.abort();
      for (const connection of connections) connection.close();
      open.clear();
    },
  };
}

async function readDisk(disk: IDBFactory): Promise<StoredRows> {
  const database = createDatabase({ platform: { indexedDB: disk, IDBKeyRange } });
  try {
    return await database.run('read', ['events', 'days', 'coverage'], async tx => ({
      orders: (await tx.events.all()).map(toStoredOrder),
      days: await tx.days.all(),
      coverage: await tx.coverage.all(),
    }));
  } finally {
    database.close();
  }
}
