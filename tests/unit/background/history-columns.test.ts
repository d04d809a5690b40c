import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipPhases, closeGaps, interestLine, lastOfStep } from '../../../lib/background/history-columns.ts';
import { followPhase, phasesBefore, readPhases } from '../../../lib/background/phase-spans.ts';
import { createPhaseMemory } from '../../../lib/engine/phase.ts';
import type { PhaseSpan } from '../../../lib/model/history.ts';
import type { OpenInterest } from '../../../lib/model/trade.ts';
import { measure, toIntervals } from '../../../lib/std/intervals.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('the last value of each step', () => {
  const span = { from: 1_000, to: 1_025, stepMs: 10, count: 3 };

  it('is null in a step without one, whatever the order of the points', () => {
    expect(
      lastOfStep(
        [
          [1_009, 2],
          [1_000, 1],
          [1_020, 3],
        ],
        span,
      ),
    ).toEqual([2, null, 3]);
  });

  it('takes nothing from before the span, nor of what was not known at its end', () => {
    expect(
      lastOfStep(
        [
          [999, 1],
          [1_025, 9],
        ],
        span,
      ),
    ).toEqual([null, null, null]);
  });

  it('is one of the values told in the step, or null', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 950, max: 1_050 }), fc.integer()));
    fc.assert(
      fc.property(points, told => {
        lastOfStep(told, span).forEach((value, step) => {
          const inside = told.filter(([time]) => time >= 1_000 + step * 10 && time < Math.min(1_010 + step * 10, 1_025));
          const newest = Math.max(...inside.map(([time]) => time));
          expect(value).toBe(inside.findLast(([time]) => time === newest)?.[1] ?? null);
        });
      }),
    );
  });
});

describe('open interest of a coin', () => {
  const row = (venue: OpenInterest['venue'], hours: number, coins: number, usd?: number): OpenInterest => ({
    venue,
    symbol: 'BTCUSDT',
    base: 'BTC',
    time: hours * hour,
    coins,
    usd,
  });
  const span = { from: 0, to: 3 * hour, stepMs: hour };

  it('does not rise because a venue joined, and ends with what all of them have', () => {
    // Gate alone: 100, 110. OKX joins with 300; both then lose a tenth. Linked backwards from 369: 369 / 0.9 = 410, 410 / 1.1 = 372.7.
    const line = interestLine(
      [row('gate', 1, 100), row('gate', 2, 110), row('okx', 2, 300), row('gate', 3, 99), row('okx', 3, 270)],
      span,
    );
    expect(line.map(({ time, coins }) => [time / hour, Math.round(coins * 10) / 10])).toEqual([
      [1, 372.7],
      [2, 410],
      [3, 369],
    ]);
  });

  it('has dollars at the price that was told with it, and none where no price was', () => {
    const line = interestLine([row('gate', 1, 100, 200), row('gate', 2, 100), row('gate', 3, 100, 300)], span);
    expect(line.map(({ usd }) => usd)).toEqual([200, undefined, 300]);
  });

  it('is nothing without samples', () => {
    expect(interestLine([], span)).toEqual([]);
  });
});

describe('spans of a strip', () => {
  it('close the shortest gaps first', () => {
    const spans = toIntervals([
      { from: 0, to: 10 },
      { from: 11, to: 20 },
      { from: 25, to: 30 },
      { from: 32, to: 40 },
    ]);
    expect(closeGaps(spans, 4)).toEqual([
      [0, 10],
      [11, 20],
      [25, 30],
      [32, 40],
    ]);
    expect(closeGaps(spans, 2)).toEqual([
      [0, 20],
      [25, 40],
    ]);
    expect(closeGaps(spans, 1)).toEqual([[0, 40]]);
    expect(closeGaps([], 1)).toEqual([]);
  });

  it('are never more than asked for, and lose nothing that was heard', () => {
    const parts = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 20 })));
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 10 }), (told, most) => {
        const spans = toIntervals(told.map(([from, length]) => ({ from, to: from + length })));
        const closed = closeGaps(spans, most);
        expect(closed.length).toBe(Math.min(most, spans.length));
        const whole = toIntervals(closed.map(([from, to]) => ({ from, to })));
        expect(measure(toIntervals([...whole, ...spans]))).toBe(measure(whole));
      }),
    );
  });
});

describe('phases as they are followed', () => {
  const at = (phase: PhaseSpan['phase'], time: number) => ({ ...createPhaseMemory(time), phase });

  it('are spans that touch where one phase gives way to the next', () => {
    const followed = [
      at('calm', 0),
      at('calm', hour),
      at('building', hour + minute),
      at('cascade', hour + 2 * minute),
      at('cascade', hour + 5 * minute),
    ].reduce(followPhase, []);
    expect(followed).toEqual([
      { phase: 'calm', from: 0, to: hour + minute },
      { phase: 'building', from: hour + minute, to: hour + 2 * minute },
      { phase: 'cascade', from: hour + 2 * minute, to: hour + 5 * minute },
    ]);
  });

  it('leave a gap where there was no news for longer than bars take', () => {
    expect([at('calm', 0), at('calm', 2 * hour), at('calm', 5 * hour), at('calm', 6 * hour)].reduce(followPhase, [])).toEqual([
      { phase: 'calm', from: 0, to: 2 * hour },
      { phase: 'calm', from: 5 * hour, to: 6 * hour },
    ]);
  });

  it('are let go of after 31 days', () => {
    const old: readonly PhaseSpan[] = [{ phase: 'cascade', from: 0, to: hour }];
    expect(followPhase(old, at('calm', 31 * 24 * hour + hour))).toHaveLength(1);
  });

  it('are cut where the past is gone through anew, and where the history is', () => {
    const spans: readonly PhaseSpan[] = [
      { phase: 'calm', from: 0, to: 10 },
      { phase: 'building', from: 10, to: 20 },
    ];
    expect(phasesBefore(spans, 15)).toEqual([
      { phase: 'calm', from: 0, to: 10 },
      { phase: 'building', from: 10, to: 15 },
    ]);
    expect(phasesBefore(spans, 10)).toEqual([{ phase: 'calm', from: 0, to: 10 }]);
    expect(clipPhases(spans, 5, 12)).toEqual([
      { phase: 'calm', from: 5, to: 10 },
      { phase: 'building', from: 10, to: 12 },
    ]);
    expect(clipPhases(spans, 20, 30)).toEqual([]);
  });

  it('are read back as they were kept, and nothing else is', () => {
    const spans: readonly PhaseSpan[] = [{ phase: 'calm', from: 0, to: 10 }];
    expect(readPhases({ spans })).toEqual(spans);
    expect(readPhases({ spans: [...spans, { phase: 'joy', from: 0, to: 1 }, 3, null] })).toEqual(spans);
    for (const other of [undefined, null, 3, {}, { spans: 3 }]) expect(readPhases(other)).toEqual([]);
  });
});
