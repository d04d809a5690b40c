import { IDBCursor, IDBDatabase, IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import type { IndexedDbPlatform } from '../../../lib/store/database-dexie.ts';

/** Thrown to whoever waits for a worker that was killed. */
export class Killed extends Error {}

/** One life of the worker over a disk that outlives it. */
export interface Life {
  readonly platform: IndexedDbPlatform;
  /** Rejects with `Killed` at the death. */
  readonly death: Promise<never>;
}

/** A disk, and workers that die at a chosen call of IndexedDB: what they had not committed is gone, and they never touch the disk again. */
export interface Disk {
  /** Begins a life that ends at its call number `calls`, the first being 1. */
  begin(calls: number): Life;
  /** Puts the real calls back. */
  restore(): void;
}

interface Patient {
  calls: number;
  dead: boolean;
  readonly connections: Set<unknown>;
  readonly die: () => void;
}

const watched: readonly (readonly [object, readonly string[]])[] = [
  [
    IDBObjectStore.prototype,
    ['put', 'add', 'get', 'getAll', 'getAllKeys', 'delete', 'clear', 'count', 'openCursor', 'openKeyCursor'],
  ],
  [IDBIndex.prototype, ['get', 'getAll', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor']],
  [IDBCursor.prototype, ['continue', 'continuePrimaryKey', 'advance']],
  [IDBDatabase.prototype, ['transaction']],
];

export function createDisk(): Disk {
  const factory = new IDBFactory();
  const patients: Patient[] = [];
  const undo: (() => void)[] = [];

  for (const [prototype, names] of watched) {
    for (const name of names) {
      const original: unknown = Reflect.get(prototype, name);
      if (typeof original !== 'function') throw new Error(`no ${name}`);
      Object.defineProperty(prototype, name, {
        configurable: true,
        writable: true,
        value(this: object, ...values: unknown[]): unknown {
          count(this);
          return Reflect.apply(original, this, values);
        },
      });
      undo.push(() => Object.defineProperty(prototype, name, { configurable: true, writable: true, value: original }));
    }
  }

  function count(target: object): void {
    const transaction = transactionOf(target);
    const connection = target instanceof IDBDatabase ? target : transaction?.db;
    const patient = patients.find(({ connections }) => connections.has(connection));
    if (patient === undefined) return;
    patient.calls -= 1;
    if (patient.dead || patient.calls > 0) {
      if (patient.dead) throw new DOMException('dead', 'InvalidStateError');
      return;
    }
    patient.dead = true;
    transaction?.abort();
    for (const open of patient.connections) if (open instanceof IDBDatabase) open.close();
    patient.die();
    throw new DOMException('killed', 'AbortError');
  }

  return {
    begin(calls) {
      const { promise: death, reject } = Promise.withResolvers<never>();
      // Nobody may be waiting when it happens.
      death.catch(() => undefined);
      const patient: Patient = { calls, dead: false, connections: new Set(), die: () => reject(new Killed()) };
      patients.push(patient);
      const open = (name: string, version?: number) => {
        if (patient.dead) throw new DOMException('dead', 'InvalidStateError');
        const request = factory.open(name, version);
        for (const event of ['upgradeneeded', 'success'] as const) {
          request.addEventListener(event, () => patient.connections.add(request.result));
        }
        return request;
      };
      const life = {
        open,
        deleteDatabase: factory.deleteDatabase.bind(factory),
        databases: factory.databases.bind(factory),
        cmp: factory.cmp.bind(factory),
      };
      return { platform: { indexedDB: life, IDBKeyRange }, death };
    },
    restore() {
      for (const step of undo.reverse()) step();
    },
  };
}

function transactionOf(target: object): IDBTransaction | undefined {
  if (target instanceof IDBObjectStore) return target.transaction;
  if (target instanceof IDBIndex) return target.objectStore.transaction;
  if (target instanceof IDBCursor) return transactionOf(target.source);
  return undefined;
}
