import { type Backend, tableNames, type Transaction } from './tables.ts';

/** The shape of the tables and the meaning of their rows. Raise it together with an upgrader below. */
export const schemaVersion = 1;

/**
 * Turns rows of the version before into rows of this one. Must be idempotent: an upgrade that was cut off runs again, and on a fresh
 * database every upgrader runs over empty tables.
 */
export type Upgrader = (tx: Transaction) => Promise<void>;

/** By the version that they lead to. Version 1 is the first, so there is nothing to turn into it. */
export const upgraders: ReadonlyMap<number, Upgrader> = new Map();

/**
 * Runs what has not run, oldest first, each in one transaction with its mark in `meta`. Dexie's own upgraders are not used: one that is cut
 * off can be skipped for good (dexie/Dexie.js issue 942). Resolves to the version that the rows have, which is above `target` when a newer
 * Undertow wrote them; then nothing was touched.
 */
export async function runUpgraders(backend: Backend, table: ReadonlyMap<number, Upgrader>, target: number): Promise<number> {
  const found = await backend.run('read', ['meta'], async tx => (await tx.meta.get('schema'))?.value ?? 0);
  if (found >= target) return found;
  for (let version = found + 1; version <= target; version++) {
    await backend.run('write', tableNames, async tx => {
      await table.get(version)?.(tx);
      await tx.meta.put([{ key: 'schema', value: version }]);
    });
  }
  return target;
}
