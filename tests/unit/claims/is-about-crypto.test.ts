import { describe, expect, it } from 'vitest';
import { isAboutCrypto } from '../../../lib/claims/is-about-crypto.ts';

const plain = (words: number): string => 'word '.repeat(words);

describe('whether a text is about crypto', () => {
  it('is told by its headline', () => {
    expect(isAboutCrypto('Bitcoin slips as shares rise', plain(500), [])).toBe(true);
    expect(isAboutCrypto('Shares rise as method matters', plain(500), [])).toBe(false);
  });

  it('or by two claims on coins', () => {
    expect(isAboutCrypto('Markets today', plain(500), [{ asset: 'BTC' }, { asset: 'ETH' }])).toBe(true);
    expect(isAboutCrypto('Markets today', plain(500), [{ asset: 'BTC' }, { asset: null }])).toBe(false);
  });

  it('or by its words, four of them and one in eighty', () => {
    expect(isAboutCrypto('Markets today', `${plain(316)} crypto ether stablecoins tokens`, [])).toBe(true);
    expect(isAboutCrypto('Markets today', `${plain(317)} crypto ether stablecoins tokens`, [])).toBe(false);
    expect(isAboutCrypto('Markets today', 'crypto ether stablecoins', [])).toBe(false);
  });
});
