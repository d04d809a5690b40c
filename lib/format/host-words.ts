import { t } from '../i18n/t.ts';

/** Who stands behind a host, and what it is asked for in one sentence. */
export interface HostWords {
  readonly name: string;
  readonly words: string;
}

/** What exchanges are asked for: contracts with their forced orders, or without where none are published. */
const forced = (name: string): HostWords => ({ name, words: t('welcome.asks.forced') });
const contracts = (name: string): HostWords => ({ name, words: t('welcome.asks.contracts') });
const markets = (name: string): HostWords => ({ name, words: t('welcome.asks.markets') });

const hosts: Readonly<Record<string, () => HostWords>> = {
  'api-futures.kucoin.com': () => contracts('KuCoin'),
  'api-pub.bitfinex.com': () => forced('Bitfinex'),
  'api.alternative.me': () => ({ name: 'alternative.me', words: t('welcome.asks.fear') }),
  'api.bitget.com': () => forced('Bitget'),
  'api.bybit.com': () => forced('Bybit'),
  'api.coinex.com': () => forced('CoinEx'),
  'api.coingecko.com': () => ({ name: 'CoinGecko', words: t('welcome.asks.breadth') }),
  'api.exchange.coinbase.com': () => ({ name: 'Coinbase', words: t('welcome.asks.spot') }),
  'api.gateio.ws': () => forced('Gate'),
  'api.hbdm.com': () => forced('HTX'),
  'api.hyperliquid.xyz': () => contracts('Hyperliquid'),
  'api.poloniex.com': () => forced('Poloniex'),
  'api.strategy.com': () => ({ name: 'Strategy', words: t('welcome.asks.holdings') }),
  'contract.mexc.com': () => contracts('MEXC'),
  'dapi.binance.com': () => forced('Binance'),
  'data-api.binance.vision': () => ({ name: 'Binance', words: t('welcome.asks.spot') }),
  'fapi.asterdex.com': () => forced('Aster'),
  'fapi.binance.com': () => forced('Binance'),
  'fred.stlouisfed.org': () => markets('Federal Reserve Bank of St. Louis'),
  'futures.kraken.com': () => forced('Kraken Futures'),
  'indexer.dydx.trade': () => forced('dYdX'),
  'mainnet.zklighter.elliot.ai': () => forced('Lighter'),
  'query1.finance.yahoo.com': () => markets('Yahoo Finance'),
  'quote.cnbc.com': () => markets('CNBC'),
  'www.bitmex.com': () => forced('BitMEX'),
  'www.deribit.com': () => forced('Deribit'),
  'www.okx.com': () => forced('OKX'),
};

/** The words for a host of market data; `undefined` for a host that is none. */
export const toHostWords = (host: string): HostWords | undefined => (Object.hasOwn(hosts, host) ? hosts[host]?.() : undefined);
