import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frozenOptionalSites } from '../fixtures/frozen-manifest.ts';
import { type Backstage, openBackstage, scriptsIn } from './support/backstage.ts';
import { builtForChromium } from './support/chromium.ts';
import { profileWithLeave } from './support/leave.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const kucoinBtc = 'https://www.kucoin.com/trade/BTC-USDT';
const origins = frozenOptionalSites.map(host => `https://${host}/*`);
const required = ['binance', 'bybit', 'coindesk', 'cointelegraph', 'gate', 'okx'];

let profile: string;
let stage: Stage;
let backstage: Backstage;

beforeAll(async () => {
  profile = profileWithLeave(builtForChromium, origins);
  stage = await openStage({ scenario: 'reference-day' }, { profile });
  backstage = await openBackstage(stage.run);
});

afterAll(async () => {
  await stage.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

/** Origins of optional sites that the browser lets us into. */
const leave = async (): Promise<readonly string[]> => {
  const all = await backstage.run<string[]>('return (await chrome.permissions.getAll()).origins');
  return all.filter(origin => origins.includes(origin)).sort();
};

const isShown = async (toggle: ReturnType<Page['getByRole']>, isOn: boolean): Promise<unknown> =>
  until('the switch', async () => ((await toggle.getAttribute('aria-checked')) === String(isOn) ? true : undefined));

describe('the popup over an optional site', () => {
  it('has its switch and no other; with it the panel comes without a reload, and goes', async () => {
    const { page, panel } = await stage.run.open(kucoinBtc);
    const popup = await stage.run.popup();
    // The page has to be the tab in front, as it is to a popup of the toolbar; it may be asked for its address only by a press on that.
    await popup.addInitScript(`chrome.tabs.query = async () => [{ id: 1, url: '${kucoinBtc}' }]`);
    await popup.reload();
    const toggle = popup.getByRole('switch');
    await until('one switch', async () => ((await toggle.count()) === 1 ? true : undefined));
    expect(await toggle.getAttribute('aria-label')).toBe('Show on KuCoin');
    expect([await toggle.getAttribute('aria-checked'), await scriptsIn(page)]).toEqual(['false', []]);
    await toggle.click();
    await isShown(toggle, true);
    await expect.poll(leave).toEqual(['https://www.kucoin.com/*']);
    await page.bringToFront();
    await panel.waitFor(text => text.includes('$'), 'figures');
    await popup.bringToFront();
    await toggle.click();
    await isShown(toggle, false);
    await until('no panel', async () => ((await panel.count()) === 0 ? true : undefined));
    await expect.poll(async () => [await leave(), await backstage.registered()]).toEqual([[], required]);
    await popup.close();
    await page.close();
  });
});

describe('all at once', () => {
  it('are asked for in one question, and are all given back', async () => {
    const page = await stage.run.context.newPage();
    await page.goto(`chrome-extension://${stage.run.extensionId}/welcome.html#sites`);
    await page.getByRole('switch', { name: 'KuCoin' }).waitFor();
    await page.evaluate(`{
      globalThis.asked = [];
      const request = chrome.permissions.request.bind(chrome.permissions);
      chrome.permissions.request = what => (asked.push(what.origins), request(what));
    }`);
    await page.getByRole('button', { name: 'Switch all on: every optional site' }).click();
    const off = page.getByRole('button', { name: 'Switch all off: every optional site' });
    await off.waitFor();
    const [asked, ...more] = await page.evaluate<string[][]>('asked');
    expect(more).toEqual([]);
    const given = await leave();
    expect(given.filter(origin => asked?.includes(origin) !== true)).toEqual([]);
    expect(given).toEqual([...origins].sort());
    const on = await page.getByRole('switch', { checked: true }).count();
    await expect.poll(async () => (await backstage.registered()).length).toBe(on);
    expect(on).toBe(await page.getByRole('switch').count());
    await off.click();
    await page.getByRole('button', { name: 'Switch all on: every optional site' }).waitFor();
    await expect.poll(async () => [await leave(), await backstage.registered()]).toEqual([[], required]);
    await page.close();
  });
});

describe('what the browser offers', () => {
  it('are two commands with their keys', async () => {
    expect(await backstage.run(`return (await chrome.commands.getAll()).map(({ name, shortcut }) => [name, shortcut])`)).toEqual(
      expect.arrayContaining([
        ['toggle-panel', 'Alt+Shift+U'],
        ['open-dashboard', 'Alt+Shift+D'],
      ]),
    );
  });

  it.each([false, true])('are the entries of its menus, once each, also after the worker died: %s', async isKilled => {
    if (isKilled) {
      await stage.run.killWorker();
      await until('an answer', () => stage.run.snapshot());
    }
    // An entry that is there already is refused, and one that is not cannot be changed.
    const refused = await until('the entries', () =>
      stage.run.worker().evaluate<readonly string[]>(`Promise.all(['page', 'action', 'word'].map(id =>
        new Promise(resolve => chrome.contextMenus.create({ id, title: 'x' }, () => resolve(chrome.runtime.lastError?.message ?? 'made')))))`),
    );
    expect(refused).toEqual(['page', 'action', 'word'].map(id => `Cannot create item with duplicate id ${id}`));
  });
});
