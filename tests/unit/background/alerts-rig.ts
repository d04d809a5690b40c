import { createAlerts } from '../../../lib/background/alerts.ts';
import type { AlertService } from '../../../lib/background/alerts.ts';
import type { AlertSettings } from '../../../lib/model/alerts.ts';
import type { Phase, PhaseChange } from '../../../lib/model/engine.ts';
import type { Level, MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { createAlertSettingsStore, readAlertSettings } from '../../../lib/store/alert-settings.ts';
import { createFakeTime } from '../feeds/fake-time.ts';

/** Noon of the clock on the wall here, wherever the test runs. */
export const noon = new Date(2026, 2, 11, 12).getTime();
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const off = readAlertSettings(undefined);
export const all: AlertSettings = { ...off, kinds: { phases: true, stabilising: true, levels: true, fearGreed: true } };

/** What outlives the worker, and the world around it. */
export function createWorld(settings: AlertSettings = all, start = noon) {
  const disk = new Map<string, unknown>();
  const area: Record<string, unknown> = { alerts: settings };
  const world = {
    time: createFakeTime(start),
    disk,
    permitted: true,
    timeKnown: true,
    levels: [] as readonly Level[],
    levelsAt: start,
    /** Levels of the user's own, of other coins. */
    own: {} as MarketSnapshot['levels'],
    fearGreed: undefined as MarketSnapshot['fearGreed'],
    totals: [] as readonly (number | undefined)[],
    /** `create` or `update`, the id, and the title. */
    shown: [] as (readonly [way: string, id: string, title: string])[],
    played: [] as (readonly [severity: string, volume: number])[],
    playing: (): Promise<unknown> => Promise.resolve(),
    writes: 0,
    failing: false,
    /** What the worker does right after it has written; throwing is dying. */
    onWritten: () => Promise.resolve(),
    errors: [] as string[],
    live,
  };
  function live(): AlertService {
    const { clock, timers } = world.time;
    return createAlerts({
      ready: Promise.resolve({
        alerts: {
          now: () => clock.now(),
          isTimeKnown: () => world.timeKnown,
          documents: {
            read: async key =>
              disk.has(key) ? { writtenAt: 0, value: JSON.parse(String(disk.get(key))) as unknown } : undefined,
            async write(key, value) {
              if (world.failing) throw new Error('disk full');
              disk.set(key, JSON.stringify(value));
              world.writes += 1;
              await world.onWritten();
            },
          },
          snapshot: () => ({
            levels: { BTC: { levels: world.levels, at: world.levelsAt, source: 'made' }, ...world.own },
            ...(world.fearGreed && { fearGreed: world.fearGreed }),
          }),
          totals: () => world.totals,
        },
      }),
      settings: createAlertSettingsStore({
        get: async () => ({ ...area }),
        set: async items => void Object.assign(area, items),
      }),
      notifier: {
        isPermitted: async () => world.permitted,
        show: async ({ id, title }, isQuiet) => void world.shown.push([isQuiet ? 'update' : 'create', id, title]),
      },
      play(severity, volume) {
        world.played.push([severity, volume]);
        return world.playing();
      },
      clock,
      timers,
      report: (where, error) => void world.errors.push(`${where}: ${error instanceof Error ? error.message : String(error)}`),
    });
  }
  return world;
}

export type World = ReturnType<typeof createWorld>;

export const change = (world: World, phase: Phase, base = 'BTC', agoMs = 0): PhaseChange => ({
  time: world.time.clock.now() - agoMs,
  base,
  phase,
  from: 'calm',
  evidence: [],
  r: { unknown: 'notFalling' },
});

export async function hear(world: World, service: AlertService, phase: Phase, base = 'BTC', agoMs = 0): Promise<void> {
  service.hear(change(world, phase, base, agoMs));
  await world.time.advance(0);
}

export const outcomes = async (service: AlertService): Promise<readonly string[]> =>
  (await service.read()).history.map(({ outcome }) => outcome);
