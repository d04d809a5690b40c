import { describe, expect, it } from 'vitest';
import { articleAdapters } from '../../../lib/article/adapters.ts';
import { sites } from '../../../lib/sites/registry.ts';
import { readHtml } from '../../../scripts/undertow/read-html.ts';

const html = `<!doctype html><html><head><title>Coins sink</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Coins sink","datePublished":"2026-03-02T13:00:00+01:00"}</script></head>
<body><nav>Menu</nav><article><h1>Coins sink</h1><div class="document-body"><p>Bitcoin fell to $61,200.</p><aside>More</aside></div>
<div><p>${'This block beside the body is longer than the body, and would be taken for it by its length alone. '.repeat(3)}</p></div></article></body></html>`;

describe('a page that was saved', () => {
  it('is read by the adapter of the site in its address', () => {
    expect(readHtml(html, 'https://www.coindesk.com/markets/2026/03/02/coins-sink')).toEqual({
      site: 'coindesk',
      headline: 'Coins sink',
      published: { time: Date.UTC(2026, 2, 2, 12), source: 'json-ld', zoneKnown: true },
      blocks: ['Bitcoin fell to $61,200.'],
    });
  });

  it.each(['https://news.example.org/a', 'not an address'])('is read by its densest block at %s', url => {
    const { site, blocks } = readHtml(html, url);
    expect(site).toBeUndefined();
    expect(blocks.join(' ')).toContain('longer than the body');
  });

  it.each(['', 'plain words', '<p>a', '<html>', '<!-- ', '<html><body><script>'.repeat(50)])(
    'of %j gives no article and does not throw',
    text => {
      expect(readHtml(text, 'https://www.coindesk.com/markets/2026/03/02/x').blocks.length).toBeLessThan(2);
    },
  );
});

describe('the adapters', () => {
  it('are of sites that we know', () => {
    const known = sites.map(({ id }) => id);
    expect(Object.keys(articleAdapters).filter(id => !known.includes(id))).toEqual([]);
  });
});
