import { describe, expect, it } from 'vitest';
import { differences, median, percentile, total } from '../../bench/statistics.ts';

describe('the median', () => {
  it('is the middle sample of an odd number, in whatever order they came', () => {
    expect(median([30, 1, 200])).toBe(30);
  });

  it('is the mean of the two in the middle of an even number', () => {
    expect(median([4, 1, 10, 2])).toBe(3);
  });

  it('sorts by value and not by spelling', () => {
    expect(median([9, 10, 100])).toBe(10);
  });

  it('of nothing is not known', () => {
    expect(median([])).toBeUndefined();
  });

  it('leaves the samples as they came', () => {
    const samples = [3, 1, 2];
    median(samples);
    expect(samples).toEqual([3, 1, 2]);
  });
});

describe('a percentile', () => {
  it('is always a sample: the 19th of 20 is the 95th percentile', () => {
    const samples = Array.from({ length: 20 }, (_none, index) => 20 - index);
    expect(percentile(samples, 0.95)).toBe(19);
  });

  it('of few samples is the largest', () => {
    expect(percentile([5, 7, 6], 0.95)).toBe(7);
  });

  it('of share 0 is the smallest, of share 1 the largest', () => {
    expect(percentile([5, 7, 6], 0)).toBe(5);
    expect(percentile([5, 7, 6], 1)).toBe(7);
  });

  it('of nothing is not known', () => {
    expect(percentile([], 0.95)).toBeUndefined();
  });
});

describe('differences of pairs', () => {
  it('are taken partner by partner', () => {
    expect(differences([5, 1], [2, 4])).toEqual([3, -3]);
  });

  it('are refused where one has no partner', () => {
    expect(() => differences([1, 2], [1])).toThrow(RangeError);
  });
});

describe('the total', () => {
  it('is the sum, and 0 of nothing', () => {
    expect(total([1, 2, 3.5])).toBe(6.5);
    expect(total([])).toBe(0);
  });
});
