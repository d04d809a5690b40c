import { describe, expect, it } from 'vitest';
import { createTotals, windowTotals } from '../../../lib/engine/totals.ts';
import type { Interval } from '../../../lib/model/coverage.ts';
import { day, halfHour, hour, makeDays, makeInput, minute } from './make-sums.ts';

const now = Date.UTC(2026, 1, 12, 0, 30);

describe('coins that were heard of by themselves', () => {
  const all = { from: now - 40 * day, to: now };
  const half = { from: now - 12 * hour, to: now };
  const one = (
    id: string,
    weights: Readonly<Record<string, number>>,
    completeness: 'complete' | 'sampled' | 'none' = 'complete',
  ) => ({
    id,
    completeness,
    weightUsd: Object.values(weights).reduce((sum, usd) => sum + usd, 0),
    weightByBase: new Map(Object.entries(weights)),
  });
  const coins = (entries: Readonly<Record<string, readonly Interval[]>>) =>
    new Map(Object.entries(entries).map(([base, fine]) => [base, { fine, coarse: [] }]));

  it('add to the market by their share of the open interest of their venue', () => {
    // All coins half of the day, BTC (3 of 4 parts) throughout: 0.5 + 0.75 × 0.5.
    const coverage = [{ venue: 'htx', fine: [half], coarse: [], coins: coins({ BTC: [all] }) }];
    const input = makeInput(now, { coverage, venues: [one('htx', { BTC: 3e9, ETH: 1e9 })] });
    const { market, coins: totals } = createTotals(input, ['BTC', 'ETH']);
    expect(market['24h']?.coverage).toBeCloseTo(0.875, 12);
    expect(market['24h']?.floor).toBe(true);
    expect(totals['BTC']?.['24h']).toMatchObject({ coverage: 1, floor: false });
    expect(totals['ETH']?.['24h']).toMatchObject({ coverage: 0.5, floor: true });
  });

  it('add nothing to the market while their share is not known, and still count as heard', () => {
    const coverage = [{ venue: 'htx', fine: [], coarse: [], coins: coins({ BTC: [all] }) }];
    const venues = [{ id: 'htx', completeness: 'complete' as const, weightUsd: undefined }];
    const { market, coins: totals } = createTotals(makeInput(now, { coverage, venues }), ['BTC', 'ETH']);
    expect(market['24h']).toMatchObject({ coverage: 0, venuesHeard: 1, floor: true });
    expect(totals['BTC']?.['24h']?.coverage).toBe(1);
    expect(totals['ETH']).toEqual({});
  });

  it('are told of by one layer each: money that is stored is counted once', () => {
    const slot = now - 10 * day;
    const days = [
      ...makeDays('htx', minute, [
        [slot, 1, 'BTC', 10_00, 0],
        [slot, 1, 'ETH', 1_00, 0],
      ]),
      ...makeDays('htx', halfHour, [
        [slot, 1, 'BTC', 10_00, 0],
        [slot, 1, 'ETH', 1_00, 0],
      ]),
    ];
    // BTC was heard by the minute, all coins by the half hour.
    const spoken = [{ from: slot, to: slot + halfHour }];
    const coverage = [{ venue: 'htx', fine: [], coarse: spoken, coins: coins({ BTC: spoken }) }];
    const input = makeInput(now, { days, coverage, venues: [one('htx', { BTC: 1, ETH: 1 })] });
    const { market, coins: totals } = createTotals(input, ['BTC', 'ETH']);
    expect([market['30d']?.usd, totals['BTC']?.['30d']?.usd, totals['ETH']?.['30d']?.usd]).toEqual([11, 10, 1]);
  });

  it('weigh the venues of a coin by what is open of that coin: who does not list it is not missed', () => {
    const coverage = [
      { venue: 'htx', fine: [all], coarse: [] },
      { venue: 'deribit', fine: [], coarse: [] },
    ];
    const venues = [one('htx', { BTC: 1e9, DOGE: 1e9 }), one('deribit', { BTC: 3e9 })];
    const { coins: totals } = createTotals(makeInput(now, { coverage, venues }), ['BTC', 'DOGE']);
    expect(totals['BTC']?.['24h']?.coverage).toBeCloseTo(0.25, 12);
    expect(totals['DOGE']?.['24h']?.coverage).toBe(1);
  });

  it('leave a venue that publishes nothing out of the total, and let the estimate add it', () => {
    const days = makeDays('gate', minute, [[now - minute, 1, 'BTC', 30_00, 10_00]]);
    const venues = [one('gate', { BTC: 1_000 }), one('hyperliquid', { BTC: 500 }, 'none'), one('okx', { BTC: 250 }, 'sampled')];
    const coverage = ['gate', 'okx', 'hyperliquid'].map(venue => ({ venue, fine: [all], coarse: [] }));
    const total = windowTotals(makeInput(now, { days, coverage, venues }))['1h'];
    // 40 dollars of 1,000 open: 20 for 500 and 10 for 250, of which three quarters are longs.
    expect(total).toMatchObject({ usd: 40, venuesHeard: 2, venuesEnabled: 2, venuesSampled: 1, coverage: 1, floor: true });
    expect(total?.estimate).toEqual({ usd: 70, longUsd: 52.5, shortUsd: 17.5 });
  });

  it('have no estimate beside a total that lacks nothing', () => {
    const { '1h': total } = windowTotals(makeInput(now, { venues: [one('gate', { BTC: 1_000 })] }));
    expect(total).toMatchObject({ floor: false, venuesSampled: 0 });
    expect(total).not.toHaveProperty('estimate');
  });
});
