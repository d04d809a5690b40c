import { describe, expect, it } from 'vitest';
import { formatCount, formatLevel, formatPrice } from '../../../lib/format/price.ts';

describe('a price', () => {
  it.each([
    [67_460, '67,460'],
    [67_459.6, '67,460'],
    [1_954.32, '1,954'],
    [999.96, '1,000'],
    [612.44, '612.4'],
    [99.996, '100.0'],
    [80.123, '80.12'],
    [1.3721, '1.372'],
    [0.99999, '1.000'],
    [0.092341, '0.09234'],
    [0.00000712, '0.000007120'],
    [1_234_567, '1,234,567'],
    [0, '0'],
    [-3, '\u22123.000'],
  ])('of %d is %s', (usd, text) => {
    expect(formatPrice(usd)).toBe(text);
  });

  it.each([
    [65_000, '65,000'],
    [2.5, '2.5'],
    [0.075, '0.075'],
    [100, '100'],
    [62.5, '62.5'],
  ])('at a level of %d is %s', (usd, text) => {
    expect(formatLevel(usd)).toBe(text);
  });

  it('that is not known is a dash', () => {
    expect([formatPrice(undefined), formatLevel(undefined), formatPrice(Infinity), formatCount(undefined)]).toEqual([
      '–',
      '–',
      '–',
      '–',
    ]);
  });
});

describe('a count', () => {
  it('has its thousands apart', () => {
    expect([formatCount(714_644), formatCount(12), formatCount(-1_000)]).toEqual(['714,644', '12', '\u22121,000']);
  });
});
