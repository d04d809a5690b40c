import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSamples, type Sample, unpackSamples } from '../../../lib/std/packed-samples.ts';

/** Figures that are kept as they are: twenty bits of them, times a power of two. */
const figure = fc.option(
  fc
    .tuple(fc.integer({ min: -(2 ** 20) + 1, max: 2 ** 20 - 1 }), fc.integer({ min: -60, max: 60 }))
    .map(([bits, power]) => bits * 2 ** power),
  { nil: undefined },
);
const sample: fc.Arbitrary<Sample> = fc.record({
  label: fc.string({ unit: 'grapheme' }),
  offsetMs: fc.nat(86_400_000),
  first: figure,
  second: figure,
});
/** Few labels and times, so that series share times, and have gaps and runs. */
const crowded: fc.Arbitrary<Sample> = fc.record({
  label: fc.constantFrom('BTC', 'ETH', ''),
  offsetMs: fc.nat(20),
  first: figure,
  second: figure,
});

describe('packed samples', () => {
  it.each([
    ['far apart', sample],
    ['crowded', crowded],
  ])('come back ascending by label and time, with what is not known still not known: %s', (_, one) => {
    fc.assert(
      fc.property(fc.uniqueArray(one, { maxLength: 60, selector: row => `${row.offsetMs} ${row.label}` }), samples => {
        const sorted = [...samples].sort((a, b) => (a.label === b.label ? a.offsetMs - b.offsetMs : a.label < b.label ? -1 : 1));
        expect(unpackSamples(packSamples(samples))).toEqual({ kind: 'samples', samples: sorted });
      }),
    );
  });

  it('are the later ones where two have one label and time', () => {
    const [early, late] = [1, 2].map(first => ({ label: 'BTCUSDT', offsetMs: 7, first, second: undefined }));
    expect(early && late && unpackSamples(packSamples([early, late]))).toEqual({ kind: 'samples', samples: [late] });
  });

  it('keep six significant digits, to a millionth of the figure', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e15, noNaN: true }), first => {
        const read = unpackSamples(packSamples([{ label: 'BTCUSDT', offsetMs: 1, first, second: -first }]));
        const [row] = read.kind === 'samples' ? read.samples : [];
        // Twenty bits, the first of them implied: half of the last is 2^-20 of the figure. It was rounded to the 24 of single precision before.
        const most = 2 ** -20 + 2 ** -24;
        expect(Math.abs((row?.first ?? 0) / first - 1)).toBeLessThanOrEqual(most);
        expect(Math.abs((row?.second ?? 0) / first + 1)).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('take four bytes each where a venue tells of its contracts by the hour', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => ({
      label: 'BTCUSDT',
      offsetMs: hour * 3_600_000,
      first: 1_000 * 1.003 ** hour,
      second: 60e6 * 1.003 ** hour * 0.998 ** hour,
    }));
    const one = hours.slice(0, 1);
    const growth = (packSamples(hours).length - packSamples(one).length) / 23;
    // Two and two for the figures; the time is told once for all contracts, in four bytes.
    expect(growth).toBeLessThanOrEqual(8);
    const many = Array.from({ length: 50 }, (_, coin) => hours.map(row => ({ ...row, label: `COIN${coin}` }))).flat();
    expect(packSamples(many).length / many.length).toBeLessThan(5);
  });

  it('are reported as corrupt with any byte changed or cut', () => {
    const packed = packSamples([{ label: 'BTCUSDT', offsetMs: 300_000, first: 1, second: 2 }]);
    for (let index = 0; index < packed.length; index++) {
      const changed = packed.slice();
      changed[index] = (changed[index] ?? 0) ^ 0x10;
      expect(unpackSamples(changed).kind).toBe('corrupt');
      expect(unpackSamples(packed.slice(0, index)).kind).toBe('corrupt');
    }
  });
});
