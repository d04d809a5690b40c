import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFloor, formatMoney, formatPerDollar, formatTotal } from '../../../lib/format/money.ts';

describe('money', () => {
  it.each([
    [237_000_000, '$237M'],
    [311_600_000, '$312M'],
    [2_160_000_000, '$2.16B'],
    [4_400_000_000, '$4.40B'],
    [18_000_000, '$18M'],
    [18_340_000, '$18.3M'],
    [96_000_000_000, '$96B'],
    [950_000, '$950K'],
    [9_500, '$9.50K'],
    [1_230_000_000_000, '$1.23T'],
    [43, '$43'],
    [43.4, '$43'],
    [1, '$1'],
    [0.4, '$0.40'],
    [0.004, '<$0.01'],
    [0, '$0'],
    [-6_140_000_000, '\u2212$6.14B'],
  ])('%d is %s', (usd, text) => {
    expect(formatMoney(usd)).toBe(text);
  });

  it.each([
    [999_600, '$1.00M'],
    [999_499_999, '$999M'],
    [999_500_000, '$1.00B'],
    [9_996_000, '$10M'],
    [99_960_000, '$100M'],
    [999.7, '$1.00K'],
    [0.996, '$1'],
  ])('%d carries over to %s', (usd, text) => {
    expect(formatMoney(usd)).toBe(text);
  });

  it('that is not known is a dash, and no zero', () => {
    expect([formatMoney(undefined), formatMoney(NaN), formatFloor(undefined), formatTotal(undefined)]).toEqual([
      '–',
      '–',
      '–',
      '–',
    ]);
  });

  it('has a sign before it when more may exist', () => {
    expect(formatFloor(312_000_000)).toBe('≥\u202f$312M');
    expect(formatTotal({ usd: 312_000_000, floor: true })).toBe('≥\u202f$312M');
    expect(formatTotal({ usd: 312_000_000, floor: false })).toBe('$312M');
  });

  it('of a dollar is a range in cents, in which little is not nothing', () => {
    expect(formatPerDollar({ low: 0.4, high: 1.1 })).toBe('$0.40–1.10');
    expect(formatPerDollar({ low: 0.004, high: 0.021 })).toBe('<$0.01–0.02');
    expect(formatPerDollar({ low: 0.001, high: 0.004 })).toBe('<$0.01');
    expect(formatPerDollar({ low: 0.006, high: 0.01 })).toBe('$0.01');
  });

  it('never needs more than seven characters from a dollar up', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 14, noNaN: true }), exponent => {
        expect(formatMoney(10 ** exponent)).toMatch(/^\$(\d{1,3}|\d\.\d\d[KMBT]|\d\d(\.\d)?[KMBT]|\d{3}[KMBT])$/);
      }),
    );
  });
});
