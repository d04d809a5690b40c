import { describe, expect, it } from 'vitest';
import { namesOf, sumsOf, type Told } from './told.ts';

const day = { window: '24h' } as const;
const near = { ...day, ctx: ['asset', 'window'] } as const;

describe('a percentage in the sentence after its two amounts', () => {
  const way: readonly Told[] = [
    ['$50.00', 'price', 'LTC', { tense: 'recent' }],
    ['$45.00', 'price', 'LTC'],
  ];
  // 45 / 50: 10 % down.
  it.each([
    'The 16% slide was its worst in a month.',
    'Its 16% fall came late.',
    "The coin's 16% drop led.",
    'The fall of 16% hurt.',
  ])('is held against them in: %s', next => {
    const told: readonly Told[] = [...way, ['16%', 'price_change', 'LTC', { value: -16, ctx: ['asset'] }]];
    expect(namesOf(sumsOf(`Litecoin fell from $50.00 to $45.00. ${next}`, told))).toEqual(['from_to_pct: 16%, $50.00, $45.00']);
    expect(sumsOf(`Litecoin fell from $50.00 to $45.00. ${next.replace('16%', '10%')}`, way)).toEqual([]);
  });

  it.each([
    'The 16% slide since May is its worst.',
    'The 16% fall this month hurt.',
    'A 16% fall is a lot.',
    'Its holders had a 16% fall in mind.',
    'The 16% slide from its record goes on.',
  ])('is of something else in: %s', next => {
    expect(sumsOf(`Litecoin fell from $50.00 to $45.00. ${next}`, way)).toEqual([]);
  });

  it('is of another coin where it says so', () => {
    const told: readonly Told[] = [...way, ['16%', 'price_change', 'DOGE', { value: -16 }]];
    expect(sumsOf('Litecoin fell from $50.00 to $45.00. The 16% slide of dogecoin was worse.', told)).toEqual([]);
  });

  it('may be a third of a point off, since it may be taken from elsewhere', () => {
    // 43.85 / 50: 12.3 % down; 0.3 points and 3 % of 12.3 are 0.67.
    const told: readonly Told[] = [way[0] ?? ['', 'price', null], ['$43.85', 'price', 'LTC']];
    expect(sumsOf('Litecoin fell from $50.00 to $43.85. The 12.9% slide was swift.', told)).toEqual([]);
    expect(sumsOf('Litecoin fell from $50.00 to $43.85. The 13.2% slide was swift.', told)).toHaveLength(1);
  });
});

describe('the sides told in the sentence after their total', () => {
  const total: Told = ['$300 million', 'liquidations', 'TOTAL', day];
  const sides: readonly Told[] = [
    ['$200 million', 'liquidations', 'TOTAL', { ...near, side: 'long' }],
    ['$150 million', 'liquidations', 'TOTAL', { ...near, side: 'short' }],
  ];
  const body = (first: string, second = 'Longs were $200 million and shorts $150 million.') =>
    `${first} was liquidated in a day. ${second}`;

  it('make it up', () => {
    expect(namesOf(sumsOf(body('About $300 million'), [total, ...sides]))).toEqual([
      'sum_conflict: $300 million, $200 million, $150 million',
    ]);
    expect(sumsOf(body('About $350 million'), [['$350 million', 'liquidations', 'TOTAL', day], ...sides])).toEqual([]);
  });

  it('may be more than a total that says so, within reason', () => {
    const more = { ...day, cmp: 'over' } as const;
    expect(sumsOf(body('More than $300 million'), [['$300 million', 'liquidations', 'TOTAL', more], ...sides])).toEqual([]);
    // 350 is more than half as much again as 210.
    expect(sumsOf(body('More than $210 million'), [['$210 million', 'liquidations', 'TOTAL', more], ...sides])).toHaveLength(1);
    // What was reached is no floor.
    expect(sumsOf(body('A sum of $310 million'), [['$310 million', 'liquidations', 'TOTAL', more], ...sides])).toHaveLength(1);
  });

  it('are of another day where they say so', () => {
    for (const when of ['A day earlier,', 'Last week,', 'The previous day,'])
      expect(
        sumsOf(body('About $300 million', `${when} longs were $200 million and shorts $150 million.`), [total, ...sides]),
      ).toEqual([]);
    // The last day is that of the total.
    const last = body('About $300 million', 'In the last day longs were $200 million and shorts $150 million.');
    expect(sumsOf(last, [total, ...sides])).toHaveLength(1);
  });

  it('count without a claim where they are "of those"', () => {
    const [, short] = sides;
    const told = short ? [total, short] : [total];
    const second = '$200 million of those were longs, with the remaining $150 million in shorts.';
    expect(namesOf(sumsOf(body('About $300 million', second), told))).toEqual([
      'sum_conflict: $300 million, $200 million, $150 million',
    ]);
    expect(
      sumsOf(body('About $300 million', second.replace('150', '100')), [
        total,
        ['$100 million', 'liquidations', 'TOTAL', { ...near, side: 'short' }],
      ]),
    ).toEqual([]);
  });

  it('are not held against what somebody believes the sum to be', () => {
    const text = `${body('About $350 million')} The real figure was $900 million.`;
    const told: readonly Told[] = [
      ['$350 million', 'liquidations', 'TOTAL', day],
      ...sides,
      ['$900 million', 'liquidations', 'TOTAL', near],
    ];
    expect(sumsOf(text, told)).toEqual([]);
  });
});

describe('the share of a coin in the sentence after the total', () => {
  const told: readonly Told[] = [
    ['$640 million', 'liquidations', 'TOTAL', day],
    ['$160 million', 'liquidations', 'LTC', { ...day, ctx: ['window'] }],
  ];
  const body = (rest: string) => `Over the past day, $640 million was liquidated. Litecoin accounted for $160 million ${rest}.`;

  it('is held against its amount', () => {
    // 160 / 640: 25 %.
    expect(namesOf(sumsOf(body('of the total, or 51%'), told))).toEqual(['pct_vs_abs: $160 million, 51%, $640 million']);
    expect(sumsOf(body('of the total, or 25%'), told)).toEqual([]);
  });

  it('is not the share of one side in its own sum', () => {
    expect(sumsOf(body('with longs making up 51% of its total'), told)).toEqual([]);
  });
});
