import { describe, expect, it } from 'vitest';
import { createData, finishWipe } from '../../../lib/background/user-data.ts';
import { createChoices } from '../../../lib/background/user-choices.ts';
import { setFormats } from '../../../lib/format/locale.ts';
import { formatPrice } from '../../../lib/format/price.ts';
import { defaultFormats } from '../../../lib/model/formats.ts';
import type { OwnLevels } from '../../../lib/model/own-levels.ts';
import { createDocumentStore } from '../../../lib/store/documents.ts';
import { createKeyStore } from '../../../lib/store/keys.ts';
import { createLiquidationStore } from '../../../lib/store/liquidation-store.ts';
import { eraseMarket } from '../../../lib/store/kept-rows.ts';
import { createTestDatabase, day, day0, eventAt, minute } from '../store/support.ts';

/** `storage.local` in memory. */
function createArea(items: Record<string, unknown> = {}) {
  return {
    items,
    get: async (keys: string[] | null): Promise<Record<string, unknown>> =>
      Object.fromEntries(Object.entries(items).filter(([key]) => keys === null || keys.includes(key))),
    set: async (added: Record<string, unknown>) => void Object.assign(items, structuredClone(added)),
    async remove(keys: string[]) {
      for (const key of keys) Reflect.deleteProperty(items, key);
    },
  };
}

async function bench(items: Record<string, unknown> = {}) {
  const area = createArea(items);
  const database = createTestDatabase();
  const deeds: string[] = [];
  let isOver: () => void = () => undefined;
  const whole = new Promise<void>(resolve => (isOver = resolve));
  const data = createData({
    area,
    database,
    ready: Promise.resolve({
      now: () => day0 + day,
      forget: () => ({ atOnce: eraseMarket(database), whole }),
    }),
    apply: async () => void deeds.push(`apply ${Object.keys(items).sort().join()}`),
    restart: () => void deeds.push('restart'),
    usedBytes: async () => 4_096,
    report: error => void deeds.push(String(error)),
  });
  const store = createLiquidationStore(database);
  const documents = createDocumentStore(database);
  /** An hour of one venue, an answer, a key and a memory of alerts. */
  async function fill(): Promise<void> {
    await store.commit({
      venue: 'gate',
      stream: 'all',
      events: [eventAt(day0 + minute, 1_000), eventAt(day0 + 2 * minute, 2_000)],
      heard: { from: day0, to: day0 + 60 * minute },
    });
    await store.fold(day0 + 60 * minute);
    await documents.write('prices', { BTC: 1 }, day0);
    await documents.write('alerts', { history: [] }, day0);
    await createKeyStore(documents).write('coinglass', 'a-secret-of-mine', day0);
  }
  return { area, database, data, deeds, documents, fill, isOver };
}

const rowsOf = async (data: { read(): Promise<{ tables: readonly { table: string; rows: number }[] }> }) =>
  Object.fromEntries((await data.read()).tables.map(({ table, rows }) => [table, rows]));

describe('what is kept', () => {
  it('is told by table with the oldest day, and with a size where there are rows', async () => {
    const { data, fill } = await bench();
    expect(await data.read()).toEqual({
      now: day0 + day,
      usedBytes: 4_096,
      tables: ['events', 'days', 'openInterest', 'coverage', 'documents'].map(table => ({ table, rows: 0 })),
    });
    await fill();
    const view = await data.read();
    expect(await rowsOf(data)).toEqual({ events: 2, days: 1, openInterest: 0, coverage: 1, documents: 3 });
    expect(view.oldestDay).toBe(day0);
    for (const { rows, bytes } of view.tables) expect(bytes === undefined).toBe(rows === 0);
  });
});

describe('settings', () => {
  it('of a file are shown first, and kept and obeyed when that is asked for', async () => {
    const { area, data, deeds } = await bench({ 'site:okx': false });
    const text = JSON.stringify({ undertow: 'settings', version: 1, sites: { gate: false }, levels: { BTC: [65_000] } });
    const changes = [
      { path: 'sites.okx', before: 'false' },
      { path: 'sites.gate', after: 'false' },
      { path: 'levels.BTC', after: '[65000]' },
    ];
    expect(await data.importSettings({ text, apply: false })).toEqual({ kind: 'read', changes, applied: false });
    expect([area.items, deeds]).toEqual([{ 'site:okx': false }, []]);
    expect(await data.importSettings({ text, apply: true })).toEqual({ kind: 'read', changes, applied: true });
    expect(area.items).toEqual({ 'site:gate': false, levels: { BTC: [65_000] } });
    expect(deeds).toEqual(['apply levels,site:gate']);
  });

  it('of a file that is refused change nothing, even if that is asked for', async () => {
    const { area, data, deeds } = await bench({ 'site:okx': false });
    const text = JSON.stringify({ undertow: 'settings', version: 1, sites: { gate: true }, levels: { BTC: [-1] } });
    expect(await data.importSettings({ text, apply: true })).toEqual({ kind: 'refused', fault: 'value', path: 'levels.BTC' });
    expect([area.items, deeds]).toEqual([{ 'site:okx': false }, []]);
    for (const junk of [undefined, 7, {}, { text: 7 }, { text: 'x'.repeat(1_000_001) }])
      await expect(data.importSettings(junk)).rejects.toThrow('no file');
  });

  it('are exported without keys of providers', async () => {
    const { data, fill } = await bench({ levels: { BTC: [65_000] } });
    await fill();
    const text = await data.exportSettings();
    expect(text).toContain('65000');
    expect(text).not.toContain('secret');
  });
});

describe('wiping', () => {
  it('what was recorded leaves settings, keys and alerts, and is finished by the next worker if this one dies over it', async () => {
    const { area, data, database, documents, fill, isOver } = await bench({ 'site:okx': false });
    await fill();
    await data.wipe({ what: 'market' });
    expect(await rowsOf(data)).toEqual({ events: 0, days: 0, openInterest: 0, coverage: 0, documents: 2 });
    expect(await createKeyStore(documents).read('coinglass')).toBe('a-secret-of-mine');
    // A job that was under way writes once more.
    await fill();
    expect(area.items).toEqual({ 'site:okx': false, wipe: 'market' });
    await finishWipe(area, database);
    expect(await rowsOf(data)).toMatchObject({ events: 0, days: 0, coverage: 0 });
    expect(area.items).toEqual({ 'site:okx': false });
    isOver();
  });

  it('what was recorded is over once the last job that was under way has ended', async () => {
    const { area, data, isOver } = await bench();
    await data.wipe({ what: 'market' });
    expect(area.items).toEqual({ wipe: 'market' });
    isOver();
    await expect.poll(() => area.items).toEqual({});
  });

  it('everything ends this worker first, and leaves nothing in the next', async () => {
    const { area, data, database, documents, deeds, fill } = await bench({ 'site:okx': false, alerts: {} });
    await fill();
    await data.wipe({ what: 'everything' });
    expect(deeds).toEqual(['restart']);
    await finishWipe(area, database);
    expect(area.items).toEqual({});
    expect(Object.values(await rowsOf(data))).toEqual([0, 0, 0, 0, 0]);
    expect(await createKeyStore(documents).read('coinglass')).toBeUndefined();
    // And the database goes on as before.
    await fill();
    expect(await rowsOf(data)).toMatchObject({ events: 2 });
  });

  it('is not begun by what names no wipe, nor finished where none was begun', async () => {
    const { area, data, database, fill } = await bench({ 'site:okx': false });
    await fill();
    for (const junk of [undefined, {}, { what: 'all' }]) await expect(data.wipe(junk)).rejects.toThrow('no such wipe');
    await finishWipe(area, database);
    expect(await rowsOf(data)).toMatchObject({ events: 2 });
    expect(area.items).toEqual({ 'site:okx': false });
  });
});

describe('choices', () => {
  function choose(items: Record<string, unknown> = {}) {
    const area = createArea(items);
    const told: OwnLevels[] = [];
    let changes = 0;
    const choices = createChoices({
      area,
      ready: Promise.resolve({ setOwnLevels: levels => void told.push(levels) }),
      changed: () => (changes += 1),
    });
    return { area, choices, told, changes: () => changes };
  }

  it('of levels are kept, followed and told of, each added to what the one before left', async () => {
    const { choices, told, area, changes } = choose();
    await Promise.all([
      choices.changeLevel({ coin: 'BTC', priceUsd: 65_000, on: true }),
      choices.changeLevel({ coin: 'BTC', priceUsd: 70_000, on: true }),
      choices.changeLevel({ coin: 'ETH', priceUsd: 1_900, on: true }),
    ]);
    expect(told.at(-1)).toEqual({ BTC: [65_000, 70_000], ETH: [1_900] });
    const { levels } = await choices.changeLevel({ coin: 'BTC', priceUsd: 65_000, on: false });
    expect(levels).toEqual({ BTC: [70_000], ETH: [1_900] });
    expect([area.items['levels'], told.at(-1), changes()]).toEqual([levels, levels, 4]);
  });

  it('of levels that are none are refused, and the next is taken all the same', async () => {
    const { choices, area } = choose({ levels: { BTC: [65_000] } });
    for (const [data, why] of [
      [{ coin: 'BTC', priceUsd: 65_000, on: true }, 'twin'],
      [{ coin: 'BTC', priceUsd: -1, on: true }, 'price'],
      [{ coin: 'btc', priceUsd: 1, on: true }, 'coin'],
      [{ coin: 'BTC', priceUsd: '1', on: true }, 'no level'],
      [undefined, 'no level'],
    ] as const)
      await expect(choices.changeLevel(data)).rejects.toThrow(why);
    expect(area.items['levels']).toEqual({ BTC: [65_000] });
    expect((await choices.changeLevel({ coin: 'SOL', priceUsd: 80, on: true })).levels).toEqual({ BTC: [65_000], SOL: [80] });
  });

  it('of how figures are written hold for all words from then on', async () => {
    const { choices } = choose();
    try {
      await choices.changeFormats({ numbers: 'de-DE', zone: 'utc' });
      expect(formatPrice(67_460)).toBe('67.460');
    } finally {
      setFormats(defaultFormats);
    }
  });

  it('of colours are kept as far as they are known', async () => {
    const { choices, area } = choose();
    const { appearance } = await choices.changeAppearance({ palette: 'blue-orange', swapped: 'yes', density: 'tiny' });
    expect(appearance).toEqual({ palette: 'blue-orange', swapped: false, density: 'comfortable' });
    expect(area.items['appearance']).toEqual(appearance);
  });
});
