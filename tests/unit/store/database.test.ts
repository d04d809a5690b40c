import { forceCloseDatabase, IDBDatabase, IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IndexedDbPlatform } from '../../../lib/store/database-dexie.ts';
import { probeVersion } from '../../../lib/store/database-probe.ts';
import { createDatabase, type Database } from '../../../lib/store/database.ts';
import { createDocumentStore } from '../../../lib/store/documents.ts';
import { createLiquidationStore } from '../../../lib/store/liquidation-store.ts';
import type { Upgrader } from '../../../lib/store/migrations.ts';
import {
  barAt,
  createPlatform,
  createTestDatabase,
  day,
  day0,
  eventAt,
  hour,
  keptEvents,
  minute,
  totalCents,
  viewAll,
} from './support.ts';

afterEach(() => vi.restoreAllMocks());

/** A platform whose connections can be cut and whose door can be shut. */
function createFragile(): { platform: IndexedDbPlatform; cut(): void; shut: boolean; opened: number } {
  const factory = new IDBFactory();
  const connections = new Set<IDBDatabase>();
  const fragile = {
    shut: false,
    opened: 0,
    cut() {
      // Its type asks for the class where it wants a connection.
      for (const connection of connections) Reflect.apply(forceCloseDatabase, undefined, [connection]);
      connections.clear();
    },
    platform: {
      IDBKeyRange,
      indexedDB: {
        open(name: string, version?: number) {
          if (fragile.shut) throw new DOMException('Internal error opening backing store', 'UnknownError');
          fragile.opened++;
          const request = factory.open(name, version);
          request.addEventListener('success', () => {
            if (request.result instanceof IDBDatabase) connections.add(request.result);
          });
          return request;
        },
        deleteDatabase: factory.deleteDatabase.bind(factory),
        databases: factory.databases.bind(factory),
        cmp: factory.cmp.bind(factory),
      },
    },
  };
  return fragile;
}

/** The disk refuses the first `times` rows for a table. Tells how many it refused. */
function refuse(table: string, times: number): { refused: number } {
  const put = IDBObjectStore.prototype.put;
  const told = { refused: 0 };
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value: unknown) {
    if (this.name !== table || told.refused >= times) return put.call(this, value);
    told.refused++;
    throw new DOMException('no room', 'QuotaExceededError');
  });
  return told;
}

function openRaw({ indexedDB }: IndexedDbPlatform, version?: number, create?: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('undertow', version);
    request.onupgradeneeded = () => create?.(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
  });
}

async function nativeVersion(platform: IndexedDbPlatform): Promise<number | undefined> {
  return (await platform.indexedDB.databases()).find(({ name }) => name === 'undertow')?.version;
}

describe('opening', () => {
  it('creates the database once and says that what is kept is kept', async () => {
    const platform = createPlatform();
    const db = createTestDatabase(platform);
    expect(db.health).toBeUndefined();
    expect(await db.open()).toEqual({ kind: 'durable' });
    expect(await nativeVersion(platform)).toBe(10);
  });

  it('goes on in memory where the browser has no database', async () => {
    const db = createDatabase({ platform: undefined });
    expect(await db.open()).toEqual({ kind: 'memory', reason: 'noDatabase' });
    await createDocumentStore(db).write('a', 1, 2);
    expect(await createDocumentStore(db).read('a')).toEqual({ writtenAt: 2, value: 1 });
  });

  it('goes on in memory when it takes too long', async () => {
    const platform = { ...createPlatform(), indexedDB: Object.assign(new IDBFactory(), { open: () => ({}) }) };
    const db = createDatabase({ platform, openLimit: { ms: 3_000, wait: async () => undefined } });
    expect(await db.open()).toEqual({ kind: 'memory', reason: 'slow', detail: 3 });
  });

  it('does not touch a database whose tables a newer Undertow made', async () => {
    const platform = createPlatform();
    (await openRaw(platform, 20, newer => newer.createObjectStore('bigEvents'))).close();
    const db = createTestDatabase(platform);
    expect(await db.open()).toEqual({ kind: 'memory', reason: 'newer' });
    await createDocumentStore(db).write('a', 'old', 2);
    const left = await openRaw(platform);
    expect([left.version, [...left.objectStoreNames]]).toEqual([20, ['bigEvents']]);
  });

  it('does not touch rows that a newer Undertow wrote into the same tables', async () => {
    const platform = createPlatform();
    const before = createTestDatabase(platform);
    await before.run('write', ['meta'], tx => tx.meta.put([{ key: 'schema', value: 2 }]));
    before.close();
    const db = createTestDatabase(platform);
    expect((await db.open()).kind).toBe('memory');
    await db.erase();
    expect(await nativeVersion(platform)).toBe(10);
    const newer = createDatabase({ platform, version: 2 });
    expect(await newer.run('read', ['meta'], tx => tx.meta.get('schema'))).toEqual({ key: 'schema', value: 2 });
  });
});

describe('asking for the version', () => {
  it('leaves no database behind where there was none', async () => {
    const { indexedDB } = createPlatform();
    expect(await probeVersion(indexedDB, 'undertow')).toBeUndefined();
    expect(await indexedDB.databases()).toEqual([]);
  });
});

describe('upgrading', () => {
  const mark =
    (text: string): Upgrader =>
    async tx => {
      const known = await tx.documents.get('log');
      await tx.documents.put([
        { key: 'log', writtenAt: 0, value: `${typeof known?.value === 'string' ? known.value : ''}${text}` },
      ]);
    };

  it('runs every upgrader that is missing, in order and once', async () => {
    const platform = createPlatform();
    const first = createTestDatabase(platform);
    await createDocumentStore(first).write('log', '1', 0);
    first.close();
    const upgraders = new Map([
      [3, mark('3')],
      [2, mark('2')],
    ]);
    for (let start = 0; start < 2; start++) {
      const db = createDatabase({ platform, version: 3, upgraders });
      expect((await createDocumentStore(db).read('log'))?.value).toBe('123');
      expect(db.health).toEqual({ kind: 'durable' });
      db.close();
    }
  });

  it('runs an upgrader again that was cut off, with nothing of the first attempt left', async () => {
    const platform = createPlatform();
    const cutOff: Upgrader = async tx => {
      await mark('half')(tx);
      throw new Error('cut off');
    };
    expect((await createDatabase({ platform, version: 2, upgraders: new Map([[2, cutOff]]) }).open()).kind).toBe('memory');
    const db = createDatabase({ platform, version: 2, upgraders: new Map([[2, mark('whole')]]) });
    expect((await createDocumentStore(db).read('log'))?.value).toBe('whole');
  });
});

describe('a connection that is lost', () => {
  it('is opened again without a word', async () => {
    const fragile = createFragile();
    const db = createDatabase({ platform: fragile.platform });
    const documents = createDocumentStore(db);
    await documents.write('a', 1, 2);
    fragile.cut();
    fragile.opened = 0;
    expect(await Promise.all([documents.read('a'), documents.read('a')])).toEqual([
      { writtenAt: 2, value: 1 },
      { writtenAt: 2, value: 1 },
    ]);
    // Once to ask for the version, once to open, however many were waiting.
    expect(fragile.opened).toBe(2);
    expect(db.health).toEqual({ kind: 'durable' });
  });

  it('is replaced by memory when it cannot be opened again, and everyone is told why, once', async () => {
    const fragile = createFragile();
    const db = createDatabase({ platform: fragile.platform });
    const documents = createDocumentStore(db);
    await documents.write('a', 1, 2);
    const told: unknown[] = [];
    db.onHealth(health => told.push(health));
    fragile.shut = true;
    fragile.cut();
    expect(await documents.read('a')).toBeUndefined();
    await documents.write('b', 3, 4);
    expect((await documents.read('b'))?.value).toBe(3);
    expect(told).toEqual([{ kind: 'memory', reason: 'unopened', detail: 'UnknownError: Internal error opening backing store' }]);
  });

  it('can be tried again later, and what is on the disk is back', async () => {
    const fragile = createFragile();
    const db = createDatabase({ platform: fragile.platform });
    const documents = createDocumentStore(db);
    await documents.write('a', 1, 2);
    fragile.shut = true;
    fragile.cut();
    await documents.read('a');
    expect((await db.recover()).kind).toBe('memory');
    fragile.shut = false;
    expect(await db.recover()).toEqual({ kind: 'durable' });
    expect((await documents.read('a'))?.value).toBe(1);
  });
});

describe('a disk that is full', () => {
  async function fill(db: Database) {
    const store = createLiquidationStore(db);
    const rows = [0, 1, 2].map(index => barAt(day0 + index * day, index + 1, { grainMs: 30 * minute }));
    await store.commitBars({ venue: 'gate', stream: 'stats', grainMs: 1_800_000, bars: rows });
    await store.markBarsHeard({ venue: 'gate', stream: 'stats', layer: 'coarse', interval: { from: day0, to: day0 + 3 * day } });
    return store;
  }

  it('is cleared of its oldest days, which are then no longer claimed as heard, and the write goes through', async () => {
    const db = createTestDatabase();
    const store = await fill(db);
    const disk = refuse('events', 1);
    const event = eventAt(day0 + 3 * day, 10);
    expect(await store.commit({ venue: 'gate', stream: 'live', events: [event], heard: undefined })).toEqual([event]);
    expect(disk.refused).toBe(1);
    expect(db.health).toEqual({ kind: 'durable' });
    const view = await viewAll(store);
    expect(view.rows.map(row => row.day)).toEqual([day0 + 2 * day]);
    expect(view.coverage.map(row => row.intervals)).toEqual([[{ from: day0 + 2 * day, to: day0 + 3 * day }]]);
    expect(totalCents(view)).toBe(300 + 1000);
    const again = {
      venue: 'gate',
      stream: 'stats',
      grainMs: 1_800_000,
      bars: [barAt(day0, 1, { grainMs: 30 * minute })],
    } as const;
    expect(await store.commitBars(again)).toBe(0);
  });

  it('is written to no more when that did not help, and what is known is still served', async () => {
    const platform = createPlatform();
    const db = createTestDatabase(platform);
    const store = await fill(db);
    refuse('events', Infinity);
    const event = eventAt(day0 + 3 * day, 10);
    expect(await store.commit({ venue: 'gate', stream: 'live', events: [event], heard: undefined })).toEqual([event]);
    expect(db.health).toEqual({ kind: 'memory', reason: 'full' });
    // The newest day survived the eviction that did not help.
    expect(totalCents(await viewAll(store))).toBe(300 + 1000);
    vi.restoreAllMocks();
    expect(totalCents(await viewAll(createLiquidationStore(createTestDatabase(platform))))).toBe(300);
  });

  it('lets raw events go only with the mark that keeps them from being counted again', async () => {
    const db = createTestDatabase();
    const store = createLiquidationStore(db);
    const event = eventAt(day0, 10);
    await store.commit({ venue: 'gate', stream: 'live', events: [event], heard: undefined });
    await store.fold(day0 + hour);
    refuse('documents', 1);
    await createDocumentStore(db).write('a', 1, 2);
    expect(await keptEvents(db)).toEqual([]);
    expect(await store.commit({ venue: 'gate', stream: 'live', events: [event], heard: undefined })).toEqual([]);
    expect(totalCents(await viewAll(store))).toBe(1000);
    expect(db.health).toEqual({ kind: 'durable' });
  });
});

describe.each([
  ['on disk', () => createTestDatabase()],
  ['in memory', () => createDatabase({ platform: undefined })],
])('work %s', (_name, create) => {
  it('that throws leaves no trace and hands its own error on', async () => {
    const db = create();
    await createDocumentStore(db).write('a', 1, 1);
    const work = db.run('write', ['documents'], async tx => {
      await tx.documents.put([
        { key: 'a', writtenAt: 2, value: 2 },
        { key: 'b', writtenAt: 2, value: 2 },
      ]);
      await tx.documents.delete(['a']);
      throw new TypeError('ours');
    });
    await expect(work).rejects.toThrow(TypeError);
    expect(await db.run('read', ['documents'], tx => tx.documents.all())).toEqual([{ key: 'a', writtenAt: 1, value: 1 }]);
  });

  it('reads ranges by the order of their keys, without the upper end and without rows that lack a field', async () => {
    const db = create();
    const rows = [3, 1, 2].map(time => ({ venue: 'gate', key: `${time}`, time, event: eventAt(time, 1) }) as const);
    const [pending, ...others] = rows;
    await db.run('write', ['events'], tx =>
      tx.events.put([...others, ...(pending === undefined ? [] : [{ ...pending, pending: 1 } as const])]),
    );
    const times = (found: readonly { time: number }[]) => found.map(row => row.time);
    const read = await db.run('read', ['events'], async tx => [
      times(await tx.events.range('time', 1, 3)),
      times(await tx.events.range('time', 0, Infinity, { descending: true, limit: 2 })),
      times(await tx.events.range('[pending+venue+time]', [1], [2])),
      times(await tx.events.range('[venue+key]', ['gate'], ['gate', '3'])),
      times(await tx.events.range('time', 3, 1)),
    ]);
    expect(read).toEqual([[1, 2], [3, 2], [3], [1, 2], []]);
  });

  it('runs whole pieces at once in turn, so that none is lost', async () => {
    const db = create();
    const add = () =>
      db.run('write', ['documents'], async tx => {
        const known = (await tx.documents.get('count'))?.value;
        await tx.documents.put([{ key: 'count', writtenAt: 0, value: (typeof known === 'number' ? known : 0) + 1 }]);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await createDocumentStore(db).read('count'))?.value).toBe(20);
  });

  it('keeps forced orders and their sums alike', async () => {
    const db = create();
    const store = createLiquidationStore(db);
    await store.commit({
      venue: 'gate',
      stream: 'live',
      events: [eventAt(day0, 1), eventAt(day0 + hour, 2)],
      heard: { from: day0, to: day0 + day },
    });
    await store.rollUp(day0 + 9 * day);
    await store.prune(day0 + 9 * day);
    const view = await viewAll(store);
    expect([totalCents(view), view.rows.map(row => row.grainMs), view.coverage.map(row => row.layer)]).toEqual([
      300,
      [30 * minute],
      ['coarse'],
    ]);
  });

  it('can be erased', async () => {
    const db = create();
    await createDocumentStore(db).write('a', 1, 1);
    await db.erase();
    expect(await createDocumentStore(db).read('a')).toBeUndefined();
  });
});
