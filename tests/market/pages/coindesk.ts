import { articlePage } from './article.ts';
import { coindesk } from './houses.ts';
import type { NewsLook } from './looks.ts';
import { articleFor, gardening } from './articles.ts';
import type { Site } from './site.ts';

const look: NewsLook = {
  name: 'CoinDesk',
  build: coindesk,
  bodyClass: 'article-content-wrapper',
  dark: false,
  accent: '#d4a017',
  says: ['json-ld', 'meta'],
  prices: ['BTC $71,200.00 +0.4%', 'ETH $2,150.10 −0.1%'],
  related: ['Ether falls 90% in a novel', 'Why $1 trillion is a round number', 'Open interest doubles, says an old headline'],
  links: {
    'go-other': '/markets/2026/02/12/what-the-numbers-say-about-a-cold-week',
    'go-garden': '/business/2026/02/11/exchange-office-opens-a-roof-garden',
    'go-section': '/markets',
  },
};

/** www.coindesk.com: articles by date, and section pages that are none. */
export const coindeskPages: Site = {
  host: 'www.coindesk.com',
  policy: "upgrade-insecure-requests; frame-ancestors 'self' https://*.coindesk.com",
  pages: [
    { paths: ['/:section/:year/:month/:day/:slug'], render: ask => articlePage(look, articleFor(ask.params.slug ?? '')) },
    {
      paths: ['/', '/markets', '/business', '/price/bitcoin'],
      render: () => articlePage(look, { ...gardening, headline: 'Latest headlines' }),
    },
  ],
};
