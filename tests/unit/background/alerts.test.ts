import { describe, expect, it } from 'vitest';
import { createAlerts } from '../../../lib/background/alerts.ts';
import type { AlertService } from '../../../lib/background/alerts.ts';
import type { AlertSettings, AlertsView } from '../../../lib/model/alerts.ts';
import type { Phase, PhaseChange } from '../../../lib/model/engine.ts';
import type { Level, MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { createAlertSettingsStore, readAlertSettings } from '../../../lib/store/alert-settings.ts';
import { createFakeTime } from '../feeds/fake-time.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';

/** Noon of the clock on the wall here, wherever the test runs. */
const noon = new Date(2026, 2, 11, 12).getTime();
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const off = readAlertSettings(undefined);
const all: AlertSettings = { ...off, kinds: { phases: true, stabilising: true, levels: true, fearGreed: true } };

/** What outlives the worker, and the world around it. */
function createWorld(settings: AlertSettings = all, start = noon) {
  const disk = new Map<string, unknown>();
  const area: Record<string, unknown> = { alerts: settings };
  const world = {
    time: createFakeTime(start),
    disk,
    permitted: true,
    timeKnown: true,
    levels: [] as readonly Level[],
    levelsAt: start,
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
            levels: { BTC: { levels: world.levels, at: world.levelsAt, source: 'made' } },
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

type World = ReturnType<typeof createWorld>;

const change = (world: World, phase: Phase, base = 'BTC', agoMs = 0): PhaseChange => ({
  time: world.time.clock.now() - agoMs,
  base,
  phase,
  from: 'calm',
  evidence: [],
  r: { unknown: 'too few orders' },
});

async function hear(world: World, service: AlertService, phase: Phase, base = 'BTC', agoMs = 0): Promise<void> {
  service.hear(change(world, phase, base, agoMs));
  await world.time.advance(0);
}

const outcomes = async (service: AlertService): Promise<readonly string[]> =>
  (await service.read()).history.map(({ outcome }) => outcome);

describe('one cascade', () => {
  it('is one notification that updates, for bitcoin and the market together', async () => {
    const world = createWorld();
    const service = world.live();
    await hear(world, service, 'building', 'ALL');
    await world.time.advance(30_000);
    await hear(world, service, 'building', 'BTC');
    await world.time.advance(30_000);
    await hear(world, service, 'cascade', 'BTC');
    await world.time.advance(10_000);
    await hear(world, service, 'cascade', 'ALL');
    await world.time.advance(100_000);
    await hear(world, service, 'deleveraging', 'BTC');
    await hear(world, service, 'deleveraging', 'ALL');
    expect(new Set(world.shown.map(([, id]) => id)).size).toBe(1);
    // It disturbs when it begins and when it becomes an alarm; bitcoin alone leaving the cascade changes nothing of the market's.
    expect(world.shown.map(([way, , title]) => [way, title])).toEqual([
      ['create', 'Market: building'],
      ['update', 'BTC: building'],
      ['create', 'BTC: cascade'],
      ['update', 'Market: cascade'],
      ['update', 'Market: deleveraging'],
    ]);
    const { history } = await service.read();
    expect(history.map(({ title, outcome }) => [title, outcome])).toEqual([['Market: deleveraging', 'shown']]);
  });

  it('goes on in the same notification after a restart, and is told once', async () => {
    const world = createWorld();
    await hear(world, world.live(), 'building');
    const next = world.live();
    expect((await next.read()).history).toHaveLength(1);
    await hear(world, next, 'cascade');
    expect(new Set(world.shown.map(([, id]) => id)).size).toBe(1);
    expect(world.shown.map(([way]) => way)).toEqual(['create', 'create']);
    next.changed();
    await world.time.advance(minuteMs);
    expect(world.shown).toHaveLength(2);
  });

  it('that begins when another is over is another notification', async () => {
    const world = createWorld();
    const service = world.live();
    await hear(world, service, 'building');
    await hear(world, service, 'calm');
    await world.time.advance(2 * hourMs);
    await hear(world, service, 'building');
    expect(new Set(world.shown.map(([, id]) => id)).size).toBe(2);
    expect(world.shown.map(([way]) => way)).toEqual(['create', 'update', 'create']);
  });

  it('is not told again, nor set back, by an engine that goes through its past anew', async () => {
    const world = createWorld();
    const service = world.live();
    await hear(world, service, 'building');
    await world.time.advance(minuteMs);
    await hear(world, service, 'cascade');
    await world.time.advance(minuteMs);
    const before = [...world.shown];
    const next = world.live();
    await hear(world, next, 'building', 'BTC', 2 * minuteMs);
    await hear(world, next, 'cascade', 'BTC', minuteMs);
    expect(world.shown).toEqual(before);
    expect((await next.read()).history.map(({ title }) => title)).toEqual(['BTC: cascade']);
  });

  it('takes in the level that it breaks, as news', async () => {
    const world = createWorld();
    const service = world.live();
    await hear(world, service, 'cascade');
    await world.time.advance(hourMs);
    world.levels = [
      { price: 80_000, role: 'resistance', state: 'broken', since: world.time.clock.now(), reasons: ['round number'] },
    ];
    world.levelsAt = world.time.clock.now();
    service.changed();
    await world.time.advance(10_000);
    expect(new Set(world.shown.map(([, id]) => id)).size).toBe(1);
    expect(world.shown.at(-1)?.[0]).toBe('create');
    expect(world.shown.at(-1)?.[2]).toContain('broken');
  });
});

describe('a worker that dies', () => {
  it('between what it wrote and what it shows has told nobody, and the next one does not tell it again but knows of it', async () => {
    const world = createWorld();
    world.onWritten = () => new Promise(() => undefined);
    await hear(world, world.live(), 'cascade');
    expect(world.writes).toBe(1);
    expect(world.shown).toEqual([]);
    world.onWritten = () => Promise.resolve();
    const next = world.live();
    next.changed();
    await world.time.advance(minuteMs);
    expect(world.shown).toEqual([]);
    expect((await next.read()).history.map(({ title }) => title)).toEqual(['BTC: cascade']);
  });

  it('shows nothing that it could not write, and tries again', async () => {
    const world = createWorld();
    const service = world.live();
    world.failing = true;
    await hear(world, service, 'cascade');
    expect([world.shown, world.errors]).toEqual([[], ['alerts: disk full']]);
    world.failing = false;
    service.changed();
    await world.time.advance(10_000);
    expect(world.shown.map(([, , title]) => title)).toEqual(['BTC: cascade']);
  });

  it('is told on waking what happened meanwhile: disturbed only by what is less than a quarter of an hour old', async () => {
    const world = createWorld();
    const service = world.live();
    await hear(world, service, 'building', 'BTC', 15 * minuteMs + 1);
    expect(await outcomes(service)).toEqual(['too old']);
    expect(world.shown).toEqual([]);
    await hear(world, service, 'cascade', 'BTC', 15 * minuteMs);
    expect(await outcomes(service)).toEqual(['shown']);
    expect(world.shown.map(([way]) => way)).toEqual(['create']);
  });
});

describe('what disturbs nobody', () => {
  it('is everything while nothing is switched on, and nothing is read or written for it', async () => {
    const world = createWorld(off);
    const service = world.live();
    await hear(world, service, 'cascade');
    service.changed();
    await world.time.advance(minuteMs);
    expect([world.shown, world.played, world.writes]).toEqual([[], [], 0]);
    expect((await service.read()).isOn).toBe(false);
  });

  it('waits until it is known what time it is', async () => {
    const world = createWorld();
    const service = world.live();
    world.timeKnown = false;
    await hear(world, service, 'cascade');
    expect([world.shown, world.writes]).toEqual([[], 0]);
    world.timeKnown = true;
    service.changed();
    await world.time.advance(10_000);
    expect(world.shown).toHaveLength(1);
  });

  it('is a kind that is off', async () => {
    const world = createWorld({ ...all, kinds: { ...off.kinds, stabilising: true } });
    const service = world.live();
    await hear(world, service, 'deleveraging');
    expect(world.shown).toEqual([]);
    await hear(world, service, 'stabilising');
    expect(world.shown.map(([way, , title]) => [way, title])).toEqual([['create', 'BTC: stabilising']]);
  });

  it.each([
    [22, 29, 'shown'],
    [22, 30, 'quiet hours'],
    [23, 59, 'quiet hours'],
    [0, 0, 'quiet hours'],
    [6, 59, 'quiet hours'],
    [7, 0, 'shown'],
  ])('is what comes in quiet hours over midnight: at %i:%i it is %s', async (hours, minutes, outcome) => {
    const at = new Date(2026, 2, 11, hours, minutes).getTime();
    const world = createWorld({ ...all, quiet: { on: true, from: 22 * 60 + 30, to: 7 * 60, exceptAlarms: false } }, at);
    const service = world.live();
    await hear(world, service, 'cascade');
    expect(await outcomes(service)).toEqual([outcome]);
    expect(world.shown).toHaveLength(outcome === 'shown' ? 1 : 0);
  });

  it('is not an alarm, where alarms may come through', async () => {
    const night = new Date(2026, 2, 11, 3).getTime();
    const world = createWorld({ ...all, quiet: { on: true, from: 22 * 60, to: 7 * 60, exceptAlarms: true } }, night);
    const service = world.live();
    await hear(world, service, 'building');
    await hear(world, service, 'building', 'ALL');
    // One cascade is one line of the history too.
    expect(await outcomes(service)).toEqual(['quiet hours']);
    await hear(world, service, 'cascade');
    expect(world.shown.map(([way]) => way)).toEqual(['create']);
  });

  it('is all that comes while alerts are put off, until it is over or the user wakes them', async () => {
    const world = createWorld();
    const service = world.live();
    expect((await service.snooze({ for: 'hour' })).snoozedUntil).toBe(noon + hourMs);
    await hear(world, service, 'building');
    expect(await outcomes(service)).toEqual(['snoozed']);
    // A later life of the worker keeps to it.
    const next = world.live();
    await world.time.advance(hourMs - 1);
    await hear(world, next, 'cascade');
    expect(world.shown).toEqual([]);
    await world.time.advance(1);
    expect((await next.read()).snoozedUntil).toBeUndefined();
    await hear(world, next, 'cascade', 'ALL');
    expect(world.shown).toHaveLength(1);
    expect((await next.snooze({ for: 'tomorrow' })).snoozedUntil).toBe(new Date(2026, 2, 12, 8).getTime());
    expect((await next.snooze({ for: 'none' })).snoozedUntil).toBeUndefined();
    await expect(next.snooze({ for: 'ever' })).rejects.toThrow('no such snooze');
  });

  it('is what is less than wanted, unless it changes what stands there', async () => {
    const world = createWorld({ ...all, least: 'alarm' });
    const service = world.live();
    await hear(world, service, 'building');
    expect(await outcomes(service)).toEqual(['less than wanted']);
    await hear(world, service, 'cascade');
    await hear(world, service, 'deleveraging');
    expect(world.shown.map(([way, , title]) => [way, title])).toEqual([
      ['create', 'BTC: cascade'],
      ['update', 'BTC: deleveraging'],
    ]);
  });

  it('is an alarm that comes back within the cool-down; after it, it is heard again', async () => {
    const world = createWorld({ ...all, coolDownMinutes: 10 });
    const service = world.live();
    await hear(world, service, 'cascade');
    await hear(world, service, 'deleveraging');
    await world.time.advance(10 * minuteMs - 1);
    await hear(world, service, 'cascade');
    await hear(world, service, 'deleveraging');
    await world.time.advance(1);
    await hear(world, service, 'cascade');
    expect(world.shown.map(([way]) => way)).toEqual(['create', 'update', 'update', 'update', 'create']);
  });

  it('is all without leave of the browser; what happened is written down, and told to the page', async () => {
    const world = createWorld();
    world.permitted = false;
    const service = world.live();
    await hear(world, service, 'cascade');
    expect(world.shown).toEqual([]);
    const view: AlertsView = await service.read();
    expect([view.isOn, view.permitted, view.history.map(({ outcome }) => outcome)]).toEqual([true, false, ['not permitted']]);
  });
});

describe('what stands', () => {
  const level = (price: number, state: Level['state'], since: number): Level => ({
    price,
    role: 'resistance',
    ...(state && { state }),
    since,
    reasons: ['round number'],
  });
  async function look(world: World, service: AlertService): Promise<void> {
    service.changed();
    await world.time.advance(10_000);
  }

  it('at the first look is no news: levels long broken, and the band of the index', async () => {
    const world = createWorld();
    world.levels = [level(80_000, 'broken', noon - hourMs)];
    world.fearGreed = { ...feared, value: 40, word: 'Fear' };
    const service = world.live();
    await look(world, service);
    expect(world.shown).toEqual([]);
    world.fearGreed = { ...feared, value: 20, word: 'Extreme Fear' };
    await look(world, service);
    expect(world.shown.map(([way, , title]) => [way, title])).toEqual([['create', 'Fear & Greed: Extreme Fear']]);
  });

  it('is told once for several levels that break in one hour, the lowest last, and each is written down', async () => {
    const world = createWorld();
    const service = world.live();
    await look(world, service);
    const since = noon + minuteMs;
    world.levels = [level(80_000, 'broken', since), level(82_000, 'broken', since), level(85_000, 'held', since)];
    world.levelsAt = since;
    await world.time.advance(minuteMs);
    await look(world, service);
    expect(world.shown).toHaveLength(1);
    expect(world.shown[0]?.[2]).toMatch(/80,?000/);
    expect((await service.read()).history).toHaveLength(2);
    await look(world, service);
    expect(world.shown).toHaveLength(1);
  });

  it('is a threshold of the user’s, of either side, once it is reached', async () => {
    const world = createWorld({ ...off, thresholds: [{ coin: 'ETH', side: 'both', usd: 5e6, window: '1h' }] });
    const service = world.live();
    world.totals = [undefined];
    await look(world, service);
    world.totals = [4_999_999];
    await look(world, service);
    expect(world.shown).toEqual([]);
    world.totals = [5_000_000];
    await look(world, service);
    await look(world, service);
    expect(world.shown).toHaveLength(1);
    expect(world.shown[0]?.[2]).toMatch(/^ETH: positions over \$5(?:\.00)?M$/);
  });

  it('is looked at every ten seconds at the most', async () => {
    const world = createWorld({ ...off, thresholds: [{ coin: '', side: 'long', usd: 5e6, window: '1h' }] });
    const service = world.live();
    service.changed();
    await world.time.advance(0);
    world.totals = [6e6];
    service.changed();
    await world.time.advance(9_999);
    expect(world.shown).toEqual([]);
    await world.time.advance(1);
    expect(world.shown).toHaveLength(1);
  });
});

const feared: NonNullable<MarketSnapshot['fearGreed']> = referenceSnapshot.fearGreed ?? {
  value: 0,
  word: '',
  days: [],
  at: 0,
  source: '',
  sourceUrl: '',
};

describe('the sound', () => {
  const loud = { ...off.sounds, alarm: { on: true, volume: 0.05 }, warning: { on: false, volume: 1 } };

  it('is that of the severity at its volume, once for a disturbance, never for an update and never where it is off', async () => {
    const world = createWorld({ ...all, sounds: loud });
    const service = world.live();
    await hear(world, service, 'building');
    await hear(world, service, 'cascade');
    await hear(world, service, 'deleveraging');
    expect(world.played).toEqual([['alarm', 0.05]]);
  });

  it('holds nothing up where the browser does not play it, and is no more than reported where it cannot', async () => {
    const world = createWorld({ ...all, sounds: loud });
    const service = world.live();
    world.playing = () => new Promise(() => undefined);
    await service.tryOut({ severity: 'alarm' });
    world.playing = () => Promise.reject(new Error('no device'));
    await hear(world, service, 'cascade');
    expect(world.shown.at(-1)?.[2]).toBe('BTC: cascade');
    expect(world.errors).toEqual(['sound: no device']);
  });

  it('is played with a test notification when it is tried, and only then where the severity is on', async () => {
    const world = createWorld({ ...off, sounds: loud });
    const service = world.live();
    await service.tryOut({ severity: 'alarm' });
    await service.tryOut({ severity: 'warning' });
    expect(world.shown.map(([way, id]) => [way, id])).toEqual([
      ['create', 'test'],
      ['create', 'test'],
    ]);
    expect(world.played).toEqual([['alarm', 0.05]]);
    await expect(service.tryOut({ severity: 'panic' })).rejects.toThrow('no such severity');
  });
});

describe('a change of settings', () => {
  it('is kept, and answered with what is kept', async () => {
    const world = createWorld(off);
    const service = world.live();
    const view = await service.change(all);
    expect([view.isOn, view.settings]).toEqual([true, all]);
    expect((await world.live().read()).settings).toEqual(all);
  });

  it.each([undefined, 7, {}, { ...all, thresholds: [{ coin: 'BTC', side: 'up', usd: 5e6, window: '1h' }] }])(
    'that cannot be read is refused: %j',
    async data => {
      const world = createWorld(off);
      const service = world.live();
      await expect(service.change(data)).rejects.toThrow('no settings of alerts');
      expect((await service.read()).settings).toEqual(off);
    },
  );

  it('from nothing to something makes what happened before no news', async () => {
    const world = createWorld();
    const service = world.live();
    world.levels = [];
    service.changed();
    await world.time.advance(10_000);
    await service.change(off);
    await world.time.advance(hourMs);
    world.levels = [{ price: 80_000, role: 'resistance', state: 'broken', since: world.time.clock.now(), reasons: [] }];
    world.levelsAt = world.time.clock.now();
    await service.change(all);
    service.changed();
    await world.time.advance(10_000);
    expect(world.shown).toEqual([]);
  });
});

it('keeps the last fifty', async () => {
  const world = createWorld();
  const service = world.live();
  for (let time = 0; time < 60; time += 1) {
    await hear(world, service, 'building');
    await hear(world, service, 'calm');
    await world.time.advance(2 * hourMs);
  }
  expect((await service.read()).history).toHaveLength(50);
});
