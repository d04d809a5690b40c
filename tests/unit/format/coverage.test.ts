import { describe, expect, it } from 'vitest';
import { formatCoverage, formatSeen, formatShare, formatVenues } from '../../../lib/format/coverage.ts';

describe('coverage', () => {
  it.each([
    [0.97, '97%'],
    [0.974, '97%'],
    [0.976, '98%'],
    [0.996, '99%'],
    [0.999999, '99%'],
    [1, '100%'],
    [0.01, '1%'],
    [0.004, '<1%'],
    [0.0099, '<1%'],
    [0, '0%'],
  ])('of %d is %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
    expect(formatSeen(share)).toBe(`${text} seen`);
  });

  it('that is not known is a dash', () => {
    expect([formatShare(undefined), formatSeen(undefined), formatSeen(NaN)]).toEqual(['–', '–', '–']);
  });

  it('counts venues', () => {
    expect(formatVenues(1, 3)).toBe('1 of 3 venues');
    expect(formatVenues(1, 1)).toBe('1 of 1 venue');
    expect(formatCoverage({ venuesHeard: 1, venuesEnabled: 3, coverage: 0.97 })).toBe('1 of 3 venues, 97% of the window heard');
  });
});
