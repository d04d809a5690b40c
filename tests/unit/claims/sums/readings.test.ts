import { describe, expect, it } from 'vitest';
import { namesOf, sumsOf, type Told } from './told.ts';

const day = { window: '24h' } as const;
const week = { window: '7d' } as const;

describe('a change in a headline', () => {
  const price: Told = ['$44.00', 'price', 'LTC'];
  const body = (rest: string) => `Litecoin costs $44.00 after it gained 2% in a day.${rest}`;
  const told: readonly Told[] = [price, ['2%', 'price_change', 'LTC', day]];

  it('is held against one over the same time', () => {
    expect(namesOf(sumsOf(body(''), told, { title: 'Litecoin gains 10% in a day' }))).toEqual(['title_body: 10%, 2%']);
    expect(namesOf(sumsOf(body(''), told, { title: 'Litecoin gains 10%' }))).toEqual(['title_body: 10%, 2%']);
  });

  it.each(['Litecoin gains 10% this week', 'Litecoin gains 10% in best week since 2021', 'Litecoin gains 10% in a month'])(
    'is of another time in: %s',
    title => {
      expect(sumsOf(body(''), told, { title })).toEqual([]);
    },
  );

  it('is held against one that names its time among others', () => {
    const more: readonly Told[] = [...told, ['5%', 'price_change', 'LTC', week]];
    expect(namesOf(sumsOf(body(' It is up 5% in a week.'), more, { title: 'Litecoin gains 10% in a week' }))).toEqual([
      'title_body: 10%, 5%',
    ]);
  });

  it('may be what lies between two prices of the body', () => {
    // 44 / 40: 10 % up.
    const title = 'Litecoin gains 10%';
    expect(sumsOf(body(' On Monday it had cost $40.00.'), told, { title })).toEqual([]);
    // 44 / 42: 4.8 % up.
    expect(sumsOf(body(' On Monday it had cost $42.00.'), told, { title })).toHaveLength(1);
    // A level, or of another coin.
    const level: Told = ['$40.00', 'level', 'LTC'];
    expect(sumsOf(body(' Buyers wait at $40.00.'), [...told, level], { title })).toHaveLength(1);
    expect(sumsOf(body(' Dash costs $40.00.'), [...told, ['$40.00', 'price', 'DASH']], { title })).toHaveLength(1);
  });
});

describe('a fall in a headline', () => {
  it('does not lie between two prices that rise', () => {
    // 45 / 30: 50 % up, and 33 % down the other way.
    const told: readonly Told[] = [
      ['$30.00', 'price', 'LTC', { tense: 'recent' }],
      ['$45.00', 'price', 'LTC'],
      ['12%', 'price_change', 'LTC', day],
    ];
    const body = 'Litecoin, once at $30.00, costs $45.00 after it gained 12% in a day.';
    expect(sumsOf(body, told, { title: 'Litecoin gains 50%' })).toEqual([]);
    expect(sumsOf(body, told, { title: 'Litecoin loses 33%' })).toEqual([]);
    expect(sumsOf(body, told, { title: 'Litecoin loses 50%' })).toHaveLength(1);
  });
});

describe("a company's weekly report", () => {
  const told = (price: string, result: string, millions: number, entity = 'Strategy'): readonly Told[] => [
    [price, 'price', 'BTC'],
    [result, 'treasury_pnl', null, { value: millions * 1e6, entity }],
  ];
  const bought = 'It bought 200 BTC at an average price of $52,000.';
  const price = 'Bitcoin trades at $50,000.';

  it('tells the average of its last purchase beside that of all its coins', () => {
    // 100,000 × (50,000 - 40,000): a profit of 1 billion.
    const body = (result: string) =>
      `${bought} The stack has grown to 100,000 BTC. In all it paid an average price of $40,000. ${price} Its paper profit is ${result}.`;
    expect(sumsOf(body('$1.0 billion'), told('$50,000', '$1.0 billion', 1_000))).toEqual([]);
    expect(namesOf(sumsOf(body('$0.6 billion'), told('$50,000', '$0.6 billion', 600)))).toEqual([
      'pnl_price: $0.6 billion, $50,000, 100,000 BTC, $40,000',
    ]);
  });

  it('may tell the coins of its last purchase alone', () => {
    expect(sumsOf(`${bought} ${price} Its paper profit is $1.0 billion.`, told('$50,000', '$1.0 billion', 1_000))).toEqual([]);
    // A result of more than all that was bought.
    const few = `It holds 200 BTC at an average price of $52,000. ${price} Its paper profit is $1.0 billion.`;
    expect(sumsOf(few, told('$50,000', '$1.0 billion', 1_000))).toEqual([]);
  });

  it('may tell no average of what it holds, or only a part of that', () => {
    const result = told('$50,000', '$3.0 billion', 3_000);
    expect(sumsOf(`It holds 300,000 BTC. ${bought} ${price} Its paper profit is $3.0 billion.`, result)).toEqual([]);
    // 300,000 × (50,000 - 40,000).
    const part = `It bought 90,000 BTC. In all it paid an average price of $40,000. ${price} Its paper profit is $3.0 billion.`;
    expect(sumsOf(part, result)).toEqual([]);
    expect(sumsOf(part.replace('bought', 'holds'), result)).toHaveLength(1);
  });

  it('may tell its average in other words', () => {
    // 100,000 × (50,000 - 40,000).
    const body = `${bought} It holds 100,000 BTC bought at $40,000 each. It was at an average price of $53,000 of late. ${price} Its paper profit is $1.0 billion.`;
    expect(sumsOf(body, told('$50,000', '$1.0 billion', 1_000))).toEqual([]);
  });

  it('may tell the result at the price of another hour', () => {
    // 100,000 × (44,000 - 40,000): 400 million at the low.
    const body =
      'It holds 100,000 BTC at an average price of $40,000. At a low of $44,000 its profit shrank to $400 million. Bitcoin trades at $50,000.';
    const low: readonly Told[] = [
      ['$44,000', 'price', 'BTC', { tense: 'recent' }],
      ['$400 million', 'treasury_pnl', null, { entity: 'Strategy' }],
      ['$50,000', 'price', 'BTC'],
    ];
    expect(sumsOf(body, low)).toEqual([]);
    expect(
      sumsOf(
        body.replaceAll('$400', '$700'),
        low.map(each => (each[0] === '$400 million' ? ['$700 million', ...each.slice(1)] : each) as Told),
      ),
    ).toHaveLength(1);
    const ago = `It holds 100,000 BTC at an average price of $40,000. ${price} A month ago the paper profit was $2.6 billion.`;
    expect(sumsOf(ago, told('$50,000', '$2.6 billion', 2_600))).toEqual([]);
  });

  it('may tell what the coins are worth and what they cost', () => {
    // 3.0 billion less 2.6 billion.
    const body = `It holds 100,000 BTC at an average price of $40,000. ${price} A part worth $3.0 billion cost $2.6 billion, so that its profit on that is $400 million.`;
    expect(sumsOf(body, told('$50,000', '$400 million', 400))).toEqual([]);
    expect(sumsOf(body.replace('$2.6', '$2.9'), told('$50,000', '$400 million', 400))).toHaveLength(1);
  });

  it('is of one company', () => {
    const body = `Strategy holds 100,000 BTC at an average price of $40,000. ${price} BitMine sits on a paper loss of $300 million.`;
    expect(sumsOf(body, told('$50,000', '$300 million', -300, 'BitMine'))).toEqual([]);
    expect(sumsOf(body, told('$50,000', '$300 million', -300, 'Strategy'))).toHaveLength(1);
  });

  it('has two averages that need not be one', () => {
    expect(sumsOf('It bought coins at an average price of $41,300. Its average cost is $40,100.', [])).toEqual([]);
    expect(sumsOf('It spent $9 million to hold 100,000 BTC at an average price of $40,000.', [])).toEqual([]);
  });
});

describe('a share of what was liquidated', () => {
  const told: readonly Told[] = [
    ['$500 million', 'liquidations', 'TOTAL', day],
    ['$400 million', 'liquidations', 'TOTAL', { ...day, side: 'long' }],
    ['$100 million', 'liquidations', 'TOTAL', { ...day, side: 'short' }],
  ];
  const body = (rest: string) => `In a day $500 million was liquidated. ${rest}`;

  // 400 / 500: 80 %.
  it.each([
    'Longs came to $400 million against just $100 million in shorts, a share of almost 80%.',
    'Longs were $400 million and shorts $100 million, a long share of 80%.',
    'Longs took $400 million and shorts $100 million, so that bulls account for 80% of the total.',
    'Longs lost $400 million, shorts $100 million, a share of 25% of the other side, so to say.',
  ])('is of any amount of its sentence: %s', rest => {
    expect(sumsOf(body(rest), told)).toEqual([]);
  });

  it('is of none of them', () => {
    expect(namesOf(sumsOf(body('Longs came to $400 million against $100 million, a share of 60%.'), told))).toEqual([
      'pct_vs_abs: $100 million, 60%, $500 million',
    ]);
    // The whole is no part of itself: 400 / (400 + 500) = 44.4 %.
    const one = [told[0], told[1]].flatMap(each => (each ? [each] : []));
    expect(sumsOf('In a day $500 million was liquidated, and longs were 44% of this at $400 million.', one)).toHaveLength(1);
  });

  it('is not of the other side', () => {
    const one = [told[0], told[1]].flatMap(each => (each ? [each] : []));
    expect(sumsOf(body('Longs lost $400 million; the short share is 20%.'), one)).toEqual([]);
    expect(sumsOf(body('Longs lost $400 million; the long share is 20%.'), one)).toHaveLength(1);
  });

  it('leaves a rest that is no second total', () => {
    const rest: Told = ['$340 million', 'liquidations', 'TOTAL', day];
    const whole = told.slice(0, 1);
    expect(sumsOf(body('Later, the rest, $340 million, came from small coins.'), [...whole, rest])).toEqual([]);
    expect(sumsOf(body('In all, $340 million came from small coins.'), [...whole, rest])).toMatchObject([
      { type: 'number_conflict' },
    ]);
  });
});

describe('a market cap', () => {
  it('of a part is not that of the market', () => {
    const told: readonly Told[] = [
      ['$2.4 trillion', 'market_cap', 'TOTAL'],
      ['$1.5 trillion', 'market_cap', 'TOTAL'],
    ];
    expect(sumsOf('All coins are worth $2.4 trillion. It makes up 63% of the market with a cap of $1.5 trillion.', told)).toEqual(
      [],
    );
    expect(sumsOf('All coins are worth $2.4 trillion. Their market has a cap of $1.5 trillion.', told)).toMatchObject([
      { type: 'cap_conflict' },
    ]);
  });
});

describe('an index of another provider', () => {
  const told: readonly Told[] = [
    ['31', 'fear_greed', null],
    ['44', 'fear_greed', null],
  ];

  it.each([
    'The index by Alternative.me stands at 31. The version of CoinMarketCap shows 44.',
    'The index stands at 31. Binance puts it at 44.',
    'The index stands at 31. The own index of another site is at 44.',
  ])('is another index: %s', body => {
    expect(sumsOf(body, told)).toEqual([]);
  });

  it.each([
    'The index stands at 31. Traders are calm. The index is at 44.',
    'The index by Alternative.me stands at 31. The index by Alternative.me is at 44.',
  ])('is the same: %s', body => {
    expect(sumsOf(body, told)).toMatchObject([{ type: 'index_conflict', written: 44, follows: 31 }]);
  });
});
