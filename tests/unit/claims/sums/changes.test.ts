import { describe, expect, it } from 'vitest';
import { namesOf, sumsOf, type Told } from './told.ts';

const day = { window: '24h' } as const;

describe('a percentage and the amounts that it is of', () => {
  it.each([
    // 3,850 / 4,100 = 0.939: a fall of 6.1 %.
    ['Ether fell 12% from $4,100 to $3,850 at noon.', '12%, $4,100, $3,850'],
    // 5 %.
    ['Coins slid from $70,000 to $66,500, a fall of 8%.', '8%, $70,000, $66,500'],
    // 7.1 %.
    ['It rose to $150 from $140, a gain of 12%.', '12%, $140, $150'],
    // 10 %.
    ['It lost 20% over the past week, from $2.00 to $1.80.', '20%, $2.00, $1.80'],
    // 4.5 %.
    ['It touched $71,200 and dropped 1.5% to $68,000.', '1.5%, $71,200, $68,000'],
    // 20 %.
    ['It jumped from $0.50 to $0.60. That is a 30% gain.', '30%, $0.50, $0.60'],
    // 52.4 % below.
    ['It trades at $60,000. That is 25% below its high of $126,000.', '25%, $126,000, $60,000'],
  ])('does not add up in: %s', (body, figures) => {
    expect(namesOf(sumsOf(body, []))).toEqual([`from_to_pct: ${figures}`]);
  });

  it.each([
    'Coins slid from $70,000 to $66,500, a fall of 5%.',
    // 5.07 %.
    'It fell by nearly 5.1% from $70,000 to $66,450.',
    'It fell over 6% from $1,934 to $1,797.',
    // A window of its own, in a clause of its own.
    'It is down 3% over the past day, falling from a high of $3,500 to as low as $3,100.',
    'It dropped from $70,000 to $66,500 while ether lost 8%.',
    'It could fall 20% from $70,000 to $60,000.',
    'It added another 9% on the way from $100 to $120.',
    // The base is about: 82,876 give or take half a percent.
    'It fell to around $82,876. Later it recovered 0.8% to $83,205.',
  ])('is left alone in: %s', body => {
    expect(sumsOf(body, [])).toEqual([]);
  });

  it('is held against the last low of the same asset', () => {
    // 1,810 / 1,797: 0.7 %.
    const told: readonly Told[] = [
      ['$1,797', 'price', 'ETH', { tense: 'recent' }],
      ['$83,000', 'price', 'BTC'],
      ['1.2%', 'price_change', 'ETH'],
      ['$1,810', 'price', 'ETH'],
    ];
    const [found, ...more] = sumsOf('Ether sank to $1,797. Bitcoin stood at $83,000. Ether regained 1.2% to $1,810.', told);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ type: 'from_to_pct', asset: 'ETH', written: 1.2, unit: 'pct' });
    expect(found?.follows).toBeCloseTo(0.7234, 3);
    expect(found?.places.map(({ span }) => span)).toEqual([
      [63, 67],
      [14, 20],
      [71, 77],
    ]);
  });

  it('of open interest may stand sentences away from its peak and its present', () => {
    // 27 / 30: 10 %.
    const body = (percent: string) =>
      `Open interest reached a record of $30 billion in May. It is now $27 billion. So it has shrunk by ${percent} in five weeks.`;
    const told = (percent: string): readonly Told[] => [
      ['$27 billion', 'open_interest', 'BTC'],
      [percent, 'open_interest_change', 'BTC'],
    ];
    expect(namesOf(sumsOf(body('15%'), told('15%')))).toEqual(['from_to_pct: 15%, $30 billion, $27 billion']);
    expect(sumsOf(body('10%'), told('10%'))).toEqual([]);
    // Of a day it is another change.
    expect(sumsOf(body('2%'), [told('2%')[0], ['2%', 'open_interest_change', 'BTC', day]] as readonly Told[])).toEqual([]);
  });
});

describe('a percentage and what it comes to', () => {
  const body = (amount: string, rest = '') => `Open interest fell 10% in a day, representing a loss of ${amount}.${rest}`;
  const told = (amount: string): readonly Told[] => [
    ['10%', 'open_interest_change', 'TOTAL', day],
    [amount, 'open_interest_change', 'TOTAL', { ...day, unit: 'usd' }],
  ];

  it('is held against the stated total', () => {
    // 30 billion after a fall of 10 %: 33.3 before, so that 3.3 went.
    const now = ' It now stands at $30 billion.';
    const total: Told = ['$30 billion', 'open_interest', 'TOTAL'];
    expect(sumsOf(body('$3.3 billion', now), [...told('$3.3 billion'), total])).toEqual([]);
    const [found] = sumsOf(body('$9 billion', now), [...told('$9 billion'), total]);
    expect(found).toMatchObject({ type: 'pct_vs_abs', written: 9e9, follows: 3e9 });
    expect(found?.reference).toBeUndefined();
  });

  it('is held against what is plausible where no total is stated, and says so', () => {
    const references = { openInterestUsd: { high: 200e9 } };
    expect(sumsOf(body('$18 billion'), told('$18 billion'), { references })).toEqual([]);
    expect(sumsOf(body('$26 billion'), told('$26 billion'), { references })).toMatchObject([
      { type: 'pct_vs_abs', written: 26e9, follows: 20e9, reference: { kind: 'bound' } },
    ]);
    // 260 billion in all is not beyond what is assumed without a market.
    expect(sumsOf(body('$26 billion'), told('$26 billion'))).toEqual([]);
    expect(sumsOf(body('$60 billion'), told('$60 billion'))).toHaveLength(1);
  });

  it('of liquidations is a share of their total', () => {
    const text = (part: string) => `In a day $300 million was liquidated. Some 40% of the liquidations, or ${part}, were shorts.`;
    const parts = (part: string): readonly Told[] => [
      ['$300 million', 'liquidations', 'TOTAL', day],
      [part, 'liquidations', 'TOTAL', { ...day, side: 'short' }],
    ];
    expect(sumsOf(text('$120 million'), parts('$120 million'))).toEqual([]);
    expect(sumsOf(text('$60 million'), parts('$60 million'))).toMatchObject([
      { type: 'pct_vs_abs', written: 60e6, follows: 120e6 },
    ]);
  });
});
