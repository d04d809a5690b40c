import { describe, expect, it } from 'vitest';
import { labelCrashes } from '../../../../scripts/evaluate/labels.ts';
import { callByRule } from '../../../../scripts/evaluate/stabilised.ts';
import { hourMs, makeHours, quiet } from './make-hours.ts';

// Down to 88 in hour 12, and then close to 90 for a day and a half, with one hour in which it is different.
const fall = (hour: number, low: number, close = 90): ReturnType<typeof makeHours> =>
  makeHours([
    ...quiet(12),
    [88, 90],
    ...Array.from({ length: 36 }, (_, index) => (index + 13 === hour ? ([low, close] as const) : ([89, 90] as const))),
  ]);

function call(hours: ReturnType<typeof makeHours>, retraced = 0): ReturnType<typeof callByRule> {
  const [crash] = labelCrashes(hours, { crash: 0.1, onset: 0.04 });
  if (crash === undefined) throw new Error('no crash was made');
  return callByRule(hours, crash, 4, retraced);
}

describe('a fall that is called over', () => {
  it('is called when the fourth hour after the low has ended, and held when the low is not undercut for a day', () => {
    expect(call(fall(0, 0))).toEqual({ time: 17 * hourMs, isHeld: true, lagHours: 4, reboundShare: 90 / 88 - 1 });
  });

  it('did not hold when the low is undercut within the day, and held when that comes later', () => {
    expect(call(fall(40, 87.9))?.isHeld).toBe(false);
    expect(call(fall(41, 87.9))?.isHeld).toBe(true);
    expect(call(fall(30, 88))?.isHeld).toBe(true);
  });

  it('waits anew from a new low', () => {
    expect(call(fall(15, 87))?.time).toBe(20 * hourMs);
  });

  it('waits for the share to be won back', () => {
    // 38.2 % of 100 to 88 is 92.584.
    expect(call(fall(20, 89, 92.6), 0.382)?.time).toBe(21 * hourMs);
    expect(call(fall(20, 89, 92.5), 0.382)).toBeUndefined();
  });
});
