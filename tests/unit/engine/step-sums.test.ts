import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AmountsInput } from '../../../lib/engine/amounts.ts';
import { createSpan, createVenueLayers } from '../../../lib/engine/layers.ts';
import { sumSteps } from '../../../lib/engine/step-sums.ts';
import type { DaySums, VenueCoverage } from '../../../lib/model/coverage.ts';
import { subtract, toIntervals } from '../../../lib/std/intervals.ts';

const minute = 60_000;
const halfHour = 30 * minute;
const day0 = Date.UTC(2026, 1, 11);
const now = day0 + 6 * 60 * minute;

const input = (part: Partial<AmountsInput>): AmountsInput => ({
  now,
  days: [],
  tail: [],
  coverage: [],
  venues: [
    {
      id: 'gate',
      completeness: 'complete',
      weightUsd: 1,
      weightByBase: new Map([
        ['BTC', 3],
        ['ETH', 1],
      ]),
    },
  ],
  ...part,
});

const sums = (grainMs: number, slots: readonly number[], spans: readonly number[]): DaySums => ({
  venue: 'gate',
  day: day0,
  grainMs,
  slots,
  spans,
  bases: slots.map(() => 'BTC'),
  longCents: slots.map(() => 100),
  shortCents: slots.map(() => 1),
});

describe('sums by steps', () => {
  const asked = { from: day0, stepMs: minute, count: 360, rule: 'short' } as const;

  it('say how long the longest sum among them is', () => {
    expect(sumSteps(input({ days: [sums(minute, [1, 9], [1, 1])] }), asked).grainMs).toBe(minute);
    expect(sumSteps(input({ days: [sums(minute, [1, 5], [1, 5])] }), asked).grainMs).toBe(5 * minute);
    expect(sumSteps(input({ days: [sums(halfHour, [1], [1])] }), asked).grainMs).toBe(halfHour);
    const tail = [{ venue: 'gate', base: 'BTC', position: 'long', cents: 1, time: now - 1 }] as const;
    expect(sumSteps(input({ tail }), asked).grainMs).toBe(0);
    // Of another coin, and of an hour that is not asked for.
    expect(sumSteps(input({ days: [sums(halfHour, [1], [1])] }), { ...asked, base: 'ETH' }).grainMs).toBe(0);
    expect(sumSteps(input({ days: [sums(halfHour, [1], [1])] }), { ...asked, from: day0 + 2 * halfHour }).grainMs).toBe(0);
  });

  it('put each sum into the step in which it begins', () => {
    const { longCents, shortCents } = sumSteps(input({ days: [sums(minute, [0, 9, 10], [1, 1, 5])] }), {
      ...asked,
      stepMs: 10 * minute,
      count: 36,
    });
    expect([...longCents.slice(0, 3)]).toEqual([200, 100, 0]);
    expect([...shortCents.slice(0, 3)]).toEqual([2, 1, 0]);
  });

  it('have heard together what the layers of the venue have heard, coins by their weight', () => {
    const intervals = fc
      .array(fc.tuple(fc.integer({ min: -60, max: 400 }), fc.integer({ min: 1, max: 90 })), { maxLength: 5 })
      .map(parts =>
        toIntervals(parts.map(([from, length]) => ({ from: day0 + from * minute, to: day0 + (from + length) * minute }))),
      );
    const layers = fc.record({ fine: intervals, coarse: intervals });
    const anyInput = fc.record({
      all: layers,
      coin: fc.option(layers, { nil: undefined }),
      base: fc.constantFrom(undefined, 'BTC', 'ETH'),
      rule: fc.constantFrom('short', 'long'),
      stepMs: fc.constantFrom(minute, 10 * minute, halfHour),
    });
    fc.assert(
      fc.property(anyInput, ({ all, coin, base, rule, stepMs }) => {
        const coverage: VenueCoverage = {
          venue: 'gate',
          ...all,
          ...(coin === undefined ? {} : { coins: new Map([['BTC', coin]]) }),
        };
        const made = input({ coverage: [coverage] });
        const steps = sumSteps(made, { base, from: day0, stepMs, count: (now - day0) / stepMs, rule });
        const span = createSpan(day0, now, rule);
        const own = createVenueLayers(coverage, day0, now);
        const expected = base === undefined ? own.heardMs(span, made.venues[0]?.weightByBase) : own.of(base).heardMs(span);
        const whole = steps.heardMs.reduce((total, ms) => total + ms, 0);
        expect(steps.venues[0]?.heardMs).toBeCloseTo(whole, 3);
        // Where minutes of a coin take the place of a half hour of all coins, a total sets off one against the other; steps cannot.
        const isWithin = subtract(own.all.heard(span), own.of('BTC').heard(span)).length === 0;
        if (base !== undefined || isWithin) expect(whole).toBeCloseTo(expected, 3);
        else expect(whole).toBeGreaterThan(expected - 1e-3);
        steps.heardMs.forEach((ms, step) => {
          expect(ms).toBeLessThanOrEqual(stepMs + 1e-6);
          if (ms > 0) expect(steps.known[step]).toBe(1);
        });
      }),
    );
  });
});
