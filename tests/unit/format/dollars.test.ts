import { describe, expect, it } from 'vitest';
import { formatMinute, readDollars, readMinute } from '../../../lib/format/dollars.ts';

describe('dollars as they are typed', () => {
  it.each([
    ['5M', 5_000_000],
    [' $250k ', 250_000],
    ['1.5 b', 1_500_000_000],
    ['1,000,000', 1_000_000],
    ['42', 42],
    ['0', 0],
  ])('%s is %d', (typed, usd) => expect(readDollars(typed)).toBe(usd));

  it.each(['', 'lots', '5MM', '-5M', '5e6', '1.2.3', '1,00', 'k', '$', '５M'])('%j is none', typed =>
    expect(readDollars(typed)).toBeUndefined(),
  );
});

describe('minutes of the day', () => {
  it.each([
    [0, '00:00'],
    [425, '07:05'],
    [1_439, '23:59'],
  ])('%d is %s, and back', (minute, text) => {
    expect(formatMinute(minute)).toBe(text);
    expect(readMinute(text)).toBe(minute);
  });

  it.each(['', '24:00', '7:05', '12:60', '12:00:00'])('%j is none', typed => expect(readMinute(typed)).toBeUndefined());
});
