import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArticleReading, isArticleText } from '../../../lib/background/reading/guard.ts';
import { readArticle } from '../../../lib/claims/read-article.ts';
import { joinBlocks } from '../../../lib/model/article-body.ts';
import { strategyLedger } from '../../../lib/sources/strategy-ledger.ts';
import { referenceArticle } from '../../fixtures/reference-article.ts';

const { headline, blocks } = referenceArticle;
const text = {
  headline,
  body: joinBlocks(blocks),
  date: '2026-02-12T00:30:00.000Z',
  references: { openInterestUsd: { high: 3e11 }, costs: { Strategy: strategyLedger } },
};
const overWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the reading of an article', () => {
  it('goes over the wire and back unchanged, both ways', () => {
    const reading = readArticle(text);
    expect(reading.claims.length).toBeGreaterThan(5);
    expect(reading.sums.map(({ type }) => type).toSorted()).toEqual(['level_broken', 'pct_vs_abs', 'pnl_price']);
    const sent = overWire(text);
    expect(isArticleText(sent) && readArticle(sent)).toEqual(reading);
    const received = overWire(reading);
    expect(isArticleReading(received)).toBe(true);
    expect(received).toEqual(reading);
  });

  it('holds sums against the bound that it is handed', () => {
    const body = 'Open interest fell 4% over the past day, or $26 billion.';
    const typesFor = (high: number) =>
      readArticle({ headline: '', body, references: { openInterestUsd: { high } } }).sums.map(({ type }) => type);
    // $26 billion is 4 % of $650 billion.
    expect([typesFor(500e9), typesFor(800e9)]).toEqual([['pct_vs_abs'], []]);
  });

  it('has no number that JSON has no word for', () => {
    const digits = '9'.repeat(400);
    const body = `Open interest fell 4% or $${digits} billion. Bitcoin trades at $61,200.`;
    const reading = readArticle({ headline: `Open interest falls to $${digits} billion`, body, references: {} });
    expect(reading.claims.map(({ value }) => value)).toEqual([-4, 61_200]);
    expect(reading.title).toEqual([]);
    expect(reading.sums).toEqual([]);
  });

  it('has 1,500 claims of a text with more, the first', () => {
    const body = Array.from({ length: 1_600 }, (_none, place) => `Bitcoin fell by ${place / 100 + 1}%.`).join('\n');
    const { claims } = readArticle({ headline: '', body, references: {} });
    expect(claims).toHaveLength(1_500);
    // The last sentence that is read is the 1,500th.
    expect(claims.at(-1)?.value).toBeCloseTo(-15.99, 9);
  });

  it('is of the promised shape for any text', () => {
    const word = fc.constantFrom(
      'Bitcoin',
      '$61,200',
      'fell',
      '4%',
      'or',
      '$26 billion',
      'Strategy',
      'open interest',
      '.',
      '9'.repeat(320),
    );
    const words = fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }).map(all => all.join(' '));
    fc.assert(
      fc.property(words, words, (title, body) => {
        const reading = readArticle({ headline: title, body, references: {} });
        expect(isArticleReading(overWire(reading))).toBe(true);
        expect(overWire(reading)).toEqual(reading);
      }),
      { numRuns: 150 },
    );
  });
});

describe('what is no reading', () => {
  const reading = readArticle(text);
  const [claim] = reading.claims;
  const [sum] = reading.sums;
  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['claims that are no list', { ...reading, claims: {} }],
    ['a value that is no number', { ...reading, claims: [{ ...claim, value: null }] }],
    ['a kind of its own', { ...reading, claims: [{ ...claim, kind: 'rumour' }] }],
    ['a span with one end', { ...reading, title: [{ ...claim, span: [1] }] }],
    ['a sum without places', { ...reading, sums: [{ ...sum, places: undefined }] }],
    ['a sum in another unit', { ...reading, sums: [{ ...sum, unit: 'eur' }] }],
    ['a sum with a reference of its own', { ...reading, sums: [{ ...sum, reference: { kind: 'rumour' } }] }],
    ['a word for yes', { ...reading, isCrypto: 'yes' }],
  ])('%s', (_name, value) => {
    expect(isArticleReading(value)).toBe(false);
  });
});
