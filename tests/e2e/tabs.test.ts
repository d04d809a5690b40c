import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frozenDataHosts } from '../fixtures/frozen-manifest.ts';
import type { RequestEntry } from '../market/log.ts';
import { findScriptWorld } from './support/backstage.ts';
import { attachPanel } from './support/panel.ts';
import { everySocket, openSockets } from './support/sockets.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

const coins = ['BTC', 'ETH', 'SOL', 'DOGE', 'XRP', 'ADA'] as const;
/** A beat of the jobs below, and a little. */
const windowMs = 11_000;

let stage: Stage;
const pages: Page[] = [];

/** Opens tabs until there are so many, and waits until each shows figures. */
async function openUpTo(count: number): Promise<void> {
  const opened = await Promise.all(
    Array.from({ length: count - pages.length }, async (_, place) => {
      const page = await stage.run.context.newPage();
      await page.goto(`https://www.gate.com/trade/${coins[place % coins.length] ?? 'BTC'}_USDT`);
      return page;
    }),
  );
  pages.push(...opened);
  for (const page of opened)
    await (await attachPanel(page)).waitFor(text => text.includes('≥') && /\d s$/.test(text), 'figures', 120_000);
}

/** What was asked of hosts of data since `from`, market time. Pages of sites and what browsers ask for themselves is left out. */
const asked = (from: number): readonly RequestEntry[] =>
  stage.market.log.requests.filter(
    ({ host, path, mode, time }) =>
      time >= from && frozenDataHosts.includes(host) && mode !== 'navigate' && path !== '/favicon.ico',
  );

/** Requests of one job, by address. The span that a poll asks for moves on with the time. */
const byAddress = (requests: readonly RequestEntry[]) =>
  Map.groupBy(requests, ({ host, path, query }) => `${host}${path}?${path.endsWith('/liq_orders') ? '' : query}`);

/** The three jobs that run every ten seconds: spot prices, and the forced orders of both of Gate's boards. */
const isBeat = (address: string) => address.includes('/ticker/24hr') || address.includes('/liq_orders');
const beatMs = 10_000;

beforeAll(async () => {
  stage = await openStage({ scenario: 'calm' });
  await openUpTo(1);
  await until('all sockets', () => openSockets(stage.market).length === everySocket.length || undefined, { timeoutMs: 120_000 });
});
afterAll(() => stage.close());

describe('what is asked of hosts', () => {
  it.each([1, 10, 30])('does not depend on how many tabs are open: %i', async count => {
    const { market } = stage;
    const from = market.clock.now();
    await openUpTo(count);
    // Opening is part of the window: a tab that asks for itself would ask then.
    const requests = await until(
      'the window to be over, and each job done in it',
      () => {
        const found = byAddress(asked(from));
        const isOver = market.clock.now() >= from + windowMs;
        return isOver && [...found.keys()].filter(isBeat).length === 3 ? found : undefined;
      },
      { timeoutMs: 120_000 },
    );
    const passedMs = market.clock.now() - from;
    for (const [address, each] of requests) {
      // A venue's tickers may tell prices, open interest and funding, which are three jobs of a minute or more.
      if (!isBeat(address)) expect(each.length, address).toBeLessThanOrEqual(3 * Math.ceil(passedMs / 60_000));
    }
    const beats = [...requests].filter(([address]) => isBeat(address));
    // One every ten seconds, and one more at either end; a busy machine may keep one back.
    for (const [address, each] of beats) expect(each.length, address).toBeLessThanOrEqual(Math.floor(passedMs / beatMs) + 2);
    expect(openSockets(market)).toEqual(everySocket);
    // A tab that connects for itself would have as many again; a venue that had to be called twice is none.
    expect(market.log.connections.length).toBeLessThan(everySocket.length + 9);
    expect(violationsOf(market)).toEqual([]);
  });
});

describe('a tab that is hidden', () => {
  it('does nothing until it is seen again, while another goes on', async () => {
    const [hidden, other] = pages;
    if (hidden === undefined || other === undefined) throw new Error('no tabs');
    const world = await findScriptWorld(hidden, stage.run.extensionId);
    if (world === undefined) throw new Error('our script is not there');
    // Pages under automation are never hidden, so our script is told that its page is.
    const become = (state: 'hidden' | 'visible') =>
      world.run(
        `Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' }); document.dispatchEvent(new Event('visibilitychange')); return null;`,
      );
    await become('hidden');
    // What was on its way is drawn.
    await hidden.waitForTimeout(1_000);
    const panels = [await attachPanel(hidden), await attachPanel(other)] as const;
    const changes =
      'globalThis.changes ??= new MutationObserver(list => { globalThis.seen = (globalThis.seen ?? 0) + list.length; }); globalThis.changes.observe(root, { subtree: true, childList: true, characterData: true, attributes: true }); globalThis.seen = 0; return 0;';
    for (const panel of panels) await panel.read(changes);
    const seen = (place: 0 | 1) => panels[place].read<number>('return globalThis.seen;');
    await until('the other to change', async () => ((await seen(1)) ?? 0) > 5 || undefined, { timeoutMs: 60_000 });
    expect(await seen(0)).toBe(0);
    await become('visible');
    await until('it to change again', async () => ((await seen(0)) ?? 0) > 0 || undefined);
  });
});
