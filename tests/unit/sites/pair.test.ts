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
    ['1000X', 'X'],
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
  });
});
