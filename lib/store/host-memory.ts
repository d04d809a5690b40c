import type { Database } from './database.ts';
import { createStateTable } from './state-table.ts';

/** What is remembered of a host: pauses, used weight, failures. Plain JSON; its meaning is that of whoever writes it. */
export type HostState = Readonly<Record<string, unknown>>;

/** So that a new worker keeps the pause that a host asked of the old one. */
export interface HostMemory {
  /** Everything, by host. */
  read(): Promise<Record<string, HostState>>;
  /** Replaces what is remembered of one host. */
  write(host: string, state: HostState): Promise<void>;
}

/** The memory over a database that is opened when first used. */
export function createHostMemory(db: Database): HostMemory {
  return createStateTable(db, 'hosts');
}
