import { describe, expect, it } from 'vitest';
import {
  createSettingsStore,
  migrateSettings,
  placeKey,
  type SettingsMigration,
  type StorageArea,
  type StorageChange,
} from '../../../lib/store/settings.ts';

function createArea(items: Record<string, unknown> = {}) {
  const listeners = new Set<(changes: Readonly<Record<string, StorageChange>>) => void>();
  const area: StorageArea = {
    get: async keys =>
      keys === null ? { ...items } : Object.fromEntries(keys.filter(key => key in items).map(key => [key, items[key]])),
    async set(added) {
      Object.assign(items, added);
      for (const listener of listeners)
        listener(Object.fromEntries(Object.entries(added).map(([key, newValue]) => [key, { newValue }])));
    },
    async remove(keys) {
      for (const key of keys) Reflect.deleteProperty(items, key);
    },
    onChanged: { addListener: listener => listeners.add(listener), removeListener: listener => listeners.delete(listener) },
  };
  return { area, items };
}

/** Nothing was chosen. */
const undecided = { sites: {}, venues: {}, liveFeeds: undefined };

describe('settings', () => {
  it('know nothing of a site that was never decided on', async () => {
    expect(await createSettingsStore(createArea().area).read()).toEqual({ ...undecided, sites: {} });
  });

  it('keep a switch per site, each under its own key', async () => {
    const { area, items } = createArea();
    const settings = createSettingsStore(area);
    await Promise.all([settings.setSite('gate', true), settings.setSite('okx', false)]);
    expect(await settings.read()).toEqual({ ...undecided, sites: { gate: true, okx: false } });
    expect(items).toEqual({ 'site:gate': true, 'site:okx': false });
  });

  it('take a value that is no switch for one that was never set', async () => {
    expect(await createSettingsStore(createArea({ 'site:gate': 'yes' }).area).read()).toEqual({ ...undecided, sites: {} });
  });

  it('keep a switch per venue, and when sockets are open', async () => {
    const { area, items } = createArea();
    const settings = createSettingsStore(area);
    await Promise.all([settings.setVenue('bybit', false), settings.setLiveFeeds('visible')]);
    expect(await settings.read()).toEqual({ sites: {}, venues: { bybit: false }, liveFeeds: 'visible' });
    expect(items).toEqual({ 'venue:bybit': false, 'live-feeds': 'visible' });
    items['live-feeds'] = 'sometimes';
    expect((await settings.read()).liveFeeds).toBeUndefined();
  });

  it('tell of changes of switches, not of where a panel stands, until told to stop', async () => {
    const { area } = createArea();
    const settings = createSettingsStore(area);
    let told = 0;
    const stop = settings.onChange(() => told++);
    await area.set({ [placeKey('gate')]: { corner: 'top' } });
    expect(told).toBe(0);
    await settings.setSite('gate', false);
    expect(told).toBe(1);
    stop();
    await settings.setSite('gate', true);
    expect(told).toBe(1);
  });
});

describe('settings of an older Undertow', () => {
  const rename: SettingsMigration = items => ({ set: { 'site:gate': items['gate'] ?? true }, remove: ['gate'] });

  it('are brought up step by step and marked', async () => {
    const { area, items } = createArea({ 'settings:version': 1, gate: false });
    await migrateSettings(area, new Map([[2, rename]]), 2);
    expect(items).toEqual({ 'site:gate': false, 'settings:version': 2 });
  });

  it('are not touched twice', async () => {
    const { area, items } = createArea({ 'settings:version': 2, gate: 'mine' });
    await migrateSettings(area, new Map([[2, rename]]), 2);
    expect(items).toEqual({ 'settings:version': 2, gate: 'mine' });
  });

  it('of a newer one are left alone and read as far as understood', async () => {
    const { area, items } = createArea({ 'settings:version': 9, 'site:gate': false });
    await migrateSettings(area);
    expect(items['settings:version']).toBe(9);
    expect(await createSettingsStore(area).read()).toEqual({ ...undecided, sites: { gate: false } });
  });
});
