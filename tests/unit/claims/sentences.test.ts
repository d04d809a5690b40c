import { describe, expect, it } from 'vitest';
import { readSentences } from '../../../lib/claims/sentences.ts';

const cut = (text: string): readonly string[] => readSentences(text).map(sentence => sentence.text);

describe('sentences', () => {
  it('end at a full stop before a capital', () => {
    expect(cut('Bitcoin fell. Ether rose! Why? Nobody knows.')).toEqual([
      'Bitcoin fell.',
      'Ether rose!',
      'Why?',
      'Nobody knows.',
    ]);
  });

  it.each([
    'BTC lost 1.69% to $67.46K.',
    'The U.S. Senate voted.',
    'Dr. Lee spoke vs. Mr. Ray on Jan. 18.',
    'The token ether.fi gained.',
    'Some, e.g. Solana, fell.',
  ])('are not cut at decimals, initials and abbreviations: %s', text => {
    expect(cut(text)).toEqual([text]);
  });

  it('keep closing quotes', () => {
    expect(cut('“It fell.” He left.')).toEqual(['“It fell.”', 'He left.']);
  });

  it('end at a line, and where a page glued two together', () => {
    expect(cut('A headline\nIt fell to $1,810.The index dipped.')).toEqual([
      'A headline',
      'It fell to $1,810.',
      'The index dipped.',
    ]);
  });

  it('say where they start', () => {
    const text = '  One fell.\n\n Two rose. ';
    for (const { text: sentence, start } of readSentences(text))
      expect(text.slice(start, start + sentence.length)).toBe(sentence);
  });
});
