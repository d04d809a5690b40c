import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstAddress, ranges, readAddress, readCoin, tabs, writeAddress } from '../../../components/dashboard/address.ts';

describe('the address of the dashboard', () => {
  it.each([
    ['', firstAddress],
    ['#market?coin=ETH&range=30d', { tab: 'market', coin: 'ETH', range: '30d' }],
    ['#feeds', { tab: 'feeds', coin: 'BTC', range: '7d' }],
    ['#replay?coin=all', { tab: 'replay', coin: '', range: '7d' }],
    ['#coin=pepe', { tab: 'market', coin: 'PEPE', range: '7d' }],
    // What is not understood is as at first, and nothing of it is kept.
    ['#market?coin=<b>&range=9y', firstAddress],
    ['#nowhere?coin=ETH', firstAddress],
  ])('%s is read', (hash, address) => {
    expect(readAddress(hash)).toEqual(address);
  });

  it('is read as it was written', () => {
    const coins = fc.oneof(fc.constant(''), fc.stringMatching(/^[A-Z0-9]{1,20}$/));
    fc.assert(
      fc.property(fc.constantFrom(...tabs), coins, fc.constantFrom(...ranges), (tab, coin, range) => {
        expect(readAddress(writeAddress({ tab, coin, range }))).toEqual({ tab, coin, range });
      }),
    );
  });

  it('takes a coin that was typed in any case, and nothing that cannot be one', () => {
    expect([' doge ', '1000pepe', '', 'BTC/USDT', 'a'.repeat(21)].map(readCoin)).toEqual([
      'DOGE',
      '1000PEPE',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
