import { articlePage } from './article.ts';
import { cointelegraph } from './houses.ts';
import type { NewsLook } from './looks.ts';
import { articleFor, gardening } from './articles.ts';
import type { Site } from './site.ts';

const look: NewsLook = {
  name: 'Cointelegraph',
  build: cointelegraph,
  dark: true,
  accent: '#fabf2c',
  says: ['json-ld', 'meta'],
  bodyClass: 'post-content',
  related: ['A fund sold 1 million bitcoin, joke site claims', 'Fear & Greed at 100 in 2013?', 'Solana at $10,000: a dream'],
  links: {
    'go-other': '/news/what-the-numbers-say-about-a-cold-week',
    'go-garden': '/news/exchange-office-opens-a-roof-garden',
    'go-section': '/tags/bitcoin',
  },
};

/** cointelegraph.com: articles under /news, and tag pages that are none. */
export const cointelegraphPages: Site = {
  host: 'cointelegraph.com',
  policy:
    "default-src 'self' https:; script-src 'self' 'nonce-NONCE' https:; style-src 'self' 'unsafe-inline' https:; img-src 'self' https: data:; frame-ancestors 'self'",
  pages: [
    { paths: ['/news/:slug'], render: ask => articlePage(look, articleFor(ask.params.slug ?? '')) },
    { paths: ['/', '/tags/:tag', '/news'], render: () => articlePage(look, { ...gardening, headline: 'Latest headlines' }) },
  ],
};
