import { describe, expect, it } from 'vitest';
import { usualDepth, withSample } from '../../../lib/engine/usual-depth.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 2, 11, 14);

describe('the usual depth', () => {
  it('is the median of the last day by side', () => {
    const past = [6, 5, 4, 3, 2, 1].map((back, place) => [now - back * hour, place * 10, 100 - place] as const);
    // 0, 10, 20, 30, 40, 50 and 100, 99, 98, 97, 96, 95.
    expect(usualDepth(past, now)).toEqual({ bidUsd: 25, askUsd: 97.5 });
  });

  it('is unknown of fewer than six samples, those of the day before yesterday left out', () => {
    const past = [25, 5, 4, 3, 2, 1].map(back => [now - back * hour, 1, 1] as const);
    expect(usualDepth(past, now)).toBeUndefined();
  });

  it('is made of a sample each half hour, of a day', () => {
    const first = withSample([], [now, 1, 2]);
    expect(withSample(first, [now + hour / 2 - 1, 3, 4])).toEqual(first);
    expect(withSample(first, [now + hour / 2, 3, 4])).toEqual([...first, [now + hour / 2, 3, 4]]);
    expect(withSample(first, [now + 24 * hour, 3, 4])).toEqual([[now + 24 * hour, 3, 4]]);
  });

  it('forgets samples of a clock that was set back', () => {
    expect(withSample([[now + hour, 1, 2]], [now, 3, 4])).toEqual([[now, 3, 4]]);
  });
});
