import { describe, expect, it } from 'vitest';
import { clip, joinPath, listOf, readRows, refuse, toFault, within } from '../../../lib/std/rows.ts';

const read = (value: unknown) =>
  value === 'skip' ? undefined : typeof value === 'number' ? value * 2 : refuse('not a number', 'size');

describe('readRows', () => {
  it('keeps the good rows and names the bad ones by their place', () => {
    expect(readRows([1, 'x', 'skip', 2], 'data', read)).toEqual({
      rows: [2, 4],
      rejections: [{ reason: 'not a number', path: 'data.1.size' }],
    });
  });

  it('names places of a bare list without a leading dot', () => {
    expect(readRows(['x'], '', read).rejections).toEqual([{ reason: 'not a number', path: '0.size' }]);
  });

  it('sums up what comes after a hundred faults', () => {
    const { rejections } = readRows(new Array(250).fill('x'), 'data', read);
    expect(rejections).toHaveLength(101);
    expect(rejections.at(-1)).toEqual({ reason: 'and 150 more rows', path: 'data' });
  });

  it('does not take a mistake of ours for a fault of the row', () => {
    const mistake = new RangeError('no such venue');
    const readWrongly = (): never => {
      throw mistake;
    };
    expect(() => readRows([1], 'data', readWrongly)).toThrow(mistake);
  });
});

describe('faults', () => {
  const faultOf = (act: () => unknown) => {
    try {
      return act();
    } catch (error) {
      return toFault(error);
    }
  };

  it('are cut to 200 characters, so that a payload cannot fill the log', () => {
    expect(clip('a'.repeat(300))).toHaveLength(200);
    expect(clip('a'.repeat(200))).toBe('a'.repeat(200));
    const fault = faultOf(() => refuse('b'.repeat(1_000), 'c'.repeat(1_000)));
    expect(fault).toEqual({ reason: `${'b'.repeat(199)}…`, path: `${'c'.repeat(199)}…` });
  });

  it('have dotted paths from the outside in', () => {
    expect(faultOf(() => within('order', () => refuse('no price', 'p')))).toEqual({ reason: 'no price', path: 'order.p' });
    expect(faultOf(() => within('', () => refuse('no price', 'p')))).toEqual({ reason: 'no price', path: 'p' });
    expect(faultOf(() => within('order', () => refuse('not an object')))).toEqual({ reason: 'not an object', path: 'order' });
    expect(joinPath('', '')).toBe('');
  });

  it('are found in what is no list', () => {
    expect(listOf([1])).toEqual([1]);
    expect(faultOf(() => listOf({}, 'data'))).toEqual({ reason: 'not a list', path: 'data' });
  });
});
