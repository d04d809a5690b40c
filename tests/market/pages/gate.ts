import { articlePage } from './article.ts';
import { post } from './articles.ts';
import { plainPage, tradePage } from './exchange.ts';
import type { ExchangeLook } from './looks.ts';
import type { Site } from './site.ts';

const look: ExchangeLook = {
  name: 'Gate',
  dark: false,
  accent: '#2354e6',
  links: {
    'go-btc': '/futures/USDT/BTC_USDT',
    'go-eth': '/futures/USDT/ETH_USDT',
    'go-spot': '/trade/SOL_USDT',
    'go-post': '/post/status/123',
    'go-wallet': '/wallet',
    'go-login': '/login',
    'go-markets': '/markets',
  },
};

/** www.gate.com: spot, futures, posts, and the pages where nothing may be shown. */
export const gatePages: Site = {
  host: 'www.gate.com',
  policy:
    "default-src 'self' https: data: blob:; script-src 'self' 'nonce-NONCE' https://static.gate.com; style-src 'self' 'unsafe-inline' https:; connect-src 'self' https: wss:; frame-ancestors 'self'; object-src 'none'",
  pages: [
    { paths: ['/trade/:pair', '/:locale/trade/:pair'], render: ask => tradePage(ask, look, ask.params.pair ?? '') },
    {
      paths: ['/futures/:settle/:pair', '/:locale/futures/:settle/:pair', '/futures-delivery/:settle/:pair'],
      render: ask => tradePage(ask, look, ask.params.pair ?? ''),
    },
    {
      paths: ['/post/status/:id', '/:locale/post/status/:id'],
      render: () =>
        articlePage({ ...look, related: ['Ten ways to lose $1 billion', 'Bitcoin to $500,000, says a parrot'] }, post),
    },
    {
      paths: [
        '/',
        '/login',
        '/signup',
        '/wallet',
        '/wallet/deposit',
        '/wallet/withdraw',
        '/myaccount',
        '/markets',
        '/prices',
        '/:locale/login',
      ],
      render: ask => plainPage(look, ask.request.path.slice(1) || 'home'),
    },
  ],
};
