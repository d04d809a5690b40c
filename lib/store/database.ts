import { createDexieBackend, type DurableBackend, type IndexedDbPlatform } from './database-dexie.ts';
import { describeError, toFault } from './database-errors.ts';
import { createMemoryBackend } from './database-memory.ts';
import { probeVersion } from './database-probe.ts';
import { evictOldest } from './eviction.ts';
import { runUpgraders, schemaVersion, type Upgrader, upgraders } from './migrations.ts';
import { type Backend, tableNames, type TableName, type Transaction } from './tables.ts';

/** Where rows go. In `memory` they are gone with the worker; `reason` says why. Each stands under `data.store` among the messages. */
export type StoreHealth = { readonly kind: 'durable' } | StoreInMemory;

/** - `noDatabase`: the browser gives none here. - `slow`: it did not open in `detail` seconds. - `newer`: a newer version of ours wrote it. */
export interface StoreInMemory {
  readonly kind: 'memory';
  readonly reason: 'noDatabase' | 'slow' | 'newer' | 'full' | 'failedTwice' | 'unopened';
  /** Seconds, or the error as the browser names it. */
  readonly detail?: number | string;
  /** The error by which nothing of the disk could be read any more; absent where memory goes on with what was on it. */
  readonly unread?: string;
}

/** The one database of the product. Only the background opens it. */
export interface Database {
  /**
   * Runs `work` in one transaction over `tables`: all of it happens or none. `work` awaits nothing but the tables, and may run twice (after a
   * lost connection), so it keeps its results in what it returns. A lost connection is opened again once, a full disk is cleared of its oldest
   * rows once; after that everything goes on in memory. Rejects only with what `work` itself throws.
   */
  run<Result>(mode: 'read' | 'write', tables: readonly TableName[], work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** `undefined` until the database was opened, which the first `run` or `open` does. */
  readonly health: StoreHealth | undefined;
  /** Opens the database, or finds out why not. */
  open(): Promise<StoreHealth>;
  /** Tries the disk again after it was given up. What was only in memory is then forgotten, coverage and all. */
  recover(): Promise<StoreHealth>;
  /** Told at every change of health. Returns what ends it. */
  onHealth(listener: (health: StoreHealth) => void): () => void;
  /** Empties every table. */
  erase(): Promise<void>;
  close(): void;
}

export interface DatabaseOptions {
  /** `undefined` where the browser has none (some private modes). */
  readonly platform: IndexedDbPlatform | undefined;
  readonly name?: string;
  /** Gives up opening after `ms`, told by the clock handed in; without it, waits for ever. */
  readonly openLimit?: { readonly ms: number; wait(ms: number): Promise<void> };
  readonly version?: number;
  readonly upgraders?: ReadonlyMap<number, Upgrader>;
}

interface Current {
  readonly backend: Backend;
  readonly health: StoreHealth;
}

/** Nothing is opened before the first `open` or `run`. */
export function createDatabase(options: DatabaseOptions): Database {
  const { platform, name = 'undertow', version = schemaVersion } = options;
  const listeners = new Set<(health: StoreHealth) => void>();
  let current: Promise<Current> | undefined;
  let health: StoreHealth | undefined;

  /** Everything that runs from now on waits for `next`, so that nothing is written to what is being left. */
  function become(next: Promise<Current>): Promise<Current> {
    const announced = next.then(state => {
      if (current === announced) announce(state.health);
      return state;
    });
    current = announced;
    return announced;
  }

  function announce(next: StoreHealth): void {
    const same = health?.kind === next.kind;
    health = next;
    if (!same) for (const listener of listeners) listener(next);
  }

  async function start(): Promise<Current> {
    if (platform === undefined) return inMemory({ reason: 'noDatabase' });
    const opening = openDurable(platform, name, version, options.upgraders ?? upgraders);
    const { openLimit } = options;
    if (openLimit === undefined) return opening;
    const late = openLimit.wait(openLimit.ms).then(() => undefined);
    const first = await Promise.race([opening, late]);
    if (first !== undefined) return first;
    // A database that opens after all must not hold up the next upgrade.
    void opening.then(state => state.backend.close());
    return inMemory({ reason: 'slow', detail: openLimit.ms / 1000 });
  }

  async function afterLoss(failed: Current): Promise<Current> {
    failed.backend.close();
    return start();
  }

  async function run<Result>(
    mode: 'read' | 'write',
    tables: readonly TableName[],
    work: (tx: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const promised = current ?? become(start());
    const state = await promised;
    try {
      return await state.backend.run(mode, tables, work);
    } catch (error) {
      const fault = toFault(error);
      if (fault === undefined || state.health.kind === 'memory') throw error;
      // Of many that fail at once the first opens again; the others find that it has.
      if (fault === 'lost' && current === promised) void become(afterLoss(state));
      if (fault === 'full') await makeRoom(state.backend);
    }
    const retried = current ?? become(start());
    const second = await retried;
    try {
      return await second.backend.run(mode, tables, work);
    } catch (error) {
      const fault = toFault(error);
      if (fault === undefined || second.health.kind === 'memory') throw error;
      const why: Why = fault === 'full' ? { reason: 'full' } : { reason: 'failedTwice', detail: describeError(error) };
      if (current === retried) void become(moveToMemory(second.backend, why));
    }
    const last = await (current ?? become(start()));
    return last.backend.run(mode, tables, work);
  }

  return {
    run,
    get health() {
      return health;
    },
    open: async () => (await (current ?? become(start()))).health,
    async recover() {
      const state = await (current ?? become(start()));
      if (state.health.kind === 'durable') return state.health;
      const fresh = await start();
      return fresh.health.kind === 'memory' ? state.health : (await become(Promise.resolve(fresh))).health;
    },
    onHealth(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    erase: () =>
      run('write', tableNames, async tx => {
        for (const table of tableNames) if (table !== 'meta') await tx[table].clear();
      }),
    close() {
      current?.then(
        state => state.backend.close(),
        () => undefined,
      );
      current = undefined;
      health = undefined;
    },
  };
}

type Why = Omit<StoreInMemory, 'kind'>;

function inMemory(why: Why): Current {
  return { backend: createMemoryBackend(), health: { kind: 'memory', ...why } };
}

/** Never rejects: what cannot be opened is replaced by memory. */
async function openDurable(
  platform: IndexedDbPlatform,
  name: string,
  version: number,
  table: ReadonlyMap<number, Upgrader>,
): Promise<Current> {
  let backend: DurableBackend | undefined;
  try {
    const native = await probeVersion(platform.indexedDB, name);
    // Dexie's native version is ten times the declared one, and a little more after repairs.
    if (native !== undefined && Math.floor(native / 10) > version) return inMemory({ reason: 'newer' });
    backend = createDexieBackend(name, version, platform);
    await backend.open();
    if ((await runUpgraders(backend, table, version)) > version) {
      backend.close();
      return inMemory({ reason: 'newer' });
    }
    return { backend, health: { kind: 'durable' } };
  } catch (error) {
    backend?.close();
    return inMemory({ reason: 'unopened', detail: describeError(error) });
  }
}

/** A second failure shows in the retry that follows. */
async function makeRoom(backend: Backend): Promise<void> {
  try {
    await backend.run('write', tableNames, evictOldest);
  } catch (error) {
    if (toFault(error) === undefined) throw error;
  }
}

/** Goes on in memory with everything that the disk still gives, so that what was known is still served. Never rejects. */
async function moveToMemory(backend: Backend, why: Why): Promise<Current> {
  const health: StoreHealth = { kind: 'memory', ...why };
  try {
    const contents = await backend.run('read', tableNames, async tx => ({
      events: await tx.events.all(),
      days: await tx.days.all(),
      coverage: await tx.coverage.all(),
      claims: await tx.claims.all(),
      watermarks: await tx.watermarks.all(),
      openInterest: await tx.openInterest.all(),
      documents: await tx.documents.all(),
      hosts: await tx.hosts.all(),
      jobs: await tx.jobs.all(),
    }));
    return { backend: createMemoryBackend(contents), health };
  } catch (error) {
    return inMemory({ ...why, unread: describeError(error) });
  } finally {
    backend.close();
  }
}
