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
  stage = await openStage({ scenario: 'calm' }, { profile: profileWithLeave(builtForChromium, origins) });
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
  await until('the panel', () => found.panel.box('.u'), { timeoutMs: 10_000, everyMs: 50 });
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

describe('a page of articles without end', () => {
  it('keeps one panel while it goes over to the next article under another address, and back', async () => {
    const { page, panel } = await open(articles['U.Today']);
    await page.evaluate(() => {
      scrollTo(0, document.body.scrollHeight);
    });
    await page.waitForFunction(() => document.querySelectorAll('article').length === 2);
    await page.evaluate(() => document.querySelectorAll('article')[1]?.scrollIntoView());
    await page.waitForFunction(() => location.pathname.includes('numbers'));
    expect(await panel.count()).toBe(1);
    await page.evaluate(() => {
      scrollTo(0, 0);
    });
    await page.waitForFunction(() => location.pathname.includes('slips'));
    expect(await panel.count()).toBe(1);
    await isWithin(panel);
  });
});

async function isWithin(panel: Panel): Promise<void> {
  const box = await panel.box('.u');
  expect(box === undefined ? undefined : [box.x + box.width, box.y + box.height]).toEqual([1268, 788]);
}

it('asks nobody for anything that would be refused', () => {
  expect(stage.market.log.violations).toEqual([]);
});
