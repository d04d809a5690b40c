import { describe, expect, it } from 'vitest';
import { hourBars } from '../../../lib/engine/hour-bars.ts';
import { day, halfHour, hour, makeDays, makeInput, minute } from './make-sums.ts';

const now = Date.UTC(2026, 1, 12, 0, 30);
const midnight = Date.UTC(2026, 1, 12);

describe('bars by the hour', () => {
  it('are 24 hours of the clock, oldest first, the last one running', () => {
    const bars = hourBars(makeInput(now));
    expect(bars).toHaveLength(24);
    expect(bars[0]?.time).toBe(midnight - 23 * hour);
    expect(bars[23]).toEqual({ time: midnight, heard: 1, longUsd: 0, shortUsd: 0 });
  });

  it('put an amount into the hour in which it began', () => {
    const days = makeDays('gate', minute, [
      [midnight - minute, 1, 'BTC', 1_00, 2_00],
      [midnight, 5, 'ETH', 4_00, 0],
    ]);
    const tail = [{ venue: 'gate', base: 'BTC', position: 'short' as const, cents: 50, time: now - 1 }];
    const bars = hourBars(makeInput(now, { days, tail }));
    expect(bars[22]).toMatchObject({ longUsd: 1, shortUsd: 2 });
    expect(bars[23]).toMatchObject({ longUsd: 4, shortUsd: 0.5 });
    expect(hourBars(makeInput(now, { days, tail }), { base: 'BTC' })[23]).toMatchObject({ longUsd: 0, shortUsd: 0.5 });
  });

  it('say how much of the hour was heard, of the running one how much of what has passed', () => {
    const coverage = [
      {
        venue: 'gate',
        fine: [
          { from: midnight - 2 * hour, to: midnight - 2 * hour + 15 * minute },
          { from: midnight + 10 * minute, to: now },
        ],
        coarse: [],
      },
    ];
    const bars = hourBars(makeInput(now, { coverage }));
    expect(bars[21]?.heard).toBe(0.25);
    expect(bars[22]).toEqual({ time: midnight - hour, heard: 0 });
    expect(bars[23]?.heard).toBeCloseTo(20 / 30, 12);
  });

  it('weigh what was heard by open interest', () => {
    const venues = [
      { id: 'gate', completeness: 'complete' as const, weightUsd: 1 },
      { id: 'bybit', completeness: 'complete' as const, weightUsd: 3 },
    ];
    expect(hourBars(makeInput(now, { venues }))[5]?.heard).toBe(0.25);
  });

  it('take half-hour sums only where nothing finer was heard', () => {
    const first = midnight - 2 * hour;
    const days = [
      ...makeDays('gate', minute, [
        [first + minute, 1, 'BTC', 1_00, 0],
        [first + 31 * minute, 1, 'BTC', 2_00, 0],
      ]),
      ...makeDays('gate', halfHour, [
        [first, 1, 'BTC', 100_00, 0],
        [first + halfHour, 1, 'BTC', 200_00, 0],
      ]),
    ];
    const coverage = [
      { venue: 'gate', fine: [{ from: first, to: first + 6 * minute }], coarse: [{ from: first, to: first + hour }] },
    ];
    const bar = hourBars(makeInput(now, { days, coverage }))[21];
    expect(bar?.longUsd).toBe(201);
    expect(bar?.heard).toBeCloseTo(36 / 60, 12);
  });

  it('claim nothing of an hour that has only just begun', () => {
    expect(hourBars(makeInput(midnight))[23]).toEqual({ time: midnight, heard: 0 });
  });

  it('reach back as far as asked', () => {
    const days = makeDays('gate', minute, [[midnight - 7 * day, 1, 'BTC', 9_00, 0]]);
    const bars = hourBars(makeInput(now, { days }), { base: 'BTC', count: 170 });
    expect(bars).toHaveLength(170);
    expect(bars[1]).toMatchObject({ time: midnight - 7 * day, longUsd: 9 });
  });
});
