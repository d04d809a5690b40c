import { describe, expect, it } from 'vitest';
import { labelCrashes } from '../../../../scripts/evaluate/labels.ts';
import { hourMs, makeHours, quiet } from './make-hours.ts';

const depth = { crash: 0.1, onset: 0.04 };
const label = (pairs: readonly (readonly [number, number])[]): ReturnType<typeof labelCrashes> =>
  labelCrashes(makeHours(pairs), depth);

describe('crashes by price', () => {
  it('begin with the first unbroken hour at 4 % below the high and end with the last at 10 %', () => {
    // Hours 13 to 17 are 3, 4, 7, 11 and 10 % below 100, hour 18 is 9 %.
    const crashes = label([...quiet(13), [97, 98], [96, 96], [93, 94], [89, 91], [90, 92], [91, 93]]);
    expect(crashes).toEqual([
      { onset: 14 * hourMs, crashAt: 16 * hourMs, end: 18 * hourMs, lowUsd: 89, lowAt: 16 * hourMs, highUsd: 100 },
    ]);
  });

  it('begin anew where the fall paused above 4 %', () => {
    const [crash] = label([...quiet(13), [95, 98], [97, 98], [95, 95], [89, 89]]);
    expect(crash?.onset).toBe(15 * hourMs);
  });

  it('are told from the high of twelve hours, the own hour being the last', () => {
    // The high of 100 ends with the open of hour 0. It is still seen from hour 11, no longer from hour 12.
    expect(label([[95, 95], ...quiet(10, 95), [90, 90]])).toHaveLength(1);
    expect(label([[95, 95], ...quiet(11, 95), [90, 90]])).toHaveLength(0);
  });

  it('are one when their hours are less than a day apart, and two when they are a day apart', () => {
    const twice = (between: number): number => label([...quiet(12), [90, 100], ...quiet(between), [90, 100]]).length;
    expect(twice(22)).toBe(1);
    expect(twice(23)).toBe(2);
  });

  it('remember the lowest low of all that they merged', () => {
    const [crash] = label([...quiet(12), [88, 100], ...quiet(5), [86, 100], ...quiet(5), [89, 100]]);
    expect(crash).toMatchObject({ lowUsd: 86, lowAt: 18 * hourMs, end: 25 * hourMs });
  });
});
