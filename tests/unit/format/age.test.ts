import { describe, expect, it } from 'vitest';
import { formatAge, formatFreshness, isOld } from '../../../lib/format/age.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('an age', () => {
  it.each([
    [0, '0 s'],
    [2_900, '2 s'],
    [59_999, '59 s'],
    [minute, '1 min'],
    [4 * minute, '4 min'],
    [hour - 1, '59 min'],
    [3 * hour, '3 h'],
    [24 * hour - 1, '23 h'],
    [48 * hour, '2 d'],
    [-5_000, '0 s'],
  ])('of %d ms is %s', (ms, text) => {
    expect(formatAge(ms)).toBe(text);
  });

  it('says when it is old', () => {
    expect(formatFreshness(2_000, minute)).toBe('2 s');
    expect(formatFreshness(minute, minute)).toBe('1 min');
    expect(formatFreshness(12 * minute, minute)).toBe('12 min old');
  });

  it('that is not known vouches for nothing', () => {
    expect(formatAge(undefined)).toBe('–');
    expect(formatFreshness(undefined, minute)).toBe('age unknown');
    expect([isOld(undefined, minute), isOld(NaN, minute), isOld(minute, minute), isOld(minute + 1, minute)]).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});
