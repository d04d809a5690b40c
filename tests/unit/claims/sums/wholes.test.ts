import { describe, expect, it } from 'vitest';
import { namesOf, sumsOf, type Told } from './told.ts';

const day = { window: '24h' } as const;
/** A Tuesday. */
const date = '2026-03-10T15:00:00Z';

describe('the sides of what was liquidated', () => {
  const total: Told = ['$100 million', 'liquidations', 'TOTAL', day];

  it('count although no claim tells them', () => {
    const body = (short: string) => `Liquidations hit $100 million in a day, with $80 million in longs and ${short} in shorts.`;
    expect(namesOf(sumsOf(body('$30 million'), [total]))).toEqual(['sum_conflict: $100 million, $80 million, $30 million']);
    expect(sumsOf(body('$20 million'), [total])).toEqual([]);
  });

  it('may be misread: any two that make up the third will do', () => {
    const body =
      'Traders of shorts saw $23 million go, with long traders at $7 million. In all $30 million came mostly from shorts.';
    const told: readonly Told[] = [
      ['$23 million', 'liquidations', 'ETH', day],
      ['$7 million', 'liquidations', 'ETH', { ...day, side: 'long' }],
      ['$30 million', 'liquidations', 'ETH', { ...day, side: 'short' }],
    ];
    expect(sumsOf(body, told)).toEqual([]);
  });

  it('are no totals where they follow "of that"', () => {
    const body = 'Bitcoin traders lost $120 million in a day. Of that, some $100 million was liquidated on Monday.';
    const told: readonly Told[] = [
      ['$120 million', 'liquidations', 'BTC', day],
      ['$100 million', 'liquidations', 'TOTAL', day],
    ];
    expect(sumsOf(body, told)).toEqual([]);
  });

  it('after "of this" are the share that is told of them', () => {
    // 360 / 400: 90 %.
    const body = (percent: string) =>
      `Some $400 million was liquidated in a day. Of this, $360 million, or ${percent}, were longs.`;
    const told: readonly Told[] = [
      ['$400 million', 'liquidations', 'TOTAL', day],
      ['$360 million', 'liquidations', 'TOTAL', { ...day, side: 'long' }],
    ];
    expect(namesOf(sumsOf(body('60%'), told))).toEqual(['pct_vs_abs: $360 million, 60%, $400 million']);
    expect(sumsOf(body('90%'), told)).toEqual([]);
  });

  it('in words are no total', () => {
    const body =
      'Some $180 million of shorts and $60 million of longs were liquidated. Three quarters of the total, or $180 million, were shorts.';
    const told: readonly Told[] = [
      ['$180 million', 'liquidations', 'TOTAL', { ...day, side: 'short' }],
      ['$60 million', 'liquidations', 'TOTAL', { ...day, side: 'long' }],
      ['$180 million', 'liquidations', 'TOTAL', day],
    ];
    expect(sumsOf(body, told)).toEqual([]);
  });

  it('with their percentage leave it to no other figure', () => {
    // 160 / 200: 80 %.
    const body =
      'Some $200 million was liquidated in a day. Of this, $160 million, or 80%, were longs, and $90 million was of one hour.';
    const told: readonly Told[] = [
      ['$200 million', 'liquidations', 'TOTAL', day],
      ['$160 million', 'liquidations', 'TOTAL', { ...day, side: 'long' }],
      ['$90 million', 'liquidations', 'TOTAL', { window: '1h' }],
    ];
    expect(sumsOf(body, told)).toEqual([]);
  });

  it('are those that the words before a figure name', () => {
    const body =
      'Short liquidations of $90 million outpaced longs by nine to one, at $10 million. In all $100 million was liquidated.';
    const told: readonly Told[] = [
      ['$90 million', 'liquidations', 'TOTAL', { ...day, side: 'long' }],
      ['$10 million', 'liquidations', 'TOTAL', day],
      total,
    ];
    expect(sumsOf(body, told)).toEqual([]);
  });

  it('of a coin are held against every total where they name no time', () => {
    const told = (coin: Told): readonly Told[] => [total, ['$9 million', 'liquidations', 'TOTAL', { window: '1h' }], coin];
    const body = (coin: string) =>
      `Liquidations hit $100 million in a day. In an hour $9 million was liquidated. Longs of bitcoin (${coin}) led.`;
    const coin = (text: string): Told => [text, 'liquidations', 'BTC', { window: '1h', side: 'long', ctx: ['window'] }];
    expect(sumsOf(body('$40 million'), told(coin('$40 million')))).toEqual([]);
    expect(sumsOf(body('$140 million'), told(coin('$140 million'))).map(({ type }) => type)).toContain('sum_conflict');
  });
});

describe('a level', () => {
  const told: readonly Told[] = [
    ['$20.00', 'price', 'X', { tense: 'recent' }],
    ['$22.00', 'level', 'X', { level: 'support' }],
  ];

  it('is held against a price of today, of whichever coin it is called the support', () => {
    const body = 'The coin fell to $20.00 on Tuesday. Now support for X lies at $22.00.';
    expect(namesOf(sumsOf(body, told, { date }))).toEqual(['level_broken: $22.00, $20.00']);
    // Written on a Friday, of Tuesday's price.
    expect(sumsOf(body, told, { date: '2026-03-13T15:00:00Z' })).toEqual([]);
    expect(sumsOf(body.replace('on Tuesday', 'last Tuesday'), told, { date })).toEqual([]);
  });
});

describe('a market cap', () => {
  const at = '2025-03-01T10:00:00Z';

  it('of ether is price times the ethers that exist', () => {
    // 120.5 million and some: 2,000 dollars each are 241 billion.
    const sums = (cap: string) =>
      sumsOf(
        `Ether trades at $2,000. Its market cap is ${cap}.`,
        [
          ['$2,000', 'price', 'ETH'],
          [cap, 'market_cap', 'ETH'],
        ],
        { date: at },
      );
    expect(sums('$242 billion')).toEqual([]);
    expect(sums('$300 billion')).toMatchObject([{ type: 'cap_price', asset: 'ETH', written: 300e9 }]);
    // Five times as much is rather another's.
    expect(sums('$1.2 trillion')).toEqual([]);
  });

  it('of the whole market has not been of millions for years', () => {
    const sums = (body: string, asset: string, date: string) =>
      sumsOf(body, [[/\$[\d.]+ billion/.exec(body)?.[0] ?? '', 'market_cap', asset]], { date });
    const body = 'The total market cap fell to $1.6 billion.';
    expect(sums(body, 'TOTAL', at)).toMatchObject([{ type: 'unit_error', written: 1.6e9 }]);
    expect(sums(body, 'TOTAL', '2013-05-01T00:00:00Z')).toEqual([]);
    // Of a part of the market.
    expect(sums('The sector is worth $1.6 billion.', 'TOTAL', at)).toEqual([]);
  });

  it('is the share that is said of the whole', () => {
    // 500 / 1,000: 50 %.
    const sums = (percent: string) =>
      sumsOf(`All coins are worth $1.00 trillion. At $500 billion, bitcoin accounts for ${percent} of that.`, [
        ['$1.00 trillion', 'market_cap', 'TOTAL'],
        ['$500 billion', 'market_cap', 'BTC'],
      ]);
    expect(namesOf(sums('58%'))).toEqual(['cap_dominance: 58%, $500 billion, $1.00 trillion']);
    expect(sums('50%')).toEqual([]);
  });
});

describe("a company's coins", () => {
  it('may be ethers', () => {
    // 2 million × (2,500 - 4,000): a loss of 3 billion.
    const sums = (result: string) =>
      sumsOf(`It holds 2 million ETH at an average cost of $4,000. Ether trades at $2,500. Its unrealized loss is ${result}.`, [
        ['$2,500', 'price', 'ETH'],
        [result, 'treasury_pnl', null, { value: -Number.parseFloat(result.slice(1)) * 1e9, entity: 'BitMine' }],
      ]);
    expect(sums('$3.0 billion')).toEqual([]);
    expect(sums('$1.2 billion')).toMatchObject([{ type: 'pnl_price', asset: 'ETH', written: -1.2e9, follows: -3e9 }]);
  });

  it('are of the company that the result is of', () => {
    // 40,000 × (80,000 - 81,000): a loss of 40 million; 600,000 × 5,000: a profit of 3 billion.
    const sums = (result: string) =>
      sumsOf(
        `One holds 600,000 BTC at an average of $75,000. Another holds 40,000 BTC at an average of $81,000. Bitcoin trades at $80,000. Its loss is ${result}.`,
        [
          ['$80,000', 'price', 'BTC'],
          [result, 'treasury_pnl', null, { value: -Number.parseFloat(result.slice(1)) * 1e6, entity: 'Another' }],
        ],
      );
    expect(sums('$40 million')).toEqual([]);
    expect(sums('$900 million').map(({ type }) => type)).toEqual(['pnl_price']);
  });

  it('cost together their number times their average', () => {
    // 600,000 × 75,000 = 45 billion.
    const body = (average: string) => `It holds 600,000 BTC for which it paid $45 billion, an average of ${average} per coin.`;
    expect(sumsOf(body('$75,000'), [])).toEqual([]);
    expect(sumsOf(body('$85,000'), [])).toMatchObject([{ type: 'number_conflict', written: 85_000, follows: 75_000 }]);
  });

  it('have an average of their own at each purchase', () => {
    const body = 'It bought 500 BTC at an average of $77,000. It now holds 600,000 BTC at an average of $75,000.';
    expect(sumsOf(body, [])).toEqual([]);
    expect(sumsOf('It paid an average of $75,000. Long ago it paid an average of $30,000.', [])).toEqual([]);
    expect(namesOf(sumsOf('Its coins cost $75,000 on average of late. The average price of $75,300 is telling.', []))).toEqual(
      [],
    );
    expect(namesOf(sumsOf('It paid an average of $75,352. The average price of $73,552 is below it.', []))).toEqual([
      'number_conflict: $73,552, $75,352',
    ]);
  });

  it('had another result at another price', () => {
    const body =
      'It holds 600,000 BTC at an average of $75,000. Bitcoin trades at $80,000. Its paper profit is $3.0 billion, down from $9 billion.';
    const told: readonly Told[] = [
      ['$80,000', 'price', 'BTC'],
      ['$3.0 billion', 'treasury_pnl', null, { entity: 'Strategy' }],
      ['$9 billion', 'treasury_pnl', null, { entity: 'Strategy' }],
    ];
    // 600,000 × 5,000 = 3 billion.
    expect(sumsOf(body, told).filter(({ type }) => type === 'pnl_price')).toEqual([]);
  });
});

describe('one thing that is told twice', () => {
  const interest = (second: string) =>
    sumsOf(`Open interest is $42.6 billion. Analysts put open interest at ${second}.`, [
      ['$42.6 billion', 'open_interest', 'BTC'],
      [second, 'open_interest', 'BTC'],
    ]);

  it('with its digits in another order is a slip', () => {
    expect(namesOf(interest('$46.2 billion'))).toEqual(['oi_conflict: $46.2 billion, $42.6 billion']);
    // Within a tenth: two looks.
    expect(interest('$45.8 billion')).toEqual([]);
  });

  it('needs no coin or window that is taken from its surroundings', () => {
    const sums = (rest: Partial<NonNullable<Told[3]>>) =>
      sumsOf('It fell 6% in a day. We saw a decline of 14% too.', [
        ['6%', 'price_change', 'ETH', day],
        ['14%', 'price_change', 'ETH', { ...day, ...rest }],
      ]);
    expect(sums({ ctx: ['asset'] })).toEqual([]);
    expect(sums({ ctx: ['window'] })).toMatchObject([{ type: 'change_conflict' }]);
  });

  it('over "the same period" is not told of a certain one', () => {
    const told: readonly Told[] = [
      ['3%', 'price_change', 'ETH', { window: '30d' }],
      ['12%', 'price_change', 'ETH', { window: '30d' }],
    ];
    expect(sumsOf('Ether is down 3% over the same period. Ether is down 12% in 30 days.', told)).toEqual([]);
  });

  it('is not told by the price of an opening, nor by a venue with a premium', () => {
    const level: Told = ['$62.0', 'level', 'X', { level: 'support' }];
    const told: readonly Told[] = [['$58.0', 'price', 'X'], level];
    expect(sumsOf('It closed August at $58.0. Support lies at $62.0.', told)).toEqual([]);
    expect(sumsOf('It is traded at $58.0. Support lies at $62.0.', told)).toHaveLength(1);
    const venues = (why: string) =>
      sumsOf(`On Coinbase bitcoin trades at $3,200. On Bitfinex${why} it is quoted at $3,340.`, [
        ['$3,200', 'price', 'BTC'],
        ['$3,340', 'price', 'BTC'],
      ]);
    expect(venues('')).toMatchObject([{ type: 'price_conflict' }]);
    expect(venues(', where prices carry a premium,')).toEqual([]);
  });

  it('is no price of two coins', () => {
    const body = 'Ether rose to $104,500, while bitcoin was flat at $104,500.';
    const told = (rest: Partial<NonNullable<Told[3]>> = {}): readonly Told[] => [
      ['$104,500', 'price', 'ETH', rest],
      ['$104,500', 'price', 'BTC'],
    ];
    expect(sumsOf(body, told())).toMatchObject([{ type: 'misattribution' }]);
    expect(sumsOf(body, told({ ctx: ['asset'] }))).toEqual([]);
  });
});
