import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDecimal, toText } from '../../../lib/std/decimal.ts';

describe('readDecimal', () => {
  it.each([
    ['67000.50', 67000.5],
    ['-0.0169', -0.0169],
    ['1e3', 1000],
    ['.5', 0.5],
    ['5.', 5],
    ['848,000.3', 848000.3],
    ['1,234,567', 1234567],
    [0, 0],
    ['0', 0],
    [-3.5, -3.5],
    [-0, 0],
    ['-0', 0],
  ])('reads %j as %d', (value, expected) => {
    expect(readDecimal(value)).toBe(expected);
  });

  it.each([
    null,
    undefined,
    '',
    ' 1',
    '1 ',
    'NaN',
    'Infinity',
    NaN,
    Infinity,
    '0x10',
    '1,00',
    ',1',
    '1e400',
    '1_000',
    '１',
    true,
    [],
    [1],
    {},
    '1'.repeat(65),
    '.',
  ])('knows no figure in %j', value => {
    expect(readDecimal(value)).toBeUndefined();
  });

  it('refuses what lies outside its bounds', () => {
    expect(readDecimal('0', { above: 0 })).toBeUndefined();
    expect(readDecimal('0', { atLeast: 0 })).toBe(0);
    expect(readDecimal('-1', { atLeast: 0 })).toBeUndefined();
    expect(readDecimal('100', { below: 100 })).toBeUndefined();
    expect(readDecimal('100', { atMost: 100 })).toBe(100);
    expect(readDecimal('101', { atMost: 100 })).toBeUndefined();
  });

  it('reads back every number that was printed as text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        expect(readDecimal(String(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('reads any digits with a point as the language does, however many there are', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), maxLength: 20 });
    fc.assert(
      fc.property(digits, digits, (whole, fraction) => {
        const text = `${whole}.${fraction}`;
        expect(readDecimal(text)).toBe(text === '.' ? undefined : Number(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('toText', () => {
  it.each([
    ['64000.50', '64000.5'],
    ['64000.0', '64000'],
    ['100', '100'],
    ['0.007', '0.007'],
    ['0.0000012', '0.0000012'],
    ['0.00000012', '1.2e-7'],
    ['007', '7'],
    ['.5', '0.5'],
    ['1,000', '1000'],
    ['1e3', '1000'],
    ['0.0', '0'],
    ['-2.50', '-2.5'],
    [2.5, '2.5'],
  ])('writes %j as %s', (told, text) => {
    expect(toText(told, readDecimal(told) ?? Number.NaN)).toBe(text);
  });

  it('gives what the language itself writes, whatever was read', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '0', '1', '2', '9'), maxLength: 12 });
    const told = fc.oneof(
      fc.tuple(digits, digits).map(([whole, fraction]) => `${whole}.${fraction}`),
      digits,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(told, text => {
        const figure = readDecimal(text);
        if (figure !== undefined) expect(toText(text, figure)).toBe(String(figure));
      }),
      { numRuns: 2_000 },
    );
  });
});
