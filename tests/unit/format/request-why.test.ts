import { expect, test } from 'vitest';
import { formatWhy } from '../../../lib/format/request-why.ts';
import { formatScope } from '../../../lib/format/scope.ts';

test('what was asked of a host is said with what it was about', () => {
  expect(formatWhy('figures')).toBe('prices, open interest and funding');
  expect(formatWhy('interest:BTCUSDT')).toBe('open interest: BTCUSDT');
  // The name may have a colon of its own.
  expect(formatWhy('pastLiquidations:tBTCF0:USTF0')).toBe('past forced orders: tBTCF0:USTF0');
});

test('a sentence that an earlier version kept stays what it was', () => {
  expect(formatWhy('open interest of BTCUSDT on Binance')).toBe('open interest of BTCUSDT on Binance');
  expect(formatWhy('an index of shares or money: ^GSPC')).toBe('an index of shares or money: ^GSPC');
});

test('totals of a provider say what they are of', () => {
  expect(formatScope({ name: 'Coinalyze', scope: { coin: 'BTC', venues: 1 } })).toBe('BTC on 1 venue');
  expect(formatScope({ name: 'Coinalyze', scope: { coin: 'BTC', venues: 11 } })).toBe('BTC on 11 venues');
  expect(formatScope({ name: 'CoinGlass', scope: { coins: 312 } })).toBe('312 coins, as CoinGlass counts');
  expect(formatScope({ name: 'CoinGlass', scope: { coin: 'BTC' } })).toBe('BTC, as CoinGlass counts');
});
