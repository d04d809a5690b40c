import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAnyOn, mostThresholds } from '../../../lib/model/alerts.ts';
import { createAlertSettingsStore, readAlertSettings } from '../../../lib/store/alert-settings.ts';

const threshold = { coin: 'BTC', side: 'long', usd: 5e6, window: '1h' } as const;

describe('settings of alerts', () => {
  it('are off and silent where nothing was ever chosen', () => {
    const settings = readAlertSettings(undefined);
    expect(isAnyOn(settings)).toBe(false);
    expect(settings.quiet.on).toBe(false);
    expect(Object.values(settings.sounds).map(({ on }) => on)).toEqual([false, false, false]);
  });

  it('come back as they were kept, under one key', async () => {
    const items: Record<string, unknown> = {};
    const store = createAlertSettingsStore({ get: async () => items, set: async added => void Object.assign(items, added) });
    const chosen = {
      kinds: { phases: true, stabilising: false, levels: true, fearGreed: false },
      least: 'warning',
      thresholds: [threshold, { coin: '', side: 'both', usd: 1e9, window: '24h' }],
      coolDownMinutes: 0,
      quiet: { on: true, from: 23 * 60 + 59, to: 0, exceptAlarms: true },
      sounds: { info: { on: false, volume: 0 }, warning: { on: true, volume: 0.05 }, alarm: { on: true, volume: 1 } },
    } as const;
    await store.write(chosen);
    expect(Object.keys(items)).toEqual(['alerts']);
    expect(await store.read()).toEqual(chosen);
    expect(isAnyOn(await store.read())).toBe(true);
  });

  it('leave out what cannot be read, and keep the rest', () => {
    const settings = readAlertSettings({
      kinds: { phases: 'yes', levels: true },
      least: 'panic',
      thresholds: [threshold, 7, { ...threshold, coin: 'b t c' }, { ...threshold, usd: 999 }, { ...threshold, usd: '5e6' }],
      coolDownMinutes: 1.5,
      quiet: { on: true, from: 1_440, to: -1 },
      sounds: { alarm: { on: true, volume: 2 } },
    });
    expect(settings.kinds).toEqual({ phases: false, stabilising: false, levels: true, fearGreed: false });
    expect([settings.least, settings.thresholds, settings.coolDownMinutes]).toEqual(['info', [threshold], 30]);
    expect([settings.quiet.from, settings.quiet.to]).toEqual([22 * 60, 7 * 60]);
    expect(settings.sounds.alarm).toEqual({ on: true, volume: 0.3 });
  });

  it('have no more thresholds than a person can mean', () => {
    const thresholds = Array.from({ length: 1_000 }, (_none, place) => ({ ...threshold, usd: 1_000 + place }));
    expect(readAlertSettings({ thresholds }).thresholds).toHaveLength(mostThresholds);
  });

  it('are never anything else, whatever is stored', () => {
    const junk = fc.anything({ maxDepth: 3 });
    fc.assert(
      fc.property(
        fc.oneof(
          junk,
          fc.record({ kinds: junk, least: junk, thresholds: junk, coolDownMinutes: junk, quiet: junk, sounds: junk }),
        ),
        stored => {
          const settings = readAlertSettings(stored);
          // What was read reads the same again.
          expect(readAlertSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
        },
      ),
      { numRuns: 500, seed: 11 },
    );
  });
});
