import { plainPage, tradePage } from './exchange.ts';
import type { ExchangeLook } from './looks.ts';
import { bookAtLeft, bookAtRight, chartAlone, formAtLeft, formAtRight, formAtRightWithSpans, type Layout } from './layout.ts';
import type { Site } from './site.ts';

/** An exchange as data: where its trading pages lie and how each kind is laid out, and its other pages. */
interface Exchange extends Omit<ExchangeLook, 'layout'> {
  readonly host: string;
  /** A plausible policy of such a site, not the site's own; none where it is left out. */
  readonly policy?: string;
  /** Paths of trading pages, `:pair` the part that is shown as the heading, with the layout there. */
  readonly trading: readonly { readonly paths: readonly string[]; readonly layout: Layout }[];
  /** Paths of other pages: home, login, wallet. */
  readonly plain: readonly string[];
}

const usualPolicy =
  "default-src 'self' https: data: blob:; script-src 'self' 'nonce-NONCE'; style-src 'self' 'unsafe-inline' https:; connect-src 'self' https: wss:; frame-ancestors 'self'; object-src 'none'";
/** As sites of one vendor have it that trust no string as markup. */
const typedPolicy = `${usualPolicy}; require-trusted-types-for 'script'; trusted-types default app`;

const exchanges: readonly Exchange[] = [
  {
    name: 'KuCoin',
    host: 'www.kucoin.com',
    dark: true,
    accent: '#01bc8d',
    policy: usualPolicy,
    links: {
      'go-btc': '/trade/BTC-USDT',
      'go-eth': '/futures/trade/ETHUSDTM',
      'go-xbt': '/futures/trade/XBTUSDTM',
      'go-wallet': '/assets/overview',
    },
    trading: [
      {
        paths: [
          '/trade/:pair',
          '/:locale/trade/:pair',
          '/trade/margin/:pair',
          '/futures/trade/:pair',
          '/:locale/futures/trade/:pair',
          '/trade/futures/:pair',
        ],
        layout: formAtRight,
      },
    ],
    plain: ['/', '/login', '/assets/overview'],
  },
  {
    name: 'Bitget',
    host: 'www.bitget.com',
    dark: true,
    accent: '#00e0ff',
    policy: usualPolicy,
    links: {
      'go-btc': '/futures/usdt/BTCUSDT',
      'go-eth': '/futures/usdt/ETHUSDT',
      'go-spot': '/spot/SOLUSDT',
      'go-wallet': '/asset',
    },
    trading: [
      { paths: ['/futures/:settle/:pair', '/:locale/futures/:settle/:pair'], layout: formAtRight },
      { paths: ['/spot/:pair', '/:locale/spot/:pair'], layout: formAtRight },
    ],
    plain: ['/', '/login', '/asset'],
  },
  {
    name: 'MEXC',
    host: 'www.mexc.com',
    dark: true,
    accent: '#1972e2',
    links: {
      'go-btc': '/futures/BTC_USDT',
      'go-eth': '/futures/ETH_USDT',
      'go-spot': '/exchange/SOL_USDT',
      'go-wallet': '/assets/overview',
    },
    trading: [
      { paths: ['/futures/:pair', '/:locale/futures/:pair'], layout: formAtRight },
      { paths: ['/exchange/:pair', '/:locale/exchange/:pair'], layout: bookAtLeft },
    ],
    plain: ['/', '/login', '/assets/overview'],
  },
  {
    name: 'HTX',
    host: 'www.htx.com',
    dark: true,
    accent: '#2483ff',
    policy: usualPolicy,
    links: {
      'go-btc': '/futures/linear_swap/exchange#contract_code=BTC-USDT',
      'go-eth': '/futures/linear_swap/exchange#contract_code=ETH-USDT',
      'go-spot': '/trade/sol_usdt?type=spot',
      'go-wallet': '/finance/account/spot',
    },
    trading: [
      { paths: ['/futures/linear_swap/:pair'], layout: formAtRight },
      { paths: ['/trade/:pair', '/:locale/trade/:pair'], layout: bookAtRight },
    ],
    plain: ['/', '/login', '/finance/account/spot'],
  },
  {
    name: 'Kraken Pro',
    host: 'pro.kraken.com',
    dark: true,
    accent: '#7132f5',
    policy: typedPolicy,
    links: {
      'go-btc': '/app/trade/futures-btc-usd-perp',
      'go-eth': '/app/trade/eth-usd',
      'go-margin': '/app/trade/margin-sol-usd',
      'go-wallet': '/app/portfolio',
    },
    trading: [{ paths: ['/app/trade/:pair'], layout: formAtLeft }],
    plain: ['/', '/app', '/app/portfolio'],
  },
  {
    name: 'Coinbase Advanced',
    host: 'www.coinbase.com',
    dark: true,
    accent: '#0052ff',
    policy: typedPolicy,
    links: {
      'go-btc': '/advanced-trade/spot/BTC-USD',
      'go-eth': '/advanced-trade/spot/ETH-USD',
      'go-perp': '/advanced-trade/perpetuals/BTC-PERP-INTX',
      'go-wallet': '/portfolio',
    },
    trading: [{ paths: ['/advanced-trade/:product/:pair'], layout: formAtRightWithSpans }],
    plain: ['/', '/login', '/portfolio'],
  },
  {
    name: 'Hyperliquid',
    host: 'app.hyperliquid.xyz',
    dark: true,
    accent: '#97fce4',
    links: { 'go-btc': '/trade/BTC', 'go-eth': '/trade/ETH', 'go-pepe': '/trade/kPEPE', 'go-wallet': '/portfolio' },
    trading: [{ paths: ['/trade/:pair', '/trade/:pair/:quote'], layout: formAtRightWithSpans }],
    plain: ['/', '/trade', '/portfolio', '/vaults'],
  },
  {
    name: 'TradingView',
    host: 'www.tradingview.com',
    dark: true,
    accent: '#2962ff',
    policy: usualPolicy,
    links: {
      'go-btc': '/chart/?symbol=BINANCE%3ABTCUSDT',
      'go-eth': '/chart/?symbol=BINANCE%3AETHUSDT',
      'go-none': '/chart/qWeRtY12/',
      'go-wallet': '/u/somebody/',
    },
    trading: [{ paths: ['/chart/', '/chart/:pair/', '/symbols/:pair/'], layout: chartAlone }],
    plain: ['/', '/u/:name/', '/news/'],
  },
];

/** Sites with a trading page that are not in a file of their own. */
export const exchangePages: readonly Site[] = exchanges.map(({ host, policy, trading, plain, ...look }) => ({
  host,
  ...(policy === undefined ? {} : { policy }),
  pages: [
    ...trading.map(({ paths, layout }) => ({
      paths,
      render: (ask: Parameters<typeof tradePage>[0]) => tradePage(ask, { ...look, layout }, ask.params.pair ?? ''),
    })),
    { paths: plain, render: ask => plainPage(look, ask.request.path.slice(1) || 'home') },
  ],
}));
