import { unwinding } from './articles.ts';
import { articleStyle } from './article-style.ts';
import type { Article } from './looks.ts';
import { escaped, type PageParts, type Site } from './site.ts';

/*
 * A paper that nobody has heard of, on a host of its own: pages on which only the user's wish can have an article read. Its structures are those of AMP
 * (https://amp.dev/documentation/components, the classes of its WordPress theme) and of live blogs (https://schema.org/LiveBlogPosting).
 */

const stage = (title: string, head: string, body: string): PageParts => ({
  title: `${escaped(title)} | Ledger Lines`,
  head,
  body,
  style: articleStyle({ dark: false, accent: '#444' }),
  script: '',
  dark: false,
});
const data = (value: unknown): string =>
  `<script type="application/ld+json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
const paragraphs = (texts: readonly string[]): string => texts.map(text => `<p>${escaped(text)}</p>`).join('');

/** An article as AMP has it: elements of its own for advertisements, menus and consent, with texts that stand in for what never loads. */
export function ampPage({ headline, byline, published, paragraphs: texts }: Article): PageParts {
  return stage(
    headline,
    data({ '@context': 'http://schema.org', '@type': 'NewsArticle', headline, datePublished: published }),
    `<amp-consent layout="nodisplay"><div>We and 812 partners value $5 of your privacy.</div></amp-consent>
<amp-sidebar layout="nodisplay"><ul><li><a href="#">Bitcoin to $200,000</a></li><li>Ether at $9,000, every word of it made up for the length that a paragraph has</li></ul></amp-sidebar>
<header class="amp-wp-header"><a href="#">Ledger Lines</a></header>
<article class="amp-wp-article">
<header class="amp-wp-article-header"><h1 class="amp-wp-title">${escaped(headline)}</h1><div class="amp-wp-meta amp-wp-byline">${escaped(byline)}</div><time datetime="${published}">then</time></header>
<div class="amp-wp-article-content">${paragraphs(texts.slice(0, 3))}
<amp-ad width="300" height="250"><div placeholder>Loading: bitcoin at $3</div><div fallback>No bitcoin for $3 today</div></amp-ad>
<amp-img src="#"><noscript>Bitcoin in 2019, $7,200</noscript></amp-img>${paragraphs(texts.slice(3, 5))}
<amp-embed type="taboola"><p>You will not believe what bitcoin at $10 million does to a goldfish in a bowl of soup.</p></amp-embed>${paragraphs(texts.slice(5))}
</div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-tag">bitcoin at $1</div></footer></article>
<amp-list><div role="list"><div role="listitem">Gold at $9,000 says a man who sells gold, in a town where nobody buys any of it.</div></div></amp-list>`,
  );
}

/** What a live blog wrote, its newest part first. `modified`: of the newest. */
export function liveBlog(modified: string): PageParts {
  const headline = 'Bitcoin live: a long day, hour by hour';
  const parts = [
    [modified, 'Bitcoin traded at $61,000 as the evening began, and people went home to think about it.'],
    ['2026-02-11T14:00:00Z', 'Ether was down by a tenth at noon, while those who had lent against it asked for more.'],
    ['2026-02-11T08:00:00Z', 'Bitcoin opened the day near $68,900, which few in the room thought would last until the night.'],
  ] as const;
  const entries = parts.map(
    ([time, text]) =>
      `<article class="live-entry"><time datetime="${time}">${time.slice(11, 16)}</time><h2>At ${time.slice(11, 16)}</h2><p>${text}</p></article>`,
  );
  return stage(
    headline,
    data({
      '@type': 'LiveBlogPosting',
      headline,
      datePublished: '2026-02-11T08:00:00Z',
      dateModified: modified,
      liveBlogUpdate: parts.map(([datePublished, articleBody]) => ({ '@type': 'BlogPosting', datePublished, articleBody })),
    }),
    `<main><h1>${headline}</h1><p class="byline">By Mara Lindqvist <time datetime="2026-02-11T08:00:00Z">8:00</time></p><div class="feed">${entries.join('')}</div></main>`,
  );
}

export const smallPaper: Site = {
  host: 'www.ledger-lines.example',
  pages: [
    { paths: ['/amp/:slug'], render: () => ampPage(unwinding) },
    { paths: ['/live/:slug'], render: () => liveBlog('2026-02-11T21:00:00Z') },
  ],
};
