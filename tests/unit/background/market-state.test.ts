import { describe, expect, it } from 'vitest';
import { toVenuePrices } from '../../../lib/background/market-state.ts';
import type { Instrument, Quote } from '../../../lib/model/trade.ts';

const quote = (symbol: string, priceUsd: number): Quote => ({
  source: 'okx',
  symbol,
  base: 'BTC',
  time: 5,
  priceUsd,
  markPrice: undefined,
  change24h: undefined,
});
const listed = (symbol: string, kind: Instrument['kind'], quoted: string): readonly [string, Instrument] => [
  symbol,
  { venue: 'okx', symbol, base: 'BTC', quote: quoted, kind, contract: 'linear', multiplier: 1, board: '' },
];

describe('the price of a coin at a venue', () => {
  it('is that of its perpetual in USDT, whatever the venue calls it and in whatever order they come', () => {
    const instruments = new Map([
      listed('BTC-USD-260327', 'future', 'USDT'),
      listed('BTC-USD-SWAP', 'perp', 'USD'),
      listed('BTC-USDT-SWAP', 'perp', 'USDT'),
      listed('BTC-USDC-SWAP', 'perp', 'USDC'),
    ]);
    const quotes = [quote('BTC-USD-260327', 1), quote('BTC-USDC-SWAP', 2), quote('BTC-USDT-SWAP', 3), quote('BTC-USD-SWAP', 4)];
    for (const order of [quotes, quotes.toReversed()])
      expect(toVenuePrices(order, 'OKX', 9, instruments).get('BTC')).toEqual({ usd: 3, at: 5, source: 'OKX' });
  });

  it('is that of a future before that of nothing known, and that of the first while nothing is listed', () => {
    const instruments = new Map([listed('BTC_260327', 'future', 'USD')]);
    expect(toVenuePrices([quote('BTCUSDT', 1), quote('BTC_260327', 2)], 'X', 9, instruments).get('BTC')?.usd).toBe(2);
    expect(toVenuePrices([quote('BTCUSD', 1), quote('BTCUSDT', 2)], 'X', 9).get('BTC')?.usd).toBe(1);
  });
});
