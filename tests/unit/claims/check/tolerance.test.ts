import { describe, expect, it } from 'vitest';
import { roundingOf } from '../../../../lib/claims/check/rounding.ts';
import { distance, fit } from '../../../../lib/claims/check/tolerance.ts';
import { windowMs } from '../../../../lib/claims/check/window-ms.ts';
import type { Claim } from '../../../../lib/claims/claim.ts';
import { day, hour, madeClaim } from './made-market.ts';

describe('what rounding alone may do to a number', () => {
  it.each([
    ['$67.46K', 67_460, 5],
    ['$237 million', 237e6, 0.5e6],
    ['4.4%', 4.4, 0.05],
    ['5', 5, 0.5],
    ['$1.2tn', 1.2e12, 0.05e12],
    ['US$2.16bn', 2.16e9, 0.005e9],
    // The scale behind the end of a range is that of its beginning.
    ['$561–607 million', 561e6, 0.5e6],
  ])('is half a unit of the last digit of %s', (text, value, room) => {
    expect(roundingOf(text, value)).toBeCloseTo(room, 6);
  });

  it.each([
    // Half of a thousand.
    ['$67,000', 67_000, 500],
    // Half of ten thousand would be a twelfth of it: a hundredth at the most.
    ['$60,000', 60_000, 600],
    ['$400 million', 400e6, 4e6],
    // Half of the last digit is more than a hundredth of it.
    ['20%', 20, 0.5],
  ])('counts the zeros at the end of %s as rounding, within a hundredth', (text, value, room) => {
    expect(roundingOf(text, value)).toBeCloseTo(room, 6);
  });

  it('is a twentieth of what is written in words', () => {
    expect(roundingOf('half a billion', 500e6)).toBe(25e6);
  });
});

describe('whether what is said agrees with what was seen', () => {
  const said = (value: number, cmp: Claim['cmp'] = 'eq', more: Partial<Claim> = {}) =>
    madeClaim({ kind: 'liquidations', value, cmp, text: `$${value / 1e6}.0 million`, ...more });
  const band = { low: 230e6, high: 240e6 };

  it('holds inside the band, and outside it by its slack and its rounding', () => {
    expect(fit(said(235e6), band, 0)).toBe('in');
    // 240 + 2 + 0.05 is the end of it.
    expect(fit(said(242e6), band, 2e6)).toBe('in');
    expect(fit(said(243e6), band, 2e6)).toBe('above');
    expect(fit(said(227e6), band, 2e6)).toBe('below');
  });

  it('lets about be a twentieth off', () => {
    // 252 less a twentieth is 239.4.
    expect(fit(said(252e6, 'approx'), band, 0)).toBe('in');
    // 254 less a twentieth is 241.3.
    expect(fit(said(254e6, 'approx'), band, 0)).toBe('above');
  });

  it('lets about be a fortieth off of a price', () => {
    const about = (value: number) => madeClaim({ value, cmp: 'approx', text: `$${value}` });
    const at = { low: 80_000, high: 80_000 };
    // A fortieth of 82,001 is 2,050.025, and half a dollar is rounding; of 82,101 it is 2,052.525.
    expect(fit(about(82_001), at, 0)).toBe('in');
    expect(fit(about(82_101), at, 0)).toBe('above');
  });

  it('takes over and under at their word: everything on that side agrees', () => {
    expect(fit(said(100e6, 'over'), band, 0)).toBe('in');
    expect(fit(said(250e6, 'over'), band, 0)).toBe('above');
    expect(fit(said(500e6, 'under'), band, 0)).toBe('in');
    expect(fit(said(220e6, 'under'), band, 0)).toBe('below');
  });

  it('takes over and under of a fall as further down and less far', () => {
    const fall = { low: -8, high: -8 };
    const percent = (value: number, cmp: Claim['cmp']) => madeClaim({ value, cmp, unit: 'pct', text: `${-value}.0%` });
    expect(fit(percent(-4, 'over'), fall, 0)).toBe('in');
    expect(fit(percent(-9, 'over'), fall, 0)).toBe('below');
    expect(fit(percent(-9, 'under'), fall, 0)).toBe('in');
    expect(fit(percent(-4, 'under'), fall, 0)).toBe('above');
  });

  it('lets a range agree where it touches, whichever end is written first', () => {
    expect(fit(said(239e6, 'range', { value_hi: 260e6 }), band, 0)).toBe('in');
    expect(fit(said(260e6, 'range', { value_hi: 239e6 }), band, 0)).toBe('in');
    expect(fit(said(245e6, 'range', { value_hi: 260e6 }), band, 0)).toBe('above');
  });

  it('says how far off: a fraction of what was seen, points of percentages', () => {
    expect(distance(said(264e6), band)).toBeCloseTo(0.1, 9);
    expect(distance(said(207e6), band)).toBeCloseTo(-0.1, 9);
    expect(distance(said(235e6), band)).toBe(0);
    expect(distance(said(180e6, 'range', { value_hi: 207e6 }), band)).toBeCloseTo(-0.1, 9);
    expect(distance(madeClaim({ unit: 'pct', value: -9 }), { low: -4, high: -4 })).toBe(-5);
    expect(distance(madeClaim({ value: 3 }), { low: 0, high: 0 })).toBe(0);
  });
});

describe('the length of a window', () => {
  // Thursday, 12 February 2026, 12:00 UTC.
  const time = Date.UTC(2026, 1, 12, 12);

  it.each([
    ['4h', 4 * hour],
    ['24h', day],
    ['7d', 7 * day],
    ['6w', 42 * day],
    ['1y', 365 * day],
    // Eleven days and a half since 1 February; 31 more since 1 January.
    ['mtd', 11.5 * day],
    ['ytd', 42.5 * day],
  ] as const)('%s', (window, ms) => {
    expect(windowMs(window, time)).toBe(ms);
  });
});
