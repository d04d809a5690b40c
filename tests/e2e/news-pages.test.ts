import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { frozenOptionalSites } from '../fixtures/frozen-manifest.ts';
import { openBackstage } from './support/backstage.ts';
import { builtForChromium } from './support/chromium.ts';
import { profileWithLeave } from './support/leave.ts';
import type { Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { violationsOf } from './support/violations.ts';

/** An article of each site, and the button that leads to a list of articles, where no panel belongs. */
const articles = {
  CoinDesk: 'https://www.coindesk.com/markets/2026/02/12/bitcoin-slips-under-the-line',
  Cointelegraph: 'https://cointelegraph.com/news/bitcoin-slips-under-the-line',
  'The Block': 'https://www.theblock.co/post/388001/bitcoin-slips-under-the-line',
  Decrypt: 'https://decrypt.co/356001/bitcoin-slips-under-the-line',
  CryptoSlate: 'https://cryptoslate.com/bitcoin-slips-under-the-line/',
  Blockworks: 'https://blockworks.co/news/bitcoin-slips-under-the-line',
  'Bitcoin Magazine': 'https://bitcoinmagazine.com/markets/bitcoin-slips-under-the-line',
  BeInCrypto: 'https://beincrypto.com/bitcoin-slips-under-the-line/',
  'U.Today': 'https://u.today/bitcoin-slips-under-the-line',
  NewsBTC: 'https://www.newsbtc.com/news/bitcoin-slips-under-the-line/',
} as const;

let stage: Stage;
const opened: Page[] = [];

beforeAll(async () => {
  const origins = frozenOptionalSites.map(host => `https://${host}/*`);
  stage = await openStage({ scenario: 'reference-day' }, { profile: profileWithLeave(builtForChromium, origins) });
  const backstage = await openBackstage(stage.run);
  expect(await backstage.run(`return chrome.permissions.request({ origins: ${JSON.stringify(origins)} })`)).toBe(true);
  await backstage.run(
    `const { res } = await chrome.runtime.sendMessage({ id: 1, type: 'sites.read', timestamp: 1 });
     await chrome.runtime.sendMessage({ id: 2, type: 'sites.switch', data: { id: res.map(site => site.id), on: true }, timestamp: 1 });`,
  );
});

afterAll(async () => {
  await stage.close();
  rmSync(stage.run.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

afterEach(() => Promise.all(opened.splice(0).map(page => page.close())));

async function open(url: string): Promise<{ readonly page: Page; readonly panel: Panel }> {
  const found = await stage.run.open(url);
  opened.push(found.page);
  await until('the panel', () => found.panel.box('.u'), { everyMs: 50 });
  return found;
}

const isGone = (panel: Panel): Promise<true> =>
  until('no panel', async () => ((await panel.count()) === 0 ? true : undefined), { everyMs: 50 });

describe('an article', () => {
  it.each(Object.entries(articles))(
    'of %s has the panel beside it, is not changed or moved by it, and takes it along to the next but not to a list',
    async (_name, url) => {
      const { page, panel } = await open(url);
      const box = (await panel.box('.u')) ?? { x: -1, y: -1, width: 0, height: 0 };
      expect([box.x + box.width, box.y + box.height]).toEqual([1280 - 12, 800 - 12]);
      // What the page says of itself, and the article, are what the server sent.
      await page.waitForSelector('[data-test=article-body] figure');
      const sent = await page.evaluate(async () => {
        const markup = await (await fetch(location.href)).text();
        const own = new DOMParser().parseFromString(markup, 'text/html');
        const late = own.querySelector<HTMLTemplateElement>('[data-test=late]');
        if (late) own.querySelector('[data-test=article-body]')?.replaceChildren(late.content);
        return [own, document].map(each => [
          each.head.outerHTML.replace(/ nonce="[^"]*"/g, ''),
          each.querySelector('article')?.textContent,
        ]);
      });
      expect(sent[1]).toEqual(sent[0]);
      expect(await page.evaluate(`window.__violations.count`)).toBe(0);
      expect(await page.evaluate(`window.__measures`)).toMatchObject({ shift: 0 });
      await page.click('[data-test=go-section]');
      await isGone(panel);
      await page.click('[data-test=go-other]');
      await until('the panel again', () => panel.box('.u'));
      expect(await panel.count()).toBe(1);
    },
  );
});

/** Titles of the rows that do not hold, in the panel or elsewhere. */
const accused = async (panel: Panel): Promise<readonly string[]> =>
  (await panel.read(
    `return [...root.querySelectorAll('.claims .fold')].map(row => [...row.firstElementChild.children].map(each => each.textContent))
      .filter(([, verdict]) => !/^(?:holds|unchecked|true then)$/.test(verdict)).map(([title]) => title)`,
  )) ?? [];

const checked = (panel: Panel, part: string): Promise<string> =>
  panel.waitFor(text => / claims? /.test(text) && text.includes(part), `a check with ${part}`);

describe('a page of articles without end', () => {
  it('keeps one panel, with the claims of the article that is being read and of no other, and back', async () => {
    const { page, panel } = await open(articles['U.Today']);
    await checked(panel, 'Strategy down $900M');
    expect(await accused(panel)).toHaveLength(3);
    await page.evaluate(() => {
      scrollTo(0, document.body.scrollHeight);
    });
    await page.waitForFunction(() => document.querySelectorAll('article').length === 2);
    await page.evaluate(() => document.querySelectorAll('article')[1]?.scrollIntoView());
    await page.waitForFunction(() => location.pathname.includes('numbers'));
    const next = await checked(panel, '00:20 UTC');
    expect(next).not.toContain('$900M');
    expect(await accused(panel)).toEqual([]);
    expect(await panel.count()).toBe(1);
    await page.evaluate(() => {
      scrollTo(0, 0);
    });
    await page.waitForFunction(() => location.pathname.includes('slips'));
    await checked(panel, '00:12 UTC');
    expect(await accused(panel)).toHaveLength(3);
    expect(await panel.count()).toBe(1);
    await isWithin(panel);
  });
});

describe('an article that is not all there', () => {
  it('is checked when its body has come', async () => {
    const { panel } = await open(articles.NewsBTC);
    await checked(panel, 'Strategy down $900M');
    expect(await accused(panel)).toHaveLength(3);
  });

  it('behind a wall is checked as far as it goes, and accused of nothing', async () => {
    const { panel } = await open(articles.Blockworks);
    const text = await checked(panel, '67.46K');
    expect(text).not.toMatch(/Strategy|250,000/);
    expect(text).toContain('Only the part before the paywall was read.');
    expect(await accused(panel)).toEqual([]);
  });
});

describe('a site that writes of everything', () => {
  it('has a pill, which unfolds beside an article about coins alone; one that is old says how old', async () => {
    const isPill = (panel: Panel) => panel.read<boolean>(`return root.querySelector('.pill') !== null`);
    const bread = await open('https://www.cnbc.com/2026/02/12/no-bitcoin-for-bread');
    const year = await open('https://www.bloomberg.com/news/articles/2026-02-12/bitcoin-starts-the-year-quietly');
    const coins = await open('https://finance.yahoo.com/markets/crypto/articles/bitcoin-slips-under-the-line');
    await checked(coins.panel, 'Strategy down $900M');
    expect(await accused(coins.panel)).toHaveLength(3);
    expect(await coins.panel.text()).not.toContain('71,234');
    await year.page.bringToFront();
    expect(await checked(year.panel, 'days old')).toContain('article of 8 Jan, 00:12 UTC, 35 days old');
    await bread.page.bringToFront();
    // By then its article was read: a pill says how many claims there are.
    await until('what the pill says', async () => ((await bread.panel.text())?.includes('claims') === true ? true : undefined));
    expect([await isPill(coins.panel), await isPill(year.panel), await isPill(bread.panel)]).toEqual([false, false, true]);
  });
});

async function isWithin(panel: Panel): Promise<void> {
  const box = await panel.box('.u');
  expect(box === undefined ? undefined : [box.x + box.width, box.y + box.height]).toEqual([1268, 788]);
}

it('asks nobody for anything that would be refused', () => {
  expect(violationsOf(stage.market)).toEqual([]);
});
