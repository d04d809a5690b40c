import { describe, expect, it } from 'vitest';
import { formatAlert } from '../../../lib/format/alert-words.ts';
import type { AlertRecord, AlertsView } from '../../../lib/model/alerts.ts';
import { noon, minuteMs, hourMs, off, all, createWorld, hear, outcomes } from './alerts-rig.ts';

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
    expect(history.map(alert => [formatAlert(alert).title, alert.outcome])).toEqual([['Market: deleveraging', 'shown']]);
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
    expect((await next.read()).history.map(alert => formatAlert(alert).title)).toEqual(['BTC: cascade']);
  });

  it('takes in the level that it breaks, as news', async () => {
    const world = createWorld();
    const service = world.live();
    await hear(world, service, 'cascade');
    await world.time.advance(hourMs);
    world.levels = [{ price: 80_000, role: 'resistance', state: 'broken', since: world.time.clock.now(), reasons: ['round'] }];
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
    expect((await next.read()).history.map(alert => formatAlert(alert).title)).toEqual(['BTC: cascade']);
  });

  it('goes on from the history of a version that kept alerts in words, which stay what they were', async () => {
    const world = createWorld();
    await hear(world, world.live(), 'cascade');
    const kept = JSON.parse(String(world.disk.get('alerts'))) as { readonly history: readonly AlertRecord[] };
    const history: readonly unknown[] = kept.history.map(({ matter: _none, ...record }) => ({
      ...record,
      title: 'BTC: cascade',
      text: 'Longs were forced out.',
    }));
    world.disk.set('alerts', JSON.stringify({ ...kept, history: [...history, null] }));
    const next = world.live();
    expect((await next.read()).history.map(formatAlert)).toEqual([{ title: 'BTC: cascade', text: 'Longs were forced out.' }]);
    // What was told is remembered all the same: an hour of calm has not passed.
    await world.time.advance(minuteMs);
    await hear(world, next, 'deleveraging');
    expect(await outcomes(next)).toEqual(['shown']);
    expect(world.shown.map(([way]) => way)).toEqual(['create', 'update']);
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
