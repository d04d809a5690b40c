import { describe, expect, it } from 'vitest';
import { formatChange, formatShortChange } from '../../../lib/format/percent.ts';

describe('a change', () => {
  it.each([
    [-0.0169, '\u22121.69%'],
    [0.004, '+0.40%'],
    [0, '0.00%'],
    [-0.00001, '0.00%'],
    [12.5, '+1250.00%'],
  ])('of %d is %s', (fraction, text) => {
    expect(formatChange(fraction)).toBe(text);
  });

  it('has as many decimals as asked', () => {
    expect(formatChange(-0.008, 1)).toBe('\u22120.8%');
  });

  it.each([
    [-0.044, '\u22124.4%'],
    [-0.34, '\u221234%'],
    [0.0994, '+9.9%'],
    [0.0996, '+10%'],
    [0, '0.0%'],
  ])('in short, of %d is %s', (fraction, text) => {
    expect(formatShortChange(fraction)).toBe(text);
  });

  it('that is not known is a dash', () => {
    expect([formatChange(undefined), formatChange(NaN), formatShortChange(undefined)]).toEqual(['–', '–', '–']);
  });
});
