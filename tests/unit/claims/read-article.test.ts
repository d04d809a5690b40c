import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
  it('goes over the wire unchanged', () => {
    const reading = readArticle(text);
    expect(reading.claims.length).toBeGreaterThan(5);
    expect(reading.sums.map(({ type }) => type).toSorted()).toEqual(['level_broken', 'pct_vs_abs', 'pnl_price']);
    expect(overWire(reading)).toEqual(reading);
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

  it('goes over the wire unchanged for any text', () => {
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
        expect(overWire(reading)).toEqual(reading);
      }),
      { numRuns: 150 },
    );
  });
});
