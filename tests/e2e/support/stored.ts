import type { StoredRows } from '../../support/accounts.ts';

/** Body of an async function that reads the tables of money in a page of the extension; `days` come with their bytes as a list. */
const readTables = `
  if (!(await indexedDB.databases()).some(({ name }) => name === 'undertow')) return { events: [], days: [], coverage: [], claims: [] };
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open('undertow');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    // One transaction: the tables as they were at one moment.
    const tx = db.transaction(['events', 'days', 'coverage', 'claims'], 'readonly');
    const all = name => new Promise((resolve, reject) => {
      const request = tx.objectStore(name).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const [events, days, coverage, claims] = await Promise.all(['events', 'days', 'coverage', 'claims'].map(all));
    return { events, days: days.map(row => ({ ...row, bytes: [...row.bytes] })), coverage, claims };
  } finally {
    db.close();
  }`;

/** What the extension's own database holds of forced orders. `inside` runs the body of an async function in one of its pages. */
export async function readStored(inside: <T>(body: string) => Promise<T>): Promise<StoredRows> {
  const read = await inside<StoredRows>(readTables);
  return { ...read, days: read.days.map(row => ({ ...row, bytes: Uint8Array.from(row.bytes) })) };
}
