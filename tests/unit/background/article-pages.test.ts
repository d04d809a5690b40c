import { describe, expect, it } from 'vitest';
import { createArticlePages } from '../../../lib/background/article-pages.ts';
import type { ArticleCheck } from '../../../lib/model/article-check.ts';
import type { PageText } from '../../../lib/model/article.ts';

const article = 'https://www.coindesk.com/markets/2026/02/12/coins-sink';
const page = (text: string): PageText => ({
  headlines: ['Coins sink'],
  blocks: text === '' ? [] : [text],
  data: [],
  published: '',
  modified: '',
  time: '',
});
const long = page('Bitcoin fell. '.repeat(60));
const row = { id: 'a', verdict: { text: 'holds' }, title: 'x', line: 'y', sentence: 'z', details: [] };
const checkOf = (text: unknown): ArticleCheck => ({
  key: `key of ${JSON.stringify(text).length}`,
  title: '1 claim',
  line: '',
  tone: 'pos',
  rows: JSON.stringify(text).includes('Bitcoin') ? [row] : [],
  foot: '',
  isCrypto: true,
  at: 0,
});

type Injection = { readonly target: unknown; readonly files?: readonly string[]; readonly args?: readonly unknown[] };

function bench({ url = article, text = long, known }: Partial<{ url: string; text: PageText | null; known: ArticleCheck }> = {}) {
  const injected: Injection[] = [];
  const sites: unknown[] = [];
  const pages = createArticlePages({
    // The fake has the members that are called; the browser's own types have hundreds more.
    browser: {
      tabs: { get: async () => ({ url }) },
      scripting: {
        async executeScript(injection: Injection) {
          injected.push(injection);
          return [{ result: injection.files ? null : text }];
        },
      },
    } as never,
    async check(found, site) {
      sites.push(site);
      if (typeof found !== 'object' || found === null) throw new Error('no article');
      return checkOf(found);
    },
    again: async key => (key === known?.key ? known : undefined),
  });
  return { pages, injected, sites };
}
const panel = { tab: { id: 7 } };

describe('the article of a page', () => {
  it('is read by a script of its own in the top frame, with the rules of its site, and checked', async () => {
    const { pages, injected, sites } = bench();
    const { check, next } = await pages.read({}, panel, false);
    expect(check).toEqual(checkOf(long));
    expect(next).toEqual({ afterMs: 2_000, reads: 1 });
    expect(injected.map(({ target, files }) => [target, files])).toEqual([
      [{ tabId: 7 }, ['/article.js']],
      [{ tabId: 7 }, undefined],
    ]);
    const [name, verb, rules, url] = injected[1]?.args ?? [];
    expect([name, verb, url]).toEqual(['article', 'read', article]);
    expect(rules).toMatchObject({ body: '.document-body:not(.font-metadata),.at-content-wrapper' });
    expect(sites).toEqual(['coindesk']);
  });

  it('is looked at again 2, 5 and 15 seconds after the first look, and then left as it is', async () => {
    const { pages } = bench();
    const looks = [];
    let next = {};
    for (let look = 0; look < 4; look++) {
      const answer = await pages.read(next, panel, false);
      expect(answer.check).toEqual(checkOf(long));
      next = answer.next;
      looks.push(answer.next.afterMs);
    }
    expect(looks).toEqual([2_000, 3_000, 10_000, 60_000]);
    expect(next).toMatchObject({ key: checkOf(long).key });
  });

  it('is taken for one that is being loaded while it is short, for five seconds', async () => {
    const { pages } = bench({ text: page('') });
    const first = await pages.read({}, panel, false);
    expect(first).toEqual({ next: { afterMs: 2_000, reads: 1 } });
    const second = await pages.read(first.next, panel, false);
    expect(second).toEqual({ next: { afterMs: 3_000, reads: 2 } });
    const third = await pages.read(second.next, panel, false);
    expect(third).toEqual({ check: checkOf(page('')), next: { afterMs: 10_000, reads: 3 } });
    const last = await pages.read(third.next, panel, false);
    expect(last).toEqual({ check: checkOf(page('')), next: { afterMs: 60_000, reads: 3, key: checkOf(page('')).key } });
  });

  it('is shown while it is short if there is something to check in it', async () => {
    const { pages } = bench({ text: page('Bitcoin fell.') });
    expect(await pages.read({}, panel, false)).toMatchObject({ check: { rows: [row] }, next: { afterMs: 2_000 } });
  });

  it('is not read again where its text is remembered', async () => {
    const known = checkOf(long);
    const { pages, injected } = bench({ known });
    const answer = await pages.read({ afterMs: 60_000, reads: 1, key: known.key }, panel, false);
    expect(answer).toEqual({ check: known, next: { afterMs: 60_000, reads: 1, key: known.key } });
    expect(injected).toEqual([]);
    await pages.read({ reads: 1, key: 'forgotten' }, panel, false);
    expect(injected).toHaveLength(2);
  });

  it.each([
    ['a list of articles', 'https://www.coindesk.com/markets'],
    ['a trading page', 'https://www.gate.com/trade/BTC_USDT'],
    ['another site', 'https://blog.example/coins-sink'],
    ['a page that the browser does not let us see', ''],
  ])('is not read for a panel on %s', async (_what, url) => {
    const { pages, injected } = bench({ url });
    await expect(pages.read({}, panel, false)).rejects.toThrow('no page to read');
    expect(injected).toEqual([]);
  });

  it.each(['https://blog.example/coins-sink', 'http://blog.example/', 'https://www.gate.com/trade/BTC_USDT', article])(
    'is read on %s where the user asks for it',
    async url => {
      const { pages, injected } = bench({ url });
      expect(await pages.read({ tabId: 3 }, {}, true)).toMatchObject({ check: { title: '1 claim' } });
      expect(injected.map(({ target }) => target)).toEqual([{ tabId: 3 }, { tabId: 3 }]);
    },
  );

  it.each(['https://www.gate.com/myaccount/withdraw', 'chrome://settings/', 'file:///home/reader/a.html', 'about:blank', ''])(
    'is not read on %s, whoever asks',
    async url => {
      const { pages, injected } = bench({ url });
      await expect(pages.read({ tabId: 3 }, {}, true)).rejects.toThrow('no page to read');
      expect(injected).toEqual([]);
    },
  );

  it('is that of the panel’s own tab, whichever it names', async () => {
    const { pages, injected } = bench();
    await pages.read({ tabId: 3 }, panel, false);
    await pages.show({ tabId: 3, block: 2 }, panel, false);
    expect(new Set(injected.map(({ target }) => JSON.stringify(target)))).toEqual(new Set(['{"tabId":7}']));
  });

  it('is refused where the page has gone on meanwhile, and to who names no tab', async () => {
    const { pages } = bench({ text: null });
    await expect(pages.read({}, panel, false)).rejects.toThrow('no article');
    await expect(pages.read({ tabId: '3' }, panel, true)).rejects.toThrow('no tab');
    await expect(pages.show({ block: 1 }, {}, false)).rejects.toThrow('no tab');
    await expect(pages.read({ reads: 'x' }, panel, false)).rejects.toThrow('readings');
  });

  it('is scrolled to a block by the script that read it, which is not put there for that', async () => {
    const { pages, injected } = bench();
    await pages.show({ block: 4 }, panel, false);
    expect(injected.map(({ files, args }) => [files, args])).toEqual([[undefined, ['article', 'show', 4, null]]]);
  });
});
