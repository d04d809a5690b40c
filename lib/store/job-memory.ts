import type { Database } from './database.ts';
import { createStateTable, type StateTable } from './state-table.ts';

/** When each job last ran and what it remembers, by the job's name: a worker that wakes up late catches up once. */
export function createJobMemory(db: Database): StateTable {
  return createStateTable(db, 'jobs');
}
