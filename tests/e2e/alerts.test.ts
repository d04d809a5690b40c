import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertsView } from '../../lib/model/alerts.ts';
import { type Backstage, openBackstage } from './support/backstage.ts';
import { readBadge } from './support/badge.ts';
import { builtForChromium } from './support/chromium.ts';
import { profileWithLeave } from './support/leave.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const profile = profileWithLeave(builtForChromium, [], ['notifications']);
let stage: Stage;
let options: Page;
let backstage: Backstage;

/** What the browser shows: ids of notifications. */
const shown = () => backstage.run<readonly string[]>('return Object.keys(await chrome.notifications.getAll())');
const permitted = () => backstage.run<boolean>(`return chrome.permissions.contains({ permissions: ['notifications'] })`);
const alerts = async (): Promise<AlertsView> => {
  const answer = await backstage.run<{ readonly res: AlertsView }>(
    `return chrome.runtime.sendMessage({ id: 1, type: 'alerts.read', timestamp: 0 })`,
  );
  return answer.res;
};
const isOn = async (name: string) =>
  (await options.getByRole('switch', { name, exact: true }).getAttribute('aria-checked')) === 'true';

/** Notes what the worker shows and opens, in order, beside letting it be done. */
const spyOnNotifications = `(() => {
  if (globalThis.told !== undefined) return;
  globalThis.told = [];
  globalThis.opened = [];
  const open = chrome.offscreen.createDocument.bind(chrome.offscreen);
  chrome.offscreen.createDocument = what => { opened.push(what.url); return open(what); };
  for (const way of ['create', 'update']) {
    const real = chrome.notifications[way].bind(chrome.notifications);
    chrome.notifications[way] = (id, options) => { told.push([way, id, options.title]); return real(id, options); };
  }
})()`;
const told = () =>
  stage.run.worker().evaluate<readonly (readonly [way: string, id: string, title: string])[]>('globalThis.told ?? []');

beforeAll(async () => {
  stage = await openStage({ at: 'cascade-10s' }, { profile });
  backstage = await openBackstage(stage.run);
  options = await stage.run.context.newPage();
  await options.goto(`chrome-extension://${stage.run.extensionId}/options.html`);
  await options.getByRole('heading', { name: 'Alerts' }).waitFor();
});

afterAll(async () => {
  await stage.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

describe('alerts of a cascade', () => {
  it('are off at first, and leave to show them is asked with the first switch', async () => {
    expect(await permitted()).toBe(false);
    for (const name of ['Change of phase', 'Stabilising', 'Levels of bitcoin', 'Fear & Greed', 'Sound: Alarm'])
      expect([name, await isOn(name)]).toEqual([name, false]);
    await options.bringToFront();
    await options.getByRole('switch', { name: 'Change of phase' }).click();
    await until('the switch', async () => ((await isOn('Change of phase')) ? true : undefined));
    expect(await permitted()).toBe(true);
    expect((await alerts()).settings.kinds.phases).toBe(true);
    await stage.run.worker().evaluate(spyOnNotifications);
  });

  it('turn the badge of bitcoin and that of the page’s coin in order, and show one notification that updates', async () => {
    const { page } = await stage.run.open('https://www.bybit.com/trade/usdt/BTCUSDT');
    await page.bringToFront();
    const tabId = await until('the tab', () =>
      backstage.run<number | undefined>(
        `return (await chrome.tabs.query({ active: true })).find(tab => tab.url?.includes('bybit'))?.id`,
      ),
    );
    const ofTab = () => stage.run.worker().evaluate<string>(`chrome.action.getBadgeText({ tabId: ${tabId} })`);
    const seen: string[] = [];
    const seenInTab: string[] = [];
    const note = (list: string[], text: string) => {
      if (list.at(-1) !== text) list.push(text);
    };
    await until(
      'a cascade on both',
      async () => {
        note(seen, (await readBadge(stage.run)).text);
        note(seenInTab, await ofTab());
        return seen.at(-1) === '▼' && seenInTab.at(-1) === '▼' ? true : undefined;
      },
      { timeoutMs: 240_000, everyMs: 300 },
    );
    expect(seen.filter(text => text !== '?')).toEqual(['', '~', '▼']);
    expect(seenInTab.filter(text => text !== '?')).toEqual(['', '~', '▼']);

    await until('the word of the cascade', async () =>
      (await told()).find(([way, , title]) => way === 'create' && title.includes('cascade')),
    );
    // What the browser was asked to show; whether it is still on the screen is the matter of the desktop.
    const ours = (await told()).filter(([, id]) => id !== 'test');
    const groups = [...new Set(ours.map(([, id]) => id))];
    expect(groups).toHaveLength(1);
    // Disturbed at most when it began to build up and when it became a cascade, by whichever of bitcoin and the market came first.
    const creates = ours.filter(([way]) => way === 'create').map(([, , title]) => title.split(' ')[1]);
    expect(creates.at(-1)).toBe('cascade');
    expect(creates.length).toBeLessThanOrEqual(2);
    const { history } = await alerts();
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({ group: groups[0], outcome: 'shown' });
    expect(history[0]?.matter).toEqual(
      expect.objectContaining({ phase: expect.stringMatching(/^(cascade|deleveraging)$/) as string }),
    );

    // Elsewhere the tab says what all others say.
    await page.goto('https://www.bybit.com/en/help-center/');
    await until('the badge of all tabs', async () =>
      (await stage.run.worker().evaluate<string>(`chrome.action.getTitle({ tabId: ${tabId} })`)) ===
      (await readBadge(stage.run)).title
        ? true
        : undefined,
    );
    await page.close();
  });

  it('are not told again by the next life of the worker, which remembers them', async () => {
    const before = (await alerts()).history.map(({ id }) => id);
    await backstage.run(
      `for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id)`,
    );
    await stage.run.killWorker();
    const after = await until('an answer', () => alerts().catch(() => undefined));
    await stage.run.worker().evaluate(spyOnNotifications);
    expect(after.settings.kinds.phases).toBe(true);
    expect(after.history.map(({ id }) => id)).toEqual(expect.arrayContaining(before.slice(1)));
    await until('a snapshot', () => stage.run.snapshot());
    // Twice the time in which alerts are looked at.
    await options.waitForTimeout(20_000);
    expect((await alerts()).history.length).toBe(before.length);
    // By then the cascade may be over on a busy machine, which is news.
    const news = (await told()).filter(([way]) => way === 'create');
    expect(news.filter(([, , title]) => title.includes('cascade'))).toEqual([]);
    expect(await shown()).toEqual([...new Set(news.map(([, id]) => id))]);
  });

  it('say in words what is wrong with a threshold, and keep one that is right', async () => {
    const form = options.locator('section[aria-labelledby=alerts] form.fields');
    await form.getByLabel('Coin').fill('B T C');
    await form.getByLabel('Dollars').fill('lots');
    await form.getByRole('button', { name: 'Add' }).click();
    await until('words', async () =>
      (await form.getByRole('alert').innerText()).includes('letters and digits') ? true : undefined,
    );
    await form.getByLabel('Coin').fill('btc');
    await form.getByLabel('Dollars').press('Enter');
    await until('words', async () => ((await form.getByRole('alert').innerText()).includes('like 5M') ? true : undefined));
    await form.getByLabel('Dollars').fill('900M');
    await form.getByLabel('Window').selectOption('24h');
    await form.getByLabel('Dollars').press('Enter');
    await options.getByText('BTC, longs, $900M in 24h').waitFor();
    expect(await form.getByRole('alert').innerText()).toBe('');
  });

  it('can be tried, with a sound that the worker itself could not make', async () => {
    await stage.run.worker().evaluate(spyOnNotifications);
    await options.getByRole('switch', { name: 'Sound: Warning' }).click();
    await until('the switch', async () => ((await isOn('Sound: Warning')) ? true : undefined));
    await options.getByRole('button', { name: 'Try it: Warning' }).click();
    await until('a notification', async () => ((await shown()).includes('test') ? true : undefined));
    const opened = () => stage.run.worker().evaluate<readonly string[]>('opened');
    await until('a page for the sound', async () => ((await opened()).length > 0 ? true : undefined));
    expect(await opened()).toEqual(['/offscreen.html']);
    const contexts = () =>
      stage.run
        .worker()
        .evaluate<number>(`chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] }).then(all => all.length)`);
    // It closes itself when the tone is over.
    await until('no page for the sound', async () => ((await contexts()) === 0 ? true : undefined));
    await backstage.run(`return chrome.notifications.clear('test')`);
  });

  it.each(['dark', 'light'] as const)('are chosen on a page that passes the checks for accessibility in the %s', async scheme => {
    await options.bringToFront();
    await options.emulateMedia({ colorScheme: scheme });
    await until('the colours', async () =>
      (await options.evaluate<boolean>(`document.body.classList.contains('light')`)) === (scheme === 'light') ? true : undefined,
    );
    await options.locator('details summary').click();
    await options.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const wrong = await options.evaluate<readonly string[]>(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')))`,
    );
    expect(wrong).toEqual([]);
    for (const width of [1280, 640]) {
      await options.setViewportSize({ width, height: 900 });
      expect(await options.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
  });

  it('can be put off from the popup, and woken again', async () => {
    const popup = await stage.run.popup();
    await popup.getByRole('button', { name: 'Snooze 1 h' }).click();
    await popup.getByText('Alerts are put off until').waitFor();
    expect((await alerts()).snoozedUntil).toBeGreaterThan(Date.now());
    await popup.getByRole('button', { name: 'Wake' }).click();
    await popup.getByText('Alerts are on').waitFor();
    await popup.close();
  });
});
