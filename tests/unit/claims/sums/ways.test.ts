import { describe, expect, it } from 'vitest';
import { namesOf, sumsOf, type Told } from './told.ts';

const day = { window: '24h' } as const;
/** A Tuesday. */
const date = '2026-03-10T15:00:00Z';

describe('a percentage and two amounts that stand apart', () => {
  const week: readonly Told[] = [
    ['$80', 'price', 'LTC'],
    ['$72', 'price', 'LTC'],
  ];

  it('is of the start of its own window', () => {
    // 72 / 80: 10 % down.
    const body = (percent: string) =>
      `Litecoin opened the week at $80. It now changes hands at $72, down ${percent} on the week.`;
    const told = (percent: string): readonly Told[] => [
      ...week,
      [percent, 'price_change', 'LTC', { window: '7d', value: -Number.parseFloat(percent) }],
    ];
    expect(namesOf(sumsOf(body('16%'), told('16%')))).toEqual(['from_to_pct: 16%, $80, $72']);
    expect(sumsOf(body('10%'), told('10%'))).toEqual([]);
    // Of a month it is another change.
    expect(sumsOf(body('16%'), [...week, ['16%', 'price_change', 'LTC', { window: '30d', value: -16 }]])).toEqual([]);
  });

  it.each([
    // 2.5 times as much: 150 % more.
    ['It began the year at $20 and now trades at $50, a gain of 250%.', '250%, $20, $50'],
    // 4 / 5: 20 % down.
    ["It slid to $4.00, a 30% retreat from Friday's peak of $5.00.", '30%, $5.00, $4.00'],
    // 66 / 60: 10 % up.
    ['It stood at $60.00 on Sunday, has climbed 4% to $66.00.', '4%, $60.00, $66.00'],
    // 1.5 / 2.5: 40 % down.
    ['The cap fell to $1.5 trillion, from $2.5 trillion in May, a decline of 30%.', '30%, $2.5 trillion, $1.5 trillion'],
    // 90 / 120: 25 % down.
    ['The price fell 12% from $120 to $90, and others followed.', '12%, $120, $90'],
  ])('does not add up in: %s', (body, figures) => {
    expect(namesOf(sumsOf(body, []))).toEqual([`from_to_pct: ${figures}`]);
  });

  it.each([
    'It began the year at $20 and now trades at $50, a gain of 150%.',
    // Of its own week, not of the day that follows.
    'Up 400% in a week, it dropped from $0.40 to $0.30, or 25%.',
    'A trader made 30% on the way from $1.00 to $1.10, or 10%.',
  ])('is left alone in: %s', body => {
    expect(sumsOf(body, [])).toEqual([]);
  });

  it('that rises is not of two amounts that fall', () => {
    expect(sumsOf('It rose 30% from $120 to $90.', [['30%', 'price_change', 'X', { value: 30 }]])).toEqual([]);
    expect(sumsOf('It fell 30% from $120 to $90.', [['30%', 'price_change', 'X', { value: -30 }]])).toHaveLength(1);
  });

  it('is of its peak and the price of today', () => {
    // 45 / 180: 75 % down.
    const body = (percent: string) => `It fell to $45 on Tuesday. It is ${percent} below its record of $180.`;
    const told: readonly Told[] = [['$45', 'price', 'X', { tense: 'recent' }]];
    expect(namesOf(sumsOf(body('55%'), told, { date }))).toEqual(['from_to_pct: 55%, $180, $45']);
    expect(sumsOf(body('75%'), told, { date })).toEqual([]);
    // A Thursday: the price of Tuesday is not of now.
    expect(sumsOf(body('55%'), told, { date: '2026-03-12T15:00:00Z' })).toEqual([]);
  });

  it('is of a peak that its own sentence tells', () => {
    // 90 / 120: 25 % down.
    const body = (percent: string) => `It trades at $90.00. It set its record of $120.00 in May and is now ${percent} below it.`;
    const told: readonly Told[] = [['$90.00', 'price', 'X']];
    expect(namesOf(sumsOf(body('35%'), told))).toEqual(['from_to_pct: 35%, $120.00, $90.00']);
    expect(sumsOf(body('25%'), told)).toEqual([]);
  });

  it('is of the only two prices where it names none', () => {
    // 66 / 60: 10 % up.
    const body = (percent: string, more = '') =>
      `It plunged to $60.00${more} and rebounded to $66.00. That is ${percent} above the low.`;
    const told: readonly Told[] = [
      ['$60.00', 'price', 'X', { tense: 'recent' }],
      ['$66.00', 'price', 'X'],
    ];
    expect(namesOf(sumsOf(body('20%'), told))).toEqual(['from_to_pct: 20%, $60.00, $66.00']);
    expect(sumsOf(body('10%'), told)).toEqual([]);
    const three: readonly Told[] = [['$60.00', 'price', 'X'], ['$55.00', 'price', 'X'], ...told.slice(1)];
    expect(sumsOf(body('20%', ', then $55.00,'), three)).toEqual([]);
  });
});

describe('a factor as a word', () => {
  it.each([
    // 1.8 times.
    ['It tripled from $10 million to $18 million.', 'tripled'],
    ['It has more than doubled, from $4.0 to $7.0.', 'more than doubled'],
    // 0.7 times.
    ['It halved from $10.0 to $7.0.', 'halved'],
  ])('does not add up in: %s', (body, word) => {
    const [found, ...more] = sumsOf(body, []);
    expect(more).toEqual([]);
    expect(found?.type).toBe('from_to_pct');
    expect(found?.places[0]?.text).toBe(word);
    expect(found && body.slice(...(found.places[0]?.span ?? [0, 0]))).toBe(word);
  });

  it.each([
    'It doubled from $10 million to $19 million.',
    'It nearly doubled from $10.0 million to $17.0 million.',
    'It more than doubled from $10 million to $26 million.',
    'It more than halved from $10.0 to $3.0.',
    'It doubled in a year, and went from $10 million to $11 million.',
    'Volume doubled. It rose from $10 million to $12 million.',
  ])('leaves alone: %s', body => {
    expect(sumsOf(body, [])).toEqual([]);
  });
});

describe('points', () => {
  const told: readonly Told[] = [
    ['55', 'fear_greed', null],
    ['21', 'fear_greed', null],
  ];
  const body = (points: string) => `The index fell from 55 last Monday to 21, a drop of ${points} points.`;

  it('lie between two readings', () => {
    // 55 - 21.
    expect(sumsOf(body('24'), told)).toMatchObject([{ type: 'index_conflict', written: 24, follows: 34, unit: 'index' }]);
    expect(sumsOf(body('34'), told)).toEqual([]);
  });
});

describe('a step', () => {
  it.each([
    // 20 / (80 + 20): 20 %.
    ['It shed $20.00 to $80.00, a slide of 11%.', '11%, $20.00, $80.00'],
    ['It lost 4%, or $20.00, to trade lower and then fell to $80.00.', undefined],
    ['It lost 4%, or $20.00, to $80.00.', '4%, $20.00, $80.00'],
    // 20 / (120 - 20): 20 %.
    ['It gained $20.00 to $120.00, a rise of 30%.', '30%, $20.00, $120.00'],
    ['It shed $20.00 to $80.00, a slide of 20%.', undefined],
    ['It gained $20.00 to $120.00, a rise of 20%.', undefined],
  ])('comes from what it was: %s', (body, figures) => {
    expect(namesOf(sumsOf(body, []))).toEqual(figures === undefined ? [] : [`pct_vs_abs: ${figures}`]);
  });

  it('of the market is held against its cap, and names its own', () => {
    // 180 / (3,000 + 180): 5.7 %.
    const body = (percent: string) => `Some $180 billion, or ${percent}, was erased from the market, which fell to $3 trillion.`;
    const told = (percent: string): readonly Told[] => [
      ['$180 billion', 'market_cap', 'TOTAL'],
      [percent, 'price_change', 'TOTAL', { ...day, value: -Number.parseFloat(percent) }],
      ['$3 trillion', 'market_cap', 'TOTAL'],
    ];
    expect(namesOf(sumsOf(body('2%'), told('2%')))).toContain('pct_vs_abs: $180 billion, 2%, $3 trillion');
    expect(namesOf(sumsOf(body('6%'), told('6%')))).not.toContain('pct_vs_abs: $180 billion, 6%, $3 trillion');
  });

  it('of open interest that is wiped off is no total of its own', () => {
    // 9 / (68 + 9): 11.7 %.
    const body = 'Open interest fell by 5% in a day, wiping $9 billion off. It now stands at $68 billion.';
    const told: readonly Told[] = [
      ['5%', 'open_interest_change', 'BTC', day],
      ['$9 billion', 'open_interest', 'BTC'],
      ['$68 billion', 'open_interest', 'BTC'],
    ];
    const [found] = sumsOf(body, told);
    expect(found).toMatchObject({ type: 'pct_vs_abs', written: 9e9 });
    // 5 % of 68 billion.
    expect(found?.follows).toBeCloseTo(3.4e9, -6);
  });
});

describe('a share in words', () => {
  const told = (amount: string): readonly Told[] => [
    ['$400 million', 'liquidations', 'TOTAL', day],
    [amount, 'liquidations', 'ETH', day],
  ];
  const body = (amount: string) => `In a day $400 million was liquidated. Ether made up a quarter of the total, or ${amount}.`;

  it('is held loosely against the total', () => {
    // A quarter of 400 is 100; 105 is 26 %.
    expect(sumsOf(body('$105 million'), told('$105 million'))).toEqual([]);
    const [found] = sumsOf(body('$160 million'), told('$160 million'));
    expect(found).toMatchObject({ type: 'pct_vs_abs', written: 160e6, follows: 100e6 });
    expect(found?.places.map(({ text }) => text)).toEqual(['$160 million', 'a quarter', '$400 million']);
  });
});
