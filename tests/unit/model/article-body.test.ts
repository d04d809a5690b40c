import { describe, expect, it } from 'vitest';
import { blockEnds, joinBlocks } from '../../../lib/model/article-body.ts';
import { readSentences } from '../../../lib/claims/sentences.ts';

describe('the body of an article as one text', () => {
  const blocks = ['Bitcoin fell', 'to $61,200', 'in a day'];

  it('glues no two blocks into one sentence', () => {
    expect(readSentences(joinBlocks(blocks)).map(({ text }) => text)).toEqual(blocks);
  });

  it('knows where each block ends: with the gap behind it', () => {
    const body = joinBlocks(blocks);
    expect(blockEnds(blocks)).toEqual([body.indexOf('to'), body.indexOf('in a'), body.length + 1]);
    expect(blockEnds([])).toEqual([]);
  });
});
