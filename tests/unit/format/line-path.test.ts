import { describe, expect, it } from 'vitest';
import { composeLines, toLinePath } from '../../../lib/format/line-path.ts';
import { emptySnapshot, referenceSnapshot } from '../../fixtures/snapshots.ts';

// A box of 280 by 22 with a margin of 1.5 at its top and bottom: 19 px for the scale.
describe('a line', () => {
  it('runs over the whole width, low values low', () => {
    const points = [
      [0, 0],
      [10, 100],
      [20, 50],
    ] as const;
    expect(toLinePath(points, 0, 100)).toBe('M0.0 20.5L140.0 1.5L280.0 11.0');
  });

  it('has the scale of its own values where none is given', () => {
    const points = [
      [0, 7],
      [10, 9],
    ] as const;
    expect(toLinePath(points)).toBe('M0.0 20.5L280.0 1.5');
  });

  it('is broken where a step is far longer than usual', () => {
    const points = [0, 1, 2, 8, 9].map(time => [time, 0] as const);
    expect(toLinePath(points, 0, 1).replace(/[\d. ]/g, '')).toBe('MLLML');
  });

  it('is not drawn through fewer than two points', () => {
    expect(toLinePath([[0, 1]])).toBe('');
    expect(composeLines(emptySnapshot)).toEqual({ interest: '', fear: '' });
  });

  it('is level when all values are the same', () => {
    const points = [
      [0, 5],
      [1, 5],
    ] as const;
    expect(toLinePath(points)).toBe('M0.0 20.5L280.0 20.5');
  });
});

describe('the lines of a snapshot', () => {
  it('are open interest on its own scale, and the index on that of 0 to 100, oldest first', () => {
    const { openInterest, fearGreed } = referenceSnapshot;
    if (!fearGreed) throw new Error('no index');
    const lines = composeLines({
      openInterest: {
        ...openInterest,
        market: {
          usd: 1,
          venues: 1,
          venuesEnabled: 1,
          at: 0,
          line: [
            [0, 2e9],
            [1, 1e9],
          ],
        },
      },
      fearGreed: {
        ...fearGreed,
        days: [
          { day: 2, value: 0 },
          { day: 1, value: 100 },
        ],
      },
    });
    expect(lines).toEqual({ interest: 'M0.0 1.5L280.0 20.5', fear: 'M0.0 1.5L280.0 20.5' });
  });
});
