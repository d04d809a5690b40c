import type { KeptRows } from '../model/user-data.ts';
import type { Database } from './database.ts';
import type { Transaction } from './tables.ts';

const tables = ['events', 'days', 'openInterest', 'coverage', 'documents'] as const;
/** Rows from which the size of the others is guessed. */
const sampled = 100;

/** What the database holds, by table, and the first day of which it holds sums (ms). */
export function readKeptRows(db: Database): Promise<{ readonly tables: readonly KeptRows[]; readonly oldestDay?: number }> {
  return db.run('read', tables, async tx => {
    const kept: KeptRows[] = [];
    for (const table of tables) kept.push({ table, ...(await sizeOf(tx[table])) });
    const [first] = await tx.days.range('day', 0, Infinity, { limit: 1 });
    return { tables: kept, ...(first !== undefined && { oldestDay: first.day }) };
  });
}

async function sizeOf(table: Transaction[(typeof tables)[number]]): Promise<Omit<KeptRows, 'table'>> {
  const [rows, some] = [await table.count(), await table.some(sampled)];
  const bytes = some.reduce((sum: number, row) => sum + bytesOf(row), 0);
  return { rows, ...(some.length > 0 && { bytes: Math.round((bytes / some.length) * rows) }) };
}

/** Packed rows are bytes, the others about what their JSON is. */
function bytesOf(row: object): number {
  return 'bytes' in row && row.bytes instanceof Uint8Array ? row.bytes.length : JSON.stringify(row).length;
}

/** Documents that are no recording of the market: keys, alerts, what hosts were asked, limits that venues set us, and lists of contracts. */
const stays = /^(key\/|instruments\/|alerts$|hosts$|stream-log$|socket-openings$|clock$|universe)/;

/**
 * Lets go of everything that was recorded of the market, and of when jobs last ran, in one transaction. What hosts said of their limits stays: it
 * binds us still.
 */
export function eraseMarket(db: Database): Promise<void> {
  const emptied = ['events', 'days', 'coverage', 'claims', 'watermarks', 'openInterest', 'jobs'] as const;
  return db.run('write', [...emptied, 'documents'], async tx => {
    for (const table of emptied) await tx[table].clear();
    const documents = await tx.documents.all();
    await tx.documents.delete(documents.flatMap(({ key }) => (stays.test(key) ? [] : [key])));
  });
}
