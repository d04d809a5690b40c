import { describe, expect, it } from 'vitest';
import type { AlertService } from '../../../lib/background/alerts.ts';
import type { Level, MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { referenceSnapshot } from '../../fixtures/snapshots.ts';
import { noon, minuteMs, hourMs, off, all, createWorld, hear } from './alerts-rig.ts';
import type { World } from './alerts-rig.ts';

describe('what stands', () => {
  const level = (price: number, state: Level['state'], since: number): Level => ({
    price,
    role: 'resistance',
    ...(state && { state }),
    since,
    reasons: ['round'],
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

  it('is a level of the user’s own of another coin, by the hour of that coin, and of no time before it was added', async () => {
    const world = createWorld();
    const service = world.live();
    await look(world, service);
    const at = (hours: number) => noon + hours * hourMs;
    const eth = (since: number, read: number) => ({
      ETH: { levels: [], others: [level(1_900, 'broken', since)], at: read, source: 'made' },
    });
    // Broken an hour before it was added.
    world.own = eth(at(0), at(1));
    await look(world, service);
    expect(world.shown).toEqual([]);
    // The bars of bitcoin are ahead by an hour; that says nothing of ether.
    world.levelsAt = at(2);
    await look(world, service);
    world.own = eth(at(2), at(2));
    await world.time.advance(2 * hourMs);
    await look(world, service);
    await look(world, service);
    expect(world.shown.map(([way, , title]) => [way, title])).toEqual([['create', 'ETH: 1,900 broken']]);
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
