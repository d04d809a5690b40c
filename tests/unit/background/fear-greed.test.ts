import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFearGreedJob } from '../../../lib/background/source-jobs.ts';
import { createHealthBoard } from '../../../lib/background/health.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import type { BackgroundParts } from '../../../lib/background/parts.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { createRandom } from '../../market/seeded.ts';
import { createSurroundings } from './mortal-core.ts';

const today = Date.UTC(2026, 4, 20);
const hourMs = 3_600_000;
const now = today + 9 * hourMs;

/** Whether a job that last heard today's value at `at` asks for it at nine. */
async function asks(at: number): Promise<boolean> {
  let asked = false;
  const days = [{ day: today, value: 40, word: 'Fear' }];
  const parts: Partial<BackgroundParts> = {
    state: Object.assign(createMarketState(), { fearGreed: { days, at } }),
    marketTime: { now: () => now } as BackgroundParts['marketTime'],
    health: createHealthBoard(() => undefined),
    changed: () => undefined,
    fetchLayer: {
      fetch() {
        asked = true;
        return Promise.reject(new FeedError('network', 'api.alternative.me', 'no answer'));
      },
    },
  };
  await createFearGreedJob(parts as BackgroundParts, alternativeMe)
    .run()
    .catch(() => undefined);
  return asked;
}

describe('the Fear & Greed index', () => {
  it('is asked for again an hour after the day’s value came', async () => {
    expect(await asks(now - hourMs + 1)).toBe(false);
    expect(await asks(now - hourMs)).toBe(true);
  });

  it('is asked for again when its answer is dated in the future', async () => {
    expect(await asks(now + 3 * hourMs)).toBe(true);
  });
});

describe('on a machine whose clock is wrong by months', () => {
  beforeAll(() => {
    vi.stubEnv('NODE_ENV', 'production');
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it('the index is known from before in the next life, though its host was the first to answer', async () => {
    const ledger = createLedger('calm');
    const { market, clock, live } = createSurroundings(ledger, ledger.t0);
    for (const host of market.hosts)
      if (host !== 'api.alternative.me') market.fault({ host, path: '', kind: 'delay', delayMs: 3_000 });
    const first = live(createRandom(1));
    await clock.advance(12_000);
    first.kill();
    market.clearFaults();
    const second = live(createRandom(2));
    await clock.advance(2_000);
    const feeds = (await second.core).snapshot(undefined).feeds;
    second.kill();
    expect(feeds.find(({ id }) => id === 'alternative-me/fear-greed')).toMatchObject({
      state: 'live',
      reason: 'known from before',
    });
  });
});
