import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { articleAdapters } from '../../../lib/article/adapters.ts';
import { atOnce } from '../../../lib/article/in-slices.ts';
import { readPage } from '../../../lib/article/read-page.ts';
import { toPageRules } from '../../../lib/article/rules.ts';
import { toArticle } from '../../../lib/article/to-article.ts';
import type { Article } from '../../../lib/model/article.ts';
import { siteOf } from '../../../lib/sites/registry.ts';
import { articleFor, bakery, counted, unwinding } from '../../market/pages/articles.ts';
import { liveBlog, ampPage } from '../../market/pages/small-paper.ts';
import type { PageParts } from '../../market/pages/site.ts';
import { pageAt } from './page-at.ts';

const slips = 'bitcoin-slips-under-the-line';
const articles: Readonly<Record<string, string>> = {
  CoinDesk: `https://www.coindesk.com/markets/2026/02/12/${slips}`,
  Cointelegraph: `https://cointelegraph.com/news/${slips}`,
  'The Block': `https://www.theblock.co/post/388001/${slips}`,
  Decrypt: `https://decrypt.co/356001/${slips}`,
  CryptoSlate: `https://cryptoslate.com/${slips}/`,
  'Bitcoin Magazine': `https://bitcoinmagazine.com/markets/${slips}`,
  BeInCrypto: `https://beincrypto.com/${slips}/`,
  'U.Today': `https://u.today/${slips}`,
  NewsBTC: `https://www.newsbtc.com/news/${slips}/`,
  Bloomberg: `https://www.bloomberg.com/news/articles/2026-02-12/${slips}`,
  CNBC: `https://www.cnbc.com/2026/02/12/${slips}`,
  'Yahoo Finance': `https://finance.yahoo.com/markets/crypto/articles/${slips}`,
};

const documentOf = ({ title, head = '', body }: PageParts): Document =>
  parseHTML(`<!doctype html><html><head><title>${title}</title>${head}</head><body>${body}</body></html>`).document;

/** What comes of a page at an address, with the site's own rules or as of an unknown site. */
function read(document: Document, url: string, isKnown = true): Article {
  const address = new URL(url);
  const site = isKnown ? siteOf(address) : undefined;
  const adapter = site && articleAdapters[site.id];
  return toArticle(atOnce(readPage(document, toPageRules(adapter), address.pathname)).text, site?.id, adapter);
}

/** Puts what comes late, or at the end, where the page's own script would. */
function bring(document: Document, name: 'late' | 'next'): void {
  const template = document.querySelector<HTMLTemplateElement>(`[data-test=${name}]`);
  if (!template) return;
  const content = [...template.content.childNodes];
  if (name === 'late') document.querySelector('[data-test=article-body]')?.replaceChildren(...content);
  else template.replaceWith(...content);
}

const told = { time: Date.UTC(2026, 1, 12, 0, 12), source: 'json-ld', zoneKnown: true };

describe('a page of a news site', () => {
  it.each(Object.entries(articles))('of %s gives its article, word for word, and nothing around it', (_name, url) => {
    const document = documentOf(pageAt(url));
    bring(document, 'late');
    const { headline, blocks, published } = read(document, url);
    expect({ headline, blocks, published }).toEqual({
      headline: unwinding.headline,
      blocks: unwinding.paragraphs,
      published: { ...told, source: url.includes('blockworks') ? 'meta' : 'json-ld' },
    });
  });

  it.each(Object.entries(articles))('of %s is read without its rules too', (name, url) => {
    const document = documentOf(pageAt(url));
    bring(document, 'late');
    const { blocks, published } = read(document, url, false);
    expect(published).toEqual(told);
    // Prices of now within a sentence of theirs, and boxes that no class tells, only a rule of the site knows from its text.
    const known = { CoinDesk: ['Daily Made-up'], 'Yahoo Finance': [] }[name];
    expect(unwinding.paragraphs.slice(known ? 1 : 0).filter(text => !blocks.includes(text))).toEqual([]);
    const strange = ['moonboy', 'Daily Made-up', 'in 2019', 'novel'].filter(words => blocks.join(' ').includes(words));
    expect(strange).toEqual(known ?? []);
  });

  it('with a wall gives what stands before it', () => {
    const url = `https://blockworks.co/news/${slips}`;
    expect(read(documentOf(pageAt(url)), url)).toEqual({
      site: 'blockworks',
      headline: unwinding.headline,
      published: { ...told, source: 'meta' },
      // The wall is the third.
      blocks: [...unwinding.paragraphs.slice(0, 2), ''],
      part: 'wall',
    });
  });

  it('whose body has not come gives no block, and no date of another', () => {
    const url = articles.NewsBTC ?? '';
    const { blocks, published } = read(documentOf(pageAt(url)), url);
    expect(blocks.join('')).toBe('…');
    expect(published).toEqual(told);
  });

  it('with an advertisement in every place of AMP gives the article', () => {
    const { blocks, published, headline } = read(documentOf(ampPage(unwinding)), 'https://www.ledger-lines.example/amp/slips');
    expect({ blocks, published, headline }).toEqual({
      blocks: unwinding.paragraphs,
      published: told,
      headline: unwinding.headline,
    });
  });

  it('that is changed later tells both times', () => {
    const url = 'https://www.cnbc.com/2026/02/12/bread-prices-rise';
    expect(read(documentOf(pageAt(url)), url)).toEqual({
      site: 'cnbc',
      headline: bakery.headline,
      published: { time: Date.UTC(2026, 1, 11, 9), source: 'json-ld', zoneKnown: true },
      modified: { time: Date.UTC(2026, 1, 11, 11, 30), source: 'json-ld', zoneKnown: true },
      blocks: bakery.paragraphs,
    });
  });
});

describe('a live blog', () => {
  const url = 'https://www.ledger-lines.example/live/a-long-day';

  it('gives all its parts, and its day alone', () => {
    const { blocks, published, modified } = read(documentOf(liveBlog('2026-02-11T21:00:00Z')), url);
    const words = blocks.flatMap(text => /^\d\d:\d\d$|At \d\d:\d\d|evening|noon|opened/.exec(text) ?? ['?']);
    expect(words).toEqual(['21:00', 'At 21:00', 'evening', '14:00', 'At 14:00', 'noon', '08:00', 'At 08:00', 'opened']);
    expect(published).toEqual({ time: Date.UTC(2026, 1, 11, 8), source: 'json-ld', zoneKnown: false });
    expect(modified?.time).toBe(Date.UTC(2026, 1, 11, 21));
  });

  it('of several days has no date', () => {
    const { published, modified } = read(documentOf(liveBlog('2026-02-13T09:00:00Z')), url);
    expect([published, modified]).toEqual([undefined, undefined]);
  });
});

describe('a page that brings the next article at its end', () => {
  const url = articles['U.Today'] ?? '';
  const nextUrl = 'https://u.today/what-the-numbers-say-about-a-cold-week';
  const both = (): Document => {
    const document = documentOf(pageAt(url));
    bring(document, 'next');
    return document;
  };

  it.each([true, false])('gives the one that the address names, with its own date (rules of the site: %s)', isKnown => {
    const document = both();
    expect(document.querySelectorAll('article')).toHaveLength(2);
    const first = read(document, url, isKnown);
    expect([first.headline, first.published]).toEqual([unwinding.headline, told]);
    expect(first.blocks).toEqual(unwinding.paragraphs);
    const next = read(document, nextUrl, isKnown);
    expect(next.headline).toBe(counted.headline);
    expect(next.blocks).toEqual(counted.paragraphs);
    // The head of the page is of the first: what dates this one is what stands in it.
    expect(next.published).toEqual({ time: Date.UTC(2026, 1, 12, 0, 20), source: 'time', zoneKnown: true });
    expect(next.modified).toBeUndefined();
  });

  it.each([true, false])('whose next ones have smaller headlines is read in the same way (rules of the site: %s)', isKnown => {
    const document = both();
    const small = document.createElement('h2');
    small.textContent = counted.headline;
    document.querySelectorAll('article')[1]?.querySelector('h1')?.replaceWith(small);
    expect(read(document, nextUrl, isKnown).blocks).toEqual(counted.paragraphs);
    expect(read(document, url, isKnown).blocks).toEqual(unwinding.paragraphs);
  });

  it('gives the one in the title where the address says nothing, else the first', () => {
    const document = both();
    document.title = `${counted.headline} | U.Today`;
    expect(read(document, 'https://u.today/p-93001').headline).toBe(counted.headline);
    document.title = 'U.Today';
    expect(read(document, 'https://u.today/p-93001').headline).toBe(unwinding.headline);
  });

  it('gives one alone where three follow one another without rules of the site', () => {
    const document = both();
    const third = document.querySelectorAll('article')[1]?.cloneNode(true) as Element;
    third.querySelector('h1')?.replaceChildren('A third thing about oil in winter');
    document.querySelectorAll('article')[1]?.after(third);
    expect(read(document, url, false).blocks).toEqual(unwinding.paragraphs);
    expect(read(document, nextUrl, false).blocks).toEqual(counted.paragraphs);
  });
});

it('knows each of its made articles by a word of the address', () => {
  expect(articleFor(slips)).toBe(unwinding);
});
