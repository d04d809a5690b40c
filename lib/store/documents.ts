import type { Database } from './database.ts';

/** What was last kept under a key. `value` is what was written; whoever reads it checks its shape. */
export interface StoredDocument {
  /** Market time of writing, ms. */
  readonly writtenAt: number;
  readonly value: unknown;
}

/** Plain JSON by key: last good payload rows, the last snapshot, instruments, cursors. */
export interface DocumentStore {
  /** `undefined` when nothing was ever written under the key. */
  read(key: string): Promise<StoredDocument | undefined>;
  /** Resolves once it is kept. */
  write(key: string, value: unknown, writtenAt: number): Promise<void>;
  /** Lets go of a key; does nothing when there is none. */
  remove(key: string): Promise<void>;
}

/** The store over a database that is opened when first used. */
export function createDocumentStore(db: Database): DocumentStore {
  return {
    async read(key) {
      const row = await db.run('read', ['documents'], tx => tx.documents.get(key));
      return row === undefined ? undefined : { writtenAt: row.writtenAt, value: row.value };
    },
    write: (key, value, writtenAt) => db.run('write', ['documents'], tx => tx.documents.put([{ key, value, writtenAt }])),
    remove: key => db.run('write', ['documents'], tx => tx.documents.delete([key])),
  };
}
