import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findScriptWorld, openBackstage, type Backstage, type ScriptWorld } from './support/backstage.ts';
import { builtForChromium, type ChromiumRun } from './support/chromium.ts';
import { attachPanel, type Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';

const address = 'https://www.gate.com/trade/BTC_USDT';
let stage: Stage;
let run: ChromiumRun;
let backstage: Backstage;

beforeAll(async () => {
  stage = await openStage({ scenario: 'reference-day' });
  ({ run } = stage);
  backstage = await openBackstage(run);
});

afterAll(() => stage.close());

async function open(url = address): Promise<{ readonly page: Page; readonly panel: Panel }> {
  const opened = await run.open(url);
  await opened.panel.waitFor(text => /Liquidated 24h .*≥ \$\d/.test(text), 'figures');
  return opened;
}

async function openWorld(): Promise<{ readonly page: Page; readonly panel: Panel; readonly world: ScriptWorld }> {
  const opened = await open();
  const world = await findScriptWorld(opened.page, run.extensionId);
  if (world === undefined) throw new Error('our script does not run in the page');
  return { ...opened, world };
}

interface Heard {
  readonly __hostile: {
    readonly fuzz: { readonly sent: number; readonly errors: readonly string[]; readonly done: boolean };
    readonly foreignMessages: readonly unknown[];
    readonly pageErrors: readonly string[];
  };
  readonly heard: readonly string[];
}

describe('a page that speaks to the panel', () => {
  it('has no effect with a thousand forged messages and events, those of content-script frameworks among them', async () => {
    const { page, panel } = await open(`${address}?hostile=fuzz&id=${run.extensionId}`);
    await page.waitForFunction(() => (window as unknown as Heard).__hostile.fuzz.done);
    const { fuzz, foreignMessages, pageErrors } = await page.evaluate(() => (window as unknown as Heard).__hostile);
    expect(fuzz).toEqual({ sent: 1_000, errors: [], done: true });
    expect(foreignMessages).toEqual([]);
    expect(pageErrors).toEqual([]);
    expect(await panel.count()).toBe(1);
    expect(
      await panel.read<string>(`return root.querySelector('.u').className.split(' ').includes('compact') ? 'compact' : 'other'`),
    ).toBe('compact');
    // It still lives: a person's press is followed.
    await panel.click('[aria-label=More]');
    await panel.waitFor(text => text.includes('All coins'), 'the open view');
    await panel.click('[aria-label=Less]');
    await expect.poll(async () => Object.keys(await backstage.decisions())).toEqual(['place:gate']);
    await page.close();
  });

  it('hears neither a message nor an event of ours while the panel comes, is used and goes', async () => {
    const page = await run.context.newPage();
    await page.addInitScript(id => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      addEventListener('message', event => heard.push(`message ${JSON.stringify(event.data)}`), true);
      const names = [
        'wxt:content-script-started',
        'wxt:locationchange',
        'undertow',
        'undertow:snapshot',
        'panel',
        'panel.open',
        'snapshot.full',
        'snapshot.patch',
      ];
      for (const name of [
        ...names,
        ...names.map(each => `${id}:overlay:${each}`),
        ...names.map(each => `${id}:content:${each}`),
        ...names.map(each => `${id}:${each}`),
      ]) {
        for (const target of [window, document]) target.addEventListener(name, () => heard.push(name), true);
      }
    }, run.extensionId);
    await page.goto(address);
    const panel = await attachPanel(page);
    await panel.waitFor(text => /Liquidated 24h .*≥ \$\d/.test(text), 'figures');
    await panel.click('[aria-label=More]');
    await panel.waitFor(text => text.includes('All coins'), 'the open view');
    // The open panel may stand over the button; what is looked for here is the address that changes.
    await page.locator('[data-test=go-eth]').dispatchEvent('click');
    await panel.waitFor(text => text.includes('ETH'), 'the other coin');
    await page.locator('[data-test=go-wallet]').dispatchEvent('click');
    await expect.poll(() => panel.count()).toBe(0);
    expect(await page.evaluate(() => (window as unknown as Heard).heard)).toEqual([]);
    await page.close();
  });
});

describe('a page that looks for the extension', () => {
  it('reaches no file of it, by whatever element, and has no way to speak to it', async () => {
    const page = await run.context.newPage();
    // A site without a policy, so that only the extension itself can refuse.
    await page.goto('https://www.bybit.com/trade/usdt/BTCUSDT');
    const paths = readdirSync(builtForChromium, { recursive: true, encoding: 'utf8' }).filter(path => /\.\w+$/.test(path));
    expect(paths).toEqual(expect.arrayContaining(['manifest.json', 'overlay.js', 'background.js', 'popup.html', 'icon/16.png']));
    const reached = await page.evaluate(
      async ({ id, paths }) => {
        const tries = paths.flatMap(path => {
          const url = `chrome-extension://${id}/${path}`;
          const element = (name: string, attribute: string, more = {}) =>
            new Promise<string | undefined>(done => {
              const made = document.createElement(name);
              Object.assign(made, more);
              made.addEventListener('load', () => done(`${name} ${path}`));
              made.addEventListener('error', () => done(undefined));
              made.setAttribute(attribute, url);
              document.body.append(made);
              setTimeout(() => done(undefined), 3_000);
            });
          return [
            fetch(url).then(
              () => `fetch ${path}`,
              () => undefined,
            ),
            fetch(url, { mode: 'no-cors' }).then(
              () => `fetch no-cors ${path}`,
              () => undefined,
            ),
            element('img', 'src'),
            element('script', 'src'),
            element('link', 'href', { rel: 'stylesheet' }),
          ];
        });
        return (await Promise.all(tries)).filter(each => each !== undefined);
      },
      { id: run.extensionId, paths },
    );
    expect(reached).toEqual([]);
    const spoken = await page.evaluate(() => {
      const { chrome, browser } = globalThis as unknown as {
        chrome?: { runtime?: unknown; storage?: unknown };
        browser?: unknown;
      };
      return [typeof chrome?.runtime, typeof chrome?.storage, typeof browser];
    });
    expect(spoken).toEqual(['undefined', 'undefined', 'undefined']);
    await page.close();
  });
});

const say = (message: string): string =>
  `try { return { answer: await chrome.runtime.sendMessage(${message}) } } catch (error) { return { error: String(error) } }`;
const verb = (type: string, data: unknown = {}): string => say(JSON.stringify({ id: 1, type, data, timestamp: 1 }));

interface Said {
  readonly answer?: { readonly res?: unknown; readonly err?: unknown };
  readonly error?: string;
}
const isRefused = ({ answer, error }: Said): boolean =>
  error !== undefined || answer === undefined || answer === null || answer.err !== undefined;

describe('a renderer that was taken over', () => {
  it('may read and beat, and rules nothing', async () => {
    const { page, world } = await openWorld();
    const before = [await backstage.decisions(), await backstage.registered()];
    const snapshot = await world.run<Said>(verb('snapshot.read', { coin: 'BTC' }));
    expect(snapshot.answer?.res).toMatchObject({ version: 4 });
    expect(isRefused(await world.run<Said>(verb('panel.heartbeat')))).toBe(false);
    for (const [type, data] of [['sites.read'], ['sites.switch', { id: 'gate', on: false }], ['feeds.retry']] as const) {
      const said = await world.run<Said>(verb(type, data));
      expect([type, isRefused(said), JSON.stringify(said).includes('origins')]).toEqual([type, true, false]);
    }
    expect([await backstage.decisions(), await backstage.registered()]).toEqual(before);
    // Our own page may: so it is the sender that was refused, not the words.
    const allowed = await backstage.run<Said>(verb('sites.switch', { id: 'okx', on: true }));
    expect(allowed.answer?.res).toContainEqual(expect.objectContaining({ id: 'okx', on: true }));
    await page.close();
  });

  it('gets nothing from a frame inside the page', async () => {
    const { page } = await open();
    await page.bringToFront();
    await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = '/trade/ETH_USDT';
      await new Promise(done => {
        frame.onload = done;
        document.body.append(frame);
      });
    });
    const said = await backstage.run<readonly { readonly frameId: number; readonly result: unknown }[]>(`
      const [tab] = await chrome.tabs.query({ url: '${address}' });
      return chrome.scripting.executeScript({ target: { tabId: tab.id, allFrames: true }, func: async () => {
        const asked = await chrome.runtime.sendMessage({ id: 1, type: 'snapshot.read', data: {}, timestamp: 1 }).catch(error => ({ err: String(error) }));
        const heard = await new Promise(done => {
          const port = chrome.runtime.connect({ name: 'panel' });
          port.onMessage.addListener(message => done(message.type));
          port.onDisconnect.addListener(() => done('closed'));
          port.postMessage({ type: 'panel.open' });
        });
        return [asked?.res !== undefined, heard];
      } });`);
    const byFrame = said.map(({ frameId, result }) => [frameId === 0 ? 'top' : 'inside', result]).sort();
    expect(byFrame).toEqual([
      ['inside', [false, 'closed']],
      ['top', [true, 'snapshot.full']],
    ]);
    await page.close();
  });

  it('gets nothing on a site that is switched off, whatever it keeps from before', async () => {
    const { page, world } = await openWorld();
    await backstage.run(verb('sites.switch', { id: 'gate', on: false }));
    expect(isRefused(await world.run<Said>(verb('snapshot.read')))).toBe(true);
    await backstage.run(verb('sites.switch', { id: 'gate', on: true }));
    expect(isRefused(await world.run<Said>(verb('snapshot.read')))).toBe(false);
    await page.close();
  });

  it('neither stops nor fills the background with messages that are none, of up to eight megabytes', async () => {
    const { page, panel, world } = await openWorld();
    const before = [await backstage.decisions(), await backstage.registered()];
    const answered = await world.run<readonly string[]>(`
      const deep = []; let at = deep; for (let depth = 0; depth < 500; depth++) { at.push([]); at = at[0]; }
      const long = 'x'.repeat(8_000_000);
      const values = [null, 0, -1, true, '', 'panel.open', long, [], [[]], deep, {}, { type: long }, { type: 'snapshot.read', data: long }, JSON.parse('{"__proto__":{"type":"sites.read"}}'),
        { type: '__proto__' }, { type: 'constructor' }, { type: 'toString' }, { type: 'hasOwnProperty' }, { type: 'valueOf' }, { type: ['snapshot.read'] }, { type: { toString: 'x' } },
        { type: 'panel.open', coin: long }, { type: 'panel.open', coin: { length: 3 } }, { type: 'panel.open', coin: '__proto__' }, { type: 'sites.switch', data: null },
        { type: 'sites.switch', data: { id: 'gate', on: false } }, { id: 1, type: 'sites.switch', timestamp: 1, data: { id: 'gate', on: false }, sender: { id: chrome.runtime.id, url: chrome.runtime.getURL('/popup.html') } }];
      const told = [];
      for (const value of values) {
        const answer = await Promise.race([
          chrome.runtime.sendMessage(value).catch(() => undefined),
          new Promise(done => setTimeout(() => done({ err: 'none' }), 20_000)),
        ]);
        if (answer !== undefined && answer !== null && answer.err === undefined && JSON.stringify(value).slice(0, 40).includes('snapshot.read') === false) told.push(JSON.stringify([String(JSON.stringify(value)).slice(0, 60), answer]).slice(0, 200));
        const port = chrome.runtime.connect({ name: 'panel' });
        const heard = new Promise(done => { port.onMessage.addListener(message => done(message.type)); port.onDisconnect.addListener(() => done(undefined)); setTimeout(() => done('left open'), 20_000); });
        port.postMessage(value);
        const said = await heard;
        if (said !== undefined) told.push(JSON.stringify([String(JSON.stringify(value)).slice(0, 60), said]));
        port.disconnect();
      }
      return told;`);
    expect(answered).toEqual([]);
    expect([await backstage.decisions(), await backstage.registered()]).toEqual(before);
    const good = await world.run<Said>(verb('snapshot.read', { coin: 'x'.repeat(100_000) }));
    expect(JSON.stringify(good.answer?.res)).not.toContain('xxxx');
    expect(await panel.count()).toBe(1);
    await page.close();
  });
});
