import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frozenDataHosts, frozenKeyedHosts, frozenSocketHosts } from '../fixtures/frozen-manifest.ts';
import { coinalyzeKey, coinalyzeSymbol } from '../market/providers/coinalyze.ts';
import { coinglassKey } from '../market/providers/coinglass.ts';
import type { ForcedOrder, Venue } from '../market/world.ts';
import { type Backstage, findScriptWorld, openBackstage, type ScriptWorld } from './support/backstage.ts';
import { builtForChromium } from './support/chromium.ts';
import { profileWithLeave } from './support/leave.ts';
import { dollars } from './support/spelling.ts';
import { spyOnDocument } from './support/spy.ts';
import { openStage, pastRead, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

const [coinalyzeHost = '', coinglassHost = ''] = frozenKeyedHosts;
const origins = frozenKeyedHosts.map(host => `https://${host}/*`);
const wrongKey = 'deadbeef-0bad-4bad-8bad-00000000bad1';
const secrets = [coinalyzeKey, coinglassKey, wrongKey];
const minute = 60_000;
const hour = 60 * minute;

const profiles: string[] = [];
function freshProfile(): string {
  const profile = profileWithLeave(builtForChromium, origins);
  profiles.push(profile);
  return profile;
}

afterAll(() => {
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

/** Which of the keys a text holds. */
const found = (text: string): readonly string[] => secrets.filter(secret => text.includes(secret));

const textOf = async (page: Page, selector = 'body'): Promise<string> => (await page.innerText(selector)).replaceAll(/\s+/g, ' ');

async function openPage({ run }: Stage, name: string, hash = ''): Promise<Page> {
  const page = await run.context.newPage();
  await page.goto(`chrome-extension://${run.extensionId}/${name}.html${hash}`);
  return page;
}

/** The line of a provider on the page of options. */
const form = (options: Page, name: string) => options.locator('form.key', { hasText: name });

async function enter(options: Page, name: string, key: string): Promise<void> {
  await options.bringToFront();
  await form(options, name).locator('input').fill(key);
  await form(options, name).locator('button[type=submit]').click();
}

/** Waits for what the page of options says of a provider. */
const told = (options: Page, name: string, words: RegExp): Promise<unknown> =>
  until(
    `${name}: ${String(words)}`,
    async () => {
      const text = await textOf(options, `form.key:has-text("${name}") .state`);
      if (words.test(text)) return true;
      throw new Error(text);
    },
    { timeoutMs: 120_000 },
  );

const requestsTo = ({ market }: Stage, host: string) => market.log.requests.filter(request => request.host === host);

describe('a key of the user’s own', () => {
  let stage: Stage;
  let backstage: Backstage;
  let options: Page;
  let site: Page;
  let script: ScriptWorld;
  /** Everything that the worker and the pages wrote to their consoles. */
  const logged: string[] = [];

  const permitted = () =>
    Promise.all(origins.map(origin => backstage.run<boolean>(`return chrome.permissions.contains({ origins: ['${origin}'] })`)));
  const keyed = async () => (await stage.run.snapshot())?.keyed ?? [];
  const ours = async () => (await stage.run.snapshot())?.liquidations.market['24h'];

  /** Cents of the forced orders of the world, whoever heard of them. */
  function worldCents(from: number, to: number, wanted: (order: ForcedOrder) => boolean): number {
    const { ledger } = stage.market;
    const venues = new Set<Venue>(ledger.markets.map(({ venue }) => venue));
    const orders = [...venues].flatMap(venue => ledger.orders(venue, from, to)).filter(wanted);
    return orders.reduce((cents, order) => cents + order.cents, 0);
  }

  beforeAll(async () => {
    stage = await openStage({ scenario: 'reference-day' }, { profile: freshProfile() });
    const note = (message: { text(): string }) => void logged.push(message.text());
    stage.run.context.on('console', note);
    stage.run.worker().on('console', note);
    backstage = await openBackstage(stage.run);
    site = (await stage.run.open('https://www.gate.com/futures/USDT/BTC_USDT')).page;
    script = await until('our script in the page', () => findScriptWorld(site, stage.run.extensionId));
    // All that a script in a page can be told: messages, the port of a panel, changes of storage.
    await script.run(`
      globalThis.heard = [];
      const hear = (...what) => void heard.push(what);
      chrome.runtime.onMessage.addListener(message => hear(message));
      chrome.storage.onChanged.addListener((changes, area) => hear(changes, area));
      const port = chrome.runtime.connect({ name: 'panel' });
      port.onMessage.addListener(hear);
      port.postMessage({ type: 'panel.open', coin: 'BTC' });
    `);
    options = await openPage(stage, 'options');
    await options.getByRole('heading', { name: 'Live feeds' }).waitFor();
  });
  afterAll(() => stage.close());

  it('is not needed: without one the providers are not asked, and could not be', async () => {
    expect(await permitted()).toEqual([false, false]);
    for (const host of frozenKeyedHosts) expect(requestsTo(stage, host)).toEqual([]);
    expect(await keyed()).toEqual([]);
  });

  it('is not kept when it cannot be one, which is said in words that stay', async () => {
    await enter(options, 'CoinGlass', 'two words');
    // Longer than the page takes to ask the background anew.
    await options.waitForTimeout(6_000);
    expect(await textOf(options, '[role=alert]')).toContain('This is not a key, so it was not kept');
    expect(await form(options, 'CoinGlass').innerText()).toContain('not asked');
    expect(await permitted()).toEqual([false, false]);
  });

  it('is said to be refused when it is wrong', async () => {
    await enter(options, 'CoinGlass', wrongKey);
    await told(options, 'CoinGlass', /the key was refused \(401\)/);
    expect(await permitted()).toEqual([false, true]);
    expect(await options.locator('.notice-line[role=alert]').count()).toBe(0);
    expect(await keyed()).toEqual([]);
    // The host's own note of what it refused; nothing else was asked wrongly.
    expect(violationsOf(stage.market).map(({ host, kind }) => [host, kind])).toEqual([[coinglassHost, 'bad-parameter']]);
  });

  it('brings the totals of the whole market, as the world knows them, beside ours, which stay as they are', async () => {
    await pastRead(stage);
    const before = await ours();
    await enter(options, 'CoinGlass', coinglassKey);
    await told(options, 'CoinGlass', /^\d+ coins$/);
    await enter(options, 'Coinalyze', coinalyzeKey);
    await told(options, 'Coinalyze', /^BTC on 11 venues$/);
    expect(await permitted()).toEqual([true, true]);
    const totals = await until('three totals', async () => {
      const all = await keyed();
      return all.length >= 3 ? all : undefined;
    });

    // It is asked every five minutes: the last time before these totals.
    const { at: toldAt = 0 } = totals.find(({ name }) => name === 'CoinGlass') ?? {};
    const glass = requestsTo(stage, coinglassHost).findLast(({ time }) => time < toldAt + 1_000);
    const lyze = requestsTo(stage, coinalyzeHost).find(({ path }) => path.endsWith('liquidation-history'));
    if (glass === undefined || lyze === undefined) throw new Error('not asked');
    const scope = (coin: string | undefined) =>
      totals.find(total => total.name === (coin === undefined ? 'CoinGlass' : 'Coinalyze') && total.scope.coin === coin);
    const coins = new Set(
      [...new Set<Venue>(stage.market.ledger.markets.map(({ venue }) => venue))].flatMap(venue =>
        stage.market.ledger.orders(venue, glass.time - 24 * hour, glass.time).map(({ market }) => market.base),
      ),
    );
    for (const [window, ms] of [
      ['1h', hour],
      ['24h', 24 * hour],
    ] as const) {
      for (const [key, position] of [
        ['longUsd', 'long'],
        ['shortUsd', 'short'],
      ] as const) {
        const all = worldCents(glass.time - ms, glass.time, order => order.position === position);
        expect(scope(undefined)?.windows[window]?.[key]).toBeCloseTo(all / 100, 1);
        // Bars of five minutes: the first that opened inside of the window, up to the one that is still open.
        const firstBar = Math.ceil((lyze.time - ms) / (5 * minute)) * 5 * minute;
        const asked = new URLSearchParams(lyze.query).get('symbols')?.split(',') ?? [];
        const told = worldCents(
          firstBar,
          lyze.time,
          order => order.position === position && asked.includes(coinalyzeSymbol(order.market) ?? ''),
        );
        expect(told).toBeGreaterThan(0);
        expect(scope('BTC')?.windows[window]?.[key]).toBeCloseTo(told / 100, 1);
      }
    }

    // Had theirs been mixed in, ours would have moved by a tenth at the least, which is far more than what is heard or read meanwhile.
    const theirs = scope(undefined)?.windows['24h']?.usd ?? 0;
    const after = await ours();
    if (before === undefined || after === undefined) throw new Error('no total of ours');
    expect(theirs).toBeGreaterThan(before.usd * 1.1);
    expect(Math.abs(after.usd - before.usd)).toBeLessThan(before.usd / 25);
    expect([after.venuesEnabled, after.venuesHeard]).toEqual([before.venuesEnabled, before.venuesHeard]);

    const popup = await stage.run.popup();
    const dashboard = await openPage(stage, 'dashboard', '#feeds');
    for (const page of [popup, dashboard]) {
      await page.bringToFront();
      await until('the totals on the page', async () => {
        const text = await textOf(page);
        const line = `CoinGlass, ${coins.size} coins, as CoinGlass counts`;
        if (text.includes(line) && text.includes('CoinGlass, BTC') && text.includes('Coinalyze, BTC on 11 venues')) return true;
        throw new Error(text);
      });
      await until('their total of the day', async () => {
        const [total] = (await keyed()).filter(({ name, scope: { coin } }) => name === 'CoinGlass' && coin === undefined);
        expect(await textOf(page)).toContain(`24h ${dollars(Math.round((total?.windows['24h']?.usd ?? 0) * 100))}`);
        return true;
      });
      expect(await page.getByRole('link', { name: 'Liquidations: Coinalyze' }).first().getAttribute('href')).toBe(
        'https://coinalyze.net/',
      );
    }
    expect(await textOf(dashboard)).toContain('beside our totals and never mixed into them');
    expect(await textOf(dashboard, '.hosts')).toContain(coinalyzeHost);
    expect(found(await dashboard.content())).toEqual([]);
    expect(found(await popup.content())).toEqual([]);
    await popup.close();
    await dashboard.close();
  });

  it('goes in a header to its own provider, within its limits, and to nobody else', () => {
    const { requests, connections } = stage.market.log;
    for (const request of requests) {
      const { host, telling, path, query, posted = '' } = request;
      if (host === coinalyzeHost) expect(telling).toEqual([`api_key: ${coinalyzeKey}`]);
      else if (host === coinglassHost)
        expect([`cg-api-key: ${coinglassKey}`, `cg-api-key: ${wrongKey}`]).toContain(telling.join());
      else expect([host, found(telling.join())]).toEqual([host, []]);
      expect(found(`${path}?${query} ${posted}`)).toEqual([]);
    }
    expect(found(JSON.stringify(connections))).toEqual([]);
    expect(violationsOf(stage.market)).toHaveLength(1);
  });

  it('is kept in the database of the background alone, and in nothing that is said, shown, logged or counted', async () => {
    const rows = await backstage.run<readonly (readonly [table: string, row: string])[]>(`
      const done = request => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const kept = [];
      for (const { name } of await indexedDB.databases()) {
        const db = await done(indexedDB.open(name));
        for (const table of db.objectStoreNames)
          for (const row of await done(db.transaction(table).objectStore(table).getAll())) kept.push([table, JSON.stringify(row)]);
        db.close();
      }
      return kept.filter(([, row]) => ${JSON.stringify(secrets)}.some(secret => row.includes(secret)));
    `);
    expect(rows.map(([table, row]) => [table, (JSON.parse(row) as { readonly key: string }).key]).sort()).toEqual([
      ['documents', 'key/coinalyze'],
      ['documents', 'key/coinglass'],
    ]);
    expect(found(JSON.stringify(rows))).not.toContain(wrongKey);

    const stored = await backstage.run<string>(
      `return JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null), await chrome.storage.sync.get(null)])`,
    );
    expect(stored.length).toBeGreaterThan(1_000);
    expect(found(stored)).toEqual([]);

    // What a page of the extension is told, for which the keys are put in.
    for (const verb of ['options.read', 'feeds.read', 'snapshot.read']) {
      const answer = await backstage.run<string>(
        `return JSON.stringify(await chrome.runtime.sendMessage({ id: 1, type: '${verb}', data: {}, timestamp: 1 }))`,
      );
      expect([verb, answer.includes('oinalyze'), found(answer)]).toEqual([verb, true, []]);
    }
    const document = await options.evaluate<string>(
      `document.documentElement.outerHTML + [...document.querySelectorAll('input')].map(each => each.value).join()`,
    );
    expect(document).toContain('a key is kept');
    expect(found(document)).toEqual([]);

    // The console is heard at all, and nothing of a key was in it.
    await stage.run.worker().evaluate(`console.warn('undertow: a word of the worker')`);
    await until('the word', () => (logged.includes('undertow: a word of the worker') ? true : undefined));
    expect(found(logged.join('\n'))).toEqual([]);
  });

  it('is out of the reach of a script in a page, which can neither ask for it nor put another in its place', async () => {
    const heard = await script.run<string>(`return JSON.stringify([heard, await chrome.storage.local.get(null)])`);
    expect(heard.length).toBeGreaterThan(1_000);
    expect(found(heard)).toEqual([]);
    const ask = (type: string, data: string) =>
      script.run<{ readonly err?: string }>(
        `return chrome.runtime.sendMessage({ id: 1, type: '${type}', data: ${data}, timestamp: 1 })`,
      );
    expect(await ask('options.read', '{}')).toEqual({ err: 'options.read is not for this sender' });
    expect(await ask('feeds.read', '{}')).toEqual({ err: 'feeds.read is not for this sender' });
    expect(await ask('keys.write', `{ source: 'coinalyze', key: '' }`)).toEqual({ err: 'keys.write is not for this sender' });
    expect(JSON.stringify(await ask('snapshot.read', `{ coin: 'BTC' }`))).not.toContain('as CoinGlass counts');
    expect(found(await site.evaluate(spyOnDocument))).toEqual([]);
  });

  it('is gone when it is removed, and what was learned with it, and the leave to ask', async () => {
    const popup = await stage.run.popup();
    await until('theirs', async () => ((await textOf(popup)).includes('as CoinGlass counts') ? true : undefined));
    await options.bringToFront();
    for (const name of ['CoinGlass', 'Coinalyze']) {
      await form(options, name).getByRole('button', { name: 'Remove' }).click();
      await form(options, name).getByText('not asked').waitFor();
    }
    await until('no leave', async () => ((await permitted()).includes(true) ? undefined : true));
    await until('nothing of theirs', async () => ((await keyed()).length === 0 ? true : undefined));
    await until('a popup without', async () => (/Coinalyze|CoinGlass/.test(await textOf(popup)) ? undefined : true));
    await until('nothing kept and nothing listed', async () => {
      const kept = await backstage.run<readonly string[]>(`
        const db = await new Promise((resolve, reject) => {
          const request = indexedDB.open('undertow');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const rows = await new Promise(resolve => {
          const request = db.transaction('documents').objectStore('documents').getAll();
          request.onsuccess = () => resolve(request.result);
        });
        db.close();
        return rows.filter(({ key, value }) => key.startsWith('key/') || JSON.stringify(value ?? '').includes('as CoinGlass counts')).map(({ key }) => key);
      `);
      expect(kept).toEqual([]);
      const feeds = (await stage.run.snapshot())?.feeds.map(({ id }) => id) ?? [];
      expect(feeds.filter(id => /^(?:coinalyze|coinglass)\//.test(id))).toEqual([]);
      return true;
    });
    await popup.close();
  });

  it('leaves no trace in any file of the browser outside of the database that it was removed from', async () => {
    await stage.run.context.close();
    const [profile = ''] = profiles;
    const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    expect(files.length).toBeGreaterThan(50);
    const holding = files
      .map(entry => join(entry.parentPath, entry.name))
      // Deleted rows stay in the log of the database until the browser tidies it up; nothing of ours can hurry that.
      .filter(path => !path.includes(`${sep}IndexedDB${sep}`))
      .filter(path => {
        const bytes = readFileSync(path);
        return secrets.some(secret => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')));
      });
    expect(holding).toEqual([]);
  });
});

describe('a user whom every exchange refuses', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage({ scenario: 'reference-day' }, { profile: freshProfile() }, market => {
      for (const host of new Set([...frozenDataHosts, ...frozenSocketHosts.map(name => name.replace(/:\d+$/, ''))]))
        market.fault({ host, kind: 'status', status: 451 });
    });
  });
  afterAll(() => stage.close());

  it('has the totals of the whole market all the same, and is not told that they are ours', async () => {
    const options = await openPage(stage, 'options');
    await options.getByRole('heading', { name: 'Live feeds' }).waitFor();
    const popup = await stage.run.popup();
    await until('refusals', async () => ((await textOf(popup)).includes('refused from where you are (451)') ? true : undefined), {
      timeoutMs: 120_000,
    });
    await enter(options, 'Coinalyze', coinalyzeKey);
    await told(options, 'Coinalyze', /^BTC on 11 venues$/);
    await enter(options, 'CoinGlass', coinglassKey);
    await told(options, 'CoinGlass', /^\d+ coins$/);
    await popup.bringToFront();
    const text = await until('the totals', async () => {
      const shown = await textOf(popup);
      if (shown.includes('as CoinGlass counts') && shown.includes('Coinalyze, BTC on 11 venues')) return shown;
      throw new Error(shown);
    });
    expect(text).toMatch(/CoinGlass, \d+ coins, as CoinGlass counts .*24h \$\d/);
    const snapshot = await stage.run.snapshot();
    expect(snapshot?.liquidations.market['24h']?.usd ?? 0).toBe(0);
    expect(snapshot?.liquidations.market['24h']?.venuesHeard ?? 0).toBe(0);
    expect(violationsOf(stage.market)).toEqual([]);
  });
});
