import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { articleAdapters } from '../../../lib/article/adapters.ts';
import { atOnce, inSlices } from '../../../lib/article/in-slices.ts';
import { readPage } from '../../../lib/article/read-page.ts';
import { toPageRules } from '../../../lib/article/rules.ts';
import { toArticle } from '../../../lib/article/to-article.ts';
import type { Article, ArticleAdapter } from '../../../lib/model/article.ts';

const documentOf = (html: string): Document => parseHTML(html).document;
const read = (html: string, adapter?: ArticleAdapter) => atOnce(readPage(documentOf(html), toPageRules(adapter)));
/** What comes of a page in the end, with the elements of its blocks. */
const look = (html: string, adapter?: ArticleAdapter): { readonly text: Article; readonly elements: readonly Element[] } => {
  const { text, elements } = read(html, adapter);
  return { text: toArticle(text), elements };
};
const page = (body: string, head = ''): string =>
  `<!doctype html><html><head><title>Coins sink | Made News</title>${head}</head><body>${body}</body></html>`;
const body: ArticleAdapter = { body: '.story' };
const blocksOf = (inside: string): readonly string[] =>
  look(page(`<main><h1>Coins sink</h1><div class="story">${inside}</div></main>`), body).text.blocks;

const lead = 'Bitcoin slid to $61,200 on Monday while longs worth $90 million were closed by force, made-up desks said.';
const second = 'Open interest shrank by 3% within a day, and nobody in this made-up room knew whether it was over.';

/** Around each body what such sites put there: a menu, a ticker, a caption, links, a form, comments, a next article. */
const surroundings = (article: string) =>
  page(`<header><nav><a href="/">Home</a> <a href="/m">Markets</a></nav><div class="price-ticker">BTC $99,999</div></header>
<main><article><h1>Coins sink</h1><time datetime="2026-03-02T10:00:00Z">2 March</time>${article}</article>
<section class="comments"><p>shouty: bitcoin at $1,000,000 tomorrow, mark my words, every single one of them please.</p></section></main>
<aside><ul><li><a href="/x">Ether triples in a dream</a></li></ul></aside><footer>© Made News 2026, all of it made up for tests alone.</footer>`);

/** The element that each site's body is read from, filled in. */
const bodies: Readonly<Record<string, (inside: string) => string>> = {
  coindesk: inside =>
    `<div class="document-body font-body-lg">${inside}<div data-module-name="newsletter-article-sign-up-module"><p>Get the letter every day for $0.</p></div></div>`,
  cointelegraph: inside =>
    `<div class="post-content relative">${inside}<p><strong>Related:</strong> <a href="/r">Solana at $10,000 in a novel</a></p></div>`,
  theblock: inside => `<div id="articleContent" class="articleContent"><span>${inside}</span></div>`,
  decrypt: inside => `<div class="grid"><div class="post-content">${inside}</div></div>`,
  cryptoslate: inside => `<div class="full-article"><div class="social-share">12 shares</div>${inside}</div>`,
  cnbc: inside => `<div data-module="ArticleBody" class="ArticleBody-articleBody"><div class="group">${inside}</div></div>`,
  yahoo: inside => `<div class="caas-body">${inside}<div class="caas-related"><p>More for you</p></div></div>`,
  binance: inside => `<div id="articleBody"><div class="richtext-container">${inside}</div></div>`,
};

describe('the body of a news page', () => {
  it.each(Object.entries(articleAdapters))('is read on %s by its selector alone', (site, adapter) => {
    const [, name = ''] = /^[.#]([\w-]+)/.exec(adapter.body) ?? [];
    const shape = bodies[site] ?? ((inside: string) => `<div class="${name}" id="${name}">${inside}</div>`);
    const inside = `<p>${lead}</p><figure><img alt="x"><figcaption>A chart at $1. Source: Made</figcaption></figure><p>${second}</p>`;
    expect(look(surroundings(shape(inside)), adapter).text.blocks).toEqual([lead, second]);
  });

  it('is the densest block where no selector is known or fits', () => {
    const html = surroundings(`<div class="x1"><div><p>${lead}</p></div><div><p>${second}</p></div></div>`);
    expect(look(html).text.blocks).toEqual([lead, second]);
    expect(look(html, body).text.blocks).toEqual([lead, second]);
  });

  it('keeps blocks apart, and the words of one block together', () => {
    const inside =
      '<p>Down <b>3</b>% to <a href="/b">$61</a>,200.</p><ul><li>Ether 2%</li><li>Solana 4%</li></ul>loose<p>end</p>';
    expect(blocksOf(`${inside}<table><tr><td>BTC</td><td>61,200</td></tr></table><h2>Levels</h2><p>one<br><br>two</p>`)).toEqual([
      'Down 3% to $61,200.',
      'Ether 2%',
      'Solana 4%',
      'loose',
      'end',
      'BTC',
      '61,200',
      'Levels',
      'one\ntwo',
    ]);
  });

  it.each([
    '<aside>Read on: $5</aside>',
    '<nav>menu</nav>',
    '<div class="relatedArticles">x $5</div>',
    '<div id="ad-slot-3">$5</div>',
    '<div class="Newsletter_box__x1">sign up</div>',
    '<div class="coin-price-widget">BTC $9</div>',
    '<div class="live-ticker">ETH $9</div>',
    '<div class="widget">ETH $9</div>',
    '<p hidden>secret $5</p>',
    '<p aria-hidden="true">x</p>',
    '<p style="color:red;display: none">x</p>',
    '<div role="navigation">x</div>',
    '<script>let a = "BTC $5";</script><style>p{}</style><noscript>on</noscript><template>x</template>',
    '<form><label>mail</label></form><button>Share</button>',
    '<p><a href="/a">A headline of somewhere else, at $5</a></p>',
    '<p>Also: <a href="/a">A headline of somewhere else</a></p>',
  ])('leaves out %s', aside => {
    expect(blocksOf(`<p>${lead}</p>${aside}<p>${second}</p>`)).toEqual([lead, second]);
  });

  it('keeps what only sounds like an aside', () => {
    const inside =
      '<p class="leads">a</p><p class="shadow">b</p><p class="stock">c</p><div class="elementor-widget"><p>d</p></div><p id="tickerless">e</p>';
    expect(blocksOf(inside)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('asks the browser, where it can tell, whether a block is shown', () => {
    const document = documentOf(page(`<div class="story"><p>${lead}</p><p id="off">${second}</p></div>`));
    const hidden = document.querySelector('#off');
    Object.assign(hidden ?? {}, { checkVisibility: () => false });
    expect(atOnce(readPage(document, toPageRules(body))).text.blocks).toEqual([lead]);
  });

  it('keeps characters that nobody sees out of the text', () => {
    expect(blocksOf('<p>Bit\u200bcoin at \u202e$61,200\u202c\u2066,\u2069 &shy;now&nbsp;\ufeffhere</p>')).toEqual([
      'Bitcoin at $61,200, now here',
    ]);
  });

  it('is that of the article in the title, else of the first', () => {
    const article = (headline: string, text: string) =>
      `<article><h1>${headline}</h1><div class="story"><p>${text}</p></div></article>`;
    const pages = article('Ether wakes', 'About ether.') + article('Coins sink', 'About coins.') + article('Next', 'About next.');
    expect(look(page(pages), body).text).toMatchObject({ headline: 'Coins sink', blocks: ['About coins.'] });
    const other = pages.replace('Coins sink', 'Gold rests');
    expect(look(page(other), body).text).toMatchObject({ headline: 'Ether wakes', blocks: ['About ether.'] });
  });

  it('is put together from its parts within one article', () => {
    const parts = `<article><h1>Coins sink</h1><div class="story"><p>one</p></div><div class="ad">x</div><div class="story"><p>two</p></div></article>`;
    expect(look(page(parts), body).text.blocks).toEqual(['one', 'two']);
  });

  it('is the first alone where several stand side by side under headlines of their own', () => {
    const side = '<main><h1>One</h1><div class="story">a</div><h1>Two</h1><div class="story">b</div></main>';
    expect(look(page(side), body).text.blocks).toEqual(['a']);
  });

  it('is empty while it has not come, and what a paywall leaves of it', () => {
    expect(blocksOf('')).toEqual([]);
    expect(blocksOf(`<p>${lead}</p><div class="paywall"><p>Subscribe for $9 a month to read on.</p></div>`)).toEqual([lead, '']);
    expect(look('<html></html>').text.blocks).toEqual([]);
  });

  it('has a wall where one stands for people to see', () => {
    const read = (wall: string) => {
      const { blocks, part } = look(page(`<div class="story"><p>${lead}</p>${wall}<p>${lead}</p></div>`), body).text;
      return [part, ...blocks.filter(text => text !== lead)];
    };
    expect(read('<div class="article-PayWall_x3"><p>$9 a month</p></div>')).toEqual(['wall', '']);
    expect(read('<p>So<span id="metered-wall">$9 a month</span></p>')).toEqual(['wall', 'So', '']);
    for (const none of ['<div class="paywall"> </div>', '<div class="paywall" hidden>$9</div>'])
      expect(read(none)).toEqual([undefined]);
    const named = '<p class="drywall">So</p><div class="non-paywall">and</div><div class="has-paywall">so on</div>';
    expect(read(named)).toEqual([undefined, 'So', 'and', 'so on']);
  });

  it('gives the element of each block', () => {
    const { text, elements } = look(
      page(`<div class="story"><p id="a">x</p><blockquote><p id="b">y</p></blockquote></div>`),
      body,
    );
    expect(text.blocks).toEqual(['x', 'y']);
    expect(elements.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is not changed by being read', () => {
    const document = documentOf(surroundings(`<div class="story"><p>${lead}</p></div>`));
    const before = document.toString();
    atOnce(readPage(document, toPageRules(body)));
    expect(document.toString()).toBe(before);
  });
});

describe('the head of a page', () => {
  it('gives headline and dates as written, and JSON-LD only where it speaks of dates', () => {
    const head = `<meta property="article:published_time" content="2026-03-02T10:00:00Z"><meta property="article:modified_time" content="2026-03-02T11:00:00Z">
<script type="application/ld+json">{"@type":"Organization"}</script><script type="application/ld+json">{"datePublished":"2026-03-02"}</script>`;
    const { text } = read(page(`<h1> Coins\n <i>sink</i> </h1><time datetime="2026-03-01">1 March</time>`, head));
    expect(text).toMatchObject({
      headlines: ['Coins sink', '', 'Coins sink | Made News'],
      published: '2026-03-02T10:00:00Z',
      modified: '2026-03-02T11:00:00Z',
      time: '2026-03-01',
      data: ['{"datePublished":"2026-03-02"}'],
    });
  });

  it('falls back to what is shared, then to the title', () => {
    expect(look(page('<p>x</p>', '<meta property="og:title" content="Shared">')).text.headline).toBe('Shared');
    expect(look(page('<p>x</p>')).text.headline).toBe('Coins sink | Made News');
  });
});

const many = (document: Document, name: string, count: number): readonly HTMLElement[] =>
  Array.from({ length: count }, () => document.createElement(name));

describe('a hostile page', () => {
  it('of five megabytes in one paragraph gives 200,000 characters', () => {
    const [block = ''] = blocksOf(`<p>${'<b>bitcoin</b> $61,200 '.repeat(10)}${'down 3% '.repeat(650_000)}</p>`);
    expect(block.length).toBeGreaterThan(190_000);
    expect(block.length).toBeLessThanOrEqual(200_000);
  });

  it('of many blocks gives 5,000 of them', () => {
    expect(blocksOf('<p>x</p>'.repeat(9_000))).toHaveLength(5_000);
  });

  it('of more nodes than are visited ends all the same', () => {
    // Each line is two nodes, so that the last are never reached.
    expect(blocksOf(`${'<i></i>\n'.repeat(60_000)}<p>end</p>`)).toEqual([]);
  });

  it('as deep as 2,000 elements is read down to 300', () => {
    expect(blocksOf(`<p>top</p>${'<div>'.repeat(2_000)}bottom${'</div>'.repeat(2_000)}<p>after</p>`)).toEqual(['top', 'after']);
  });

  it('whose forms have fields that go by the names of links between nodes is read to its end', () => {
    const document = documentOf(page(`<div class="story"><p>${lead}</p><div><form></form></div><p>${second}</p></div>`));
    const form = document.querySelector('form');
    const field = document.createElement('input');
    form?.append(field);
    // As browsers let a form's fields stand before its own properties.
    for (const name of ['parentNode', 'nextSibling', 'firstChild', 'matches', 'getAttribute', 'className', 'id'])
      Object.defineProperty(form ?? {}, name, { value: field });
    expect(toArticle(atOnce(readPage(document, toPageRules(body))).text).blocks).toEqual([lead, second]);
  });

  it('with bodies in bodies reads each once', () => {
    expect(look(page(`<div class="story">a<div class="story">b</div></div>`), body).text.blocks).toEqual(['a', 'b']);
  });

  it.each<readonly [what: string, make: (document: Document, story: Element) => void]>([
    [
      '200,000 empty text nodes',
      (document, story) => {
        for (let place = 0; place < 200_000; place++) story.append(document.createTextNode(''));
      },
    ],
    [
      '5,000 boxes in one another',
      (document, story) => {
        let at = story;
        for (let depth = 0; depth < 5_000; depth++) {
          const box = document.createElement('div');
          at.append(box);
          at = box;
        }
        at.append('Bitcoin fell to $61,200.');
      },
    ],
    ['2,000 articles without a headline', (document, story) => story.after(...many(document, 'article', 2_000))],
    ['2,000 headlines without a text', (document, story) => story.before(...many(document, 'h1', 2_000))],
    [
      'a headline, a title and names of a megabyte',
      (document, story) => {
        const long = 'Coins '.repeat(170_000);
        document.title = long;
        document.querySelector('h1')?.replaceChildren(long);
        for (const each of many(document, 'p', 20)) {
          each.id = long;
          story.append(each);
        }
      },
    ],
    [
      'a thousand scripts of JSON-LD',
      (document, story) => {
        for (const each of many(document, 'script', 1_000)) {
          each.setAttribute('type', 'application/ld+json');
          each.append(`{"datePublished":"2026-03-02","x":"${'y'.repeat(1_000)}"}`);
          story.after(each);
        }
      },
    ],
  ])('with %s comes to a bounded end in a bounded number of steps', (_what, make) => {
    const document = documentOf(page(`<main><h1>Coins sink</h1><div class="story"><p>${lead}</p></div></main>`));
    const story = document.querySelector('.story');
    if (!story) throw new Error('no body');
    make(document, story);
    for (const adapter of [body, undefined]) {
      const work = readPage(document, toPageRules(adapter), '/coins-sink');
      let steps = 0;
      let turn = work.next();
      for (; turn.done !== true; turn = work.next()) steps++;
      // 100,000 nodes in steps of 20 for the body and for each of two guesses, and one for each of 300 elements, 10 scripts and each block.
      expect(steps).toBeLessThan(3 * (5_000 + 300) + 10 + 2);
      const { text } = turn.value;
      expect(JSON.stringify(text).length).toBeLessThan(20_000);
      expect(text.data.length).toBeLessThanOrEqual(10);
      expect(text.blocks[0]).toBe(lead);
    }
  });

  it('gives way whenever its time is spent', async () => {
    const document = documentOf(page(`<div class="story">${'<p>x</p>'.repeat(1_000)}</div>`));
    let rests = 0;
    const rest = async () => {
      rests++;
    };
    const { text } = await inSlices(readPage(document, toPageRules(body)), () => true, rest);
    expect(text.blocks).toHaveLength(1_000);
    // 2,000 nodes, 20 at a time, and the steps of what is looked for in the page as a whole.
    expect(rests).toBeGreaterThanOrEqual(100);
    expect(rests).toBeLessThanOrEqual(110);
    rests = 0;
    await inSlices(readPage(document, toPageRules(body)), () => false, rest);
    expect(rests).toBe(0);
  });
});
