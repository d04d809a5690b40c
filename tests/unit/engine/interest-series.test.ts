import { describe, expect, it } from 'vitest';
import { linkRatio, linkSeries } from '../../../lib/engine/interest-series.ts';
import type { OpenInterest, VenueId } from '../../../lib/model/trade.ts';

const hour = 3_600_000;
const at = (hours: number, venue: VenueId, coins: number | undefined, usd?: number): OpenInterest => ({
  venue,
  symbol: 'BTCUSDT',
  base: 'BTC',
  time: hours * hour,
  coins,
  usd,
});
const byVenue = (...rows: readonly OpenInterest[]): ReadonlyMap<string, OpenInterest> =>
  new Map(rows.map(row => [row.venue, row]));

describe('the change between two looks at open interest', () => {
  it('is that of the contracts that both tell: 100 to 90 and 50 to 60 is a rise of none, whoever joins', () => {
    const before = byVenue(at(0, 'binance', 100, 1000), at(0, 'bybit', 50, 500));
    const now = byVenue(at(1, 'binance', 90), at(1, 'bybit', 60), at(1, 'okx', 1_000_000));
    expect(linkRatio(before, now)).toBeCloseTo(1, 12);
  });

  it('weighs coins of different kinds by their prices of the earlier look', () => {
    // 1 coin at 1000 dollars halves, 1000 coins at 1 dollar stay: 1500 of 2000.
    const before = byVenue(at(0, 'binance', 1, 1000), at(0, 'bybit', 1000, 1000));
    const now = byVenue(at(1, 'binance', 0.5, 1), at(1, 'bybit', 1000, 99_999));
    expect(linkRatio(before, now)).toBeCloseTo(0.75, 12);
  });

  it('is unknown when less than half of what was there is told again', () => {
    const before = byVenue(at(0, 'binance', 100, 1000), at(0, 'bybit', 40, 400));
    expect(linkRatio(before, byVenue(at(1, 'bybit', 40)))).toBeUndefined();
    expect(linkRatio(before, byVenue(at(1, 'binance', 50)))).toBeCloseTo(0.5, 12);
    expect(linkRatio(new Map(), byVenue(at(1, 'binance', 50)))).toBeUndefined();
  });

  it('leaves out a contract whose coins are not known', () => {
    const before = byVenue(at(0, 'binance', 100, 1000), at(0, 'bybit', undefined, 10));
    expect(linkRatio(before, byVenue(at(1, 'binance', 80), at(1, 'bybit', 5)))).toBeCloseTo(0.8, 12);
  });
});

describe('the past of one coin', () => {
  const span = { from: 0, to: 5 * hour, stepMs: hour };

  it('is linked from point to point and ends at 1', () => {
    const points = linkSeries([at(0, 'binance', 200), at(1, 'binance', 100), at(2, 'binance', 50)], span);
    expect(points).toEqual([
      [0, 4],
      [hour, 2],
      [2 * hour, 1],
    ]);
  });

  it('does not jump when a venue joins', () => {
    const points = linkSeries(
      [at(0, 'binance', 100), at(1, 'binance', 100), at(1, 'bybit', 900), at(2, 'binance', 100), at(2, 'bybit', 900)],
      span,
    );
    expect(points.map(([, value]) => value)).toEqual([1, 1, 1]);
  });

  it('carries a contract over a missed sample', () => {
    const rows = [at(0, 'binance', 100), at(0, 'bybit', 100), at(1, 'binance', 100), at(2, 'binance', 100), at(2, 'bybit', 50)];
    // 200, 200 with bybit carried, then 150: 200/150 before the end.
    const values = linkSeries(rows, span).map(([, value]) => value);
    expect(values[0]).toBeCloseTo(4 / 3, 12);
    expect(values[1]).toBeCloseTo(4 / 3, 12);
    expect(values[2]).toBe(1);
  });

  it('begins anew after a hole in all of it, so that nothing is compared across it', () => {
    const rows = [at(0, 'binance', 100), at(5, 'binance', 10)];
    expect(linkSeries(rows, { ...span, to: 6 * hour })).toEqual([[5 * hour, 1]]);
  });

  it('is empty without samples, and reads none outside the span', () => {
    expect(linkSeries([], span)).toEqual([]);
    expect(linkSeries([at(9, 'binance', 1)], span)).toEqual([]);
  });
});
