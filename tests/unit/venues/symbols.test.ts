import { describe, expect, it } from 'vitest';
import { isSafeSymbol, readCoin, unitsOf } from '../../../lib/venues/symbols.ts';

describe('readCoin', () => {
  it.each([
    ['1000PEPE', 'PEPE', 1_000],
    ['10000SATS', 'SATS', 10_000],
    ['1000000MOG', 'MOG', 1_000_000],
    ['1MBABYDOGE', 'BABYDOGE', 1_000_000],
    ['SHIB1000', 'SHIB', 1_000],
    ['kPEPE', 'PEPE', 1_000],
  ])('takes the multiplier off %s', (name, base, units) => {
    expect(readCoin(name)).toEqual({ base, units });
  });

  it.each(['1INCH', '10SET', '1000X', '1MT', 'BTC', 'SPX6900', 'KPEPE', 'C98', '100SATS', 'MYX'])(
    'leaves the coin %s alone',
    name => {
      expect(readCoin(name)).toEqual({ base: name, units: 1 });
    },
  );

  it('calls XBT by its common name', () => {
    expect(readCoin('XBT')).toEqual({ base: 'BTC', units: 1 });
  });

  it.each(['', 'btc', 'B TC', '<b>', 'A'.repeat(21), 'A'.repeat(1_000_000), '__proto__', 'BTC-USD'])(
    'knows no coin in %.30j',
    name => {
      expect(readCoin(name)).toBeUndefined();
    },
  );
});

describe('isSafeSymbol', () => {
  it.each(['BTCUSDT', 'BTCUSD_PERP', 'BTC-26DEC25', 'tBTCUSD', 'tBTCF0:USTF0', 'kPEPE', 'A'.repeat(40)])(
    'lets %s through',
    symbol => {
      expect(isSafeSymbol(symbol)).toBe(true);
    },
  );

  it.each([
    '',
    'btcusdt',
    'tbtcusd',
    'BTC:',
    'A:B:C',
    'BTC/USDT',
    'BTC USDT',
    'BTCUSDT\n',
    '../X',
    '<b>',
    'A'.repeat(41),
    '币安人生USDT',
    null,
    7,
    ['BTCUSDT'],
  ])('refuses %j', symbol => {
    expect(isSafeSymbol(symbol)).toBe(false);
  });
});

describe('what a contract’s price and contracts count', () => {
  it.each([
    ['BTCUSDT', 'BTC', 1],
    ['1000PEPE_USDT', 'PEPE', 1_000],
    ['1000PEPE-USDT-SWAP', 'PEPE', 1_000],
    ['PF_1000PEPEUSD', 'PEPE', 1_000],
    ['PF_PEPEUSD', 'PEPE', 1],
    ['10000SATSUSDT', 'SATS', 10_000],
    ['1MBABYDOGEUSDT', 'BABYDOGE', 1_000_000],
    ['SHIB1000USDT', 'SHIB', 1_000],
    ['kPEPE', 'PEPE', 1_000],
    ['tBTCF0:USTF0', 'BTC', 1],
    ['1INCHUSDT', '1INCH', 1],
    ['BTC-USD', 'BTC', 1],
    ['BTC100326', 'BTC', 1],
    ['XBTUSD', 'BTC', 1],
    ['1000XUSDT', '1000X', 1],
  ])('%s of %s: %d coins', (symbol, base, units) => {
    expect(unitsOf({ symbol, base })).toBe(units);
  });
});
