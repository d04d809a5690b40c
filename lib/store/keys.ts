import { keyShape } from '../model/feeds-page.ts';
import type { KeyedSourceId } from '../model/snapshot.ts';
import type { DocumentStore } from './documents.ts';

/**
 * The user's own keys of providers. They are kept in IndexedDB, which no content script can read (`storage.local` can be read by each of them),
 * and leave it for the header of a request to their own provider only.
 */
export interface KeyStore {
  /** `undefined` when none is kept. */
  read(source: KeyedSourceId): Promise<string | undefined>;
  /** Resolves once it is kept; an empty one is removed. */
  write(source: KeyedSourceId, key: string, now: number): Promise<void>;
}

const documentKey = (source: KeyedSourceId): string => `key/${source}`;

/** Keys over the store of documents. */
export function createKeyStore(documents: DocumentStore): KeyStore {
  return {
    async read(source) {
      const value = (await documents.read(documentKey(source)))?.value;
      return typeof value === 'string' && keyShape.test(value) ? value : undefined;
    },
    write: (source, key, now) =>
      key === '' ? documents.remove(documentKey(source)) : documents.write(documentKey(source), key, now),
  };
}
