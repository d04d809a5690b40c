import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteReader, createByteWriter } from '../../../lib/std/varint.ts';

describe('numbers of varying length', () => {
  it('writes the published LEB128 example, 624485, as e5 8e 26', () => {
    const writer = createByteWriter();
    writer.varint(624_485);
    expect([...writer.finish()]).toEqual([0xe5, 0x8e, 0x26]);
  });

  it('reads back every whole number up to 2^53 - 1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.maxSafeNat(), fc.nat(300), fc.constantFrom(0, 127, 128, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER))),
        values => {
          const writer = createByteWriter(1);
          for (const value of values) writer.varint(value);
          const reader = createByteReader(writer.finish());
          expect(values.map(() => reader.varint())).toEqual(values);
          expect(reader.hasFailed()).toBe(false);
          expect(reader.remaining).toBe(0);
        },
      ),
    );
  });

  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])('refuses to write %s', value => {
    expect(() => createByteWriter().varint(value)).toThrow(RangeError);
  });

  it('says that it failed when a number does not end', () => {
    const reader = createByteReader(Uint8Array.of(0x80, 0x80));
    expect(reader.varint()).toBe(0);
    expect(reader.hasFailed()).toBe(true);
  });

  it('says that it failed on a number above 2^53 - 1', () => {
    const reader = createByteReader(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f));
    expect(reader.varint()).toBe(0);
    expect(reader.hasFailed()).toBe(true);
  });

  it('says that it failed when a text is longer than what is left', () => {
    const reader = createByteReader(Uint8Array.of(5, 66, 84, 67));
    expect(reader.text()).toBe('');
    expect(reader.hasFailed()).toBe(true);
  });

  it('reads back text in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), value => {
        const writer = createByteWriter(1);
        writer.text(value);
        expect(createByteReader(writer.finish()).text()).toBe(value);
      }),
    );
  });
});
