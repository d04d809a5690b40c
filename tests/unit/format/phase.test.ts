import { describe, expect, it } from 'vitest';
import { composeBadge } from '../../../lib/format/badge.ts';
import { formatBranching, formatPhase, formatRange, isFeedingItself } from '../../../lib/format/phase.ts';
import type { BranchingFigure, Phase } from '../../../lib/model/engine.ts';

const r = (high: number, low?: number): BranchingFigure => ({
  high,
  raw: high,
  orders: 50,
  windowMs: 1,
  method: 'hawkes',
  at: 0,
  ...(low === undefined ? {} : { low }),
});
const phase = (name: Phase) => ({ phase: name, since: 0, evidence: [], now: [] });

describe('the phase in words', () => {
  it.each([
    ['calm', 'Calm', 'forced selling is usual'],
    ['building', 'Building', 'forced selling picks up'],
    ['cascade', 'Cascade', 'forced selling into a fall'],
    ['deleveraging', 'Deleveraging', 'leverage clearing'],
    ['stabilising', 'Stabilising', 'forced selling has faded'],
  ] as const)('is a word and a line: %s', (name, word, line) => {
    expect(formatPhase({ phase: phase(name), branching: { unknown: 'notFalling' } })).toEqual({ word, line });
  });

  it('says that selling feeds itself only in a cascade, and only where the lower bound of R is above 0.6', () => {
    const line = (figure: BranchingFigure, name: Phase = 'cascade') =>
      formatPhase({ phase: phase(name), branching: figure }).line;
    expect(line(r(0.9, 0.61))).toBe('selling feeds itself');
    expect(line(r(0.9, 0.6))).toBe('forced selling into a fall');
    expect(line(r(0.95))).toBe('forced selling into a fall');
    expect(line(r(0.9, 0.7), 'deleveraging')).toBe('leverage clearing');
    expect(isFeedingItself({ unknown: 'notFalling' })).toBe(false);
  });

  it('is calm only as far as is known while something that would speak against it is not seen', () => {
    const calm = (id: 'open-interest-falling' | 'branching') =>
      formatPhase({
        phase: { ...phase('calm'), now: [{ id, unit: 'share', missing: 'noInterestSince' }] },
        branching: { unknown: 'notFalling' },
      });
    expect(calm('open-interest-falling')).toEqual({ word: 'Calm', line: 'as far as is known' });
    // R is measured of a fall alone.
    expect(calm('branching')).toEqual({ word: 'Calm', line: 'forced selling is usual' });
  });

  it('is told by the price where it was not heard how much is forced out', () => {
    const building = formatPhase({
      phase: { ...phase('building'), now: [{ id: 'long-rate', unit: 'usd-per-minute', missing: 'noOrders' }] },
      branching: { unknown: 'notFalling' },
    });
    expect(building).toEqual({ word: 'Building', line: 'told by the price' });
  });

  it('says why there is none', () => {
    expect(formatPhase({ phase: { unknown: 'noPriceRecorded' }, branching: r(0.5) })).toEqual({
      word: 'Phase unknown',
      line: 'no price is recorded',
    });
  });
});

describe('R in words', () => {
  it('is a range, or a bound where there is no lower end', () => {
    expect([formatRange(r(0.9, 0.7)), formatRange(r(0.9)), formatRange(r(12, 0.4))]).toEqual([
      '0.7–0.9',
      'up to 0.9',
      '0.4–more than 10',
    ]);
  });

  it('comes with what it means, or with why it is not measurable', () => {
    expect(formatBranching(r(0.9, 0.7))).toBe('R 0.7–0.9 · most selling is set off by selling');
    expect(formatBranching(r(0.8, 0.5))).toBe('R 0.5–0.8 · some selling is set off by selling');
    expect(formatBranching(r(0.5, 0.3))).toBe('R 0.3–0.5 · most selling has other causes');
    expect(formatBranching(r(0.9))).toBe('R up to 0.9 · outside cause unknown');
    expect(formatBranching({ unknown: 'byChance' })).toBe('R not measurable: the orders come as if by chance');
  });
});

describe('the badge in words', () => {
  const answer = { word: 'Deleveraging', line: 'leverage clearing' };
  const words = { kind: 'silent', text: '', base: 'BTC', answer, freshAt: 0 } as const;

  it('is the phase of the coin', () => {
    expect(composeBadge(words)).toEqual({ kind: 'silent', text: '', word: 'Deleveraging', detail: 'BTC: leverage clearing' });
  });

  it('names a level that broke, with its moment', () => {
    const broken = { price: 70_000, since: Date.UTC(2026, 1, 10, 8) };
    expect(composeBadge({ ...words, kind: 'level', text: '!', broken })).toMatchObject({
      word: 'Level broken',
      detail: 'BTC 70,000 since 10 Feb, 08:00 UTC',
    });
  });

  it('says that nothing fresh was heard, and since when if ever', () => {
    const stale = { ...words, kind: 'stale', text: '?' } as const;
    expect(composeBadge({ ...stale, freshAt: Date.UTC(2026, 1, 10, 8) })).toMatchObject({
      word: 'No fresh data',
      detail: 'last heard 10 Feb, 08:00 UTC',
    });
    expect(composeBadge({ ...stale, freshAt: undefined })).toMatchObject({ word: 'No data yet' });
  });
});
