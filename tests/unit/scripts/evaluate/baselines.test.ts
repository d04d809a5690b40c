import { describe, expect, it } from 'vitest';
import type { LiquidationInput } from '../../../../lib/model/engine.ts';
import { ewma, fixed, grainsOf, priceOnly, zScore } from '../../../../scripts/evaluate/baselines.ts';
import type { Market } from '../../../../scripts/evaluate/data.ts';
import { hourMs, makeHours } from './make-hours.ts';

const order = (hour: number, usd: number): LiquidationInput => ({
  type: 'liquidation',
  time: hour * hourMs,
  base: 'BTC',
  position: 'long',
  usd,
  venue: 'made',
});

function market(orders: readonly LiquidationInput[], bars = makeHours([])): Market {
  const span = { from: 0, to: 200 * hourMs };
  return { name: 'made', base: 'BTC', orders, bars, grainMs: hourMs, depth: { crash: 0.1, onset: 0.04 }, span };
}

describe('rules to beat', () => {
  it('read dollars by grain, which are known when it is over', () => {
    const grains = grainsOf(market([order(3.2, 1), order(3.9, 2), order(5, 4)]));
    expect(grains.slice(0, 4)).toEqual([4, 5, 6, 7].map((hour, index) => ({ time: hour * hourMs, usd: [3, 0, 4, 0][index] })));
    expect(fixed(3).moments(market([order(3.2, 1), order(3.9, 2), order(5, 4)]))).toEqual([4 * hourMs, 6 * hourMs]);
    expect(fixed(4).moments(market([order(3.2, 1), order(3.9, 2), order(5, 4)]))).toEqual([6 * hourMs]);
  });

  it('read a fall from the close before to the low', () => {
    // Lows of 99, 98 and 96.9 after closes of 100, 100 and 98.5: 1, 2 and 1.6 %.
    expect(
      priceOnly(0.02).moments(
        market(
          [],
          makeHours([
            [99, 100],
            [99, 100],
            [98, 98.5],
            [96.9, 97],
          ]),
        ),
      ),
    ).toEqual([3 * hourMs]);
  });

  it('compare with the seven days before, and only when they are there', () => {
    // 168 hours of 1 and 3 by turns have mean 2 and deviation 1: 5 is three deviations up, 5.1 more.
    const past = Array.from({ length: 168 }, (_, hour) => order(hour, hour % 2 === 0 ? 1 : 3));
    expect(zScore(3, 0).moments(market([...past, order(168, 5)]))).toEqual([]);
    expect(zScore(3, 0).moments(market([...past, order(168, 5.1)]))).toEqual([169 * hourMs]);
    expect(zScore(3, 6).moments(market([...past, order(168, 5.1)]))).toEqual([]);
    expect(zScore(3, 0).moments(market([...past.slice(1), order(168, 99)]))).toEqual([]);
  });

  it('compare a fast mean with a slow one', () => {
    // After the first order, fast over slow is (1 - 1/e) / (1 - e^(-1/168)) = 106.5.
    expect(ewma(106).moments(market([order(0, 1)]))).toEqual([hourMs]);
    expect(ewma(107).moments(market([order(0, 1)]))).toEqual([]);
  });
});
