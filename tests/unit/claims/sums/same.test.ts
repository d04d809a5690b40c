import { describe, expect, it } from 'vitest';
import { namesOf, sumsOf, type Told } from './told.ts';

/** A Wednesday. */
const date = '2026-03-11T13:00:00Z';
const day = { window: '24h' } as const;

describe('figures of two days', () => {
  const total: Told = ['$300 million', 'liquidations', 'TOTAL', day];

  it('are no parts of each other', () => {
    const told: readonly Told[] = [total, ['$500 million', 'liquidations', 'TOTAL', { ...day, side: 'long' }]];
    const body = (next: string) => `Some $300 million was liquidated in 24 hours. ${next}`;
    expect(namesOf(sumsOf(body('Longs lost $500 million.'), told, { date }))).toEqual([
      'sum_conflict: $300 million, $500 million',
    ]);
    expect(namesOf(sumsOf(body('On Wednesday longs lost $500 million.'), told, { date }))).toHaveLength(1);
    expect(sumsOf(body('On Monday longs lost $500 million.'), told, { date })).toEqual([]);
    expect(sumsOf(body('It had been worse on Monday. Longs lost $500 million.'), told, { date })).toEqual([]);
    expect(sumsOf(body('On Feb. 5 longs lost $500 million.'), told, { date })).toEqual([]);
  });

  it('are no share of each other', () => {
    // 90 / 300: 30 %.
    const told: readonly Told[] = [total, ['$90 million', 'liquidations', 'TOTAL', { ...day, side: 'long' }]];
    const body = (when: string) =>
      `Some $300 million was liquidated in 24 hours. ${when} longs made up 60% of it, or $90 million.`;
    expect(namesOf(sumsOf(body('Of this,'), told, { date }))).toEqual(['pct_vs_abs: $90 million, 60%, $300 million']);
    expect(sumsOf(body('On Monday,'), told, { date })).toEqual([]);
  });

  it('are no two quotes', () => {
    const told: readonly Told[] = [
      ['$72.00', 'price', 'LTC'],
      ['$68.00', 'price', 'LTC'],
    ];
    const body = (before: string) => `Litecoin currently trades at $72.00. ${before} $68.00.`;
    expect(namesOf(sumsOf(body('It is now at'), told, { date }))).toEqual(['price_conflict: $72.00, $68.00']);
    expect(sumsOf(body('On Monday, it had traded at'), told, { date })).toEqual([]);
    expect(sumsOf(body('It had traded at'), told, { date })).toEqual([]);
  });
});

describe('prices on venues', () => {
  const told: readonly Told[] = [
    ['$72.00', 'price', 'LTC'],
    ['$66.00', 'price', 'LTC'],
  ];

  it.each([
    ['Litecoin is quoted at $72.00 on OKX. Kraken shows $66.00 and Binance $71.90.', 1],
    ['Litecoin is quoted at $72.00 on OKX. On Kraken it never went below $66.00.', 0],
    ['Litecoin is quoted at $72.00 on OKX. On Kraken it bottomed at $66.00.', 0],
    ["Litecoin is quoted at $72.00 on OKX. Kraken's low was $66.00.", 0],
  ])('are of one moment: %s', (body, count) => {
    const named = body.replace('quoted at $72.00 on OKX', 'quoted on OKX at $72.00');
    expect(sumsOf(named, told, { date })).toHaveLength(count);
  });
});

describe('figures of several providers', () => {
  const told: readonly Told[] = [
    ['57.0%', 'dominance', 'BTC'],
    ['61.0%', 'dominance', 'BTC'],
  ];

  it.each([
    ["Bitcoin's dominance is 57.0%. Its dominance is 61.0%.", 1],
    ["CoinGecko has bitcoin's dominance at 57.0%. Its dominance is 61.0%.", 1],
    ["CoinGecko has bitcoin's dominance at 57.0%. TradingView says 61.0%.", 0],
    ["Bitcoin's dominance is 57.0%. TradingView says 61.0%. CoinGecko counts 18,000 coins.", 0],
  ])('are not held against each other: %s', (body, count) => {
    expect(sumsOf(body, told, { date })).toHaveLength(count);
  });
});

describe('a share', () => {
  it('may be one of any sum told before', () => {
    const told: readonly Told[] = [
      ['$900 million', 'liquidations', 'TOTAL', day],
      ['$160 million', 'liquidations', 'TOTAL', { ...day, side: 'long' }],
    ];
    const body = (ether: string) =>
      `In a day $900 million was liquidated. Ether had ${ether}. Longs were $160 million of that, or 80%.`;
    // 160 / 200: 80 %.
    expect(sumsOf(body('$200 million'), told, { date })).toEqual([]);
    expect(namesOf(sumsOf(body('$250 million'), told, { date }))).toEqual(['pct_vs_abs: $160 million, 80%, $900 million']);
  });
});

describe('a level', () => {
  it('is not the size of the move beside it', () => {
    const told: readonly Told[] = [
      ['$50 billion', 'open_interest', 'BTC'],
      ['4%', 'open_interest_change', 'BTC'],
      ['$52 billion', 'open_interest', 'BTC'],
    ];
    const body = (lead: string) => `Open interest ${lead} $50 billion, a rise of 4%. It now stands at $52 billion.`;
    expect(sumsOf(body('climbed to a record'), told, { date })).toEqual([]);
    expect(namesOf(sumsOf(body('gained'), told, { date }))).toContain('pct_vs_abs: $50 billion, 4%, $52 billion');
  });
});

describe('a step of open interest', () => {
  it('is none of a percentage that two other amounts make', () => {
    const told = (last: string): readonly Told[] => [
      ['$60 billion', 'open_interest', 'BTC'],
      ['$54 billion', 'open_interest', 'BTC'],
      ['10%', 'open_interest_change', 'BTC'],
      [last, 'open_interest_change', 'BTC'],
      ['$56.7 billion', 'open_interest', 'BTC'],
    ];
    // 54 / 60: 10 % down; 56.7 / 54: 5 % up.
    const body = (last: string) =>
      `Open interest fell from $60 billion to $54 billion, a 10% drop. It then rose ${last} to $56.7 billion.`;
    expect(sumsOf(body('5%'), told('5%'), { date })).toEqual([]);
    expect(sumsOf(body('25%'), told('25%'), { date })).not.toEqual([]);
  });
});

describe('the cost of all coins', () => {
  it('is told per coin beside the average of the last purchase', () => {
    const told = (result: string): readonly Told[] => [
      ['$90,000', 'price', 'BTC'],
      [result, 'treasury_pnl', null, { entity: 'Strategy' }],
    ];
    const body = (result: string) =>
      `Strategy picked up 1,000 BTC at an average of $95,000. It holds 500,000 BTC, for which it paid $35 billion, or $70,000 per coin. With bitcoin at $90,000 it sits on an unrealized gain of ${result}.`;
    // 500,000 × 20,000: 10 billion.
    expect(sumsOf(body('$10 billion'), told('$10 billion'), { date })).toEqual([]);
    const [found] = sumsOf(body('$16 billion'), told('$16 billion'), { date });
    expect(found).toMatchObject({ type: 'pnl_price', follows: 10e9 });
  });
});
