import { describe, expect, it } from 'vitest';
import { blockAt, joinBlocks } from '../../../lib/model/article-body.ts';
import { readSentences } from '../../../lib/claims/sentences.ts';

describe('the body of an article as one text', () => {
  const blocks = ['Bitcoin fell', 'to $61,200', 'in a day'];

  it('glues no two blocks into one sentence', () => {
    expect(readSentences(joinBlocks(blocks)).map(({ text }) => text)).toEqual(blocks);
  });

  it('tells the block of an offset', () => {
    const body = joinBlocks(blocks);
    expect(blockAt(blocks, 0)).toBe(0);
    expect(blockAt(blocks, 12)).toBe(0);
    expect(blockAt(blocks, body.indexOf('$'))).toBe(1);
    expect(blockAt(blocks, body.length - 1)).toBe(2);
    expect(blockAt(blocks, body.length + 1)).toBeUndefined();
    expect(blockAt(blocks, -1)).toBeUndefined();
    expect(blockAt([], 0)).toBeUndefined();
  });
});
