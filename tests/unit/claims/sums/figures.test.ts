import { describe, expect, it } from 'vitest';
import { coinsIssued } from '../../../../lib/claims/sums/supply.ts';
import { namesOf, sumsOf, type Told } from './told.ts';

const day = { window: '24h' } as const;
const long = { ...day, side: 'long' } as const;
const short = { ...day, side: 'short' } as const;

describe('the parts of what was liquidated', () => {
  const body = (shorts: string) => `In a day $300 million was liquidated. Longs lost $250 million and shorts ${shorts}.`;
  const told = (shorts: string): readonly Told[] => [
    ['$300 million', 'liquidations', 'TOTAL', day],
    ['$250 million', 'liquidations', 'TOTAL', long],
    [shorts, 'liquidations', 'TOTAL', short],
  ];

  it('make up their total', () => {
    expect(sumsOf(body('$50 million'), told('$50 million'))).toEqual([]);
    expect(sumsOf(body('$120 million'), told('$120 million'))).toMatchObject([
      { type: 'sum_conflict', asset: 'TOTAL', written: 300e6, follows: 370e6 },
    ]);
  });

  it('may be of another window', () => {
    const hour: readonly Told[] = [
      ['$300 million', 'liquidations', 'TOTAL', day],
      ['$250 million', 'liquidations', 'TOTAL', { ...long, window: '7d' }],
      ['$120 million', 'liquidations', 'TOTAL', { ...short, window: '7d' }],
    ];
    expect(sumsOf(body('$120 million'), hour)).toEqual([]);
  });

  it('are no more than the whole, each alone', () => {
    const text = 'Longs worth $886 million were closed in a day. Total liquidations came to $881.96 million.';
    expect(namesOf(sumsOf(text, [['$886 million', 'liquidations', 'BTC', long]]))).toEqual([
      'sum_conflict: $881.96 million, $886 million',
    ]);
    expect(sumsOf(text.replace('886', '881'), [['$881 million', 'liquidations', 'BTC', long]])).toEqual([]);
  });

  it('of one venue make up that venue, and venues no more than the market', () => {
    const text = (total: string) =>
      `Over $2 billion was liquidated in a week. On Binance $1.00 billion in longs and $500 million in shorts were hit, a total of ${total}. OKX saw $600 million in longs and $300 million in shorts, together $900 million. The overall sum was $2.0 billion.`;
    const whole: readonly Told[] = [['$2 billion', 'liquidations', 'TOTAL', { window: '7d', cmp: 'over' }]];
    expect(namesOf(sumsOf(text('$1.2 billion'), whole))).toEqual(['sum_conflict: $1.2 billion, $1.00 billion, $500 million']);
    // 1.5 and 0.9 are 2.4.
    const last: readonly Told[] = [...whole, ['$2.0 billion', 'liquidations', 'TOTAL', { window: '7d' }]];
    expect(namesOf(sumsOf(text('$1.5 billion'), last))).toEqual(['sum_conflict: $2.0 billion, $1.5 billion, $900 million']);
  });
});

describe('a level', () => {
  const text = (line: string, price = '$58,200') => `Bitcoin trades at ${price} this morning. ${line}`;
  const told = (level: 'support' | 'resistance', figure: string, price = '$58,200'): readonly Told[] => [
    [price, 'price', 'BTC'],
    [figure, 'level', 'BTC', { level }],
  ];

  it.each([
    ['Desks see strong support at $62,000.', 'support', '$62,000', '$58,200'],
    ['The $62,000 level remains critical psychological support.', 'support', '$62,000', '$58,200'],
    ['It faces stiff resistance at $55,000.', 'resistance', '$55,000', '$58,200'],
  ] as const)('is on the wrong side of the price: %s', (line, level, figure, price) => {
    expect(namesOf(sumsOf(text(line), told(level, figure)))).toEqual([`level_broken: ${figure}, ${price}`]);
  });

  it.each([
    ['Desks see support at $58,300.', 'support', '$58,300'],
    ['Desks see support at $55,000.', 'support', '$55,000'],
    ['It faces resistance at $62,000.', 'resistance', '$62,000'],
    ['It lost the support at $62,000.', 'support', '$62,000'],
    ['Last week it still defended support at $62,000.', 'support', '$62,000'],
    ['If it reclaims $62,000, the support at $62,000 is back.', 'support', '$62,000'],
    ['It bounced towards $62,000 in vain.', 'support', '$62,000'],
  ] as const)('is left alone in: %s', (line, level, figure) => {
    expect(sumsOf(text(line), told(level, figure))).toEqual([]);
  });

  it('is on the wrong side only if it is so of every price of now', () => {
    const body = 'Bitcoin trades at $58,200 on Binance. It trades at $62,500 on the market. Desks see strong support at $62,000.';
    const claims: readonly Told[] = [
      ['$58,200', 'price', 'BTC'],
      ['$62,500', 'price', 'BTC'],
      ['$62,000', 'level', 'BTC', { level: 'support' }],
    ];
    expect(namesOf(sumsOf(body, claims)).filter(name => name.startsWith('level'))).toEqual([]);
  });

  it('is not held against a price of another time', () => {
    const body = 'In May 2024, when bitcoin cost $40,000, few cared. Desks see support at $62,000.';
    expect(sumsOf(body, told('support', '$62,000', '$40,000'))).toEqual([]);
  });

  it('is crossed by a low that is told to lie below the same number', () => {
    const body =
      'It fell to a low of below $6,500 and then stood at $6,551. There is important support at $6,500, a broker said.';
    const claims: readonly Told[] = [
      ['$6,500', 'price', 'BTC', { tense: 'recent', cmp: 'under' }],
      ['$6,551', 'price', 'BTC'],
      ['$6,500', 'level', 'BTC', { level: 'support' }],
    ];
    expect(namesOf(sumsOf(body, claims))).toEqual(['level_broken: $6,500, $6,500']);
  });
});

describe('a market cap', () => {
  const date = '2025-01-01T00:00:00Z';

  it('is price times supply', () => {
    const body = (cap: string) => `Bitcoin trades at $100,000 today. That gives a market cap of ${cap}.`;
    const told = (cap: string): readonly Told[] => [
      ['$100,000', 'price', 'BTC'],
      [cap, 'market_cap', 'BTC'],
    ];
    expect(sumsOf(body('$1.98 trillion'), told('$1.98 trillion'), { date })).toEqual([]);
    const [found] = sumsOf(body('$1.2 trillion'), told('$1.2 trillion'), { date });
    expect(found).toMatchObject({ type: 'cap_price', asset: 'BTC', written: 1.2e12 });
    // 19.80 million coins on that day.
    expect((found?.follows ?? 0) / 1e12).toBeCloseTo(1.98, 2);
    // Without a date nobody knows how many coins there were.
    expect(sumsOf(body('$1.2 trillion'), told('$1.2 trillion'))).toEqual([]);
  });

  it('of the whole market is more than that of bitcoin alone', () => {
    const body = 'Bitcoin trades at $63,000 today. The total crypto market cap is $1.25 trillion.';
    const told: readonly Told[] = [
      ['$63,000', 'price', 'BTC'],
      ['$1.25 trillion', 'market_cap', 'TOTAL'],
    ];
    expect(namesOf(sumsOf(body, told, { date }))).toEqual(['misattribution: $1.25 trillion, $63,000']);
  });

  it('is its share of the whole', () => {
    const body = (share: string) =>
      `The total crypto market cap stands at $3.00 trillion. Bitcoin has $1.74 trillion of it, and a dominance of ${share}.`;
    const told = (share: string): readonly Told[] => [
      ['$3.00 trillion', 'market_cap', 'TOTAL'],
      ['$1.74 trillion', 'market_cap', 'BTC'],
      [share, 'dominance', 'BTC'],
    ];
    // 58 %, give or take what rounding hides.
    expect(sumsOf(body('58.2%'), told('58.2%'))).toEqual([]);
    expect(sumsOf(body('59.2%'), told('59.2%'))).toMatchObject([{ type: 'cap_dominance', soft: true }]);
    const [found] = sumsOf(body('64.0%'), told('64.0%'));
    expect(found).toMatchObject({ type: 'cap_dominance', written: 64, unit: 'pct' });
    expect(found?.soft).toBeUndefined();
    expect(found?.follows).toBeCloseTo(58, 1);
  });
});

describe('the coins that exist', () => {
  it('follow the halvings', () => {
    expect(coinsIssued('BTC', Date.UTC(2024, 3, 20))).toBe(19_687_500);
    // Halfway through the years from 2020 to 2024.
    expect(coinsIssued('BTC', (Date.UTC(2020, 4, 11) + Date.UTC(2024, 3, 20)) / 2)).toBe((18_375_000 + 19_687_500) / 2);
    expect(coinsIssued('BTC', Date.UTC(2008, 0, 1))).toBeUndefined();
    expect(coinsIssued('BTC', Date.UTC(2030, 0, 1))).toBeUndefined();
  });
});

describe("a company's result", () => {
  const body = (result: string, holdings = ' It holds 714,644 BTC bought at an average price of $76,056.') =>
    `Bitcoin trades at $67,460 today.${holdings} Strategy sits on an unrealized loss of ${result}.`;
  const told = (result: string, billions: number): readonly Told[] => [
    ['$67,460', 'price', 'BTC'],
    [result, 'treasury_pnl', null, { value: -billions * 1e9, entity: 'Strategy' }],
  ];

  it('is its coins times the distance from their cost', () => {
    // 714,644 × (67,460 − 76,056) = −6.143 billion.
    expect(sumsOf(body('$6.1 billion'), told('$6.1 billion', 6.1))).toEqual([]);
    // Within a tenth of the result and a percent and a half of the price: 6.87 at most.
    expect(sumsOf(body('$7.5 billion'), told('$7.5 billion', 7.5))).toEqual([]);
    expect(sumsOf(body('$7.8 billion'), told('$7.8 billion', 7.8))).toHaveLength(1);
    const [found] = sumsOf(body('$0.9 billion'), told('$0.9 billion', 0.9));
    expect(found).toMatchObject({ type: 'pnl_price', entity: 'Strategy', written: -0.9e9 });
    expect(found?.follows).toBeCloseTo(-6_143_079_824, 0);
    expect(found?.places.map(({ text }) => text)).toEqual(['$0.9 billion', '$67,460', '714,644 BTC', '$76,056']);
  });

  it('is held against what the company stated where the text does not say, and tells the day', () => {
    const date = '2026-02-12T00:30:00Z';
    const stated = { day: Date.UTC(2026, 1, 9), coins: 714_644, averageUsd: 76_056 };
    const references = { costs: { Strategy: [{ ...stated, day: Date.UTC(2025, 1, 9), coins: 1 }, stated] } };
    const found = sumsOf(body('$0.9 billion', ''), told('$0.9 billion', 0.9), { date, references });
    expect(found).toMatchObject([{ type: 'pnl_price', reference: { kind: 'holdings', day: stated.day } }]);
    expect(sumsOf(body('$6.1 billion', ''), told('$6.1 billion', 6.1), { date, references })).toEqual([]);
    // Nobody knows: no date, another company, nothing stated lately, nothing stated at all.
    expect(sumsOf(body('$0.9 billion', ''), told('$0.9 billion', 0.9), { references })).toEqual([]);
    expect(sumsOf(body('$0.9 billion', ''), told('$0.9 billion', 0.9), { date: '2026-06-01T00:00:00Z', references })).toEqual([]);
    expect(sumsOf(body('$0.9 billion', ''), told('$0.9 billion', 0.9), { date })).toEqual([]);
  });

  it('is not a result that was lost since a peak', () => {
    const text = body('$50 billion').replace('loss of', 'loss since its peak of');
    expect(sumsOf(text, told('$50 billion', 50))).toEqual([]);
    expect(sumsOf(body('$50 billion'), told('$50 billion', 50))).toHaveLength(1);
  });

  it('has one average cost', () => {
    const text = (second: string) => `The coins were bought at an average price of $76,052. Its average cost is ${second}.`;
    expect(namesOf(sumsOf(text('$76,502'), []))).toEqual(['number_conflict: $76,502, $76,052']);
    expect(sumsOf(text('$76,052'), [])).toEqual([]);
    expect(sumsOf('The 50-day moving average is at $58,000, the 200-day moving average at $59,000.', [])).toEqual([]);
  });
});
