import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArticleClaims } from '../../../../lib/claims/article.ts';
import type { Claim } from '../../../../lib/claims/claim.ts';
import { findInconsistencies } from '../../../../lib/claims/sums/find.ts';
import { claimsOf, namesOf, sumsOf, type Told } from './told.ts';

const day = { window: '24h' } as const;
const twice = (first: Told, second: Told): readonly Told[] => [first, second];

describe('one thing that is stated twice', () => {
  it.each([
    [
      'oi_conflict',
      'Open interest stands at $34 billion. Elsewhere it is $22 billion.',
      twice(['$34 billion', 'open_interest', 'BTC'], ['$22 billion', 'open_interest', 'BTC']),
    ],
    [
      'cap_conflict',
      'The market cap is $3.1 trillion. Elsewhere it is $2.4 trillion.',
      twice(['$3.1 trillion', 'market_cap', 'TOTAL'], ['$2.4 trillion', 'market_cap', 'TOTAL']),
    ],
    [
      'index_conflict',
      'The index stands at 12. Elsewhere it is at 28.',
      twice(['12', 'fear_greed', null], ['28', 'fear_greed', null]),
    ],
    [
      'change_conflict',
      'It fell 3% in a day. Elsewhere: down 9% in a day.',
      twice(['3%', 'price_change', 'BTC', { ...day, value: -3 }], ['9%', 'price_change', 'BTC', { ...day, value: -9 }]),
    ],
    [
      'change_conflict',
      'It gained 4% in a day. Elsewhere: down 4% in a day.',
      twice(['4%', 'price_change', 'BTC', { ...day, value: 4 }], ['4%', 'price_change', 'BTC', { ...day, value: -4 }]),
    ],
    [
      'number_conflict',
      'Some $237 million was closed. Elsewhere $273 million was.',
      twice(['$237 million', 'liquidations', 'TOTAL', day], ['$273 million', 'liquidations', 'TOTAL', day]),
    ],
    [
      'unit_error',
      'Some $237 million was closed. Elsewhere $237 billion was.',
      twice(['$237 million', 'liquidations', 'TOTAL', day], ['$237 billion', 'liquidations', 'TOTAL', day]),
    ],
    [
      'price_conflict',
      'It is currently trading at $64,000. At press time it stands at $69,500.',
      twice(['$64,000', 'price', 'BTC'], ['$69,500', 'price', 'BTC']),
    ],
    [
      'price_conflict',
      'Pairs at Binance show $64,000. Pairs at OKX show $66,000.',
      twice(['$64,000', 'price', 'BTC'], ['$66,000', 'price', 'BTC']),
    ],
    [
      'misattribution',
      'Bitcoin costs $67,460. Ether costs $67,460.',
      twice(['$67,460', 'price', 'BTC'], ['$67,460', 'price', 'ETH']),
    ],
  ] as const)('is %s: %s', (type, body, told) => {
    expect(sumsOf(body, told).map(each => each.type)).toEqual([type]);
  });

  it.each([
    [
      'Open interest stands at $34 billion. On Binance it is $11 billion.',
      twice(['$34 billion', 'open_interest', 'BTC'], ['$11 billion', 'open_interest', 'BTC']),
    ],
    [
      'Open interest stands at $34 billion, down from $41 billion.',
      twice(['$34 billion', 'open_interest', 'BTC'], ['$41 billion', 'open_interest', 'BTC']),
    ],
    [
      'Open interest stands at $34 billion. Options hold $22 billion.',
      twice(['$34 billion', 'open_interest', 'BTC'], ['$22 billion', 'open_interest', 'BTC', { tense: 'dated' }]),
    ],
    ['The index stands at 12. Yesterday it was 28.', twice(['12', 'fear_greed', null], ['28', 'fear_greed', null])],
    [
      'It fell 3% in a day. It fell 9% in a week.',
      twice(['3%', 'price_change', 'BTC', { ...day, value: -3 }], ['9%', 'price_change', 'BTC', { window: '7d', value: -9 }]),
    ],
    [
      'It fell 3% in a day. Over the month it fell 9%.',
      twice(['3%', 'price_change', 'BTC', { ...day, value: -3 }], ['9%', 'price_change', 'BTC', { ...day, value: -9 }]),
    ],
    [
      'Some $237 million was closed. About $240 million in all.',
      twice(['$237 million', 'liquidations', 'TOTAL', day], ['$240 million', 'liquidations', 'TOTAL', day]),
    ],
    [
      'It is currently trading at $64,000. At press time it stands at $64,900.',
      twice(['$64,000', 'price', 'BTC'], ['$64,900', 'price', 'BTC']),
    ],
    ['It fell to $64,000. Then it climbed to $69,500.', twice(['$64,000', 'price', 'BTC'], ['$69,500', 'price', 'BTC'])],
    [
      'Open interest stands at $34 billion in all, $22 billion of it in perpetuals.',
      twice(['$34 billion', 'open_interest', 'BTC'], ['$22 billion', 'open_interest', 'BTC']),
    ],
    [
      'It fell 3%. It is down 9%.',
      twice(['3%', 'price_change', 'BTC', { value: -3 }], ['9%', 'price_change', 'BTC', { value: -9 }]),
    ],
  ] as const)('may be another thing, or the same within a reading: %s', (body, told) => {
    expect(sumsOf(body, told)).toEqual([]);
  });

  it('may be a number of traders', () => {
    const body = (second: string) =>
      `More than 74,000 traders were liquidated. Prices fell. In all ${second} traders were liquidated.`;
    expect(sumsOf(body('102,000'), [])).toMatchObject([
      { type: 'number_conflict', written: 102_000, follows: 74_000, unit: 'count' },
    ]);
    expect(sumsOf(body('75,000'), [])).toEqual([]);
  });
});

describe('the size of a figure', () => {
  const body = 'In a day, $237 billion was liquidated.';
  const told: readonly Told[] = [['$237 billion', 'liquidations', 'TOTAL', day]];

  it('may be beyond any market', () => {
    expect(sumsOf(body, told)).toMatchObject([{ type: 'unit_error', written: 237e9, reference: { kind: 'bound' } }]);
    expect(sumsOf(body.replace('billion', 'million'), [['$237 million', 'liquidations', 'TOTAL', day]])).toEqual([]);
  });

  it('tells a cap that is a thousand times too small from one that is wrong', () => {
    const cap = (text: string): readonly Told[] => [
      ['$100,000', 'price', 'BTC'],
      [text, 'market_cap', 'BTC'],
    ];
    const types = (text: string) =>
      sumsOf(`Bitcoin trades at $100,000. Its market cap is ${text}.`, cap(text), { date: '2025-01-01' }).map(({ type }) => type);
    expect(types('$1.98 billion')).toEqual(['unit_error']);
    expect(types('$1.20 trillion')).toEqual(['cap_price']);
  });
});

describe('a headline', () => {
  const told: readonly Told[] = [['$66,000', 'price', 'BTC']];

  it('is held against the body', () => {
    expect(namesOf(sumsOf('Bitcoin is at $66,000 today.', told, { title: 'Bitcoin drops below $60,000' }))).toEqual([
      'title_body: $60,000, $66,000',
    ]);
    expect(sumsOf('Bitcoin is at $66,000 today.', told, { title: 'Bitcoin holds above $65,000' })).toEqual([]);
    for (const title of [
      'Will bitcoin drop below $60,000?',
      'Bitcoin slumps toward $60,000',
      'Bitcoin could fall to $60,000',
      'Bitcoin to $60,000',
      'A metric hints at a drop below $60,000',
      'Bitcoin drops to $60,000, then bounces to $66,000',
    ]) {
      expect(sumsOf('Bitcoin is at $66,000 today.', told, { title })).toEqual([]);
    }
    expect(
      sumsOf('Bitcoin is at $66,000 today. It briefly fell to $59,900.', told, { title: 'Bitcoin drops below $60,000' }),
    ).toEqual([]);
    expect(sumsOf('Nothing is said of prices.', [], { title: 'Bitcoin drops below $60,000' })).toEqual([]);
  });
});

describe('an article of the reference day, in words of its own', () => {
  const body = `Bitcoin stood at $67.46K, 1.69% lower than a day before. Ether was 2.84% lower and Solana 4.07%.
In the past 24 hours, longs worth about $237 million were liquidated across the market; bitcoin liquidations came to $2.16 billion over the past week and to more than $4.4 billion over the past month.
Perpetual futures open interest dropped 4.4% within a day, representing roughly $26 billion. Over the past month, open interest has declined by 34%.
Strategy sits on an unrealized loss of about $900 million.
The $75,000 level remains critical support for bitcoin. A break below it would likely target $70,000.`;
  const date = '2026-02-12T00:30:00Z';
  const references = { costs: { Strategy: [{ day: Date.UTC(2026, 1, 9), coins: 714_644, averageUsd: 76_056 }] } };

  it('has three errors and no other', () => {
    const found = findInconsistencies(body, readArticleClaims(body, { date }), { date, references });
    expect(namesOf(found)).toEqual([
      'pct_vs_abs: $26 billion, 4.4%',
      'pnl_price: $900 million, $67.46K',
      'level_broken: $75,000, $67.46K',
    ]);
    // 26 billion are 4.4 % of 591 billion.
    expect(found[0]).toMatchObject({ reference: { kind: 'bound' } });
    expect((26e9 / 4.4) * 100).toBeCloseTo(590.9e9, -8);
    expect(found[1]?.follows).toBeCloseTo(-6_143_079_824, 0);
  });

  it('gives the same answer every time, and places that hold the figures', () => {
    const claims = readArticleClaims(body, { date });
    const found = findInconsistencies(body, claims, { date, references });
    expect(findInconsistencies(body, claims, { date, references })).toEqual(found);
    for (const { span, text } of found.flatMap(({ places }) => places)) expect(body.slice(...span)).toBe(text);
  });
});

describe('a text of any kind', () => {
  const words = fc.constantFrom(
    'from',
    'to',
    'fell',
    '6%',
    '$70,000',
    '$66,500',
    'support at',
    'liquidated',
    'longs',
    'shorts',
    'total',
    '$300 million',
    'Binance',
    'average price of',
    'open interest',
    'or',
    '$26 billion',
    'of the total',
    '. ',
    'Bitcoin',
    '714,644 BTC',
    'Related:',
    '%',
    '$',
    '\u202e',
    '\n',
  );
  const kinds = fc.constantFrom(
    'price',
    'level',
    'liquidations',
    'open_interest',
    'market_cap',
    'treasury_pnl',
    'price_change',
    'dominance',
  );

  it('never throws, whatever was claimed of it', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), fc.array(fc.tuple(kinds, fc.nat(300)), { maxLength: 8 }), (parts, told) => {
        const body = parts.join(' ');
        const claims = told.map(([kind, at]): Claim => ({ ...bare, kind: kind, span: [at, at + 4] }));
        for (const { places } of findInconsistencies(body, claims, { title: body, date: body })) {
          for (const { span, text } of places) expect(body.slice(...span)).toBe(text);
        }
      }),
      { numRuns: 300 },
    );
  });

  const bare = claimsOf('$1', [['$1', 'price', 'BTC']])[0] as Claim;

  it('of nothing but figures ends', () => {
    const body = '$70,000 fell 6% from $300 million to support at $26 billion, longs, '.repeat(3_000);
    expect(findInconsistencies(body, []).length).toBeLessThan(1_500);
  });
});
