import { describe, expect, it } from 'vitest';
import { fragilityAt, stressedDepths } from '../../../lib/engine/fragility.ts';
import { standsAt } from '../../../lib/engine/what-if.ts';
import { makeFuel } from './make-fuel.ts';

describe('the book in a fall', () => {
  it('is thinner by 3.4 in half of the cases and by 17 in one of ten', () => {
    expect(stressedDepths(34_000)).toEqual({ low: 2_000, high: 10_000 });
  });

  it('is not thinned again when it is thin already', () => {
    expect(stressedDepths(5_000, 34_000)).toEqual({ low: 2_000, high: 5_000 });
    expect(stressedDepths(1_000, 34_000)).toEqual({ low: 1_000, high: 1_000 });
  });

  it('is not known without bids', () => {
    expect(stressedDepths(0)).toBeUndefined();
    expect(stressedDepths(NaN)).toBeUndefined();
    expect(stressedDepths(5, 0)).toBeUndefined();
  });
});

describe('fragility', () => {
  const fuel = makeFuel([
    [99, 300],
    [98, 1_300],
  ]);

  it('is forced dollars of one per cent by dollars of book, here and further down', () => {
    expect(fragilityAt(fuel, 100, { low: 100, high: 500 })).toEqual({ low: 0.6, high: 3 });
    expect(fragilityAt(fuel, 99, { low: 100, high: 500 })).toEqual({ low: 2, high: 10 });
    expect(fragilityAt(fuel, 98.5, { low: 100, high: 500 })).toBeUndefined();
  });
});

describe('a sale that clears one per cent of the book', () => {
  it('stops there when nothing is forced out', () => {
    const nothing = makeFuel([
      [99.5, 0],
      [98.5, 0],
    ]);
    expect(standsAt(nothing, { low: 100, high: 100 })).toEqual({ low: 99, high: 99 });
  });

  it('goes as far as what is forced out takes it, further where the book is thinner', () => {
    const fuel = makeFuel([
      [99.5, 150],
      [98, 150],
      [95, 150],
    ]);
    // 150 dollars are one and a half per cent more at 100 a per cent, three at 50.
    expect(standsAt(fuel, { low: 50, high: 100 })).toEqual({ low: 96, high: 97.5 });
  });

  it('goes to the end of the curve, or beyond what is known, when nothing holds it', () => {
    const fuel = makeFuel([
      [98, 150],
      [96, 250],
    ]);
    // At 100 a per cent 50 dollars are too many at 98 and 50 too few at 96.
    expect(standsAt(fuel, { low: 50, high: 100 })).toEqual({ low: 96, high: 97 });
    expect(standsAt(fuel, { low: 50, high: 60 })).toBeUndefined();
    expect(standsAt(makeFuel([]), { low: 50, high: 60 })).toBeUndefined();
  });
});
