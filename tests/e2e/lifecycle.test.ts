import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBackstage, type Backstage } from './support/backstage.ts';
import { builtForChromium } from './support/chromium.ts';
import type { Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const gate = 'https://www.gate.com/futures/USDT/BTC_USDT';
const bybit = 'https://www.bybit.com/trade/usdt/BTCUSDT';

/** A copy of the build, so that another release can be put in its place. */
const extension = mkdtempSync(join(tmpdir(), 'undertow-build-'));
let stage: Stage;
let backstage: Backstage;
const opened: Page[] = [];

beforeAll(async () => {
  cpSync(builtForChromium, extension, { recursive: true });
  // The driver keeps pages from being kept for the way back.
  stage = await openStage(
    { scenario: 'calm' },
    { extension, without: ['--disable-back-forward-cache'], args: ['--enable-unsafe-extension-debugging'] },
  );
  backstage = await openBackstage(stage.run);
  await openPanel(gate);
});

afterAll(async () => {
  await stage.close();
  rmSync(extension, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

afterEach(() => Promise.all(opened.splice(0).map(page => page.close())));

/** Opens an address and waits for a panel with figures. */
async function openPanel(url: string): Promise<{ readonly page: Page; readonly panel: Panel }> {
  const found = await stage.run.open(url);
  opened.push(found.page);
  await found.panel.waitFor(text => text.includes('$'), 'figures');
  return found;
}

const isOne = (panel: Panel): Promise<true> =>
  until('one panel', async () => ((await panel.count()) === 1 ? true : undefined), { everyMs: 50 });

describe('a page whose root', () => {
  it.each(['transform', 'filter', 'contain', 'zoom', 'modal'])(
    'has what %s does to things inside it still has the panel in the window, and above all',
    async trap => {
      const { page, panel } = await openPanel(`${gate}?trap=${trap}`);
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      for (const button of ['More', 'Less', 'Minimise']) {
        const box = (await panel.box('.u')) ?? { x: -1, y: -1, width: 0, height: 0 };
        const zoom = trap === 'zoom' ? 1.5 : 1;
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect((box.x + box.width) * zoom).toBeLessThanOrEqual(width * zoom);
        expect((box.y + box.height) * zoom).toBeLessThanOrEqual(height * zoom);
        // A press where it says that it stands finds it.
        await panel.click(`[aria-label=${button}]`);
        await until(`an answer to ${button}`, async () =>
          (await panel.box(`[aria-label=${button}]`)) === undefined ? true : undefined,
        );
      }
      await backstage.run('await chrome.storage.local.remove("place:gate")');
    },
  );

  it.each(['body', 'strangers'])(
    'is drawn anew at each change of the address (%s) keeps the panel through all of them',
    async trap => {
      const { page, panel } = await openPanel(`${bybit}?trap=${trap}`);
      for (let round = 0; round < 4; round++) {
        await page.click('[data-test=go-eth]');
        await panel.waitFor(text => text.includes('ETH'), 'the panel of ETH');
        await page.waitForTimeout(100);
        await isOne(panel);
        await page.click('[data-test=go-btc]');
        await page.waitForTimeout(100);
        await isOne(panel);
      }
      await panel.click('[aria-label=More]');
      await panel.waitFor(text => text.includes('All coins'), 'the open view');
      await backstage.run('await chrome.storage.local.remove("place:bybit")');
    },
  );
});

describe('a page that the browser', () => {
  it('keeps for the way back is kept with our script in it, and comes back with one panel that is live', async () => {
    const { page, panel } = await openPanel(`${gate}?trap=still`);
    await page.evaluate(`addEventListener('pageshow', event => { window.isRestored = event.persisted; })`);
    await page.goto('https://www.gate.com/login');
    expect(await panel.count()).toBe(0);
    await page.waitForTimeout(3_000);
    await page.evaluate('history.back()');
    await until('the page again', async () => ((await page.evaluate<boolean>('window.isRestored')) ? true : undefined));
    expect(await page.evaluate(`performance.getEntriesByType('navigation')[0].notRestoredReasons`)).toBeNull();
    await panel.waitFor(text => / [0-2] s$/.test(text), 'figures of now');
    expect(await panel.count()).toBe(1);
    await panel.click('[aria-label=More]');
    await panel.waitFor(text => text.includes('All coins'), 'the open view');
    await backstage.run('await chrome.storage.local.remove("place:gate")');
  });
});

describe('a panel that comes and goes', () => {
  it('five hundred times, and follows the address as often, leaves no node, listener or memory behind', async () => {
    const { page, panel } = await openPanel(gate);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    const measure = async () => {
      for (let time = 0; time < 3; time++) await session.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return { nodes, jsEventListeners, usedSize };
    };
    const rounds = (count: number) =>
      page.evaluate(async times => {
        const root = document.documentElement;
        const becomes = async (children: number) => {
          const end = performance.now() + 30_000;
          while (root.childElementCount !== children) {
            if (performance.now() > end) throw new Error(`not ${String(children)} children of the root`);
            await new Promise(resolve => setTimeout(resolve, 1));
          }
        };
        for (let time = 0; time < times; time++) {
          history.replaceState({}, '', '/login');
          await becomes(2);
          history.replaceState({}, '', `/trade/${time % 2 === 0 ? 'ETH' : 'SOL'}_USDT`);
          await becomes(3);
        }
      }, count);
    await rounds(30);
    const before = await measure();
    await rounds(500);
    await panel.waitFor(text => text.includes('$'), 'figures');
    // What still waits for a timer goes with it; what is kept stays.
    await until('what there was before', async () => {
      const after = await measure();
      // A few nodes more or less are rows that there are today; 500 panels kept would be a hundred thousand nodes and 40 MB.
      expect(Math.abs(after.nodes - before.nodes)).toBeLessThanOrEqual(60);
      expect(Math.abs(after.jsEventListeners - before.jsEventListeners)).toBeLessThanOrEqual(5);
      expect(after.usedSize - before.usedSize).toBeLessThan(400_000);
      return true;
    });
    expect(await panel.count()).toBe(1);
  });
});

describe('an extension that is updated', () => {
  it('leaves one panel in the page, of the new release and alive, and no error', async () => {
    const { page, panel } = await openPanel(gate);
    const errors: string[] = [];
    page.on('console', message => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', error => errors.push(String(error)));
    await page.evaluate(() => Object.assign(window, { older: document.documentElement.lastElementChild }));
    const path = join(extension, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
    writeFileSync(path, JSON.stringify({ ...manifest, version: '99.0.0' }));
    // `runtime.reload()` blocks an extension that came by a flag; loading it again is what the browser does with an update.
    const browser = await stage.run.context.browser()?.newBrowserCDPSession();
    await browser?.send('Extensions.loadUnpacked', { path: extension });
    await until('another element than before', () =>
      page.evaluate(() => {
        const { older } = window as unknown as { readonly older: Element };
        return !older.isConnected && document.documentElement.childElementCount === 3 ? true : undefined;
      }),
    );
    await panel.waitFor(text => / [0-9] s$/.test(text), 'figures of now');
    expect(await panel.count()).toBe(1);
    await panel.click('[aria-label=More]');
    await panel.waitFor(text => text.includes('All coins'), 'the open view');
    expect(errors).toEqual([]);
  });
});
