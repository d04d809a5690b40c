import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { IndexedDbPlatform } from '../../../lib/store/database-dexie.ts';
import { createMemoryBackend } from '../../../lib/store/database-memory.ts';
import { createDatabase, type Database } from '../../../lib/store/database.ts';
import type { LiquidationStore, LiquidationView } from '../../../lib/store/liquidation-store.ts';
import type { Backend } from '../../../lib/store/tables.ts';
import type { Liquidation, LiquidationBar } from '../../../lib/model/trade.ts';

/** 2026-02-10, 00:00 UTC. */
export const day0 = Date.UTC(2026, 1, 10);
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A disk of its own. */
export function createPlatform(): IndexedDbPlatform {
  return { indexedDB: new IDBFactory(), IDBKeyRange };
}

export function createTestDatabase(platform: IndexedDbPlatform = createPlatform()): Database {
  return createDatabase({ platform });
}

/** A database on memory alone, as a `Backend` under no guard. */
export function createMemory(): Backend {
  return createMemoryBackend();
}

/** The single orders that are kept, in the order of their times. */
export async function keptEvents(db: Database): Promise<readonly Liquidation[]> {
  const rows = await db.run('read', ['events'], tx => tx.events.range('time', 0, Infinity));
  return rows.map(row => row.event);
}

/** A forced order of `usd` dollars at `time`. */
export function eventAt(time: number, usd: number | undefined, changes: Partial<Liquidation> = {}): Liquidation {
  const base = changes.base ?? 'BTC';
  return {
    venue: 'gate',
    symbol: `${base}_USDT`,
    base,
    position: 'long',
    price: 67_460,
    priceKind: 'fill',
    quantity: { value: 1, unit: 'contracts' },
    baseQuantity: 0.0001,
    usd,
    eventTime: time,
    receivedTime: time + 200,
    key: `${base} ${time} ${usd}`,
    ...changes,
  };
}

export function barAt(time: number, longUsd: number, changes: Partial<LiquidationBar> = {}): LiquidationBar {
  const base = changes.base ?? 'BTC';
  return {
    venue: 'gate',
    symbol: `${base}_USDT`,
    base,
    time,
    grainMs: 5 * minute,
    longUsd,
    shortUsd: 0,
    openInterest: undefined,
    ...changes,
  };
}

/** Every sum as `base slot/span long short` by grain and day, as a person would write it down. */
export function writtenDown(view: Pick<LiquidationView, 'rows'>): readonly string[] {
  return view.rows.flatMap(row =>
    row.bases.map((base, index) => {
      const place = `${row.grainMs / minute}m ${new Date(row.day).toISOString().slice(5, 10)} ${row.slots[index]}/${row.spans[index]}`;
      return `${place} ${base} ${row.longCents[index]} ${row.shortCents[index]}`;
    }),
  );
}

/** All money, in cents, in day rows and pending. */
export function totalCents({ rows, pending }: LiquidationView): number {
  let sum = 0;
  for (const row of rows)
    for (let index = 0; index < row.bases.length; index++) sum += (row.longCents[index] ?? 0) + (row.shortCents[index] ?? 0);
  for (const waiting of pending) sum += waiting.cents;
  return sum;
}

export function viewAll(store: LiquidationStore): Promise<LiquidationView> {
  return store.view({ fromDay: 0, toDay: Date.UTC(2100, 0, 1) });
}
