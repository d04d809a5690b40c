import type { StoredOrder, StoredRows } from '../../support/accounts.ts';

/** Body of an async function that reads tables in a page of the extension, all as they were at one moment. */
const readTables = (tables: readonly string[]) => `
  const tables = ${JSON.stringify(tables)};
  if (!(await indexedDB.databases()).some(({ name }) => name === 'undertow')) return tables.map(() => []);
  const done = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const db = await done(indexedDB.open('undertow'));
  try {
    const tx = db.transaction(tables, 'readonly');
    return await Promise.all(tables.map(name => done(tx.objectStore(name).getAll())));
  } finally {
    db.close();
  }`;

/** Runs the body of an async function in a page of the extension and gives its JSON. */
export type Inside = <T>(body: string) => Promise<T>;

/** What the extension claims to have heard. */
export async function readCoverage(inside: Inside): Promise<StoredRows['coverage']> {
  const [coverage] = await inside<[StoredRows['coverage']]>(readTables(['coverage']));
  return coverage;
}

type PackedOrder = readonly [
  venue: string,
  symbol: string,
  position: StoredOrder['position'],
  time: number,
  cents: number,
  pending: 0 | 1,
];

/** What the extension's own database holds of forced orders. Packed on the way, since there can be tens of thousands. */
export async function readStored(inside: Inside): Promise<StoredRows> {
  const body = `
    const [events, days, coverage] = await (async () => {${readTables(['events', 'days', 'coverage'])}})();
    return {
      orders: events.map(({ venue, time, pending, event }) => [venue, event.symbol, event.position, time, Math.round((event.usd ?? 0) * 100), pending ?? 0]),
      days: days.map(row => ({ ...row, bytes: [...row.bytes] })),
      coverage,
    };`;
  const { orders, days, coverage } = await inside<Omit<StoredRows, 'orders'> & { readonly orders: readonly PackedOrder[] }>(body);
  return {
    orders: orders.map(([venue, symbol, position, time, cents, pending]) => ({
      venue,
      symbol,
      position,
      time,
      cents,
      isPending: pending === 1,
    })),
    days: days.map(row => ({ ...row, bytes: Uint8Array.from(row.bytes) })),
    coverage,
  };
}
