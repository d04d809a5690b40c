import { describe, expect, it } from 'vitest';
import { fundingFigure } from '../../../lib/engine/funding.ts';
import type { Funding, OpenInterest, VenueId } from '../../../lib/model/trade.ts';

const now = Date.UTC(2026, 1, 12);
const rate = (venue: VenueId, ratePer8h: number, time = now, symbol = 'BTCUSDT'): Funding => ({
  venue,
  symbol,
  base: 'BTC',
  time,
  ratePer8h,
});
const open = (venue: VenueId, usd: number | undefined, time = now, symbol = 'BTCUSDT'): OpenInterest => ({
  venue,
  symbol,
  base: 'BTC',
  time,
  coins: undefined,
  usd,
});
const figure = (rates: readonly Funding[], openInterest: readonly OpenInterest[], base = 'BTC') =>
  fundingFigure({ now, rates, openInterest, venues: ['binance', 'bybit', 'okx'], maxAgeMs: 1_000 }, base);

describe('the funding of a coin', () => {
  it('is weighed by open interest: 0.01 % on 3 parts and -0.03 % on 1 part cancel out', () => {
    const read = figure([rate('binance', 0.0001, now - 5), rate('bybit', -0.0003)], [open('binance', 3e9), open('bybit', 1e9)]);
    expect(read?.ratePer8h).toBeCloseTo(0, 12);
    expect(read).toMatchObject({ venues: 2, at: now - 5 });
  });

  it('counts the contracts of one venue each by its own open interest, and the venue once', () => {
    const read = figure(
      [rate('binance', 0.0004), rate('binance', 0.0001, now, 'BTCUSD_PERP')],
      [open('binance', 1e9), open('binance', 2e9, now, 'BTCUSD_PERP')],
    );
    expect(read?.ratePer8h).toBeCloseTo(0.0002, 12);
    expect(read?.venues).toBe(1);
  });

  it('leaves out what has no open interest, what is too old, what is off, and what is no number', () => {
    const rates = [rate('binance', 0.0001), rate('bybit', 0.5), rate('okx', 0.5, now - 1_001), rate('gate', 0.5)];
    const rows = [open('binance', 1e9), open('bybit', undefined), open('okx', 1e9), open('gate', 1e9)];
    expect(figure(rates, rows)).toEqual({ ratePer8h: 0.0001, venues: 1, at: now });
    expect(figure([rate('binance', NaN)], rows)).toBeUndefined();
    expect(figure([rate('binance', 0.0001)], [open('binance', 1e9, now - 1_001)])).toBeUndefined();
  });

  it('is unknown, and not 0, where nobody tells it', () => {
    expect(figure([], [open('binance', 1e9)])).toBeUndefined();
    expect(figure([rate('binance', 0.0001)], [open('binance', 0)])).toBeUndefined();
    expect(figure([rate('binance', 0.0001)], [open('binance', 1e9)], 'ETH')).toBeUndefined();
  });
});
