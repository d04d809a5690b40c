import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

const view = { width: 1280, height: 800 };
const margin = 12;
/** Where it starts on the exchanges: beside the tools of their charts. */
const beside = 68;

interface Place {
  readonly name: string;
  readonly url: string;
  readonly theme: 'dark' | 'light';
  /** The third coin of the row; the page's own on exchanges. */
  readonly coin: string;
}

const exchanges: readonly Place[] = [
  { name: 'Gate', url: 'https://www.gate.com/futures/USDT/DOGE_USDT', theme: 'light', coin: 'DOGE' },
  { name: 'Binance', url: 'https://www.binance.com/en/futures/DOGEUSDT', theme: 'dark', coin: 'DOGE' },
  { name: 'Bybit', url: 'https://www.bybit.com/trade/usdt/DOGEUSDT', theme: 'dark', coin: 'DOGE' },
  { name: 'OKX', url: 'https://www.okx.com/trade-swap/doge-usdt-swap', theme: 'light', coin: 'DOGE' },
];
const articles: readonly Place[] = [
  { name: 'a post on Gate', url: 'https://www.gate.com/post/status/123', theme: 'light', coin: 'SOL' },
  { name: 'CoinDesk', url: 'https://www.coindesk.com/markets/2026/02/12/bitcoin-slips', theme: 'light', coin: 'SOL' },
  { name: 'Cointelegraph', url: 'https://cointelegraph.com/news/bitcoin-slips', theme: 'dark', coin: 'SOL' },
];

const gateBtc = 'https://www.gate.com/futures/USDT/BTC_USDT';
const bybitBtc = 'https://www.bybit.com/trade/usdt/BTCUSDT';

let stage: Stage;
const opened: Page[] = [];

beforeAll(async () => {
  stage = await openStage({ scenario: 'calm' }, { viewport: view });
});

afterAll(() => stage.close());

afterEach(async () => {
  await Promise.all(opened.splice(0).map(page => page.close()));
  // Each test begins as a person who never moved the panel.
  await stage.run
    .worker()
    .evaluate(
      `chrome.storage.local.get(null).then(kept => chrome.storage.local.remove(Object.keys(kept).filter(key => key.startsWith('place:'))))`,
    );
});

async function open(url: string): Promise<{ readonly page: Page; readonly panel: Panel }> {
  const found = await stage.run.open(url);
  opened.push(found.page);
  return found;
}

/** Opens an address and waits for a panel with figures. */
async function openPanel(url: string): Promise<{ readonly page: Page; readonly panel: Panel }> {
  const found = await open(url);
  await found.panel.waitFor(text => text.includes('$'), 'figures');
  return found;
}

/** The most documents of ours that there were when an article had been checked. */
let mostReaders = 0;

/** How many documents of ours there are in which articles are read. */
const readers = () =>
  stage.run
    .worker()
    .evaluate<number>(`chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] }).then(all => all.length)`);

type Size = 'pill' | 'compact' | 'open';

const sizeOf = async (panel: Panel): Promise<string | undefined> =>
  (await panel.read<string>(`return root.querySelector('.u')?.className ?? ''`))
    ?.split(' ')
    .find(word => ['pill', 'compact', 'open'].includes(word));

const becomes = (panel: Panel, size: Size): Promise<true> =>
  until(`a panel that is ${size}`, async () => ((await sizeOf(panel)) === size ? true : undefined), {
    everyMs: 50,
  });

async function boxOf(panel: Panel): Promise<{ left: number; top: number; right: number; bottom: number }> {
  const box = await panel.box('.u');
  if (box === undefined) throw new Error('no panel');
  return { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
}

async function isInside(panel: Panel, { width, height }: { readonly width: number; readonly height: number }): Promise<void> {
  await until(`a panel inside ${width} × ${height}`, async () => {
    const box = await boxOf(panel);
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.top).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(width);
    expect(box.bottom).toBeLessThanOrEqual(height);
    return true;
  });
}

/** Drags the panel by its head, as a hand does. */
async function drag(page: Page, panel: Panel, by: { readonly x: number; readonly y: number }): Promise<void> {
  const grip = await panel.box('.grip');
  if (grip === undefined) throw new Error('nothing to drag by');
  const [x, y] = [grip.x + 40, grip.y + grip.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by.x / 2, y + by.y / 2, { steps: 4 });
  await page.mouse.move(x + by.x, y + by.y, { steps: 4 });
  await page.mouse.up();
}

describe.each([...exchanges, ...articles])('on $name', ({ url, theme, coin }) => {
  it('stands once, compact, in the colours of the page, with its coin, and moves nothing', async () => {
    const { page, panel } = await openPanel(url);
    const isArticle = articles.some(article => article.url === url);
    if (isArticle) {
      await panel.waitFor(text => text.includes('article of'), 'the article, checked');
      mostReaders = Math.max(mostReaders, await readers());
    } else await panel.waitFor(text => new RegExp(`${coin} [+−\\d]`).test(text), `a change of ${coin}`);
    expect(await panel.count()).toBe(1);
    expect(await sizeOf(panel)).toBe('compact');
    expect(await panel.read<string>(`return root.querySelector('.u').className`)).toContain(theme);
    const row = await panel.read<string[]>(
      `return [...root.querySelectorAll('.price .dim:first-child')].map(name => name.textContent)`,
    );
    expect(row).toEqual(isArticle ? [] : ['BTC', 'ETH', coin]);
    await isInside(panel, view);
    const form = await page
      .locator('[data-test=order-form]')
      .boundingBox({ timeout: isArticle ? 1_000 : 60_000 })
      .catch(() => null);
    if (form !== null) {
      const box = await boxOf(panel);
      const isApart =
        box.right <= form.x || box.left >= form.x + form.width || box.bottom <= form.y || box.top >= form.y + form.height;
      expect(isApart).toBe(true);
    }
    expect(form === null).toBe(isArticle);
    await panel.click('button[aria-label="More"]');
    await becomes(panel, 'open');
    await panel.waitFor(text => isArticle || text.includes('Open interest'), 'the open view');
    // Not by a pixel of the page, nor by text that runs inside the panel.
    expect(await page.evaluate(`window.__measures`)).toMatchObject({ shift: 0 });
  });
});

describe('a person', () => {
  it('has the pill and the open view one click away', async () => {
    const { panel } = await openPanel(gateBtc);
    expect(await sizeOf(panel)).toBe('compact');
    await panel.click('button[aria-label="Minimise"]');
    await becomes(panel, 'pill');
    expect(await panel.text()).toMatch(/^(?:Calm|Phase unknown) ≥ \$[\d.]+M F&G 54$/);
    await panel.click('.pill button, button.pill');
    await becomes(panel, 'compact');
    await panel.click('button[aria-label="More"]');
    await becomes(panel, 'open');
    await panel.click('button[aria-label="Less"]');
    await becomes(panel, 'compact');
  });

  it('drags it to the nearest edge; each site keeps its own place and size over a reload', async () => {
    const { page, panel } = await openPanel(gateBtc);
    const start = await boxOf(panel);
    expect(start.left).toBe(beside);
    await drag(page, panel, { x: 560, y: -200 });
    const docked = await until('a panel at the right side', async () => {
      const box = await boxOf(panel);
      return box.right === view.width - margin ? box : undefined;
    });
    expect(Math.abs(docked.top - (start.top - 200))).toBeLessThanOrEqual(2);
    await panel.click('button[aria-label="Minimise"]');
    await becomes(panel, 'pill');
    const pill = await boxOf(panel);
    expect(pill.right).toBe(view.width - margin);

    await page.reload();
    await panel.waitFor(text => text.includes('$'), 'figures');
    expect(await sizeOf(panel)).toBe('pill');
    expect(await boxOf(panel)).toEqual(pill);

    const other = await openPanel(bybitBtc);
    expect(await sizeOf(other.panel)).toBe('compact');
    expect((await boxOf(other.panel)).left).toBe(beside);

    // Back to the start, by a drag of the pill, which does not open it.
    await page.bringToFront();
    await drag(page, panel, { x: -700, y: 600 });
    await until('a pill at the left side', async () => ((await boxOf(panel)).left === margin ? true : undefined));
    expect(await sizeOf(panel)).toBe('pill');
    await panel.click('button.pill');
    await becomes(panel, 'compact');
  });

  it('reaches it with Tab, moves it with the arrows and folds it with Escape', async () => {
    const { page, panel } = await openPanel(bybitBtc);
    await page.locator('body').press('Home');
    const focused = () => panel.read<string>(`return root.activeElement?.className ?? ''`);
    for (let step = 0; step < 40 && (await focused()) !== 'grip'; step++) await page.keyboard.press('Tab');
    expect(await focused()).toBe('grip');
    const start = await boxOf(panel);
    await page.keyboard.press('ArrowRight');
    await until('a panel at the right side', async () => ((await boxOf(panel)).right === view.width - margin ? true : undefined));
    await page.keyboard.press('ArrowUp');
    await until('a panel further up', async () => ((await boxOf(panel)).top === start.top - 16 ? true : undefined));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await until('a panel where it was', async () => ((await boxOf(panel)).left === margin ? true : undefined));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await becomes(panel, 'open');
    await page.keyboard.press('Escape');
    await becomes(panel, 'compact');
    await page.keyboard.press('Escape');
    await becomes(panel, 'pill');
    await page.keyboard.press('Enter');
    await becomes(panel, 'compact');
  });
});

describe('the address', () => {
  it('keeps it off pages where people log in or move money, and off lists', async () => {
    const addresses = [
      'https://www.gate.com/login',
      'https://www.gate.com/wallet',
      'https://www.gate.com/wallet/deposit',
      'https://www.gate.com/wallet/withdraw',
      'https://www.gate.com/markets',
      'https://www.binance.com/en/login',
      'https://www.binance.com/en/my/wallet/account/overview',
      'https://www.bybit.com/login',
      'https://www.bybit.com/user/assets/home/overview',
      'https://www.okx.com/account/login',
      'https://www.okx.com/balance/overview',
      'https://www.coindesk.com/markets',
      'https://cointelegraph.com/tags/bitcoin',
    ];
    const pages: { readonly url: string; readonly panel: Panel }[] = [];
    for (const url of addresses) pages.push({ url, panel: (await open(url)).panel });
    // A panel that comes on a page opened after all of them had its time to come on these too.
    await openPanel(gateBtc);
    const counts = await Promise.all(pages.map(async ({ url, panel }) => ({ url, count: await panel.count() })));
    expect(counts.filter(({ count }) => count > 0)).toEqual([]);
  });

  it.each([
    ['Gate', gateBtc, '/futures/USDT/LINK_USDT', '/wallet/withdraw'],
    ['Binance', 'https://www.binance.com/en/futures/BTCUSDT', '/en/futures/LINKUSDT', '/en/my/wallet/account/overview'],
    ['Bybit', bybitBtc, '/trade/usdt/LINKUSDT', '/login'],
    ['OKX', 'https://www.okx.com/trade-swap/btc-usdt-swap', '/trade-swap/link-usdt-swap', '/balance/overview'],
  ])(
    'is followed on %s without a load: another coin, away on a private page, back after it',
    async (_name, url, coinPath, privatePath) => {
      const { page, panel } = await openPanel(url);
      const go = (path: string) => page.evaluate(to => history.pushState({}, '', to), path);
      await go(coinPath);
      await panel.waitFor(text => /LINK [+−\d]/.test(text), 'the change of LINK');
      await go(privatePath);
      await until('the panel is gone', async () => ((await panel.count()) === 0 ? true : undefined));
      await page.goBack();
      await panel.waitFor(text => /LINK [+−\d]/.test(text), 'LINK again');
      expect(await panel.count()).toBe(1);
      await page.goBack();
      await panel.waitFor(text => /SOL [+−\d]/.test(text) && !text.includes('LINK'), 'the majors alone');
      await page.click('[data-test=go-wallet]');
      await until('the panel is gone', async () => ((await panel.count()) === 0 ? true : undefined));
      await page.click('[data-test=go-eth]');
      await panel.waitFor(text => text.includes('$'), 'figures');
      expect(await panel.count()).toBe(1);
    },
  );
});

describe('the window', () => {
  it('has no panel while something fills the screen, and has it again after', async () => {
    const { page, panel } = await openPanel(gateBtc);
    await page.click('[data-test=fullscreen]');
    await until('full screen', () => page.evaluate(() => (document.fullscreenElement === null ? undefined : true)));
    await until('no panel', async () => ((await panel.box('.u')) === undefined ? true : undefined));
    await page.evaluate(() => document.exitFullscreen());
    await panel.waitFor(text => text.includes('$'), 'the panel again');
    expect(await panel.count()).toBe(1);
  });

  it('that is narrow has the pill alone, and the chosen size again when it is wide', async () => {
    const { page, panel } = await openPanel(gateBtc);
    await page.setViewportSize({ width: 310, height: 600 });
    await becomes(panel, 'pill');
    await isInside(panel, { width: 310, height: 600 });
    await page.setViewportSize(view);
    await becomes(panel, 'compact');
  });

  it('never loses it: whatever its size and place, it stays inside after a resize', async () => {
    const { page, panel } = await openPanel('https://www.okx.com/trade-swap/btc-usdt-swap');
    await drag(page, panel, { x: 900, y: -100 });
    for (const size of ['compact', 'open', 'pill'] as const) {
      if (size !== 'compact') await panel.click(size === 'open' ? 'button[aria-label="More"]' : 'button[aria-label="Minimise"]');
      await becomes(panel, size);
      for (const small of [{ width: 640, height: 400 }, { width: 420, height: 900 }, { width: 1600, height: 300 }, view]) {
        await page.setViewportSize(small);
        await isInside(panel, small);
      }
    }
  });

  it.each([0.5, 1.5, 2, 3])(
    'that is enlarged to %f still has all of it, as a pill where the site has no room for more',
    async zoom => {
      const { page, panel } = await openPanel(bybitBtc);
      const set = (factor: number) =>
        stage.run
          .worker()
          .evaluate(
            `chrome.tabs.query({ url: 'https://www.bybit.com/*' }).then(([tab]) => chrome.tabs.setZoom(tab.id, ${String(factor)}))`,
          );
      try {
        await set(zoom);
        const width = await until('the zoom', () =>
          page.evaluate(usual => (innerWidth === usual ? undefined : innerWidth), view.width),
        );
        const height = await page.evaluate(() => innerHeight);
        expect(width).toBeCloseTo(view.width / zoom, -1);
        const first = zoom > 1 ? 'pill' : 'compact';
        const presses = [
          [undefined, first],
          ...(first === 'pill' ? [['.grip', 'compact'] as const] : []),
          ['[aria-label=More]', 'open'],
          ['[aria-label=Minimise]', 'pill'],
        ] as const;
        for (const [press, size] of presses) {
          if (press !== undefined) {
            await panel.read(`root.querySelector('${press}').focus()`);
            await page.keyboard.press('Enter');
          }
          await becomes(panel, size);
          await isInside(panel, { width, height });
        }
      } finally {
        // The browser remembers it for the site.
        await set(1);
      }
    },
  );

  it('has one panel after the script came twice', async () => {
    const { panel } = await openPanel(gateBtc);
    const inject = `chrome.tabs.query({ url: ${JSON.stringify(`${gateBtc}*`)} })
      .then(([tab]) => chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['/overlay.js'] })).then(() => true)`;
    expect(await stage.run.worker().evaluate<boolean>(inject)).toBe(true);
    expect(await stage.run.worker().evaluate<boolean>(inject)).toBe(true);
    await panel.waitFor(text => text.includes('$'), 'figures');
    expect(await panel.count()).toBe(1);
    await panel.click('button[aria-label="More"]');
    await becomes(panel, 'open');
    await panel.click('button[aria-label="Less"]');
    await becomes(panel, 'compact');
  });

  it('prints without it', async () => {
    const { page, panel } = await openPanel(gateBtc);
    await page.emulateMedia({ media: 'print' });
    expect(await panel.text()).toBe('');
    await page.emulateMedia({ media: null });
    await panel.waitFor(text => text.includes('$'), 'the panel again');
  });
});

it('keeps no document for reading, half a minute after the last article', async () => {
  expect(mostReaders).toBe(1);
  await until('the end of it', async () => ((await readers()) === 0 ? true : undefined));
});

it('leaves the page to itself: nobody was asked for anything but what the pages and the feeds are', () => {
  expect(violationsOf(stage.market)).toEqual([]);
});
