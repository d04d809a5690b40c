import { plainPage, tradePage } from './exchange.ts';
import type { ExchangeLook } from './looks.ts';
import type { Site } from './site.ts';

const look: ExchangeLook = {
  name: 'OKX',
  dark: false,
  accent: '#000000',
  links: {
    'go-btc': '/trade-swap/btc-usdt-swap',
    'go-eth': '/trade-swap/eth-usdt-swap',
    'go-spot': '/trade-spot/sol-usdt',
    'go-wallet': '/balance/overview',
    'go-login': '/account/login',
  },
};

/** www.okx.com: swaps and spot, account pages. */
export const okxPages: Site = {
  host: 'www.okx.com',
  policy:
    "default-src 'self' https: data: blob:; script-src 'self' 'nonce-NONCE' 'wasm-unsafe-eval' https://www.okx.com; style-src 'self' 'unsafe-inline' https:; connect-src 'self' https: wss:; object-src 'none'; base-uri 'self'",
  pages: [
    {
      paths: ['/trade-swap/:pair', '/:locale/trade-swap/:pair', '/trade-spot/:pair', '/:locale/trade-spot/:pair'],
      render: ask => tradePage(ask, look, (ask.params.pair ?? '').replace(/-swap$/i, '')),
    },
    {
      paths: ['/', '/:locale', '/account/login', '/balance/overview', '/markets/prices'],
      render: ask => plainPage(look, ask.request.path.slice(1) || 'home'),
    },
  ],
};
