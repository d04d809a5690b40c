import { describe, expect, it } from 'vitest';
import type { FuelFigure } from '../../../lib/model/engine.ts';
import { fuelAt } from '../../../lib/model/fuel-at.ts';

const fuel: FuelFigure = {
  priceUsd: 100,
  below: [
    [99, 300],
    [97, 500],
  ],
  above: [
    [102, 80],
    [104, 80],
  ],
  at: 0,
};

describe('the fuel up to a price', () => {
  it('is nothing at the price now, and lies on straight lines between the points', () => {
    expect([100, 99.5, 99, 98, 97].map(price => fuelAt(fuel, price))).toEqual([0, 150, 300, 400, 500]);
    expect([101, 102, 103, 104].map(price => fuelAt(fuel, price))).toEqual([40, 80, 80, 80]);
  });

  it('is not known beyond the curve', () => {
    expect(fuelAt(fuel, 96.9)).toBeUndefined();
    expect(fuelAt(fuel, 104.1)).toBeUndefined();
    expect(fuelAt(fuel, NaN)).toBeUndefined();
    expect(fuelAt({ ...fuel, below: [] }, 99)).toBeUndefined();
  });
});
