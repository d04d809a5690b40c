import { expect, test } from 'vitest';
import { start } from './fake-host.ts';
import { createHistory, createHistoryRig, day, forced, minute } from './history-rig.ts';

// Twelve pages of a hundred orders in a day.
const orders = Array.from({ length: 1_200 }, (_, place) => forced('BTC', start - (place + 1) * minute));
const part = { firstReachMs: day, healReachMs: day, maxWindowMs: day };

test('a long window is cut where its parts can be asked for', async () => {
  const rig = createHistoryRig(createHistory(part), orders);
  await rig.run(['BTC']);
  expect(new Set(rig.asked.map(({ from }) => from)).size).toBeGreaterThan(1);
  expect(rig.cents()).toBe(120_000);
});

test('it is read whole, page after page, where each part would cost all that is newer again', async () => {
  const rig = createHistoryRig(createHistory({ ...part, leastWindowMs: day }), orders);
  await rig.run(['BTC']);
  // Twelve full pages, and one to see that there are no more.
  expect(rig.asked.map(({ from, to, page }) => [start - from, start - to, page])).toEqual(
    Array.from({ length: 13 }, (_, page) => [day, 0, 100 * page]),
  );
  expect(rig.cents()).toBe(120_000);
});

test('a gap that takes more requests than a run has for others is closed in one run', async () => {
  const later = orders.slice(0, 720).map(({ eventTime = 0 }) => forced('BTC', eventTime + day / 2));
  // Seventy-two pages of ten orders, and one to see that there are no more.
  const rig = createHistoryRig(createHistory({ ...part, firstReachMs: 0, leastWindowMs: day }, 10), later, 10);
  await rig.run(['BTC']);
  await rig.time.advance(day / 2);
  expect(await rig.run(['BTC'])).toMatchObject({ requests: 73, outcome: 'done' });
  expect(rig.heard('BTC-SWAP')).toEqual([{ from: start, to: start + day / 2 }]);
});
