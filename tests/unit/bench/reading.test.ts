import { describe, expect, it } from 'vitest';
import { summarise } from '../../bench/reading.ts';

const times = { name: 'wake', unit: 'ms', show: 'median' } as const;
const counts = { name: 'long tasks', unit: 'count', show: 'total' } as const;

describe('a summary of times', () => {
  it('gives the median, the 95th percentile and how many there were', () => {
    expect(summarise({ ...times, samples: [10, 40, 20] })).toMatchObject({
      shown: 20,
      p95: 40,
      n: 3,
      control: undefined,
      against: undefined,
    });
  });

  it('has no percentile of a single sample', () => {
    expect(summarise({ ...times, samples: [10] })).toMatchObject({ shown: 10, p95: undefined });
  });

  it('holds medians against each other as a ratio, whatever the numbers of samples', () => {
    const control = { name: 'awake', samples: [4, 5, 6, 5], compare: 'ratio' } as const;
    expect(summarise({ ...times, samples: [10, 40, 20], control })).toMatchObject({ control: 5, against: 4 });
  });

  it('has no ratio to a control of zero', () => {
    const control = { name: 'awake', samples: [0], compare: 'ratio' } as const;
    expect(summarise({ ...times, samples: [10], control }).against).toBeUndefined();
  });

  it('takes the median of the differences of pairs, not the difference of medians', () => {
    const control = { name: 'without us', samples: [1, 100, 12], compare: 'difference' } as const;
    // Pairs differ by 100, -80 and -2; the medians 20 and 12 by 8.
    expect(summarise({ ...times, samples: [101, 20, 10], control })).toMatchObject({ shown: 20, control: 12, against: -2 });
  });
});

describe('a summary of counts', () => {
  it('adds up, and compares the sums', () => {
    const control = { name: 'without us', samples: [0, 1, 0], compare: 'difference' } as const;
    expect(summarise({ ...counts, samples: [1, 0, 2], control })).toMatchObject({
      shown: 3,
      p95: undefined,
      control: 1,
      against: 2,
    });
  });
});

describe('a target', () => {
  it('is judged on the figure that it names', () => {
    const samples = [100, 100, 300];
    expect(summarise({ ...times, samples, target: { of: 'shown', atMost: 250 } }).met).toBe(true);
    expect(summarise({ ...times, samples, target: { of: 'p95', atMost: 250 } }).met).toBe(false);
    const control = { name: 'without us', samples: [3], compare: 'difference' } as const;
    expect(summarise({ ...counts, samples: [3], control, target: { of: 'difference', atMost: 0 } }).met).toBe(true);
    expect(summarise({ ...counts, samples: [4], control, target: { of: 'difference', atMost: 0 } }).met).toBe(false);
  });

  it('of a ratio is a least, of speed that is left', () => {
    const control = { name: 'plain', samples: [100], compare: 'ratio' } as const;
    const target = { of: 'ratio', atLeast: 0.6 } as const;
    expect(summarise({ ...counts, samples: [60], control, target }).met).toBe(true);
    expect(summarise({ ...counts, samples: [59], control, target }).met).toBe(false);
    expect(summarise({ ...counts, samples: [60], target }).met).toBeUndefined();
  });

  it('that is just reached is met', () => {
    expect(summarise({ ...times, samples: [250], target: { of: 'shown', atMost: 250 } }).met).toBe(true);
  });

  it('is neither met nor missed where nothing was measured, or none is set', () => {
    expect(summarise({ ...times, samples: [], target: { of: 'shown', atMost: 250 } }).met).toBeUndefined();
    expect(summarise({ ...times, samples: [1] }).met).toBeUndefined();
  });
});
