import { articlePage } from './article.ts';
import type { NewsLook } from './looks.ts';
import { articleFor, counted, gardening } from './articles.ts';
import * as houses from './houses.ts';
import type { Site } from './site.ts';

/** A news site as data: where its articles lie, and what is special about how it brings them. */
interface Newsroom extends NewsLook {
  readonly host: string;
  /** A plausible policy of such a site, not the site's own; none where it is left out. */
  readonly policy?: string;
  /** Paths of articles, `:slug` the part that names one. */
  readonly articles: readonly string[];
  /** Paths of section pages and lists. */
  readonly lists: readonly string[];
}

const openPolicy = "upgrade-insecure-requests; frame-ancestors 'self'";
const strictPolicy =
  "default-src 'self' https:; script-src 'self' 'nonce-NONCE' https:; style-src 'self' 'unsafe-inline' https:; img-src 'self' https: data:; frame-ancestors 'self'; object-src 'none'";
const tickerPrices = ['BTC $71,200.00 +0.4%', 'ETH $2,150.10 −0.1%', 'SOL $96.20 +2.2%'];
const related = [
  'Ether falls 90% in a novel',
  'A fund sold 1 million bitcoin, joke site claims',
  'Why $1 trillion is a round number',
];

const newsrooms: readonly Newsroom[] = [
  {
    name: 'The Block',
    build: houses.theblock,
    schema: 'several',
    host: 'www.theblock.co',
    dark: false,
    accent: '#1a1a1a',
    policy: strictPolicy,
    says: ['json-ld', 'meta'],
    bodyClass: 'articleContent',
    prices: tickerPrices,
    related,
    links: { 'go-other': '/post/388002/what-the-numbers-say', 'go-garden': '/post/388003/roof-garden', 'go-section': '/latest' },
    articles: ['/post/:id/:slug', '/post/:slug'],
    lists: ['/', '/latest', '/category/markets'],
  },
  {
    name: 'Decrypt',
    build: houses.decrypt,
    bodyClass: 'post-content',
    schema: 'graph',
    host: 'decrypt.co',
    dark: true,
    accent: '#00c8e0',
    says: ['json-ld'],
    lateMs: 400,
    prices: tickerPrices,
    related,
    links: { 'go-other': '/356002/what-the-numbers-say', 'go-garden': '/356003/roof-garden', 'go-section': '/news' },
    articles: ['/:id/:slug'],
    lists: ['/', '/news', '/price'],
  },
  {
    name: 'CryptoSlate',
    build: houses.cryptoslate,
    schema: 'array',
    host: 'cryptoslate.com',
    dark: true,
    accent: '#3861fb',
    policy: openPolicy,
    says: ['json-ld', 'meta'],
    bodyClass: 'post-box clearfix',
    prices: tickerPrices,
    related,
    links: {
      'go-other': '/what-the-numbers-say-about-a-cold-week/',
      'go-garden': '/exchange-office-opens-a-roof-garden/',
      'go-section': '/news/',
    },
    articles: ['/:slug/'],
    lists: ['/', '/news', '/coins'],
  },
  {
    name: 'Blockworks',
    build: houses.blockworks,
    bodyClass: 'article-content',
    host: 'blockworks.co',
    dark: false,
    accent: '#6c2bd9',
    policy: strictPolicy,
    says: ['meta'],
    related,
    links: { 'go-other': '/news/what-the-numbers-say', 'go-garden': '/news/roof-garden', 'go-section': '/category/markets' },
    articles: ['/news/:slug'],
    lists: ['/', '/news', '/category/markets'],
  },
  {
    name: 'Bitcoin Magazine',
    build: houses.bitcoinMagazine,
    host: 'bitcoinmagazine.com',
    dark: false,
    accent: '#f7931a',
    says: ['json-ld', 'meta'],
    bodyClass: 'entry-content',
    related,
    links: { 'go-other': '/markets/what-the-numbers-say', 'go-garden': '/culture/roof-garden', 'go-section': '/markets' },
    articles: ['/:section/:slug'],
    lists: ['/', '/markets', '/guides'],
  },
  {
    name: 'BeInCrypto',
    build: houses.beincrypto,
    bodyClass: 'entry-content',
    schema: 'broken',
    host: 'beincrypto.com',
    dark: true,
    accent: '#00c795',
    policy: openPolicy,
    says: ['json-ld'],
    prices: tickerPrices,
    related,
    links: {
      'go-other': '/what-the-numbers-say-about-a-cold-week/',
      'go-garden': '/exchange-office-opens-a-roof-garden/',
      'go-section': '/bitcoin-news/',
    },
    articles: ['/:slug/'],
    lists: ['/', '/price'],
  },
  {
    name: 'U.Today',
    build: houses.utoday,
    host: 'u.today',
    dark: false,
    accent: '#ff3d00',
    says: ['json-ld', 'meta'],
    bodyClass: 'article__content',
    next: { path: '/what-the-numbers-say-about-a-cold-week', article: counted },
    related,
    links: {
      'go-other': '/what-the-numbers-say-about-a-cold-week',
      'go-garden': '/exchange-office-opens-a-roof-garden',
      'go-section': '/bitcoin-news',
    },
    articles: ['/:slug'],
    lists: ['/'],
  },
  {
    name: 'NewsBTC',
    build: houses.newsbtc,
    host: 'www.newsbtc.com',
    dark: false,
    accent: '#2e7d32',
    policy: openPolicy,
    says: ['json-ld'],
    bodyClass: 'entry-content content',
    lateMs: 1_500,
    related,
    links: { 'go-other': '/news/what-the-numbers-say/', 'go-garden': '/news/roof-garden/', 'go-section': '/news/' },
    articles: ['/news/:slug/', '/news/:section/:slug/'],
    lists: ['/', '/news/'],
  },
];

/** News sites that are not in a file of their own. */
export const newsPages: readonly Site[] = newsrooms.map(({ host, policy, articles, lists, ...look }) => ({
  host,
  ...(policy === undefined ? {} : { policy }),
  pages: [
    // Lists first: where articles lie at the root, a list looks like one.
    { paths: lists, render: () => articlePage(look, { ...gardening, headline: 'Latest headlines' }) },
    { paths: articles, render: ask => articlePage(look, articleFor(ask.params.slug ?? '')) },
  ],
}));
