import { describe, expect, it } from 'vitest';
import { valueByPeers } from '../../../lib/engine/peer-price.ts';
import type { OpenInterest } from '../../../lib/model/trade.ts';

const row = (venue: OpenInterest['venue'], base: string, coins: number | undefined, usd: number | undefined): OpenInterest => ({
  venue,
  symbol: `${base}USDT`,
  base,
  time: 0,
  coins,
  usd,
});

describe('valuing what a venue gives in one unit only', () => {
  it('takes the price that another venue used for the same coin', () => {
    // 4 coins for 200 dollars are 50 dollars a coin; 10 coins of the other venue are then worth 500.
    expect(valueByPeers([row('gate', 'ETH', 4, 200), row('bybit', 'ETH', 10, undefined)])[1]?.usd).toBe(500);
  });

  it('turns dollars into coins likewise', () => {
    expect(valueByPeers([row('gate', 'ETH', 4, 200), row('bybit', 'ETH', undefined, 1_000)])[1]?.coins).toBe(20);
  });

  it('takes the median of several venues, so that one wrong price does not count', () => {
    const rows = [
      row('gate', 'SOL', 1, 100),
      row('binance', 'SOL', 1, 102),
      row('binance', 'SOL', 1, 9_999),
      row('bybit', 'SOL', 2, undefined),
    ];
    expect(valueByPeers(rows)[3]?.usd).toBe(204);
  });

  it('leaves a coin that no venue priced unknown', () => {
    expect(valueByPeers([row('gate', 'ETH', 4, 200), row('bybit', 'DOGE', 10, undefined)])[1]?.usd).toBeUndefined();
  });

  it('does not take a price from a contract of which nothing is open', () => {
    expect(valueByPeers([row('gate', 'ETH', 0, 0), row('bybit', 'ETH', 10, undefined)])[1]?.usd).toBeUndefined();
  });
});
