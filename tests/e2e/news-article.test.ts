import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ArticleAnswer } from '../../lib/protocol/messages.ts';
import { openBackstage, type Backstage } from './support/backstage.ts';
import type { Panel } from './support/panel.ts';
import { openStage, type Stage } from './support/stage.ts';
import { pressableToolbar, pressToolbarButton } from './support/toolbar.ts';
import { until } from './support/until.ts';

const slips = 'https://www.coindesk.com/markets/2026/02/12/bitcoin-slips-under-the-line';
const block = 'https://www.theblock.co/post/388001/bitcoin-slips-under-the-line';
const unknown = 'https://www.ledger-lines.example/amp/bitcoin-slips-under-the-line';
const garden = 'https://www.coindesk.com/markets/2026/02/12/office-opens-a-roof-garden';

let stage: Stage;
let backstage: Backstage;
const opened: Page[] = [];

beforeAll(async () => {
  stage = await openStage({ scenario: 'reference-day' }, { args: pressableToolbar });
  backstage = await openBackstage(stage.run);
  // The prices of the article's time and of now, and the open interest that a part of it is held against.
  await until(
    'figures to check against',
    async () => {
      const snapshot = await stage.run.snapshot();
      return snapshot?.prices['BTC'] && snapshot.levels['BTC'] && snapshot.openInterest.market ? true : undefined;
    },
    { timeoutMs: 120_000, everyMs: 200 },
  );
});

afterAll(() => stage.close());
afterEach(() => Promise.all(opened.splice(0).map(page => page.close())));

async function open(url: string): Promise<{ readonly page: Page; readonly panel: Panel }> {
  const found = await stage.run.open(url);
  opened.push(found.page);
  return found;
}

/** Title and verdict of each row. */
const rowsOf = async (panel: Panel): Promise<readonly (readonly [title: string, verdict: string])[]> =>
  (await panel.read(
    `return [...root.querySelectorAll('.claims .fold')].map(row => [...row.firstElementChild.children].slice(0, 2).map(each => each.textContent))`,
  )) ?? [];

/** The page without what is ours: one element of the root. */
const markupOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as Element;
    copy.querySelectorAll(':scope > :not(head, body)').forEach(each => each.remove());
    return copy.outerHTML;
  });

/** Reads the article of a page as the popup does. */
const readTab = (page: Page): Promise<{ readonly res?: ArticleAnswer; readonly err?: string }> =>
  backstage.run(
    `const [tab] = await chrome.tabs.query({ url: ${JSON.stringify(page.url())} });
     return chrome.runtime.sendMessage({ id: 1, type: 'article.read', data: { tabId: tab.id }, timestamp: 1 })`,
  );

describe('the article of the reference day', () => {
  it('is accused of its three errors and of nothing else', async () => {
    const { panel } = await open(slips);
    await panel.waitFor(text => text.includes('claims') && text.includes('implausible'), 'the check');
    const accused = (await rowsOf(panel)).filter(([, verdict]) => !/^(?:holds|unchecked|true then)$/.test(verdict));
    expect(accused.map(([, verdict]) => verdict).toSorted()).toEqual(['contradicts', 'contradicts', 'implausible']);
    const titles = accused.map(([title]) => title).join(' | ');
    for (const part of ['Strategy down $900M', '$75,000', '4.4% of OI is $26B']) expect(titles).toContain(part);
    const text = await panel.text();
    expect(text).toContain('article of 12 Feb, 00:12 UTC');
    // A price of now, which this house puts into its sentences.
    expect(text).not.toContain('71,234');
  });

  it('opens a row to its sentence, scrolls there, and leaves the page as it was', async () => {
    const { page, panel } = await open(slips);
    const before = await markupOf(page);
    await panel.waitFor(text => text.includes('Strategy down'), 'the check');
    await panel.click('.claims .fold');
    await panel.waitFor(text => text.includes('Scroll to the sentence'), 'the sentence');
    expect(await panel.read(`return root.querySelector('.claims .fold').getAttribute('aria-expanded')`)).toBe('true');
    const [first] = await rowsOf(panel);
    const sentence = await panel.read<string>(`return root.querySelector('.said').firstChild.data`);
    expect(first?.[0]).toContain('Strategy');
    expect(sentence).toContain('714,644 bitcoin');
    await panel.click('.said button');
    await page.waitForFunction(() => scrollY > 0);
    await page.waitForFunction(() => {
      const told = [...document.querySelectorAll('article p')].find(each => each.textContent.includes('714,644 bitcoin'));
      const { top = -1, bottom = 1e9 } = told?.getBoundingClientRect() ?? {};
      return top >= 0 && bottom <= innerHeight;
    });
    expect(await page.evaluate(() => String(getSelection()))).toBe('');
    expect(await markupOf(page)).toBe(before);
    expect(await page.evaluate('window.__measures')).toMatchObject({ shift: 0 });
  });

  it('gives way to the market at a press, and comes back', async () => {
    const { panel } = await open(slips);
    await panel.waitFor(text => text.includes('claims'), 'the check');
    await panel.click('.about');
    await panel.waitFor(text => text.includes('Liquidated'), 'the market');
    await panel.click('.about');
    await panel.waitFor(text => text.includes('claims'), 'the check again');
  });
});

describe('an article without a figure', () => {
  it('says so, and shows the state of the market', async () => {
    const { panel } = await open(garden);
    const text = await panel.waitFor(said => said.includes('No claims'), 'the check');
    expect(text).toContain('nothing in it that market data can check');
  });
});

describe('a page that goes over to another article by itself', () => {
  it('has that one checked', async () => {
    const { page, panel } = await open(slips);
    await panel.waitFor(text => text.includes('Strategy down'), 'the check');
    await page.click('[data-test=go-garden]');
    await page.evaluate(() => {
      document.querySelector('article h1')?.replaceChildren('A garden');
      document.querySelector('[data-test=article-body]')?.replaceChildren('Tomatoes and a pond. '.repeat(60));
    });
    await panel.waitFor(text => text.includes('No claims'), 'the other');
  });
});

/** What pages can be made of to be in the way. Each is put into the body of an article. */
const hostile: Readonly<Record<string, string>> = {
  '100,000 nodes': `body.append(...Array.from({ length: 50_000 }, (_, place) => Object.assign(document.createElement('p'), { textContent: 'Bitcoin fell by ' + place + '%.' })))`,
  'five megabytes of text': `body.append(Object.assign(document.createElement('p'), { textContent: 'Bitcoin fell to $61,200 in made-up words. '.repeat(125_000) }))`,
  'characters of no width and turned directions': `for (const each of body.querySelectorAll('p')) each.textContent = [...each.textContent].join('\\u200b') + '\\u202e$99,000 at Bitcoin\\u202c'`,
  'a million empty text nodes': `for (let place = 0; place < 1_000_000; place++) body.append(document.createTextNode(''))`,
  'text like a script': `body.append(Object.assign(document.createElement('p'), { textContent: '<img src=x onerror=alert(1)> Bitcoin fell to $61,200 <script>alert(2)</' + 'script> \${1} {{2}} %s' }))`,
  'a thousand boxes in one another': `let at = body; for (let depth = 0; depth < 1_000; depth++) { const box = document.createElement('div'); at.append(box); at = box; } at.append('Bitcoin fell to $61,200.')`,
};

describe('a page in the way of its reader', () => {
  it.each(Object.entries(hostile))('with %s is read in time, in short steps, and comes to a bounded end', async (_what, make) => {
    const { page, panel } = await open(slips);
    await panel.waitFor(text => text.includes('claims'), 'the check');
    await page.evaluate(`{ const body = document.querySelector('[data-test=article-body]'); ${make} }`);
    const { res, err } = await readTab(page);
    expect(err).toBeUndefined();
    expect(res?.next.afterMs).toBe(2_000);
    expect(res?.check?.rows.length ?? 0).toBeLessThanOrEqual(40);
    expect(JSON.stringify(res).length).toBeLessThan(60_000);
    expect(JSON.stringify(res)).not.toMatch(/[\u200b\u202e]/);
  });
});

describe('a page of which the browser gives no leave', () => {
  it('is read for nobody', async () => {
    const { page } = await open(block);
    expect(await readTab(page).catch((error: unknown) => ({ err: String(error) }))).toHaveProperty('err');
  });

  it('has its article checked by the popup when the toolbar button is pressed, and nothing but its place changed', async () => {
    const { page, panel } = await open(block);
    const whole = () => page.evaluate(() => document.documentElement.outerHTML);
    const before = await whole();
    const popup = await pressToolbarButton(stage.run, page);
    const shown = (what: string, wanted: RegExp) =>
      until(what, async () => {
        const text = await popup.evaluate<string>('document.body.innerText');
        return wanted.test(text) ? text : undefined;
      });
    const sum = await shown('the sum', /\d+ claims/);
    expect(sum).toMatch(/\d+ hold · 3 do not/);
    await popup.click('.more [aria-expanded=false]');
    expect(await shown('the rows', /Strategy down \$900M/)).toContain('article of 12 Feb, 00:12 UTC');
    await popup.click('.claims .fold');
    await shown('the sentence', /714,644 bitcoin/);
    await popup.click('.said button');
    await page.waitForFunction(() => scrollY > 0);
    expect(await whole()).toBe(before);
    expect(await panel.count()).toBe(0);
    await popup.close();
  });

  it('and that nobody has heard of is read when its user asks, and not before', async () => {
    const { page } = await open(unknown);
    const popup = await pressToolbarButton(stage.run, page);
    let last = '';
    const offer = await until('the offer, and nothing that moves it any more', async () => {
      const before = last;
      last = await popup.evaluate<string>('document.body.innerText');
      return last === before && last.includes('no site on which') ? last : undefined;
    });
    expect(offer).toContain('Check the figures on this page');
    expect(offer).not.toMatch(/claims/);
    await popup.click('.site > .retry:only-child');
    const text = await until('the check', async () => {
      const said = await popup.evaluate<string>('document.body.innerText');
      if (/Strategy down \$900M/.test(said)) return said;
      throw new Error(said);
    });
    expect(text).toMatch(/\d+ hold · 3 do not/);
    await popup.close();
  });
});

describe('the thread on which articles are read', () => {
  const documents = () =>
    backstage.run<number>(`return (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length`);

  it('is in one document of ours, which goes with the background and comes back with the next text', async () => {
    const { page, panel } = await open(slips);
    await panel.waitFor(text => text.includes('claims'), 'the check');
    // What was read before is remembered; this text was not.
    await page.evaluate(`document.querySelector('[data-test=article-body]').append('Bitcoin fell by 3.21% to $61,234.')`);
    await readTab(page);
    await until('the document', async () => ((await documents()) === 1 ? true : undefined));
    await stage.run.killWorker();
    const { res } = await until('an answer', async () => {
      const answer = await readTab(page).catch(() => undefined);
      return answer?.res?.check ? answer : undefined;
    });
    expect(res?.check?.title).toContain('claims');
    await until('the document again', async () => ((await documents()) === 1 ? true : undefined));
  });
});
