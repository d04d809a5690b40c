import { describe, expect, it } from 'vitest';
import { fieldsOf, figureAt, flagAt, isFirstOf, isMissing, listAt, textAt, wordAt } from '../../../lib/std/fields.ts';
import { toFault } from '../../../lib/std/rows.ts';

function faultOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return toFault(error);
  }
}

describe('fields of a row', () => {
  const row = { price: '60,000.5', side: 'buy', id: 'a-1', isOpen: false, orders: [1], none: null };

  it('are read by name, or by place in a list', () => {
    expect(figureAt(row, 'price', { above: 0 })).toBe(60_000.5);
    expect(figureAt(['x', 7], 1)).toBe(7);
    expect(wordAt(row, 'side', ['buy', 'sell'])).toBe('buy');
    expect([isFirstOf('buy', 'buy', 'sell', 'side'), isFirstOf('sell', 'buy', 'sell', 'side')]).toEqual([true, false]);
    expect(textAt(row, 'id', /^[\w-]+$/, 'no id')).toBe('a-1');
    expect(flagAt(row, 'isOpen')).toBe(false);
    expect(listAt(row, 'orders')).toEqual([1]);
    expect([isMissing(row.none), isMissing(undefined), isMissing(0), isMissing('')]).toEqual([true, true, false, false]);
  });

  it('are refused with their name and in words', () => {
    expect(faultOf(() => figureAt(row, 'price', { below: 1 }, 'no price'))).toEqual({ reason: 'no price', path: 'price' });
    expect(faultOf(() => wordAt(row, 'side', ['long', 'short']))).toEqual({ reason: 'neither long nor short', path: 'side' });
    expect(faultOf(() => isFirstOf('Buy', 'buy', 'sell', 'side'))).toEqual({ reason: 'neither buy nor sell', path: 'side' });
    expect(faultOf(() => textAt(row, 'id', /^\d+$/, 'no id'))).toEqual({ reason: 'no id', path: 'id' });
    expect(faultOf(() => flagAt(row, 'none'))).toEqual({ reason: 'neither true nor false', path: 'none' });
    expect(faultOf(() => listAt(['x'], 0))).toEqual({ reason: 'not a list', path: '0' });
    expect(faultOf(() => fieldsOf([], 'o'))).toEqual({ reason: 'not an object', path: 'o' });
  });
});
