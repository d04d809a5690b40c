import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';
import type { Row } from './reading.ts';

const pages: readonly Row[] = [
  ['https://www.tradingview.com/chart/?symbol=BINANCE:BTCUSDT', 'tradingview chart BTC/USDT -'],
  ['https://www.tradingview.com/chart/?symbol=BINANCE%3ABTCUSDT.P', 'tradingview chart BTC/USDT perp'],
  ['https://www.tradingview.com/chart/AbCd1234/?symbol=bybit%3Aethusdt.p&interval=60', 'tradingview chart ETH/USDT perp'],
  ['https://br.tradingview.com/chart/?symbol=BITSTAMP:BTCUSD', 'tradingview chart BTC/USD -'],
  ['https://tr.tradingview.com/chart/?symbol=BITMEX:XBTUSD.P', 'tradingview chart BTC/USD perp'],
  ['https://www.tradingview.com/chart/?symbol=BINANCE:1000PEPEUSDT.P', 'tradingview chart PEPE/USDT perp'],
  ['https://www.tradingview.com/chart/?symbol=BINANCE:BTCUSDTPERP', 'tradingview chart BTC/USDT perp'],
  ['https://www.tradingview.com/chart/?symbol=UPBIT:XRPKRW', 'tradingview chart XRP/KRW -'],
  ['https://www.tradingview.com/chart/?symbol=BYBIT:BTCUSDM2026', 'tradingview chart BTC/USD future'],
  ['https://www.tradingview.com/chart/?symbol=BTCUSD', 'tradingview chart BTC/USD -'],
  ['https://www.tradingview.com/chart/?symbol=PEPPERSTONE:BTCUSD', 'tradingview chart BTC/USD -'],
  ['https://www.tradingview.com/chart/', 'tradingview chart'],
  ['https://www.tradingview.com/chart/AbCd1234/', 'tradingview chart'],
  // Indexes, shares, currencies and sums of symbols are no coin.
  ['https://www.tradingview.com/chart/?symbol=CRYPTOCAP:TOTAL', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=CRYPTOCAP%3ABTC.D', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=NASDAQ:AAPL', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=FX:EURUSD', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=AMEX:GBTC', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=AMEX:IBTC', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=NYSE:SETH', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=CRYPTOCAP:BTC', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=OANDA:XAUUSD', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=BINANCE:ETHUSDT/BINANCE:BTCUSDT', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=CME:BTC1!', 'tradingview chart BTC/- future'],
  ['https://www.tradingview.com/symbols/CME-ETH2!/', 'tradingview chart ETH/- future'],
  ['https://www.tradingview.com/chart/?symbol=CME:LE1!', 'tradingview chart'],
  ['https://www.tradingview.com/chart/?symbol=COMEX:GC1!', 'tradingview chart'],
  ['https://www.tradingview.com/symbols/BTCUSDT/', 'tradingview chart BTC/USDT -'],
  ['https://www.tradingview.com/symbols/BTCUSDT.P/', 'tradingview chart BTC/USDT perp'],
  ['https://cn.tradingview.com/symbols/ETHBTC/', 'tradingview chart ETH/BTC -'],
  ['https://id.tradingview.com/symbols/SOLUSD/technicals/', 'tradingview chart SOL/USD -'],
  ['https://www.tradingview.com/symbols/BINANCE-FARMUSDT/', 'tradingview chart FARM/USDT -'],
  ['https://www.tradingview.com/symbols/FARMUSDT/?exchange=BINANCE', 'tradingview chart FARM/USDT -'],
  ['https://www.tradingview.com/symbols/NASDAQ-AAPL/', 'tradingview chart'],
  ['https://www.tradingview.com/symbols/CRYPTOCAP-TOTAL3/', 'tradingview chart'],
  ['https://www.tradingview.com/chart/BTCUSDT/aB3dE5fG-where-next/', 'tradingview chart BTC/USDT -'],
  ['https://www.coinglass.com/tv/Binance_BTCUSDT', 'coinglass chart BTC/USDT -'],
  ['https://www.coinglass.com/tv/zh/Binance_ETHUSDT', 'coinglass chart ETH/USDT -'],
  ['https://www.coinglass.com/tv/OKX_BTC-USDT-SWAP', 'coinglass chart BTC/USDT perp'],
  ['https://www.coinglass.com/tv/Binance_BTCUSD_PERP', 'coinglass chart BTC/USD perp'],
  ['https://www.coinglass.com/tv/Deribit_BTC-PERPETUAL', 'coinglass chart BTC/- perp'],
  ['https://www.coinglass.com/tv/Bitmex_XBTUSD', 'coinglass chart BTC/USD -'],
  ['https://www.coinglass.com/tv/KuCoin_XBTUSDTM', 'coinglass chart BTC/USDT perp'],
  ['https://www.coinglass.com/tv/Gate_BTC_USDT', 'coinglass chart BTC/USDT -'],
  ['https://www.coinglass.com/tv/CME_SOMETHING', 'coinglass chart'],
  ['https://www.coinglass.com/tv', 'coinglass chart'],
  ['https://coinmarketcap.com/currencies/bitcoin/', 'coinmarketcap data BTC/- -'],
  ['https://coinmarketcap.com/tr/currencies/shiba-inu/historical-data/', 'coinmarketcap data SHIB/- -'],
  ['https://coinmarketcap.com/currencies/polkadot-new/news/', 'coinmarketcap data DOT/- -'],
  // A name that is not known is not guessed: this could be anybody's token.
  ['https://coinmarketcap.com/currencies/bitcoin-classic-moon/', 'coinmarketcap data'],
  ['https://www.coingecko.com/en/coins/tezos', 'coingecko data XTZ/- -'],
  ['https://www.coingecko.com/coins/binancecoin', 'coingecko data BNB/- -'],
  ['https://www.coingecko.com/pt/coins/ripple/historical_data', 'coingecko data XRP/- -'],
  ['https://www.coingecko.com/en/coins/nobody-knows-it', 'coingecko data'],
  ['https://finance.yahoo.com/quote/BTC-USD', 'yahoo data BTC/USD -'],
  ['https://finance.yahoo.com/quote/ETH-EUR/history/?p=ETH-EUR', 'yahoo data ETH/EUR -'],
  ['https://finance.yahoo.com/quote/PEPE24478-USD/', 'yahoo data PEPE/USD -'],
  ['https://cryptopanic.com/news/bitcoin/', 'cryptopanic data BTC/- -'],
];

const others: readonly string[] = [
  'https://www.tradingview.com/',
  'https://www.tradingview.com/markets/cryptocurrencies/prices-all/',
  'https://www.tradingview.com/ideas/bitcoin/',
  'https://www.tradingview.com/pricing/',
  'https://www.tradingview.com/symbols/',
  'https://www.tradingview.com/accounts/signin/',
  'https://tradingview.com/chart/',
  'https://s.tradingview.com/chart/?symbol=BINANCE:BTCUSDT',
  'https://charting-library.tradingview.com/chart/',
  'https://www.tradingview.com.evil.io/chart/?symbol=BINANCE:BTCUSDT',
  'https://evil-tradingview.com/chart/?symbol=BINANCE:BTCUSDT',
  'https://www.coinglass.com/',
  'https://www.coinglass.com/LiquidationData',
  'https://coinglass.com/tv/Binance_BTCUSDT',
  'https://coinmarketcap.com/',
  'https://coinmarketcap.com/currencies/',
  'https://coinmarketcap.com/exchanges/binance/',
  'https://coinmarketcap.com/rankings/exchanges/',
  'https://pro.coinmarketcap.com/currencies/bitcoin/',
  'https://www.coingecko.com/en',
  'https://www.coingecko.com/en/coins/recently_added',
  'https://www.coingecko.com/en/categories/layer-1',
  'https://www.coingecko.com/en/exchanges/binance',
  'https://finance.yahoo.com/quote/AAPL',
  'https://finance.yahoo.com/quote/GC=F',
  'https://finance.yahoo.com/quote/BRK-B',
  'https://finance.yahoo.com/quote/EURUSD=X',
  'https://finance.yahoo.com/quote/%5EGSPC/',
  'https://finance.yahoo.com/markets/crypto/all/',
];

describe('addresses of charts and data', () => {
  it.each(pages)('reads %s as %s', (address, reading) => {
    expect(read(address)).toBe(reading);
  });

  it.each(others)('keeps the panel off %s', address => {
    expect(read(address)).toBeUndefined();
  });
});
