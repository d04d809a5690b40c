import { describe, expect, it } from 'vitest';
import { splitPair, toBase, toPair } from '../../../lib/sites/pair.ts';

describe('toBase', () => {
  it.each([
    ['btc', 'BTC'],
    ['XBT', 'BTC'],
    ['1000PEPE', 'PEPE'],
    ['1000000MOG', 'MOG'],
    ['10000SATS', 'SATS'],
    ['1000SATS', 'SATS'],
    ['1MBABYDOGE', 'BABYDOGE'],
    ['SHIB1000', 'SHIB'],
    ['kPEPE', 'PEPE'],
    ['KAVA', 'KAVA'],
    ['1INCH', '1INCH'],
    ['1000X', '1000X'],
    ['10000000AIDOGE', 'AIDOGE'],
    ['kpepe', 'PEPE'],
    ['KPEPE', 'PEPE'],
    ['kas', 'KAS'],
    ['1CAT', '1CAT'],
    ['C98', 'C98'],
    ['XYZ100', 'XYZ100'],
  ])('reads %s as the coin %s', (written, coin) => {
    expect(toBase(written)).toBe(coin);
  });

  it.each(['', '<img>', 'BTC USDT', 'A'.repeat(16), '币安人生'])('takes %j for no coin', written => {
    expect(toBase(written)).toBeUndefined();
  });
});

describe('splitPair', () => {
  it('prefers the longer quote currency', () => {
    expect(splitPair('SOLFDUSD')).toEqual({ base: 'SOL', quote: 'FDUSD' });
  });

  it('reads a coin whose name ends like a quote currency', () => {
    expect(splitPair('USDCUSDT')).toEqual({ base: 'USDC', quote: 'USDT' });
  });

  it.each([
    ['BNBUSD', 'BNB', 'USD'],
    ['DOTUSD', 'DOT', 'USD'],
    ['BNTUSD', 'BNT', 'USD'],
    ['BTCTUSD', 'BTC', 'TUSD'],
    ['ETHBUSD', 'ETH', 'BUSD'],
    ['ETHXBT', 'ETH', 'BTC'],
  ])('reads %s as %s in %s, though it ends like another currency too', (symbol, base, quote) => {
    expect(splitPair(symbol)).toEqual({ base, quote });
  });

  it('names no coin that is not written in letters of Latin, but its quote', () => {
    expect(splitPair('币安人生USDT')).toEqual({ base: undefined, quote: 'USDT' });
  });

  it('needs a coin in front of the quote currency', () => {
    expect(splitPair('USDT')).toBeUndefined();
  });

  it('takes an unknown quote currency for no pair', () => {
    expect(splitPair('BTCXYZ')).toBeUndefined();
  });
});

describe('toPair', () => {
  it('needs both names', () => {
    expect(toPair('BTC', undefined)).toBeUndefined();
    expect(toPair('BTC', '')).toBeUndefined();
    expect(toPair('<img>', 'USDT')).toBeUndefined();
  });

  it('takes two words for no pair', () => {
    expect(toPair('copy', 'trading')).toBeUndefined();
  });
});
