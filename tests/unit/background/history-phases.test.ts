import { describe, expect, it } from 'vitest';
import { createEngineService, phaseKey } from '../../../lib/background/engine-service.ts';
import { createOlderBook } from '../../../lib/background/older-book.ts';
import { createTimeMachine } from '../../../lib/background/time-machine.ts';
import type { PhaseChange } from '../../../lib/model/engine.ts';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { start } from '../feeds/fake-host.ts';
import { createHistoryRig, day, hour, minute, order, venues } from './history-rig.ts';
import type { HistoryRig } from './history-rig.ts';

const prices = { past: () => Promise.resolve([]), add: () => Promise.resolve(), forget: () => undefined };

/** A calm week of bars by the hour; then one in which the price falls by a tenth, and ten that stand still. */
function barsUntil(now: number, fellAgo: number) {
  return Array.from({ length: 8 * 24 }, (_none, place) => {
    const openTime = now - (8 * 24 - place) * hour;
    const ripple = 1 + 0.001 * Math.sin(place);
    const base = openTime < now - fellAgo ? 80_000 : 72_000;
    const open = openTime === now - fellAgo ? 80_000 : base * ripple;
    const close = base * ripple;
    return { openTime, open, high: Math.max(open, close), low: Math.min(open, close), close, volume: 100 };
  });
}

async function ordersOf(rig: HistoryRig, now: number, fellAgo: number): Promise<void> {
  const quiet = Array.from({ length: 8 * 48 }, (_none, place) => order(now - 8 * day + place * 30 * minute + 7_000, 10_000));
  const forced = Array.from({ length: 600 }, (_none, place) => order(now - fellAgo + place * 6_000, 400_000));
  await rig.hear([...quiet, ...forced], { from: now - 8 * day, to: now });
}

describe('the phases of the past', () => {
  it('are found when the past is gone through, kept, and followed on', async () => {
    const rig = createHistoryRig();
    rig.parts.state.bars.set('BTC', { bars: barsUntil(start, 10 * hour), source: 'Made' });
    await ordersOf(rig, start, 10 * hour);
    const told: PhaseChange[] = [];
    const make = () => createEngineService(rig.parts, { venues, prices, onChange: change => told.push(change) });
    const engine = make();
    const done = engine.job.run();
    // The engine hands its work back to the worker now and then.
    for (let turn = 0; turn < 50; turn += 1) await rig.time.advance(0);
    await done;

    const phases = await engine.phases('BTC');
    expect(phases[0]?.phase).toBe('calm');
    expect(phases[0]?.from).toBeGreaterThanOrEqual(start - 8 * day);
    expect(phases[0]?.from).toBeLessThanOrEqual(start - 8 * day + hour);
    expect(phases.map(({ phase }) => phase)).toContain('cascade');
    phases.slice(1).forEach((span, place) => expect(span.from).toBe(phases[place]?.to));
    const fell = phases.find(({ phase }) => phase === 'cascade');
    expect(fell?.from).toBeGreaterThanOrEqual(start - 10 * hour);
    // The bar of the fall is known when its hour is over, and a building comes before a cascade.
    expect(fell?.from).toBeLessThanOrEqual(start - 9 * hour + 2 * minute);
    // What was found while the past was read is no news.
    expect(told).toEqual([]);

    expect(await make().phases('BTC')).toEqual(phases);
    expect(await make().phases('ETH')).toEqual([]);
    expect((await rig.parts.documents.read(phaseKey(undefined)))?.value).toHaveProperty('spans');
  }, 60_000);
});

describe('the phases of a past that comes in piece by piece', () => {
  /** Twenty days of open interest by the hour: a tenth of the coins is closed in the fall. */
  const writeInterest = (rig: HistoryRig, now: number, fellAgo: number): Promise<void> =>
    rig.parts.openInterestStore.write(
      Array.from({ length: 20 * 24 }, (_none, place) => {
        const time = now - (20 * 24 - 1 - place) * hour;
        const coins = time <= now - fellAgo ? 100_000 : 90_000;
        return { venue: 'bybit', symbol: 'BTC-SWAP', base: 'BTC', time, coins, usd: coins * 75_000 };
      }),
      now,
    );

  /** The phases of BTC some minutes after the first look at the past, where open interest was known before it or came in after it. */
  async function phasesWith(interest: 'before' | 'after'): Promise<readonly string[]> {
    const rig = createHistoryRig();
    const fellAgo = 10 * hour;
    rig.parts.state.bars.set('BTC', { bars: barsUntil(start, fellAgo), source: 'Made' });
    await ordersOf(rig, start, fellAgo);
    const told: PhaseChange[] = [];
    const engine = createEngineService(rig.parts, { venues, prices, onChange: change => told.push(change) });
    const run = async (): Promise<void> => {
      const done = engine.job.run();
      for (let turn = 0; turn < 50; turn += 1) await rig.time.advance(0);
      await done;
    };
    if (interest === 'before') await writeInterest(rig, start, fellAgo);
    await run();
    if (interest === 'after') await writeInterest(rig, start, fellAgo);
    for (let look = 0; look < 3; look += 1) {
      await rig.time.advance(minute);
      await run();
    }
    // What was found in the past is no news, whenever it is found.
    expect(told).toEqual([]);
    return (await engine.phases('BTC')).map(({ phase, from }) => `${phase} ${String(Math.round((from - start) / minute))}`);
  }

  it('are in the end those of a past that was known at once', async () => {
    const known = await phasesWith('before');
    expect(known.map(each => each.split(' ')[0])).toContain('deleveraging');
    const after = await phasesWith('after');
    expect(after.slice(1)).toEqual(known.slice(1));
    // Bars tell of eight days, open interest of the fourteen that are gone through: here they were, once it was known.
    expect(known[0]).toMatch(/^calm -20\d\d\d$/);
    expect(after[0]).toMatch(/^calm -20\d\d\d$/);
  }, 60_000);
});

describe('the time machine', () => {
  it('counts forced orders of weeks that the book of now no longer holds', async () => {
    const rig = createHistoryRig();
    const then = start - 40 * day;
    rig.time.jump(-40 * day);
    await rig.hear([order(then - 2 * day, 500)], { from: then - 3 * day, to: then });
    rig.time.jump(40 * day);
    await rig.parts.liquidationStore.rollUp(start);
    await rig.recorder.reload();
    const machine = createTimeMachine(rig.parts, {
      venues,
      fearGreedSource: alternativeMe,
      prices,
      bookFrom: createOlderBook(rig.parts, venues),
    });
    const snapshot = machine.at(then, undefined);
    for (let turn = 0; turn < 50; turn += 1) await rig.time.advance(0);
    const total = (await snapshot)?.liquidations.market['7d'];
    expect(total?.longUsd).toBe(500);
    expect(total?.venuesHeard).toBe(1);
  }, 60_000);
});
