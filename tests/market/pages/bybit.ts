import { plainPage, tradePage } from './exchange.ts';
import type { ExchangeLook } from './looks.ts';
import type { Site } from './site.ts';

const look: ExchangeLook = {
  name: 'Bybit',
  dark: true,
  accent: '#ffb11a',
  links: {
    'go-btc': '/trade/usdt/BTCUSDT',
    'go-eth': '/trade/usdt/ETHUSDT',
    'go-spot': '/en/trade/spot/SOL/USDT',
    'go-inverse': '/trade/inverse/BTCUSD',
    'go-wallet': '/user/assets/home/overview',
    'go-login': '/login',
  },
};

/** www.bybit.com: linear, inverse and spot, account pages. It sends no policy. */
export const bybitPages: Site = {
  host: 'www.bybit.com',
  pages: [
    {
      paths: ['/trade/spot/:base/:quote', '/:locale/trade/spot/:base/:quote'],
      render: ask => tradePage(ask, look, `${ask.params.base}/${ask.params.quote}`),
    },
    {
      paths: ['/trade/:product/:pair', '/:locale/trade/:product/:pair'],
      render: ask => tradePage(ask, look, ask.params.pair ?? ''),
    },
    {
      paths: ['/', '/login', '/:locale/login', '/:locale', '/user/assets/home/overview'],
      render: ask => plainPage(look, ask.request.path.slice(1) || 'home'),
    },
  ],
};
