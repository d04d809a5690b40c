import { describe, expect, it } from 'vitest';
import type { Crash } from '../../../../scripts/evaluate/labels.ts';
import { median, mergeAlarms, precisionOf, scoreAlarms, wilson } from '../../../../scripts/evaluate/score.ts';

const hourMs = 3_600_000;
const crash = (onsetHour: number, endHour: number): Crash => ({
  onset: onsetHour * hourMs,
  crashAt: onsetHour * hourMs,
  end: endHour * hourMs,
  lowUsd: 90,
  lowAt: onsetHour * hourMs,
  highUsd: 100,
});
const crashes = [crash(100, 104), crash(300, 303)];
const score = (...hours: readonly number[]): ReturnType<typeof scoreAlarms> =>
  scoreAlarms(
    hours.map(hour => hour * hourMs),
    crashes,
    { from: 0, to: 730.5 * hourMs },
  );

describe('alarms', () => {
  it('are one while each follows the one before within six hours', () => {
    const merged = mergeAlarms([20, 0, 6, 12.5].map(hour => hour * hourMs));
    expect(merged.map(({ from, to }) => [from / hourMs, to / hourMs])).toEqual([
      [0, 6],
      [12.5, 12.5],
      [20, 20],
    ]);
  });

  it('hit a crash from an hour before its onset to six hours after its end', () => {
    expect([98.9, 99, 110, 110.1].map(hour => score(hour).hits)).toEqual([0, 1, 1, 0]);
  });

  it('are false when they lie outside an hour before the onset and a day after the end', () => {
    expect([98.9, 99, 128, 128.1].map(hour => score(hour).falseAlarms)).toEqual([1, 0, 0, 1]);
  });

  it('are counted with their delay from the onset, a month being 30.4375 days', () => {
    // Three alarms: 99 and 101 merged, 200 false, 301 an hour late.
    const figures = score(99, 101, 200, 301);
    expect(figures).toMatchObject({ crashes: 2, hits: 2, alarms: 3, falseAlarms: 1, delays: [-60, 60], months: 1 });
    expect(precisionOf(figures)).toBeCloseTo(2 / 3, 12);
    expect(precisionOf(score())).toBeUndefined();
  });

  it('count in the span only', () => {
    const span = { from: 200 * hourMs, to: 400 * hourMs };
    expect(scoreAlarms([100 * hourMs, 300 * hourMs, 500 * hourMs], crashes, span)).toMatchObject({
      crashes: 1,
      hits: 1,
      alarms: 1,
    });
  });
});

describe('intervals and middles', () => {
  it('are those of Wilson', () => {
    // 8 of 10: Newcombe 1998 gives 0.4902 to 0.9433.
    const [low, high] = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
    expect(wilson(0, 0)).toEqual([0, 1]);
  });

  it('are the mean of the two in the middle', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeUndefined();
  });
});
