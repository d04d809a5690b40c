import { plainPage, tradePage } from './exchange.ts';
import type { ExchangeLook } from './looks.ts';
import { bookAtLeft } from './layout.ts';
import type { Site } from './site.ts';

const look: ExchangeLook = {
  name: 'Binance',
  dark: true,
  accent: '#f0b90b',
  links: {
    'go-btc': '/en/futures/BTCUSDT',
    'go-eth': '/en/futures/ETHUSDT',
    'go-spot': '/en/trade/SOL_USDT',
    'go-wallet': '/en/my/wallet/account/overview',
    'go-login': '/en/login',
    'go-markets': '/en/markets',
  },
};

/** www.binance.com: futures, spot, coin-margined futures, account pages. */
export const binancePages: Site = {
  host: 'www.binance.com',
  policy:
    "default-src 'self' https://*.binance.com https://bin.bnbstatic.com; script-src 'self' 'nonce-NONCE' 'strict-dynamic' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src * data: blob:; connect-src 'self' https://*.binance.com wss://*.binance.com; frame-ancestors 'self' https://*.binance.com",
  pages: [
    {
      paths: ['/:locale/futures/:pair', '/futures/:pair', '/:locale/delivery/:pair'],
      render: ask => tradePage(ask, look, ask.params.pair ?? ''),
    },
    {
      paths: ['/:locale/trade/:pair', '/trade/:pair'],
      render: ask => tradePage(ask, { ...look, layout: bookAtLeft }, ask.params.pair ?? ''),
    },
    {
      paths: [
        '/',
        '/:locale',
        '/:locale/login',
        '/:locale/markets',
        '/:locale/markets/overview',
        '/:locale/my/wallet/account/overview',
      ],
      render: ask => plainPage(look, ask.request.path.slice(1) || 'home'),
    },
  ],
};
