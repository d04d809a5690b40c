import { describe, expect, it } from 'vitest';
import { bad, clip, readRows, row, skip, toFaults, under } from '../../../lib/std/rows.ts';

const read = (value: unknown) =>
  value === 'skip' ? skip : typeof value === 'number' ? row(value * 2) : bad('not a number', 'size');

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
});

describe('faults', () => {
  it('are cut to 200 characters, so that a payload cannot fill the log', () => {
    expect(clip('a'.repeat(300))).toHaveLength(200);
    expect(clip('a'.repeat(200))).toBe('a'.repeat(200));
    const [fault] = toFaults([{ message: 'b'.repeat(1_000), path: [{ key: 'c'.repeat(1_000) }] }]);
    expect(fault?.reason).toHaveLength(200);
    expect(fault?.path).toHaveLength(200);
  });

  it('are ten of a row at most, with dotted paths', () => {
    expect(toFaults(new Array(50).fill({ message: 'm' }))).toHaveLength(10);
    expect(toFaults([{ message: 'm', path: [{ key: 'o' }, { key: 3 }] }])).toEqual([{ reason: 'm', path: 'o.3' }]);
    expect(under('data', [{ reason: 'm', path: '' }])).toEqual([{ reason: 'm', path: 'data' }]);
  });
});
