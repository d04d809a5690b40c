import type { Page } from 'playwright-core';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { scriptsIn } from './support/backstage.ts';
import { openStage, pastRead, type Stage } from './support/stage.ts';
import { openToolbarPopup } from './support/toolbar.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

const gateBtc = 'https://www.gate.com/futures/USDT/BTC_USDT';

let stage: Stage;

beforeAll(async () => {
  // Gate's past waits for the popup, which is to see all of its reading.
  stage = await openStage({ scenario: 'reference-day' }, {}, market =>
    market.fault({ host: 'api.gateio.ws', path: '/contract_stats', kind: 'delay', delayMs: 4_000 }),
  );
});

// A test that fails leaves no fault to the next one.
afterEach(() => stage.market.clearFaults());
afterAll(() => stage.close());

const textOf = async (page: Page): Promise<string> => (await page.innerText('main')).replace(/\s+/g, ' ');

const shows = (page: Page, what: RegExp | string): Promise<string> =>
  until(`a popup that shows ${String(what)}`, async () => {
    const text = await textOf(page);
    if (typeof what === 'string' ? text.includes(what) : what.test(text)) return text;
    throw new Error(text);
  });

describe('on the first run', () => {
  it('the popup fills while the past is read, and says how far that has come', async () => {
    const popup = await stage.run.popup();
    // Every text that stood in it is noted, however seldom this looks.
    await popup.evaluate(`{
      globalThis.texts = [];
      const note = () => texts.push(document.querySelector('main').innerText.replace(/\\s+/g, ' '));
      new MutationObserver(note).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
      note();
    }`);
    stage.market.clearFaults();
    const lines = await until(
      'the end of reading',
      async () => {
        const texts = await popup.evaluate<readonly string[]>('texts');
        const found = texts.flatMap(text => {
          const [, stage = '', done = ''] = /Reading the past: Gate (24h|30d) of usdt contracts, (\d+) of 60/.exec(text) ?? [];
          return stage === '' ? [] : [{ stage, done: Number(done) }];
        });
        return found.at(-1)?.stage === '30d' && !texts.at(-1)?.includes('Reading the past: Gate') ? found : undefined;
      },
      { timeoutMs: 240_000 },
    );
    for (const stage of ['24h', '30d']) {
      const counts = lines.filter(line => line.stage === stage).map(line => line.done);
      expect(new Set(counts).size).toBeGreaterThan(3);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    }
    expect(lines.map(line => line.stage)).toEqual(lines.map(line => line.stage).toSorted());
    await shows(popup, /30d ≥ ?\$9\.\d+B/);
    await popup.close();
  });

  it('it says how many feeds are live, names none of them while all are, and leads to the pages that have them', async () => {
    await pastRead(stage);
    const popup = await stage.run.popup();
    await until(
      'feeds that are well',
      async () => {
        const { feeds = [] } = (await stage.run.snapshot()) ?? {};
        expect(feeds.length).toBeGreaterThanOrEqual(60);
        expect(await textOf(popup)).toContain(`Feeds ${String(feeds.length)} of ${String(feeds.length)} live`);
        // Nothing waits, so there is nothing to try again.
        expect(await popup.locator('.feeds li, .feeds .retry').count()).toBe(0);
        return true;
      },
      { timeoutMs: 150_000 },
    );
    for (const name of ['Dashboard', 'Options']) {
      const [page] = await Promise.all([
        stage.run.context.waitForEvent('page'),
        popup.getByRole('link', { name, exact: true }).click(),
      ]);
      await page.waitForURL(`chrome-extension://${stage.run.extensionId}/${name.toLowerCase()}.html`);
      await page.close();
    }
    await popup.close();
  });
});

describe('from the toolbar', () => {
  it('it is 360 pixels wide, has no sideways scrolling, cuts no figure, and knows the tab that is in front', async () => {
    const { page } = await stage.run.open(gateBtc);
    await page.bringToFront();
    const popup = await openToolbarPopup(stage.run);
    await until('the name of the site', async () =>
      (await popup.evaluate<string>('document.body.innerText')).includes('Show on Gate') ? true : undefined,
    );
    // All but what is folded, in the 600 pixels that a browser gives to a popup; the foot keeps to the lower edge.
    const { ends, foot } = await popup.evaluate<{ ends: number; foot: number }>(`({
      ends: document.querySelector('.links').getBoundingClientRect().bottom,
      foot: document.querySelector('.foot').offsetHeight,
    })`);
    expect(ends + foot).toBeLessThanOrEqual(600);
    const { width, across, cut } = await popup.evaluate<{ width: number; across: number; cut: string[] }>(`({
      width: innerWidth,
      across: document.documentElement.scrollWidth,
      cut: [...document.querySelectorAll('.body *, .head *')]
        .filter(each => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX === 'hidden' && getComputedStyle(each).textOverflow !== 'ellipsis')
        .map(each => each.outerHTML.slice(0, 120)),
    })`);
    // The browser's own vertical bar may take some of it.
    expect(width).toBeGreaterThanOrEqual(340);
    expect(width).toBeLessThanOrEqual(380);
    expect(across).toBeLessThanOrEqual(Math.max(360, width));
    expect(cut).toEqual([]);
    await popup.close();
    await page.close();
  });

  it.each([360, 380])('it fits into %i pixels', async width => {
    const popup = await stage.run.popup();
    await popup.setViewportSize({ width, height: 600 });
    await shows(popup, '$');
    expect(await popup.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await popup.close();
  });
});

describe('what if', () => {
  it('steps through the levels, the round ones and the others, with what would be forced out on the way', async () => {
    await pastRead(stage);
    const popup = await stage.run.popup();
    const said = async () => (await popup.innerText('.what-if')).replace(/\s+/g, ' ');
    await until(
      'the estimates',
      async () => {
        expect(await said()).toMatch(/^If BTC went to 6[67],\d{3} −\d\.\d%.*Longs forced out on the way ≈ \$[\d.]+[KMB]/);
        return true;
      },
      { timeoutMs: 150_000 },
    );
    expect(await said()).toMatch(/Strategy, unrealised −\$[67]\.\d\dB/);
    const { levels = [], others = [] } = (await stage.run.snapshot())?.levels['BTC'] ?? {};
    expect(others.length).toBeGreaterThan(0);
    const below = [...levels, ...others]
      .map(({ price }) => price)
      .filter(price => price < 67_000)
      .sort((a, b) => b - a);
    const chosen = async () => Number((await popup.innerText('.what-if .row b')).replace(',', ''));
    // By the keyboard, which keeps its place to the last level.
    await popup.getByRole('button', { name: 'The level below' }).focus();
    for (const price of below.slice(1)) {
      await popup.keyboard.press('Enter');
      await until(`the level ${String(price)}`, async () => ((await chosen()) === Math.round(price) ? true : undefined));
    }
    expect(below).toContain(65_000);
    expect(await popup.getByRole('button', { name: 'The level below' }).getAttribute('aria-disabled')).toBe('true');
    await popup.getByRole('button', { name: 'The level above' }).click();
    await until('a step up', async () => ((await chosen()) === Math.round(below.at(-2) ?? 0) ? true : undefined));
    await popup.close();
  });
});

describe('a step back', () => {
  it('shows the hour before as it was, with its own price and levels, and comes back to now', async () => {
    await pastRead(stage);
    const popup = await stage.run.popup();
    await shows(popup, /As of now/);
    await popup.getByRole('button', { name: 'An hour earlier' }).click();
    const text = await shows(popup, /As of 11 Feb, 23:[345]\d UTC/);
    expect(text).toContain('BTC 67,');
    expect(text).toMatch(/As of 11 Feb, 23:[345]\d UTC, BTC is at \$67,/);
    expect(await popup.locator('.feeds, .foot').count()).toBe(0);
    await popup.getByRole('button', { name: 'Back to now' }).click();
    await shows(popup, /As of now/);
    await popup.close();
  });
});

describe('the switch of a site', () => {
  /** The popup in a tab behind the page: to it, as from the toolbar, the page is the tab in front. */
  async function popupOver(page: Page): Promise<Page> {
    const popup = await stage.run.popup();
    await page.bringToFront();
    await popup.reload();
    return popup;
  }

  const registered = (): Promise<readonly string[]> =>
    stage.run
      .worker()
      .evaluate(`chrome.scripting.getRegisteredContentScripts().then(scripts => scripts.map(script => script.id))`);

  async function press(popup: Page, isOn: boolean): Promise<void> {
    const toggle = popup.getByRole('switch', { name: 'Show on Gate' });
    await toggle.click();
    await until('the switch', async () => ((await toggle.getAttribute('aria-checked')) === String(isOn) ? true : undefined));
  }

  it('takes every byte of ours out of the site, and brings the panel back', async () => {
    const { page, panel } = await stage.run.open(gateBtc);
    await panel.waitFor(text => text.includes('$'), 'figures');
    expect(await scriptsIn(page)).toEqual(['/overlay.js']);
    expect(await registered()).toContain('gate');
    const popup = await popupOver(page);
    await press(popup, false);
    await expect.poll(registered).not.toContain('gate');
    expect((await registered()).length).toBe(5);
    // At once, without a reload.
    await until('no panel', async () => ((await panel.count()) === 0 ? true : undefined));
    await page.reload();
    // The panel of another site, opened after the reload, had to wait as long as one here would have had to.
    const other = await stage.run.open('https://www.bybit.com/trade/usdt/BTCUSDT');
    await other.panel.waitFor(text => text.includes('$'), 'figures');
    await other.page.close();
    expect(await panel.count()).toBe(0);
    expect(await scriptsIn(page)).toEqual([]);

    await page.bringToFront();
    await press(popup, true);
    await expect.poll(registered).toContain('gate');
    await panel.waitFor(text => text.includes('$'), 'figures');
    await page.reload();
    await panel.waitFor(text => text.includes('$'), 'figures');
    await popup.close();
    await page.close();
  });

  it('is not offered where the panel never stands', async () => {
    const page = await stage.run.context.newPage();
    await page.goto('about:blank');
    const popup = await popupOver(page);
    await shows(popup, 'This tab is no site on which Undertow shows its panel.');
    expect(await popup.getByRole('switch').count()).toBe(0);
    await popup.close();
    await page.close();
  });
});

describe('when feeds fail', () => {
  it('it says which, how and since when, and tries again when it is told to', async () => {
    const { market } = stage;
    market.fault({ host: 'stream.bybit.com', kind: 'close-with-code', code: 1006 });
    market.fault({ host: 'stream.bybit.com', kind: 'refuse', on: 'socket' });
    const popup = await stage.run.popup();
    const text = await shows(popup, /Bybit liquidations, linear waiting (closed|refused)[^.]*\. Last good: 12 Feb, 00:\d\d UTC/);
    // Those that are well are not named.
    expect(text).not.toContain('Binance liquidations');
    market.clearFaults();
    await popup.getByRole('button', { name: 'Try again' }).click();
    await until('all feeds to be well', async () => {
      expect(await textOf(popup)).toMatch(/Feeds (\d+) of \1 live/);
      return true;
    });
    await popup.close();
  });
});

describe('after the worker died', () => {
  it('the popup is painted from the last snapshot before the worker has woken, and then is live', async () => {
    const { run } = stage;
    // Kept every ten seconds; this one is to have all of Gate's month in it.
    const kept = await until(
      'a kept snapshot',
      async () => {
        const found = await run
          .worker()
          .evaluate<MarketSnapshot | undefined>(
            `chrome.storage.local.get('snapshot:last').then(found => found['snapshot:last'])`,
          );
        return (found?.liquidations.market['30d']?.usd ?? 0) > 9e9 ? found : undefined;
      },
      { timeoutMs: 150_000 },
    );
    await run.worker().evaluate('globalThis.isOldWorker = true');
    const popup = await run.context.newPage();
    await popup.addInitScript(`
      globalThis.seen = {};
      const connect = chrome.runtime.connect.bind(chrome.runtime);
      chrome.runtime.connect = info => {
        const port = connect(info);
        port.onMessage.addListener(() => { seen.answeredAt ??= performance.now(); });
        return port;
      };
      new MutationObserver(() => {
        if (seen.paintedAt !== undefined || !document.body?.innerText.includes('$')) return;
        seen.paintedAt = performance.now();
        seen.text = document.body.innerText.replace(/\\s+/g, ' ');
      }).observe(document, { subtree: true, childList: true, characterData: true });
    `);
    await run.killWorker();
    await popup.goto(`chrome-extension://${run.extensionId}/popup.html`);
    const seen = await until('an answer of the worker', () =>
      popup.evaluate<{ paintedAt?: number; answeredAt?: number; text?: string } | undefined>(
        `seen.answeredAt === undefined ? undefined : seen`,
      ),
    );
    expect(seen.paintedAt).toBeLessThan(seen.answeredAt ?? 0);
    expect(seen.text).toContain(`${String(kept.fearGreed?.value)} Extreme Fear`);
    expect(seen.text).toMatch(/Liquidated 24h .*≥ \$\d+M/);
    expect(seen.text).toMatch(/Feeds \d+ of \d+ live/);
    expect(await run.worker().evaluate('globalThis.isOldWorker')).toBeUndefined();
    // And live: the sockets are open again, and the age is counted from now.
    await until('the sockets', () =>
      stage.market.log.connections.findLast(({ host }) => host === 'fstream.binance.com')?.state === 'open' ? true : undefined,
    );
    await shows(popup, / \d s$/);
    await expect.poll(async () => stage.market.clock.now() - ((await run.snapshot())?.asOf ?? 0)).toBeLessThan(5_000);
  });

  it('asked no host for anything that it would have refused', () => {
    expect(violationsOf(stage.market)).toEqual([]);
  });
});
