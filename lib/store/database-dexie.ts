import { Dexie, type Table } from 'dexie';
import {
  type Backend,
  type Key,
  type Rows,
  tableIndexes,
  type TableName,
  tableNames,
  type TableRows,
  toTransaction,
} from './tables.ts';

/** The browser's own database, handed in. */
export interface IndexedDbPlatform {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** The tables in IndexedDB. */
export interface DurableBackend extends Backend {
  /** Opens, creating what is missing. Rejects with the database's own error. */
  open(): Promise<void>;
}

/**
 * A connection that is opened by hand and never by itself: what to do about a lost connection is decided by the caller.
 * `version` is that of the shape of the tables; the native version is ten times it (Dexie's rule).
 */
export function createDexieBackend(name: string, version: number, platform: IndexedDbPlatform): DurableBackend {
  const db = new Dexie(name, {
    indexedDB: platform.indexedDB,
    IDBKeyRange: platform.IDBKeyRange,
    autoOpen: false,
    cache: 'disabled',
    chromeTransactionDurability: 'relaxed',
  });
  db.version(version).stores(Object.fromEntries(tableNames.map(table => [table, tableIndexes[table].join(', ')])));

  const tx = toTransaction(<Name extends TableName>(name: Name) => toRows<Name>(db.table(name)));

  return {
    async open() {
      await db.open();
    },
    // Dexie keeps a transaction open over native awaits only when the function that it is given is itself marked async.
    run: async (mode, tables, work) => db.transaction(mode === 'read' ? 'r' : 'rw', [...tables], async () => work(tx)),
    close: () => db.close(),
  };
}

function toRows<Name extends TableName>(
  table: Table<TableRows[Name], Key>,
): Rows<TableRows[Name], (typeof tableIndexes)[Name][number]> {
  return {
    get: async key => table.get(key),
    getMany: async keys => table.bulkGet([...keys]),
    async put(rows) {
      if (rows.length > 0) await table.bulkPut([...rows]);
    },
    async delete(keys) {
      if (keys.length > 0) await table.bulkDelete([...keys]);
    },
    all: async () => table.toArray(),
    count: async () => table.count(),
    some: async limit => table.limit(limit).toArray(),
    async range(index, lower, upper, { limit, descending = false } = {}) {
      const found = table.where(index).between(lower, upper, true, false);
      const ordered = descending ? found.reverse() : found;
      return limit === undefined ? ordered.toArray() : ordered.limit(limit).toArray();
    },
    async clear() {
      await table.clear();
    },
  };
}
