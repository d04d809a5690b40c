import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Core } from '../../../lib/background/core.ts';
import type { History } from '../../../lib/model/history.ts';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { isHistory } from '../../../lib/protocol/history-guard.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { createRandom } from '../../market/seeded.ts';
import { createSurroundings } from './mortal-core.ts';

const minute = 60_000;

const sum = (column: readonly (number | null)[]): number => column.reduce<number>((total, value) => total + (value ?? 0), 0);

describe('the history of a background that started minutes ago on the reference day', () => {
  const { t0 } = createLedger('reference-day');
  let core: Core;
  let then: MarketSnapshot | undefined;
  let kill: () => void = () => undefined;

  async function read(base: string, range: '24h' | '7d' | '30d'): Promise<History> {
    const history = await core.history({ base, range, to: t0 });
    if (history === undefined || !isHistory(history)) throw new Error('no history');
    return history;
  }

  beforeAll(async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const { clock, live } = createSurroundings(createLedger('reference-day'), t0);
    const life = live(createRandom(1));
    kill = () => life.kill();
    core = await life.core;
    for (let half = 0; half < 12; half += 1) {
      void core.scheduler.tick();
      for (let second = 0; second < 30; second += 1) await clock.advance(1_000);
    }
    const asked = core.snapshotAt(t0, undefined);
    // The engine hands its work back now and then.
    await clock.advance(1_000);
    then = await asked;
  }, 240_000);
  afterAll(() => {
    kill();
    vi.unstubAllEnvs();
  });

  it.each(['24h', '7d', '30d'] as const)('adds up over %s to what the snapshot of the same moment shows', async range => {
    for (const base of ['', 'BTC']) {
      const total = base === '' ? then?.liquidations.market[range] : then?.liquidations.coins[base]?.[range];
      const history = await read(base, range);
      expect(sum(history.longUsd)).toBeCloseTo(total?.longUsd ?? Number.NaN, 0);
      expect(sum(history.shortUsd)).toBeCloseTo(total?.shortUsd ?? Number.NaN, 0);
      expect(sum(history.heard) / history.heard.length).toBeCloseTo(total?.coverage ?? Number.NaN, 2);
      expect(history.longUsd.some(usd => usd !== null && usd > 0)).toBe(true);
    }
  });

  it('has the closes, the open interest and the days of fear that were read', async () => {
    const history = await read('BTC', '30d');
    expect(history.stepMs).toBe(30 * minute);
    expect(history.price.filter(usd => usd !== null).length).toBeGreaterThan(700);
    expect(history.fear.at(-1)?.value).toBe(5);
    expect(history.fear.length).toBeGreaterThan(25);
    expect(history.interestCoins.some(coins => coins !== null && coins > 0)).toBe(true);
    expect(Object.keys(history.sources)).toEqual(expect.arrayContaining(['price', 'liquidations', 'interest', 'fear']));
    expect(history.venues.length).toBeGreaterThan(10);
    const week = await read('BTC', '7d');
    expect(week.phases.length).toBeGreaterThan(0);
    expect(week.phases.at(-1)?.phase).toBe('deleveraging');
  });

  it('has a tape of the orders that a history told one by one', async () => {
    const tape = await core.tape({ base: '', from: t0 - 86_400_000, to: t0, leastUsd: 1_000, order: 'largest' });
    expect(tape.rows.length).toBe(200);
    expect(tape.found).toBeGreaterThan(200);
    expect(tape.keptFrom).toBeGreaterThanOrEqual(t0 - 2 * 86_400_000);
  });
});
