import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { setFormats, writeNumber } from '../../../lib/format/locale.ts';
import { formatMoney } from '../../../lib/format/money.ts';
import { formatChange } from '../../../lib/format/percent.ts';
import { formatCount, formatLevel, formatPrice } from '../../../lib/format/price.ts';
import { formatClock, formatDay, formatMoment } from '../../../lib/format/time.ts';
import { defaultFormats, readFormats } from '../../../lib/model/formats.ts';
import type { NumberStyle } from '../../../lib/model/formats.ts';

const zoneBefore = process.env['TZ'];
afterEach(() => {
  setFormats(defaultFormats);
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

const choose = (numbers: NumberStyle): void => setFormats({ ...defaultFormats, numbers });

describe('figures', () => {
  it('are at first written as English does, digit for digit as the language itself rounds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.integer({ min: 0, max: 8 }),
        (value, decimals) => writeNumber(value, decimals, decimals, false) === value.toFixed(decimals),
      ),
    );
    expect(writeNumber(1_234_567.5, 2)).toBe('1,234,567.50');
  });

  it('keep no zeros at their end where none are asked for', () => {
    expect([writeNumber(18, 1, 0), writeNumber(18.25, 1, 0), writeNumber(18.04, 1, 0)]).toEqual(['18', '18.3', '18']);
  });

  it.each([
    ['words', '67,460', '1,234,567', '$4.40B', '−1.69%', '0.075'],
    ['de-DE', '67.460', '1.234.567', '$4,40B', '−1,69%', '0,075'],
    ['de-CH', "67'460", "1'234'567", '$4.40B', '−1.69%', '0.075'],
    // French parts thousands by a narrow no-break space (CLDR 34 on).
    ['fr-FR', '67\u202f460', '1\u202f234\u202f567', '$4,40B', '−1,69%', '0,075'],
    ['en-IN', '67,460', '12,34,567', '$4.40B', '−1.69%', '0.075'],
    ['pl-PL', '67\u00a0460', '1\u00a0234\u00a0567', '$4,40B', '−1,69%', '0,075'],
  ] as const)('in the style of %s have its marks, and the signs that they always have', (style, ...texts) => {
    choose(style);
    const figures = [formatPrice(67_460), formatCount(1_234_567), formatMoney(4.4e9), formatChange(-0.0169), formatLevel(0.075)];
    // Editions of CLDR differ in the apostrophe of Switzerland.
    expect(figures.map(text => text.replaceAll('’', "'"))).toEqual(texts);
  });

  it('keep the sign of a change below one in a style with a comma', () => {
    choose('de-DE');
    expect([formatChange(0.004), formatChange(-0.0004), formatChange(0)]).toEqual(['+0,40%', '−0,04%', '0,00%']);
  });
});

describe('times', () => {
  const t0 = Date.UTC(2026, 1, 12, 0, 30);

  it('are in UTC at first, whatever zone the computer is set to', () => {
    process.env['TZ'] = 'Asia/Tokyo';
    expect([formatMoment(t0), formatClock(t0), formatDay(t0)]).toEqual(['12 Feb, 00:30 UTC', '00:30 UTC', '12 Feb']);
  });

  it.each([
    ['America/New_York', '11 Feb, 19:30 UTC−5', '11 Feb'],
    ['Asia/Kolkata', '12 Feb, 06:00 UTC+5:30', '12 Feb'],
    ['America/St_Johns', '11 Feb, 21:00 UTC−3:30', '11 Feb'],
    ['Europe/London', '12 Feb, 00:30 UTC', '12 Feb'],
  ])('in the computer’s own zone, %s, say by how much it differs', (zone, moment, day) => {
    process.env['TZ'] = zone;
    setFormats({ ...defaultFormats, zone: 'local' });
    expect([formatMoment(t0), formatDay(t0)]).toEqual([moment, day]);
  });

  it('say the difference that was in force then: summer time in July', () => {
    process.env['TZ'] = 'Europe/Berlin';
    setFormats({ ...defaultFormats, zone: 'local' });
    expect(formatClock(Date.UTC(2025, 6, 1, 10))).toBe('12:00 UTC+2');
    expect(formatClock(t0)).toBe('01:30 UTC+1');
  });

  it('leave the day of what is dated by the day alone', () => {
    process.env['TZ'] = 'America/New_York';
    setFormats({ ...defaultFormats, zone: 'local' });
    expect(formatDay(Date.UTC(2026, 1, 12))).toBe('12 Feb');
  });
});

describe('the choice', () => {
  it('is read out of anything, and what is unknown in it is as at first', () => {
    expect(readFormats({ numbers: 'de-DE', zone: 'local' })).toEqual({ numbers: 'de-DE', zone: 'local' });
    for (const junk of [undefined, null, 7, 'de-DE', [], { numbers: 'x', zone: 1 }])
      expect(readFormats(junk)).toEqual(defaultFormats);
  });
});
