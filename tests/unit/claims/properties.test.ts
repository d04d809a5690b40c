import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArticleClaims } from '../../../lib/claims/article.ts';
import { readFigures } from '../../../lib/claims/figures.ts';
import { readClaims } from '../../../lib/claims/read.ts';
import { readSentences } from '../../../lib/claims/sentences.ts';

const parts = fc.constantFrom(
  ...[
    'Bitcoin',
    'BTC',
    'ETH',
    '(SOL)',
    '[XRP]',
    '$',
    '67,460',
    '67.46K',
    '1.2',
    'billion',
    'million',
    '%',
    'percent',
    '-',
    '–',
    '−',
    '+',
    'to',
    'from',
    'and',
    'between',
  ],
  ...[
    'fell',
    'rose',
    'liquidations',
    'longs',
    'shorts',
    'open interest',
    'funding rate',
    'Fear & Greed',
    'dominance',
    'support',
    'in the past',
    '24 hours',
    'if',
    'could',
  ],
  ...[
    '.',
    ',',
    ';',
    '(',
    ')',
    "'s",
    '\u200b',
    '\u202e',
    '\u00a0',
    '\u202f',
    '\n',
    '🚀',
    '"',
    '/100',
    '5',
    '0.0045',
    'half a',
    'US',
    '€',
    'March',
    '2024',
    'x',
  ],
);
const salad = fc.array(fc.tuple(parts, fc.constantFrom(' ', '')), { maxLength: 60 }).map(words => words.flat().join(''));
const text = fc.oneof(salad, fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }));

describe('whatever the text', () => {
  it('never throws, gives the same claims again, and points at what it read', () => {
    fc.assert(
      fc.property(text, text, text, (sentence, prev, title) => {
        const context = { prev, title, date: title };
        const claims = readClaims(sentence, context);
        expect(readClaims(sentence, context)).toEqual(claims);
        for (const { span, value, value_hi: hi, window } of claims) {
          const [start, end] = span;
          expect(start >= 0 && start < end && end <= sentence.length).toBe(true);
          expect(Number.isFinite(value) && (hi === undefined || Number.isFinite(hi))).toBe(true);
          expect(window === null || /^(?:\d+[hdwy]|mtd|ytd)$/.test(window)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('reads an article as its sentences, with spans in the body', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), sentences => {
        const body = sentences.join('\n');
        const starts = readArticleClaims(body, {}).map(({ span }) => span[0]);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        for (const { start, text: sentence } of readSentences(body))
          expect(body.slice(start, start + sentence.length)).toBe(sentence);
        for (const { span } of readFigures(body)) expect(span[0] < span[1] && span[1] <= body.length).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  // Each would take minutes where a pattern reads one text in many ways.
  it.each([
    ['digits', '9'.repeat(100_000)],
    ['commas', '1,234'.repeat(20_000)],
    ['ranges', '$1-'.repeat(40_000)],
    ['full stops', '.'.repeat(100_000)],
    ['quotes', 'a."'.repeat(30_000)],
    ['brackets', '('.repeat(100_000)],
    ['one long word', 'bitcoin'.repeat(20_000)],
    ['small words', 'a '.repeat(60_000)],
    ['overrides', '\u202e5%\u200b'.repeat(25_000)],
    ['coins', 'BTC, ETH and SOL (XRP) '.repeat(5_000)],
    ['figures', 'bitcoin fell 5% to $67,000 '.repeat(5_000)],
    ['times', 'in the past in the last over the past '.repeat(4_000)],
  ])('ends on %s', (_, long) => {
    expect(Array.isArray(readArticleClaims(long, { title: long.slice(0, 500) }))).toBe(true);
  });

  it('ends on 100,000 words', () => {
    const words =
      'Bitcoin fell 1.7% to $67,460 in the past 24 hours as longs worth $237 million were wiped out, data shows. '.repeat(5_000);
    expect(readArticleClaims(words, {}).length).toBe(15_000);
  });
});
