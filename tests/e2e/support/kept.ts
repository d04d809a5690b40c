import type { ChromiumRun } from './chromium.ts';

/** One forced order as the extension stored it. */
export interface KeptEvent {
  readonly venue: string;
  readonly time: number;
  readonly symbol: string;
  readonly position: 'long' | 'short';
  readonly cents: number;
}

/** When a stream was heard, as the extension claims it. */
export interface KeptClaim {
  readonly venue: string;
  readonly stream: string;
  readonly intervals: readonly { readonly from: number; readonly to: number }[];
}

/** Reads the extension's own database in its worker, past all of its code. Events and claims are of one moment. */
export function readKept(
  run: ChromiumRun,
): Promise<{ readonly events: readonly KeptEvent[]; readonly claims: readonly KeptClaim[] }> {
  return run.worker().evaluate(`(async () => {
    const [{ name }] = await indexedDB.databases();
    const done = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    const database = await done(indexedDB.open(name));
    try {
      const tables = database.transaction(['events', 'coverage']);
      const [events, coverage] = await Promise.all([done(tables.objectStore('events').getAll()), done(tables.objectStore('coverage').getAll())]);
      return {
        events: events.map(({ venue, time, event }) => ({ venue, time, symbol: event.symbol, position: event.position, cents: Math.round(event.usd * 100) })),
        claims: coverage.filter(row => row.source === 'events').map(({ venue, stream, intervals }) => ({ venue, stream, intervals })),
      };
    } finally {
      database.close();
    }
  })()`);
}
