import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MarketSnapshot } from '../../../lib/model/snapshot.ts';
import { offeredAt, shownSums, type Sums } from '../../e2e/support/offered.ts';
import type { MarketLog } from '../../market/log.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { createRandom } from '../../market/seeded.ts';
import { createSurroundings } from './mortal-core.ts';

const minutes = 8;

/** What is shown at a moment, and what the ledger offers by then; `undefined` while something is on its way. */
interface Moment {
  readonly shown: Sums;
  readonly offered: Sums | undefined;
}

describe('a background that starts at T0 of the reference day with an empty store', () => {
  const moments: Moment[] = [];
  let snapshot: MarketSnapshot;
  let errors: readonly string[];
  let log: MarketLog;

  beforeAll(async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const ledger = createLedger('reference-day');
    const { market, clock, live } = createSurroundings(ledger, ledger.t0);
    const life = live(createRandom(1));
    const core = await life.core;
    for (let minute = 0; minute < minutes; minute += 1) {
      for (let half = 0; half < 2; half += 1) {
        void core.scheduler.tick();
        for (let second = 0; second < 30; second += 1) await clock.advance(1_000);
      }
      snapshot = core.snapshot(undefined);
      const offered = offeredAt({ ...market, startedAt: ledger.t0 }, snapshot.asOf);
      moments.push({ shown: shownSums(snapshot), offered });
    }
    ({ errors } = life);
    ({ log } = market);
    life.kill();
  }, 240_000);
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it('reads the histories of all venues within five minutes', () => {
    expect(snapshot.progress).toEqual([]);
    expect(errors).toEqual([]);
    expect(log.violations).toEqual([]);
  });

  it('shows from then on to the cent what the ledger offers, in every window, for longs and shorts, all coins and bitcoin', () => {
    const settled = moments.slice(4).filter(({ offered }) => offered !== undefined);
    expect(settled.length).toBeGreaterThan(0);
    for (const { shown, offered } of settled) expect(shown).toEqual(offered);
  });

  it('shows the figures of the product: longs of 24 hours, bitcoin in 7 and in 30 days', () => {
    const { market, coins } = snapshot.liquidations;
    expect(Math.abs((market['24h']?.longUsd ?? 0) - 237_000_000)).toBeLessThan(2_000_000);
    expect(Math.abs((coins.BTC?.['7d']?.usd ?? 0) - 2_160_000_000)).toBeLessThan(5_000_000);
    expect(Math.abs((coins.BTC?.['30d']?.usd ?? 0) - 4_400_000_000)).toBeLessThan(5_000_000);
  });

  it('shows that open interest fell by 4.4 percent in a day and 34 percent in 30 days', () => {
    const { market } = snapshot.openInterest;
    expect(market?.changeUsd24h).toBeCloseTo(-0.044, 3);
    // Minutes later, and half-hour marks of a month ago.
    expect(Math.abs((market?.changeUsd30d ?? 0) + 0.34)).toBeLessThan(0.002);
  });
});
