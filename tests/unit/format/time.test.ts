import { describe, expect, it } from 'vitest';
import { formatClock, formatDay, formatMoment } from '../../../lib/format/time.ts';

describe('a moment', () => {
  const time = Date.UTC(2026, 1, 10, 8, 0, 59, 999);

  it('is written in UTC and cut to the minute', () => {
    expect(formatDay(time)).toBe('10 Feb');
    expect(formatClock(time)).toBe('08:00 UTC');
    expect(formatMoment(time)).toBe('10 Feb, 08:00 UTC');
  });

  it('at midnight is hour 00, and belongs to the day that begins', () => {
    expect(formatMoment(Date.UTC(2026, 1, 12))).toBe('12 Feb, 00:00 UTC');
    expect(formatDay(Date.UTC(2026, 1, 12) - 1)).toBe('11 Feb');
  });

  it('that is not known, or no date, is a dash', () => {
    expect([formatDay(undefined), formatMoment(NaN), formatClock(9e15), formatDay(-Infinity)]).toEqual(['–', '–', '–', '–']);
  });
});
