import { describe, expect, it } from 'vitest';
import { crossings, toCheck } from '../../../lib/engine/fuel-check.ts';
import type { CrossingMemory } from '../../../lib/engine/fuel-check.ts';
import { makeFuel, start } from './make-fuel.ts';

/** 10 dollars for each tenth of a per cent. */
const fuel = (priceUsd: number) => makeFuel([[priceUsd - 20, 2_000]], [[priceUsd + 20, 9_000]], priceUsd);
const minute = 60_000;

/** Prices minute by minute, with the longs heard in each. The level is 100, so its zone goes from 100.5 to 99.5: 100 dollars are predicted. */
function walk(
  steps: readonly (readonly [price: number, longUsd: number])[],
  memory?: CrossingMemory,
): CrossingMemory | undefined {
  let current = memory;
  for (const [priceUsd, longUsd] of steps) {
    const now = (current?.at ?? start) + minute;
    current = crossings(current, { now, priceUsd, longUsd, fuel: fuel(priceUsd), levels: [100] });
    // It is kept as JSON between any two steps.
    current = JSON.parse(JSON.stringify(current)) as CrossingMemory;
  }
  return current;
}

describe('the self-check of fuel', () => {
  it('holds what was heard between entering and leaving a zone against what was predicted', () => {
    const memory = walk([
      [102, 1_000],
      [100.4, 20],
      [99.8, 15],
      [99.4, 5],
      [98, 500],
    ]);
    expect(memory).toMatchObject({ crossings: 1, observedUsd: 40 });
    expect(memory?.predictedUsd).toBeCloseTo(100, 9);
    expect(toCheck(memory)?.ratio).toBeCloseTo(0.4, 9);
  });

  it('counts a fall through it in one step', () => {
    expect(
      walk([
        [102, 0],
        [97, 70],
      ]),
    ).toMatchObject({ crossings: 1, observedUsd: 70 });
  });

  it('runs on from crossing to crossing', () => {
    const memory = walk([
      [102, 0],
      [99, 50],
      [102, 0],
      [99, 150],
    ]);
    expect(memory?.crossings).toBe(2);
    expect(toCheck(memory)).toEqual({ ratio: expect.closeTo(1, 9) as number, crossings: 2 });
  });

  it('counts nothing where the price turned round in the zone, and starts anew after', () => {
    const turned = walk([
      [102, 0],
      [100.2, 80],
      [100.8, 5],
    ]);
    expect(turned?.crossings).toBe(0);
    expect(toCheck(turned)).toBeUndefined();
    expect(walk([[99.4, 9]], turned)).toMatchObject({ crossings: 1, observedUsd: 9 });
  });

  it('lets go of what it watched when it did not hear for more than five minutes, and keeps the sums', () => {
    const memory = walk([
      [102, 0],
      [99, 50],
      [102, 0],
    ]);
    if (memory === undefined) throw new Error('no memory');
    const later = (ms: number) =>
      crossings(memory, { now: memory.at + ms, priceUsd: 99, longUsd: 7, fuel: fuel(99), levels: [100] });
    expect(later(5 * minute)).toMatchObject({ crossings: 2, observedUsd: 57 });
    expect(later(5 * minute + 1)).toMatchObject({ crossings: 1, observedUsd: 50, watched: [] });
  });

  it('watches no level without a curve, nor one that lies above where the curve begins, nor more than three', () => {
    const at = { now: start, priceUsd: 102, longUsd: 0 };
    expect(crossings(undefined, { ...at, fuel: undefined, levels: [100] }).watched).toEqual([]);
    expect(crossings(undefined, { ...at, fuel: fuel(100.2), levels: [100] }).watched).toEqual([]);
    const many = crossings(undefined, { ...at, fuel: fuel(102), levels: [97, 101, 96, 98, 99, 103] }).watched;
    expect(many.map(({ levelUsd }) => levelUsd)).toEqual([101, 99, 98]);
  });

  it('gives no ratio where nothing was predicted', () => {
    expect(toCheck({ at: 0, watched: [], predictedUsd: 0, observedUsd: 5, crossings: 1 })).toBeUndefined();
    expect(toCheck(undefined)).toBeUndefined();
  });
});
