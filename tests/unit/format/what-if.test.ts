import { describe, expect, it } from 'vitest';
import { whatIf } from '../../../lib/format/what-if.ts';
import type { FuelFigure, HolderFigure } from '../../../lib/model/engine.ts';
import type { Level } from '../../../lib/model/snapshot.ts';

const fuel: FuelFigure = { priceUsd: 100, below: [[80, 2_000]], above: [[120, 1_000]], at: 0 };
const levels = [130, 110, 105, 95, 90, 70].map((price): Level => ({
  price,
  role: price > 100 ? 'resistance' : 'support',
  reasons: [],
}));
const holder = (name: string, change: Partial<HolderFigure> = {}): HolderFigure => ({
  name,
  base: 'BTC',
  coins: 10,
  at: 0,
  source: 'made',
  ...change,
});
const input = { base: 'BTC', fromUsd: 100, fuel, levels, holders: [holder('A', { costUsd: 95 })] };

describe('what a price would mean', () => {
  it('is, on the way down, the longs forced out, the levels passed in their order, and what holders would have lost', () => {
    expect(whatIf(90, input)).toEqual({
      price: 90,
      position: 'long',
      fuelUsd: 1_000,
      holders: [{ name: 'A', resultUsd: -50 }],
      levels: [levels[3], levels[4]],
    });
  });

  it('is the same of shorts on the way up', () => {
    const up = whatIf(110, input);
    expect(up).toMatchObject({ position: 'short', fuelUsd: 500, holders: [{ name: 'A', resultUsd: 150 }] });
    expect(up.levels.map(({ price }) => price)).toEqual([105, 110]);
  });

  it('counts the fuel from the price now, where the curve starts elsewhere', () => {
    expect(whatIf(90, { ...input, fromUsd: 98 }).fuelUsd).toBe(800);
    expect(whatIf(90, { ...input, fromUsd: 103 }).fuelUsd).toBe(1_000);
    expect(whatIf(110, { ...input, fromUsd: 97 }).fuelUsd).toBe(500);
    expect(whatIf(101, { ...input, fromUsd: 103 }).fuelUsd).toBe(0);
  });

  it('does not say what is not known', () => {
    expect(whatIf(90, { ...input, fuel: undefined })).not.toHaveProperty('fuelUsd');
    expect(whatIf(79, input)).not.toHaveProperty('fuelUsd');
    const holders = [holder('no cost'), holder('other coin', { base: 'ETH', costUsd: 95 })];
    expect(whatIf(90, { ...input, holders }).holders).toEqual([]);
  });
});
