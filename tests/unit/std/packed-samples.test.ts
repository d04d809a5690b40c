import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSamples, type Sample, unpackSamples } from '../../../lib/std/packed-samples.ts';

const figure = fc.option(fc.float({ noNaN: true }), { nil: undefined });
const sample: fc.Arbitrary<Sample> = fc.record({
  label: fc.string({ unit: 'grapheme' }),
  offsetMs: fc.nat(86_400_000),
  first: figure,
  second: figure,
});

describe('packed samples', () => {
  it('come back ascending by label and time, with what is not known still not known', () => {
    fc.assert(
      fc.property(fc.uniqueArray(sample, { maxLength: 40, selector: row => `${row.offsetMs} ${row.label}` }), samples => {
        const sorted = [...samples].sort((a, b) => (a.label === b.label ? a.offsetMs - b.offsetMs : a.label < b.label ? -1 : 1));
        expect(unpackSamples(packSamples(samples))).toEqual({ kind: 'samples', samples: sorted });
      }),
    );
  });

  it('keep seven significant digits', () => {
    const read = unpackSamples(packSamples([{ label: 'BTCUSDT', offsetMs: 1, first: 98_765.4321, second: 6_543_210_987 }]));
    expect(read.kind).toBe('samples');
    if (read.kind === 'corrupt') return;
    expect(Math.abs((read.samples[0]?.first ?? 0) / 98_765.4321 - 1)).toBeLessThan(1e-7);
    expect(Math.abs((read.samples[0]?.second ?? 0) / 6_543_210_987 - 1)).toBeLessThan(1e-7);
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
