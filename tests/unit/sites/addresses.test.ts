import { describe, expect, it } from 'vitest';
import { siteOf } from '../../../lib/sites/registry.ts';

/** What the panel makes of an address: `site kind base/quote market`, or nothing. */
function read(address: string): string | undefined {
  const subject = siteOf(address)?.read(new URL(address));
  if (subject === undefined) return undefined;
  const pair = subject.base === undefined ? '' : ` ${subject.base}/${subject.quote} ${subject.market}`;
  return `${siteOf(address)?.id} ${subject.kind}${pair}`;
}

const known: readonly (readonly [string, string])[] = [
  ['https://www.binance.com/en/futures/BTCUSDT', 'binance exchange BTC/USDT perp'],
  ['https://www.binance.com/futures/btcusdt', 'binance exchange BTC/USDT perp'],
  ['https://www.binance.com/tr/futures/ETHUSDC?theme=dark', 'binance exchange ETH/USDC perp'],
  ['https://www.binance.com/en/futures/1000PEPEUSDT', 'binance exchange PEPE/USDT perp'],
  ['https://www.binance.com/en/futures/1000000MOGUSDT', 'binance exchange MOG/USDT perp'],
  ['https://www.binance.com/en/futures/1MBABYDOGEUSDT', 'binance exchange BABYDOGE/USDT perp'],
  ['https://www.binance.com/en/futures/1INCHUSDT', 'binance exchange 1INCH/USDT perp'],
  ['https://www.binance.com/en/futures/BTCUSDT_260626', 'binance exchange BTC/USDT future'],
  ['https://www.binance.com/pt-BR/delivery/btcusd_perpetual', 'binance exchange BTC/USD perp'],
  ['https://www.binance.com/en/delivery/BTCUSD_PERP', 'binance exchange BTC/USD perp'],
  ['https://www.binance.com/en/delivery/btcusd_quarter', 'binance exchange BTC/USD future'],
  ['https://www.binance.com/en/trade/BTC_USDT?type=spot', 'binance exchange BTC/USDT spot'],
  ['https://www.binance.com/en/trade/BTC_USDT?type=cross', 'binance exchange BTC/USDT margin'],
  ['https://www.binance.com/en/trade/SOL_USDT?type=isolated', 'binance exchange SOL/USDT margin'],
  ['https://www.binance.com/pl/trade/SOL_FDUSD', 'binance exchange SOL/FDUSD spot'],
  ['https://www.binance.com/trade/ETH_BTC/', 'binance exchange ETH/BTC spot'],
  ['https://www.binance.com/en-JP/square/post/123456789', 'binance news'],
  ['https://www.binance.com/square/post/2024-06-03-bitcoin-falls-9012', 'binance news'],
  ['https://www.bybit.com/trade/usdt/BTCUSDT', 'bybit exchange BTC/USDT perp'],
  ['https://www.bybit.com/en/trade/usdt/SHIB1000USDT', 'bybit exchange SHIB/USDT perp'],
  ['https://www.bybit.com/tr-TR/trade/spot/BTC/USDT', 'bybit exchange BTC/USDT spot'],
  ['https://www.bybit.com/en/trade/inverse/BTCUSD', 'bybit exchange BTC/USD perp'],
  ['https://www.bybit.com/en/trade/inverse/BTCUSDM26', 'bybit exchange BTC/USD future'],
  ['https://www.bybit.com/trade/futures/linear/ethusdt', 'bybit exchange ETH/USDT perp'],
  ['https://www.bybit.com/trade/usdt/BTCUSDT-26JUN26', 'bybit exchange BTC/USDT future'],
  ['https://www.okx.com/trade-swap/btc-usdt-swap', 'okx exchange BTC/USDT perp'],
  ['https://www.okx.com/trade-swap/BTC-USD-SWAP', 'okx exchange BTC/USD perp'],
  ['https://www.okx.com/tr/trade-spot/sol-usdt', 'okx exchange SOL/USDT spot'],
  ['https://www.okx.com/trade-margin/eth-usdt', 'okx exchange ETH/USDT margin'],
  ['https://www.okx.com/en/trade-futures/btc-usd-260626', 'okx exchange BTC/USD future'],
  ['https://www.gate.com/trade/BTC_USDT', 'gate exchange BTC/USDT spot'],
  ['https://www.gate.com/zh/trade/PEPE_USDT', 'gate exchange PEPE/USDT spot'],
  ['https://www.gate.com/futures/USDT/BTC_USDT', 'gate exchange BTC/USDT perp'],
  ['https://www.gate.com/tr/futures/usdt/xbt_usdt', 'gate exchange BTC/USDT perp'],
  ['https://www.gate.com/futures-delivery/usdt/SOL_USDT_20260710', 'gate exchange SOL/USDT future'],
  ['https://www.gate.com/post/status/19112233', 'gate news'],
  ['https://www.gate.com/en/post/status/19112233', 'gate news'],
  ['https://www.gate.com/news/detail/bitcoin-slides-8812', 'gate news'],
  ['https://www.gate.com/news/detail/NVDA/nvidia-falls-8812', 'gate news'],
  ['https://www.gate.com/news/detail/8812', 'gate news'],
  ['https://www.gate.com/tr/learn/articles/what-is-open-interest/1234', 'gate news'],
  ['https://www.coindesk.com/markets/2026/06/06/bitcoin-back-above-usd61-000', 'coindesk news'],
  ['https://www.coindesk.com/business/2026/02/12/strategy-is-under-water/', 'coindesk news'],
  ['https://cointelegraph.com/news/why-is-crypto-down-today', 'cointelegraph news'],
];

const foreign: readonly string[] = [
  'https://www.binance.com/en/login?return_to=futures',
  'https://www.binance.com/en/my/wallet/account/main',
  'https://www.binance.com/en/my/wallet/account/main/withdrawal/crypto/USDT',
  'https://www.binance.com/en/markets/overview',
  'https://www.binance.com/en/price/bitcoin',
  'https://www.binance.com/en/futures',
  'https://www.binance.com/en/futures/BTCUSDT/calculator',
  'https://www.binance.com/en/futures/leaderboard',
  'https://www.binance.com/en/delivery/BTCUSD',
  'https://www.binance.com/en/square/hashtag/BTC',
  'https://accounts.binance.com/en/login',
  'https://binance.com.evil.example/en/futures/BTCUSDT',
  'https://www.binance.com.evil.example/en/futures/BTCUSDT',
  'https://www.blnance.com/en/futures/BTCUSDT',
  'https://evil.example/www.binance.com/en/futures/BTCUSDT',
  'https://www.binance.com@evil.example/en/futures/BTCUSDT',
  'https://www.binance.com:8443/en/futures/BTCUSDT',
  'http://www.binance.com/en/futures/BTCUSDT',
  'https://testnet.binancefuture.com/en/futures/BTCUSDT',
  'https://www.bybit.com/en/login',
  'https://www.bybit.com/user/assets/deposit',
  'https://www.bybit.com/en/markets/overview',
  'https://www.bybit.com/en/trade/spot/BTC',
  'https://www.bybit.com/en/trade/option/usdt/BTC',
  'https://testnet.bybit.com/trade/usdt/BTCUSDT',
  'https://www.okx.com/account/login',
  'https://www.okx.com/balance/withdrawal/btc',
  'https://www.okx.com/markets/prices',
  'https://www.okx.com/trade-swap/btc-usdt',
  'https://www.okx.com/trade-spot/btc-usdt-swap',
  'https://www.gate.com/login',
  'https://www.gate.com/myaccount/withdraw/USDT',
  'https://www.gate.com/price/bitcoin-btc',
  'https://www.gate.com/trade/BTC_USDT_20260710',
  'https://www.gate.com/futures-delivery/usdt/SOL_USDT',
  'https://www.gate.com/post/topic/19112233',
  'https://www.gate.com/trade/%3Cimg%3E_USDT',
  'https://gate.com/trade/BTC_USDT',
  'https://www.coindesk.com/price/bitcoin',
  'https://www.coindesk.com/markets',
  'https://www.coindesk.com/account/2026/02/12/x',
  'https://cointelegraph.com/tags/bitcoin',
  'https://cointelegraph.com/news/',
  'chrome-extension://abcdefgh/popup.html',
  'about:blank',
];

describe('addresses', () => {
  it.each(known)('reads %s as %s', (address, expected) => {
    expect(read(address)).toBe(expected);
  });

  it.each(foreign)('keeps the panel off %s', address => {
    expect(read(address)).toBeUndefined();
  });

  it('is asked about more than sixty addresses', () => {
    expect(known.length + foreign.length).toBeGreaterThan(60);
  });

  it('takes text that is no address for no site', () => {
    expect(siteOf('not an address')).toBeUndefined();
  });

  it('does not let a site read the address of another', () => {
    const okx = siteOf('https://www.okx.com/');
    expect(okx?.read(new URL('https://www.okx.example/trade-spot/btc-usdt'))).toBeUndefined();
  });
});
