import { describe, expect, it } from 'vitest';
import { delayOrders } from '../../market/ledger/delay-orders.ts';
import { toSketch } from '../../market/ledger/sketch.ts';
import { venues } from '../../market/ledger/venues.ts';

const noon = Date.UTC(2026, 1, 11, 12);
const [binance, gate] = [venues.indexOf('binance'), venues.indexOf('gate')];

/** Orders told apart by their dollars. */
const sketch = (rows: readonly (readonly [ms: number, venue: number, usd: number])[]) =>
  toSketch({
    time: rows.map(([ms]) => noon + ms),
    venue: rows.map(([, venue]) => venue),
    base: rows.map(() => 0),
    long: rows.map(() => 1),
    usd: rows.map(([, , usd]) => usd),
  });

describe('a sketch of forced orders', () => {
  it('is put in order of time, and rows of one moment keep theirs', () => {
    const { count, time, usd } = sketch([
      [500, gate, 1],
      [20, gate, 2],
      [500, binance, 3],
      [0, gate, 4],
    ]);
    expect(count).toBe(4);
    expect([...usd]).toEqual([4, 2, 1, 3]);
    expect([...time]).toEqual([noon, noon + 20, noon + 500, noon + 500]);
  });

  it('may be empty, but not longer than its order can be told', () => {
    expect(sketch([]).count).toBe(0);
    const year = 365 * 86_400_000;
    expect(() =>
      sketch([
        [0, gate, 1],
        [year, gate, 2],
      ]),
    ).toThrow('too long a time');
  });

  it('has what lies in a delay moved behind it, of all venues or of one', () => {
    const rows = [
      [10, binance, 1],
      [15, gate, 2],
      [20, binance, 3],
      [25, gate, 4],
    ] as const;
    const delay = { from: noon + 10, to: noon + 20, byMs: 12 };
    expect([...delayOrders(sketch(rows), [delay]).usd]).toEqual([3, 1, 4, 2]);
    expect([...delayOrders(sketch(rows), [{ ...delay, venue: 'gate' }]).usd]).toEqual([1, 3, 4, 2]);
    expect([...delayOrders(sketch(rows), [{ ...delay, venue: 'okx' }]).usd]).toEqual([1, 2, 3, 4]);
  });
});
