import { describe, expect, it } from 'vitest';
import { createFuelSteps, leverageMix } from '../../../lib/engine/fuel-steps.ts';

const weigh = (holds: (leverage: number) => boolean): number =>
  leverageMix.reduce((sum, [leverage, weight]) => sum + (holds(leverage) ? weight : 0), 0);

describe('the leverage mix', () => {
  it('has weights that add up to 1, and the measured quantiles', () => {
    expect(weigh(() => true)).toBeCloseTo(1, 12);
    expect(weigh(leverage => leverage < 7.5)).toBeLessThan(0.5);
    expect(weigh(leverage => leverage < 8.3)).toBeGreaterThanOrEqual(0.5);
    expect(weigh(leverage => leverage < 18.5)).toBeCloseTo(0.75, 12);
    expect(weigh(leverage => leverage < 48)).toBeCloseTo(0.9, 12);
  });

  it('has the measured distances, at Binance as at Bybit', () => {
    for (const rule of ['binance', 'bybit'] as const) {
      const steps = createFuelSteps({ [rule]: 7 });
      const within = (from: number, to: number): number =>
        steps.reduce((sum, { long, weight }) => sum + (1 - long >= from && 1 - long < to ? weight : 0), 0);
      expect(within(0.3, 1)).toBeCloseTo(0.23, 12);
      expect(within(0.2, 0.3)).toBeCloseTo(0.15, 12);
      expect(within(0.15, 0.2)).toBeCloseTo(0.11, 12);
      expect(within(0.07, 0.1)).toBeCloseTo(0.15, 12);
    }
  });

  it('goes by the open interest of each venue, by Binance and Bybit alike where it is not known', () => {
    const mixed = createFuelSteps({ okx: 3, hyperliquid: 1 });
    expect(mixed).toHaveLength(2 * leverageMix.length);
    expect(mixed.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(mixed[0]?.weight).toBeCloseTo(0.75 * 0.23, 12);
    expect(createFuelSteps({ binance: 0 })).toEqual(createFuelSteps({ binance: 2, bybit: 2 }));
    expect(createFuelSteps()).toEqual(createFuelSteps({ binance: 2, bybit: 2 }));
  });

  it('gives nobody more than the venue allows: 40x at the most on Hyperliquid', () => {
    const steps = createFuelSteps({ hyperliquid: 1 });
    // (1 - 1/40) / (1 - 1/80)
    expect(steps.at(-1)?.long).toBeCloseTo(0.975 / 0.9875, 12);
    expect(Math.max(...steps.map(({ long }) => long))).toBeCloseTo(0.975 / 0.9875, 12);
  });
});
