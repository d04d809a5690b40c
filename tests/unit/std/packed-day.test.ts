import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayEntry, packDay, toEntries, unpackDay } from '../../../lib/std/packed-day.ts';
import { sealFrame } from '../../../lib/std/packed-frame.ts';

const cents = fc.oneof(fc.nat(10_000_000), fc.integer({ min: 0, max: 2 ** 44 }));
const entry: fc.Arbitrary<DayEntry> = fc.record({
  slot: fc.oneof(fc.nat(1439), fc.constantFrom(0, 65_535)),
  span: fc.constantFrom(1, 5, 4095),
  base: fc.oneof(fc.constantFrom('BTC', 'ETH', '币安人生'), fc.string({ unit: 'grapheme' })),
  longCents: cents,
  shortCents: cents,
});

/** Sums by slot, span and base, worked out the slow way. */
function sumUp(entries: readonly DayEntry[]): readonly DayEntry[] {
  const sums: DayEntry[] = [];
  for (const next of entries) {
    const place = sums.findIndex(sum => sum.slot === next.slot && sum.span === next.span && sum.base === next.base);
    const known = sums[place];
    if (known === undefined) sums.push(next);
    else sums[place] = { ...known, longCents: known.longCents + next.longCents, shortCents: known.shortCents + next.shortCents };
  }
  return sums.sort((a, b) => a.slot - b.slot || a.span - b.span || (a.base < b.base ? -1 : 1));
}

function unpackedEntries(packed: unknown): readonly DayEntry[] {
  const columns = unpackDay(packed);
  if (columns.kind === 'corrupt') throw new Error(columns.reason);
  return toEntries(columns);
}

describe('a packed day', () => {
  it('is a dictionary, then groups by slot and span, in LEB128', () => {
    const packed = packDay([{ slot: 3, span: 1, base: 'BTC', longCents: 300, shortCents: 0 }]);
    // Version, four bytes of checksum; one base of three letters; one group: slot 3, span 1, one sum: base 0, 300 = ac 02, 0.
    expect(packed[0]).toBe(1);
    expect([...packed.slice(5)]).toEqual([1, 3, 0x42, 0x54, 0x43, 1, 3, 1, 1, 0, 0xac, 0x02, 0]);
  });

  it('gives back any sums, ascending, with what belongs together added up', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), entries => {
        expect(unpackedEntries(packDay(entries))).toEqual(sumUp(entries));
      }),
    );
  });

  it('keeps money to the cent up to 2^53 - 1 and stops there', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const one = { slot: 0, span: 1, base: 'BTC', longCents: most, shortCents: most - 1 };
    expect(unpackedEntries(packDay([one]))).toEqual([one]);
    expect(unpackedEntries(packDay([one, one]))).toEqual([{ ...one, longCents: most, shortCents: most }]);
  });

  it('may be read under other names, by which neighbours that are alike are added up', () => {
    const sum = (slot: number, base: string, longCents: number, span = 1) => ({ slot, span, base, longCents, shortCents: 1 });
    const packed = packDay([
      sum(0, 'BTC\vA', 2),
      sum(0, 'BTC\vB', 3),
      sum(0, 'ETH', 5),
      sum(1, 'BTC\vB', 7),
      sum(1, 'BTC\vB', 9, 2),
    ]);
    const columns = unpackDay(packed, base => base.slice(0, 3));
    expect(columns.kind === 'day' && toEntries(columns)).toEqual([
      { ...sum(0, 'BTC', 5), shortCents: 2 },
      sum(0, 'ETH', 5),
      sum(1, 'BTC', 7),
      sum(1, 'BTC', 9, 2),
    ]);
  });

  it('does not depend on the order of the entries', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), entries => {
        expect(packDay([...entries].reverse())).toEqual(packDay(entries));
      }),
    );
  });

  it('reports a row with any one byte changed, and never throws', () => {
    const packed = packDay([
      { slot: 3, span: 1, base: 'BTC', longCents: 300, shortCents: 0 },
      { slot: 700, span: 5, base: 'ETH', longCents: 0, shortCents: 99 },
    ]);
    for (let index = 0; index < packed.length; index++) {
      for (const flip of [1, 0x80, 0xff]) {
        const changed = packed.slice();
        changed[index] = (changed[index] ?? 0) ^ flip;
        expect(unpackDay(changed).kind).toBe('corrupt');
      }
    }
  });

  it('reports a row that was cut anywhere', () => {
    const packed = packDay([{ slot: 3, span: 1, base: 'BTC', longCents: 300, shortCents: 0 }]);
    for (let length = 0; length < packed.length; length++) expect(unpackDay(packed.slice(0, length)).kind).toBe('corrupt');
  });

  it.each([
    ['a base that is not in the dictionary', [0, 1, 3, 1, 1, 0, 5, 5], 'base 0 of 0'],
    ['a span of nothing', [0, 1, 3, 0, 0], 'slot 3 with span 0'],
    ['a slot past the end', [0, 1, 0x80, 0x80, 0x04, 1, 0], 'slot 65536 with span 1'],
    ['fewer sums than announced', [0, 1, 3, 1], 'cut short'],
    ['bytes behind the last sum', [0, 0, 9], '1 bytes too many'],
  ])('reports %s even where the checksum is right', (_name, body, reason) => {
    expect(unpackDay(sealFrame(1, Uint8Array.from(body)))).toEqual({ kind: 'corrupt', reason });
  });

  it.each([
    { slot: -1, span: 1, base: 'BTC', longCents: 0, shortCents: 0 },
    { slot: 65_536, span: 1, base: 'BTC', longCents: 0, shortCents: 0 },
    { slot: 0.5, span: 1, base: 'BTC', longCents: 0, shortCents: 0 },
    { slot: 0, span: 0, base: 'BTC', longCents: 0, shortCents: 0 },
    { slot: 0, span: 4096, base: 'BTC', longCents: 0, shortCents: 0 },
    { slot: 0, span: 1, base: 'BTC', longCents: -1, shortCents: 0 },
    { slot: 0, span: 1, base: 'BTC', longCents: 0, shortCents: 0.5 },
  ])('refuses to pack $slot/$span with $longCents and $shortCents', bad => {
    expect(() => packDay([bad])).toThrow(RangeError);
  });
});
