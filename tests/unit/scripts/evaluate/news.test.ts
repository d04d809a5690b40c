import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../../lib/claims/claim.ts';
import { withParts } from '../../../../scripts/evaluate/document.ts';
import { parseLabels } from '../../../../scripts/evaluate/news/labels.ts';
import type { Label } from '../../../../scripts/evaluate/news/labels.ts';
import { foldOf, measure, score } from '../../../../scripts/evaluate/news/score.ts';

const claim: Claim = {
  kind: 'price',
  asset: 'BTC',
  value: 60_000,
  unit: 'usd',
  cmp: 'eq',
  side: null,
  window: null,
  level: null,
  tense: 'now',
  span: [0, 7],
  text: '$60,000',
};
const label: Label = { kind: 'price', asset: 'BTC', value: 60_000, window: null };

function sums(labels: readonly Label[], claims: readonly Claim[]): readonly number[] {
  const scores = score(labels, claims);
  const sum = (name: 'hits' | 'misses' | 'falls'): number => scores.reduce((total, each) => total + each[name], 0);
  return [sum('hits'), sum('misses'), sum('falls')];
}

describe('our own labelled sentences', () => {
  const text = `a comment
# a | Bitcoin falls | 2026-02-01
S Bitcoin fell 2.5% to $60,000.
 chg BTC -2.5 24h alt=w
 px BTC 60000
S The market lost between $1 and $2 billion.
 ~cap BTC/TOTAL 1e9..2e9
# b | Another | 2026-02-02
P Ether was quiet.
S It costs $2,000.
 px ETH 2000`;

  it('are read with the headline, the date and the sentence before', () => {
    const { sentences } = parseLabels(text);
    expect(sentences).toEqual([
      {
        id: 'a.1',
        article: 'a',
        title: 'Bitcoin falls',
        date: '2026-02-01',
        sentence: 'Bitcoin fell 2.5% to $60,000.',
        claims: [{ kind: 'price_change', asset: 'BTC', value: -2.5, window: '24h', mayLackWindow: true }, label],
      },
      {
        id: 'a.2',
        article: 'a',
        title: 'Bitcoin falls',
        date: '2026-02-01',
        prev: 'Bitcoin fell 2.5% to $60,000.',
        sentence: 'The market lost between $1 and $2 billion.',
        claims: [
          { kind: 'market_cap', asset: 'BTC', asset_alt: ['TOTAL'], value: 1e9, value_hi: 2e9, window: null, optional: true },
        ],
      },
      {
        id: 'b.1',
        article: 'b',
        title: 'Another',
        date: '2026-02-02',
        prev: 'Ether was quiet.',
        sentence: 'It costs $2,000.',
        claims: [{ kind: 'price', asset: 'ETH', value: 2_000, window: null }],
      },
    ]);
  });

  it('are an article where each of its sentences is labelled', () => {
    expect(parseLabels(text).articles.map(({ id, body, claims }) => [id, body, claims.length])).toEqual([
      ['a', 'Bitcoin fell 2.5% to $60,000.\n\nThe market lost between $1 and $2 billion.', 2],
    ]);
  });

  it.each([
    '# a | no date',
    '# a | T | yesterday',
    'S nowhere',
    `# a | T | 2026-02-01\nS x\n price BTC 1`,
    `# a | T | 2026-02-01\nS x\n px BTC one`,
  ])('are refused with the line where it cannot be read: %j', bad => {
    expect(() => parseLabels(bad)).toThrow(bad.split('\n').at(-1));
  });
});

describe('the score', () => {
  it('counts hits, misses and what nobody labelled', () => {
    expect(sums([label], [claim])).toEqual([1, 0, 0]);
    expect(sums([label], [])).toEqual([0, 1, 0]);
    expect(sums([], [claim])).toEqual([0, 0, 1]);
    expect(measure(score([label, { ...label, asset: 'ETH' }], [claim, { ...claim, kind: 'level' }]))).toEqual({
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    });
  });

  it('wants the value within half a percent, with its sign, the asset and the window', () => {
    expect(sums([label], [{ ...claim, value: 60_290 }])).toEqual([1, 0, 0]);
    expect(sums([label], [{ ...claim, value: 60_310 }])).toEqual([0, 1, 1]);
    expect(sums([label], [{ ...claim, value: -60_000 }])).toEqual([0, 1, 1]);
    expect(sums([label], [{ ...claim, asset: 'ETH' }])).toEqual([0, 1, 1]);
    expect(sums([{ ...label, asset_alt: ['ETH'] }], [{ ...claim, asset: 'ETH' }])).toEqual([1, 0, 0]);
    expect(sums([{ ...label, window: '24h' }], [claim])).toEqual([0, 1, 1]);
    expect(sums([{ ...label, window: '24h', mayLackWindow: true }], [claim])).toEqual([1, 0, 0]);
    expect(sums([{ ...label, window: '24h', mayLackWindow: true }], [{ ...claim, window: '7d' }])).toEqual([0, 1, 1]);
    expect(sums([{ ...label, value_hi: 62_000 }], [{ ...claim, value: 61_000 }])).toEqual([1, 0, 0]);
  });

  it('counts neither what is optional nor what is said twice', () => {
    expect(sums([{ ...label, optional: true }], [])).toEqual([0, 0, 0]);
    expect(sums([{ ...label, optional: true }], [{ ...claim, asset: 'ETH' }])).toEqual([0, 0, 0]);
    expect(sums([label], [claim, { ...claim, span: [9, 16] }])).toEqual([1, 0, 0]);
  });

  it('keeps the sentences of an article in one fold', () => {
    const folds = Array.from({ length: 40 }, (_, place) => foldOf({ id: `a.${place}`, article: 'a' }));
    expect(new Set(folds).size).toBe(1);
    expect(new Set(Array.from({ length: 40 }, (_, place) => foldOf({ id: `b.${place}` }))).size).toBe(5);
  });
});

describe('a part of the document that is measured alone', () => {
  const part = { id: 'jump', title: 'Jump', tables: ['| new |'] } as const;

  it('takes the place of the one with its title, or comes last', () => {
    const kept = withParts('# Evaluation\n\n## Jump\n\nold\n\n## Other\n\nkept\n', [part]);
    expect(kept).toMatch(/^# Evaluation\n\n## Jump\n\n.*\n\n\| new \|\n\n## Other\n\nkept\n$/s);
    expect(kept).not.toContain('old');
    expect(withParts('# Evaluation\n\n## Other\n\nkept\n', [part])).toMatch(/## Other\n\nkept\n\n## Jump\n\n.*\| new \|\n$/s);
  });
});
