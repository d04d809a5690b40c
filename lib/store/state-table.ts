import type { Database } from './database.ts';

/** Plain JSON about one thing. */
export type State = Readonly<Record<string, unknown>>;

/** What must survive the worker about things that have names. */
export interface StateTable {
  /** Everything, by name. */
  read(): Promise<Record<string, State>>;
  /** Replaces what was kept of one thing. Resolves once it is kept. */
  write(name: string, state: State): Promise<void>;
}

/** A `StateTable` over one of the tables that hold such. */
export function createStateTable(db: Database, table: 'hosts' | 'jobs'): StateTable {
  return {
    async read() {
      const rows = await db.run('read', [table], tx => tx[table].all());
      return Object.fromEntries(rows.map(row => [row.name, row.state]));
    },
    write: (name, state) => db.run('write', [table], tx => tx[table].put([{ name, state }])),
  };
}
