import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAsked } from '../../../../lib/background/reading/claims-worker.ts';
import { isPageReading } from '../../../../lib/background/reading/guard.ts';
import type { PageText } from '../../../../lib/model/article.ts';
import { strategyLedger } from '../../../../lib/sources/strategy-ledger.ts';
import { referenceArticle } from '../../../fixtures/reference-article.ts';

const { headline, blocks } = referenceArticle;
const page: PageText = {
  headlines: [headline, headline, headline],
  blocks,
  data: [],
  published: '2026-02-12T00:30:00Z',
  modified: '2026-02-12T01:30:00Z',
  time: '',
};
const references = { openInterestUsd: { high: 0 }, costs: { Strategy: strategyLedger } };
const overWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const reading = readAsked({ page, references });

describe('the reading of a page', () => {
  it('goes over the wire and back unchanged, both ways', () => {
    expect(reading.sums.map(({ type }) => type).toSorted()).toEqual(['level_broken', 'pct_vs_abs', 'pnl_price']);
    expect(readAsked(overWire({ page, references }))).toEqual(reading);
    expect(isPageReading(overWire(reading))).toBe(true);
    expect(overWire(reading)).toEqual(reading);
  });

  it('tells when it was written, by the zone of its site where it names none', () => {
    const time = Date.UTC(2026, 1, 12, 0, 30);
    expect(reading).toMatchObject({
      headline,
      published: { time, zoneKnown: true },
      modified: { time: time + 3_600_000, zoneKnown: true },
    });
    const zoneless = { ...page, published: '2026-02-12T00:30:00' };
    expect(readAsked({ page: zoneless, references }).published).toMatchObject({ time, zoneKnown: false });
    expect(readAsked({ page: zoneless, references, zoneless: 'utc' }).published).toMatchObject({ time, zoneKnown: true });
  });

  it('has the sentence of every claim and sum, and the block that it stands in', () => {
    const body = blocks.join('\n');
    const starts = [...reading.claims.map(({ span }) => span[0]), ...reading.sums.map(({ places }) => places[0]?.span[0])];
    const byStart = new Map(reading.passages.map(passage => [passage.at, passage]));
    for (const start of starts) {
      const { text, block } = byStart.get(start ?? -1) ?? {};
      expect(body).toContain(text);
      expect(blocks[block ?? -1]).toContain(text);
    }
    expect(reading.passages).toHaveLength(new Set(starts).size);
  });

  it('is of the promised shape for any text', () => {
    const word = fc.constantFrom(
      'Bitcoin',
      '$61,200',
      'fell',
      '4%',
      'or $26 billion',
      'open interest',
      '.',
      '…',
      '9'.repeat(320),
    );
    const words = fc.array(fc.oneof(word, fc.string()), { maxLength: 30 }).map(all => all.join(' '));
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 5 }), words, (title, texts, data) => {
        const found = readAsked({ page: { ...page, headlines: [title], blocks: texts, data: [data] }, references });
        expect(isPageReading(overWire(found))).toBe(true);
        expect(overWire(found)).toEqual(found);
      }),
      { numRuns: 150 },
    );
  });
});

describe('what is no page', () => {
  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['an array', [page]],
    ['a block that is no text', { ...page, blocks: ['a', 1] }],
    ['5,001 blocks', { ...page, blocks: Array.from({ length: 5_001 }, () => 'a') }],
    ['more than 200,000 characters', { ...page, blocks: ['a'.repeat(120_000), 'b'.repeat(80_001)] }],
    ['a date without an end', { ...page, published: '1'.repeat(501) }],
    ['eleven scripts', { ...page, data: Array.from({ length: 11 }, () => '{}') }],
  ])('%s', (_name, sent) => {
    expect(() => readAsked({ page: sent, references })).toThrow('no article');
  });
});

describe('what is no reading', () => {
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
    ['a bound that is no number', { ...reading, sums: [{ ...sum, reference: { kind: 'bound', leastUsd: '3' } }] }],
    ['a word for yes', { ...reading, isCrypto: 'yes' }],
    ['a time that is no number', { ...reading, published: { time: 'now', source: 'meta', zoneKnown: true } }],
    ['a part of its own', { ...reading, part: 'half' }],
    ['a passage without its place', { ...reading, passages: [{ text: 'a' }] }],
  ])('%s', (_name, value) => {
    expect(isPageReading(value)).toBe(false);
  });
});
