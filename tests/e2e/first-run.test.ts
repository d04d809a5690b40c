import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertsView } from '../../lib/model/alerts.ts';
import { type Backstage, findScriptWorld, openBackstage, scriptsIn } from './support/backstage.ts';
import { builtForChromium, launchChromium } from './support/chromium.ts';
import { profileWithLeave } from './support/leave.ts';
import { lookAt } from './support/pixels.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const out = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const required = ['binance', 'bybit', 'coindesk', 'cointelegraph', 'gate', 'okx'];
const steps = ['what', 'sites', 'alerts'] as const;
const kucoinBtc = 'https://www.kucoin.com/trade/BTC-USDT';

let profile: string;
let stage: Stage;
let backstage: Backstage;
let welcome: Page;

const welcomes = ({ run }: Pick<Stage, 'run'>): readonly Page[] =>
  run.context.pages().filter(page => new URL(page.url()).pathname === '/welcome.html');

const heading = (): Promise<string> => welcome.locator('h1').innerText();

const toggle = (name: string) => welcome.getByRole('switch', { name, exact: true });

const becomes = (name: string, isOn: boolean): Promise<unknown> =>
  until(`${name} to be ${isOn ? 'on' : 'off'}`, async () =>
    (await toggle(name).getAttribute('aria-checked')) === String(isOn) ? true : undefined,
  );

const permits = (host: string): Promise<boolean> =>
  backstage.run(`return chrome.permissions.contains({ origins: ['https://${host}/*'] })`);

async function show(step: (typeof steps)[number]): Promise<void> {
  await welcome.bringToFront();
  await welcome.locator(`nav a[href="#${step}"]`).click();
  await welcome.locator(`nav a[href="#${step}"][aria-current=step]`).waitFor();
}

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  profile = profileWithLeave(builtForChromium, ['https://www.kucoin.com/*', 'https://www.coinbase.com/*'], ['notifications']);
  stage = await openStage({ scenario: 'reference-day' }, { profile, welcome: true, viewport: { width: 1100, height: 900 } });
  backstage = await openBackstage(stage.run);
  welcome = await until('the page of the first run', () => welcomes(stage)[0]);
});

afterAll(async () => {
  await stage.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

describe('the first run', () => {
  it('opens one page, with the panel live on it and how far the past is read', async () => {
    expect(welcomes(stage)).toHaveLength(1);
    const panel = welcome.locator('.stage .u');
    await until('figures', async () => ((await panel.innerText()).includes('≥') ? true : undefined), { timeoutMs: 120_000 });
    await expect.poll(() => panel.innerText()).toMatch(/BTC\s+6\d,\d{3}/);
    expect(await welcome.locator('main').innerText()).toMatch(/\d+ of \d+ questions answered|has been read/);
    await panel.getByRole('button', { name: 'More' }).click();
    await panel.getByText('Open interest, all coins').waitFor();
    await panel.getByRole('button', { name: 'Minimise' }).click();
    await panel.locator('.grip.pill').click();
    await panel.locator('.lad').waitFor();
  });

  it('is walked through by the keyboard alone, there and back, and says where one is', async () => {
    await show('what');
    await welcome.getByRole('link', { name: 'Next' }).focus();
    await welcome.keyboard.press('Enter');
    await until('the second step', async () => ((await heading()) === 'Where the panel shows' ? true : undefined));
    expect(await welcome.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(await welcome.locator('[aria-current=step]').innerText()).toContain('Where it shows');
    // The first thing behind the heading that takes the focus.
    await welcome.keyboard.press('Tab');
    expect(await welcome.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
    await welcome.getByRole('link', { name: 'Next' }).focus();
    await welcome.keyboard.press('Enter');
    await until('the third step', async () => ((await heading()) === 'Alerts, if you want them' ? true : undefined));
    expect(await welcome.getByRole('link', { name: 'Next' }).count()).toBe(0);
    expect(await welcome.locator('kbd').allInnerTexts()).toEqual(['Alt+Shift+U', 'Alt+Shift+D']);
    await welcome.goBack();
    await until('the second step again', async () => ((await heading()) === 'Where the panel shows' ? true : undefined));
  });

  it.each(steps)('passes the checks for accessibility and fits into 320 pixels: %s', async step => {
    for (const theme of ['dark', 'light'] as const) {
      await welcome.emulateMedia({ colorScheme: theme });
      await show(step);
      await welcome.locator('details').evaluateAll(all => all.forEach(each => each.setAttribute('open', '')));
      await welcome.evaluate(readFileSync(axePath, 'utf8'));
      // The panel in it has a test of its own. What does not hang on colours is the same in the light.
      const rules = theme === 'dark' ? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] : ['color-contrast'];
      const wrong = await welcome.evaluate<readonly string[]>(
        `axe.run({ exclude: ['.stage'] }, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')))`,
      );
      expect([step, theme, wrong]).toEqual([step, theme, []]);
      const png = await welcome.screenshot({ fullPage: true });
      writeFileSync(join(out, `welcome-${step}-${theme}.png`), png);
      const seen = await lookAt(stage.run.context, png);
      expect([seen.colours >= 20, seen.spread >= 4, seen]).toEqual([true, true, seen]);
    }
    await welcome.setViewportSize({ width: 320, height: 640 });
    expect(await welcome.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await welcome.setViewportSize({ width: 1100, height: 900 });
  });
});

describe('a site that is optional', () => {
  it('is off at first, also where the browser lets us in for its data: not a byte of ours is in its pages', async () => {
    expect(await backstage.registered()).toEqual(required);
    // The interface of Deribit is on the host of its site.
    expect([await permits('www.deribit.com'), await permits('www.kucoin.com')]).toEqual([true, false]);
    for (const address of [kucoinBtc, 'https://www.deribit.com/futures/BTC-PERPETUAL']) {
      const page = await stage.run.context.newPage();
      await page.goto(address);
      await page.waitForLoadState('load');
      expect([address, await findScriptWorld(page, stage.run.extensionId)]).toEqual([address, undefined]);
      await page.close();
    }
    await show('sites');
    for (const name of ['KuCoin', 'Deribit', 'TradingView', 'CoinGecko'])
      expect([name, await toggle(name).getAttribute('aria-checked')]).toEqual([name, 'false']);
  });

  it('is shown in an open tab as soon as it is switched on, and leaves it, and the browser’s leave, when switched off', async () => {
    const { page, panel } = await stage.run.open(kucoinBtc);
    await show('sites');
    await toggle('KuCoin').click();
    await becomes('KuCoin', true);
    await expect.poll(() => permits('www.kucoin.com')).toBe(true);
    await page.bringToFront();
    await panel.waitFor(text => text.includes('$'), 'figures');
    expect(await panel.count()).toBe(1);
    expect(await scriptsIn(page)).toEqual(['/overlay.js']);
    await show('sites');
    await toggle('KuCoin').click();
    await becomes('KuCoin', false);
    await until('no panel', async () => ((await panel.count()) === 0 ? true : undefined));
    await expect.poll(() => permits('www.kucoin.com')).toBe(false);
    await expect.poll(() => backstage.registered()).toEqual(required);
    await page.reload();
    expect(await scriptsIn(page)).toEqual([]);
    await page.close();
  });

  it('stays off when the user says no, which is said beside it', async () => {
    await show('sites');
    await welcome.evaluate('chrome.permissions.request = async () => false');
    await toggle('Coinbase').click();
    await welcome.getByText('The browser was not given leave for Coinbase, so it stays off.').waitFor();
    expect(await toggle('Coinbase').getAttribute('aria-checked')).toBe('false');
    await welcome.getByRole('button', { name: 'Switch all on: Exchanges' }).click();
    await welcome.getByText('The browser was not given leave for these sites, so they stay off.').waitFor();
    expect(await backstage.registered()).toEqual(required);
    await welcome.reload();
  });

  it('shows at once that the browser took its leave back', async () => {
    await show('sites');
    await toggle('Coinbase').click();
    await becomes('Coinbase', true);
    await expect.poll(() => backstage.registered()).toContain('coinbase');
    const { page, panel } = await stage.run.open('https://www.coinbase.com/advanced-trade/spot/BTC-USD');
    await panel.waitFor(text => text.includes('$'), 'figures');
    await backstage.run(`await chrome.permissions.remove({ origins: ['https://www.coinbase.com/*'] })`);
    await backstage.page.bringToFront();
    await show('sites');
    await becomes('Coinbase', false);
    await expect.poll(() => backstage.registered()).toEqual(required);
    expect(await welcome.locator('.site-list li', { hasText: 'Coinbase' }).innerText()).toContain(
      'the browser does not let Undertow in',
    );
    await until('no panel', async () => ((await panel.count()) === 0 ? true : undefined));
    await page.close();
  });
});

describe('alerts', () => {
  it('are switched on with one press, after which the browser lets us show them', async () => {
    await show('alerts');
    expect(await toggle('Cascade').getAttribute('aria-checked')).toBe('false');
    await toggle('Cascade').click();
    await becomes('Cascade', true);
    expect(await backstage.run(`return chrome.permissions.contains({ permissions: ['notifications'] })`)).toBe(true);
    // Its beginning and its slowing, and nothing less.
    const { res } = await backstage.run<{ res: AlertsView }>(`return chrome.runtime.sendMessage({ id: 1, type: 'alerts.read' })`);
    expect([res.isOn, res.settings.kinds, res.settings.least]).toEqual([
      true,
      { phases: true, stabilising: false, levels: false, fearGreed: false },
      'warning',
    ]);
    await toggle('Cascade').click();
    await becomes('Cascade', false);
  });
});

describe('the second start of the browser', () => {
  it('opens no page of ours', async () => {
    await stage.run.close();
    const run = await launchChromium({ market: stage.market, profile });
    await until('a background that is up', async () => ((await run.snapshot()) === undefined ? undefined : true));
    expect(welcomes({ run })).toEqual([]);
    await run.close();
  });
});
