import { expect, test } from 'vitest';
import { createMarketTime } from '../../../lib/feeds/market-time.ts';
import { createSocketFeed } from '../../../lib/feeds/socket-feed.ts';
import type { FeedBatch } from '../../../lib/feeds/socket-feed.ts';
import { plan } from './fake-socket.ts';
import { claimedOrders, liveAndDie } from './kill-harness.ts';
import type { Life } from './kill-harness.ts';

const lagMs = 2_000;

function feed(life: Life, onBatch: (batch: FeedBatch) => Promise<void> = life.onBatch): ReturnType<typeof createSocketFeed> {
  return createSocketFeed({
    ...life,
    venue: 'bybit',
    // Short, so that sockets are changed over in every run.
    plan: () => plan({ lagMs, maxAgeMs: 30_000, heartbeat: { everyMs: 5_000, frame: String } }),
    marketTime: createMarketTime({ clock: life.clock }),
    context: () => ({ instruments: new Map() }),
    onBatch,
    onHealth: () => undefined,
  });
}

test('killed 150 times at any await point, a feed has handed on every order of the time it claims', async () => {
  let claimed = 0;
  let sent = 0;
  let kills = 0;
  for (let seed = 1; seed <= 30; seed += 1) {
    const outcome = await liveAndDie(seed, { kills: 5, lagMs }, life => feed(life));
    const { stored, missing } = claimedOrders(outcome);
    expect(missing, `seed ${String(seed)}`).toEqual([]);
    claimed += stored.length;
    sent += outcome.orders.length;
    kills += outcome.kills;
  }
  expect(kills).toBe(150);
  // Of the time it lived it must have claimed a good part, or the promise is empty.
  expect(claimed / sent).toBeGreaterThan(0.3);
}, 60_000);

test('within one life, each order is handed on once, however often the venue says it', async () => {
  const handed: string[] = [];
  const outcome = await liveAndDie(99, { kills: 0, lagMs }, life =>
    feed(life, async batch => {
      handed.push(...batch.events.map(({ key }) => key));
      await life.onBatch({ ...batch, events: [] }).catch(() => undefined);
    }),
  );
  expect(handed.length).toBeGreaterThan(50);
  expect(handed.length).toBe(new Set(handed).size);
  expect(outcome.claims.length).toBeGreaterThan(5);
});

test('the harness sees a feed that claims more than it stored', async () => {
  const early = (life: Life) =>
    feed(life, batch =>
      life.onBatch({
        ...batch,
        heard: batch.heard === undefined ? undefined : { ...batch.heard, to: batch.heard.to + lagMs + 500 },
      }),
    );
  const outcomes = await Promise.all([1, 2, 3].map(seed => liveAndDie(seed, { kills: 5, lagMs }, early)));
  expect(outcomes.flatMap(outcome => claimedOrders(outcome).missing).length).toBeGreaterThan(0);
});

test('the harness sees a feed that claims in one batch and stores in another', async () => {
  const torn = (life: Life) =>
    feed(life, async batch => {
      await life.onBatch({ ...batch, events: [] });
      await life.onBatch({ ...batch, heard: undefined });
    });
  const outcomes = await Promise.all(Array.from({ length: 12 }, (_, seed) => liveAndDie(seed, { kills: 5, lagMs }, torn)));
  expect(outcomes.flatMap(outcome => claimedOrders(outcome).missing).length).toBeGreaterThan(0);
});
