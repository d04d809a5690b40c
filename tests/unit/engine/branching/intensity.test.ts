import { describe, expect, it } from 'vitest';
import { constantShape, echoShape, seriesShape } from '../../../../lib/engine/branching/intensity.ts';
import { residualDistance } from '../../../../lib/engine/branching/residuals.ts';

const orders = Float64Array.of(1, 2, 4);

describe('the echo of orders', () => {
  it('has height and area as worked out by hand', () => {
    // Halved every second, so that decay is ln 2 and echoes are 0, 1/2, (1/2 + 1)/4 before the orders; after the last 1 + 3/8, halved to the end at 5.
    const { at, upTo, total } = echoShape(orders, 5, Math.LN2);
    [0, 1 / 2, 3 / 8].forEach((echo, index) => {
      expect(at[index]).toBeCloseTo(Math.LN2 * echo, 12);
      expect(upTo[index]).toBeCloseTo(index - echo, 12);
    });
    expect(total).toBeCloseTo(3 - 11 / 16, 12);
  });

  it('begins with what is left of orders before the window, and counts only the area that falls into it', () => {
    const { at, upTo, total } = echoShape(orders, 5, Math.LN2, Float64Array.of(-2, -1));
    // Left at 0: 1/4 + 1/2 = 3/4; at 1: 3/8; at 5 of it 3/128.
    expect(at[0]).toBeCloseTo((Math.LN2 * 3) / 8, 12);
    expect(upTo[0]).toBeCloseTo(3 / 8, 12);
    expect(total).toBeCloseTo(3 - 11 / 16 + 3 / 4 - 3 / 128, 12);
  });
});

describe('a background that follows a series', () => {
  it('holds each value until the next, without its lowest value, with a mean of 1', () => {
    // 3, 5 and 9 from -1, 2 and 4 on; less 3 that is 0 for 2 s, 2 for 2 s, 6 for 1 s: an area of 10 in 5 s, so each is halved.
    const steps = [
      { time: -7, value: 99 },
      { time: -1, value: 3 },
      { time: 2, value: 5 },
      { time: 4, value: 9 },
      { time: 5, value: 99 },
    ];
    const shape = seriesShape(orders, 5, steps);
    expect([...(shape?.at ?? [])]).toEqual([0, 1, 3]);
    expect([...(shape?.upTo ?? [])]).toEqual([0, 0, 2]);
    expect(shape?.total).toBe(5);
  });

  it.each([
    [
      'begins after the window does',
      [
        { time: 1, value: 1 },
        { time: 4, value: 2 },
      ],
    ],
    [
      'ends before the last quarter of the window',
      [
        { time: 0, value: 1 },
        { time: 2, value: 2 },
      ],
    ],
    [
      'never changes',
      [
        { time: 0, value: 4 },
        { time: 4, value: 4 },
      ],
    ],
    [
      'holds what is no number',
      [
        { time: 0, value: 1 },
        { time: 4, value: NaN },
      ],
    ],
    ['is empty', []],
  ])('is unknown when the series %s', (_, steps) => {
    expect(seriesShape(orders, 5, steps)).toBeUndefined();
  });
});

describe('the residual test', () => {
  it('is the distance from the exponential law', () => {
    // Areas between orders under an intensity of 1: 1 and 2. The law has 1 - 1/e = 0.632 below 1 and 0.865 below 2, the orders 0 and a half of them.
    expect(residualDistance([constantShape(orders, 5)], [1])).toBeCloseTo(1 - Math.exp(-1), 12);
    // Under an intensity of 0.1, 0.1 and 0.2: all orders are below 0.2, the law has 0.181 there.
    expect(residualDistance([constantShape(orders, 5)], [0.1])).toBeCloseTo(Math.exp(-0.2), 12);
  });
});
