import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowKeys, toContent } from '../../../lib/venues/rows.ts';

const second = Date.UTC(2026, 1, 11);

/** Names of rows, each given as its content and its mark. */
function namesOf(rows: readonly (readonly [content: string, mark: number])[]): readonly string[] {
  const keyOf = createRowKeys(rows);
  return rows.map(([content, mark]) => keyOf(content, mark));
}

describe('rows without an id', () => {
  it('are known by all that is kept of them', () => {
    const orders = [
      toContent('BTCUSDT', second, 'long', '64000', '1'),
      toContent('ETHUSDT', second, 'long', '64000', '1'),
      toContent('BTCUSDT', second + 1, 'long', '64000', '1'),
      toContent('BTCUSDT', second, 'short', '64000', '1'),
      toContent('BTCUSDT', second, 'long', '64001', '1'),
      toContent('BTCUSDT', second, 'long', '64000', '2'),
    ];
    expect(new Set(orders).size).toBe(orders.length);
    expect(toContent('BTCUSDT', second, 'long', '64000', '1')).toBe(orders[0]);
  });

  it('are numbered where they are equal, and only there', () => {
    expect(namesOf([['a', 1]])).toEqual(['a']);
    expect(
      namesOf([
        ['a', 1],
        ['b', 1],
        ['a', 1],
        ['c', 2],
        ['b', 1],
        ['a', 1],
      ]),
    ).toEqual(['a', 'b', 'a:1', 'c', 'b:1', 'a:2']);
  });

  it('are numbered as a table of their contents would, however many there are and whatever their marks', () => {
    const row = fc
      .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(2))
      .map(([content, mark]) => [`${content}${mark}`, mark] as const);
    const others = Array.from({ length: 1_100 }, (_, place) => [`other ${place}`, place + 10] as const);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.array(row, { maxLength: 12 }), fc.boolean(), (before, after, isLong) => {
        const rows = [...before, ...(isLong ? others : []), ...after];
        const counts = new Map<string, number>();
        const expected = rows.map(([content]) => {
          const count = counts.get(content) ?? 0;
          counts.set(content, count + 1);
          return count === 0 ? content : `${content}:${count}`;
        });
        expect(namesOf(rows)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });
});
