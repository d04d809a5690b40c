/**
 * Every host that Undertow may ever ask for market data, frozen with the first release: an update never asks for more.
 * Which of them are asked today is the matter of `lib/venues` and `lib/sources`. Source: the venues' own documents, November 2026.
 */
export const dataHosts: readonly string[] = [
  'api-futures.kucoin.com',
  'api-pub.bitfinex.com',
  'api.alternative.me',
  'api.bitget.com',
  'api.bybit.com',
  'api.coinex.com',
  'api.coingecko.com',
  'api.exchange.coinbase.com',
  'api.gateio.ws',
  'api.hbdm.com',
  'api.hyperliquid.xyz',
  'api.poloniex.com',
  'api.strategy.com',
  'contract.mexc.com',
  'dapi.binance.com',
  'data-api.binance.vision',
  'fapi.asterdex.com',
  'fapi.binance.com',
  'fred.stlouisfed.org',
  'futures.kraken.com',
  'indexer.dydx.trade',
  'mainnet.zklighter.elliot.ai',
  'query1.finance.yahoo.com',
  'quote.cnbc.com',
  'www.bitmex.com',
  'www.deribit.com',
  'www.okx.com',
];

/** Hosts of WebSocket feeds, for the content security policy of our own pages and worker. A socket needs no permission. */
export const socketHosts: readonly string[] = [
  'api-pub.bitfinex.com',
  'api.hbdm.com',
  'dstream.binance.com',
  'fstream.asterdex.com',
  'fstream.binance.com',
  'futures.kraken.com',
  'fx-ws.gateio.ws',
  'indexer.dydx.trade',
  'mainnet.zklighter.elliot.ai',
  'stream.bybit.com',
  'ws.bitget.com',
  'ws.bitmex.com',
  'ws.okx.com',
  'ws.okx.com:8443',
  'ws.poloniex.com',
  'www.deribit.com',
];

/** Hosts that are asked only with the user's own key, and for which leave is asked when a key is entered. */
export const keyedHosts: readonly string[] = ['api.coinalyze.net', 'open-api-v4.coinglass.com'];

/** Sites that a user may switch on one by one. Leave is asked when that happens, never before. */
export const optionalSiteOrigins: readonly string[] = [
  'https://app.aster.finance/*',
  'https://app.hyperliquid.xyz/*',
  'https://app.lighter.xyz/*',
  'https://beincrypto.com/*',
  'https://bitcoinmagazine.com/*',
  'https://blockworks.co/*',
  'https://coingape.com/*',
  'https://coinmarketcap.com/*',
  'https://cryptopanic.com/*',
  'https://cryptoslate.com/*',
  'https://decrypt.co/*',
  'https://dydx.trade/*',
  'https://finance.yahoo.com/*',
  'https://futures.mexc.com/*',
  'https://pro.kraken.com/*',
  'https://trading.bitfinex.com/*',
  'https://u.today/*',
  'https://www.bitget.com/*',
  'https://www.bloomberg.com/*',
  'https://www.cnbc.com/*',
  'https://www.coinbase.com/*',
  'https://www.coingecko.com/*',
  'https://www.coinglass.com/*',
  'https://www.htx.com/*',
  'https://www.kucoin.com/*',
  'https://www.mexc.com/*',
  'https://www.newsbtc.com/*',
  'https://www.theblock.co/*',
  'https://*.tradingview.com/*',
];
