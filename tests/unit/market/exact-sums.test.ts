import { describe, expect, it } from 'vitest';
import { centsOf, onStep, settleScaled, settleToTarget } from '../../market/ledger/exact-sums.ts';
import { createMarkets } from '../../market/ledger/markets.ts';
import type { Market } from '../../market/world.ts';

const markets = createMarkets('260327');

function find(venue: Market['venue'], symbol: string): Market {
  const market = markets.find(each => each.venue === venue && each.symbol === symbol);
  if (market === undefined) throw new Error(`no ${symbol} at ${venue}`);
  return market;
}

describe("a venue's own notional in cents", () => {
  it.each([
    ['0.015 BTC at 67,460.1', 'binance', 'BTCUSDT', 0.015, 67_460.1, 101_190],
    ['250 units of 1,000 PEPE at 0.00371 per 1,000', 'binance', '1000PEPEUSDT', 250, 0.00371, 93],
    ['3 contracts of 100 dollars, whatever the price', 'binance', 'BTCUSD_PERP', 3, 67_460.1, 30_000],
    ['7 contracts of 10 dollars', 'binance', 'ETHUSD_PERP', 7, 1950, 7000],
    ['1,234 contracts of one dollar', 'bybit', 'BTCUSD', 1234, 67_460.1, 123_400],
    ['20,000 contracts of 0.0001 BTC at 67,460', 'gate', 'BTC_USDT', 20_000, 67_460, 13_492_000],
    ['5 contracts of 0.01 ETH at 1,950', 'gate', 'ETH_USDT', 5, 1950, 9750],
    ['12 contracts of 10 DOGE at 0.0921', 'gate', 'DOGE_USDT', 12, 0.0921, 1105],
    ['40 contracts of 10,000 SHIB at 0.000006', 'gate', 'SHIB_USDT', 40, 0.000006, 240],
    ['2 contracts of ten million PEPE at 0.0000037', 'gate', 'PEPE_USDT', 2, 0.0000037, 7400],
    ['50 contracts of one dollar of the coin-settled board', 'gate', 'BTC_USD', 50, 67_460, 5000],
  ] as const)('counts %s', (_what, venue, symbol, quantity, price, cents) => {
    expect(centsOf(find(venue, symbol), quantity, price)).toBe(cents);
  });
});

describe('settling orders to a sum', () => {
  const btc = find('gate', 'BTC_USDT');
  const order = (usd: number) => ({ market: btc, usd, notionalPrice: 67_460 });

  it('keeps proportions and lets the largest order take the residue of rounding', () => {
    // At 100,000 a contract is worth 10 dollars: 24, 24 and 52 dollars are 2, 2 and 5 contracts, and one is missing to 100 dollars.
    const orders = [24, 52, 24].map(usd => ({ ...order(usd), notionalPrice: 100_000 }));
    expect(settleToTarget(orders, 10_000)).toEqual([
      { quantity: 2, cents: 2000 },
      { quantity: 6, cents: 6000 },
      { quantity: 2, cents: 2000 },
    ]);
  });

  it('lands within one contract of the largest order when no whole number of contracts fits', () => {
    // A contract is worth 6.746 dollars, so 1,000 dollars lie between 148 contracts (998.41) and 149 (1,005.15).
    const settled = settleToTarget([order(10), order(20), order(70)], 100_000);
    expect(settled.reduce((total, { cents }) => total + cents, 0)).toBe(99_841);
  });

  it('gives every order at least one step', () => {
    expect(settleScaled([order(0.01)], 1)).toEqual([{ quantity: 1, cents: 675 }]);
  });

  it('refuses to share a sum among no orders, or one too small for a contract each', () => {
    expect(() => settleToTarget([], 100)).toThrow('no orders');
    expect(() => settleToTarget([order(1), order(1), order(1)], 300)).toThrow('too small');
  });

  it('writes decimal steps without floating dust', () => {
    expect(onStep(3, 0.1)).toBe(0.3);
    expect(onStep(17, 0.001)).toBe(0.017);
    expect(onStep(3, 100)).toBe(300);
  });
});
