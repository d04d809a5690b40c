import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coinOfSlug, isWellKnown } from '../../../lib/sites/coins.ts';

describe('the names of coins on data pages', () => {
  it.each([
    ['bitcoin', 'BTC'],
    ['Ethereum', 'ETH'],
    ['ripple', 'XRP'],
    ['xrp', 'XRP'],
    ['avalanche-2', 'AVAX'],
    ['0x', 'ZRX'],
    ['quant', 'QNT'],
  ])('%s is %s', (slug, coin) => {
    expect(coinOfSlug(slug)).toBe(coin);
    expect(isWellKnown(coin)).toBe(true);
  });

  it.each(['', 'btc', 'bitcoin-2', 'constructor', '__proto__', 'undefined', ','])('%j is none', slug => {
    expect(coinOfSlug(slug)).toBeUndefined();
  });

  it('stand in the list once each, beside one coin', () => {
    const text = readFileSync(new URL('../../../lib/sites/coins.ts', import.meta.url), 'utf8');
    const entries = [...text.matchAll(/(?<=[' ])([A-Z0-9]+):([a-z0-9,-]+)(?=[' ])/g)];
    const names = entries.flatMap(([, , slugs = '']) => slugs.split(','));
    expect(names.length).toBeGreaterThan(150);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(entries.map(([, coin]) => coin)).size).toBe(entries.length);
    for (const [, coin = '', slugs = ''] of entries) for (const slug of slugs.split(',')) expect(coinOfSlug(slug)).toBe(coin);
  });
});
