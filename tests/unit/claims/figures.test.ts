import { describe, expect, it } from 'vitest';
import { readFigures } from '../../../lib/claims/figures.ts';

const shapes: readonly (readonly [text: string, unit: string, value: number, hi?: number])[] = [
  ['at $67.46K now', 'usd', 67_460],
  ['at $67.46k now', 'usd', 67_460],
  ['at 67.46K now', 'plain', 67_460],
  ['worth $1.2bn today', 'usd', 1.2e9],
  ['worth $1.2 b today', 'usd', 1.2e9],
  ['worth $1.2 billion today', 'usd', 1.2e9],
  ['worth $300mln today', 'usd', 3e8],
  ['cap of $2.31T now', 'usd', 2.31e12],
  ['1,234.56 USDT were paid', 'usd', 1234.56],
  ['US$412 was paid', 'usd', 412],
  ['$ 120,000 was paid', 'usd', 120_000],
  ['25.8 billion US dollars', 'usd', 25.8e9],
  ['half a billion dollars', 'usd', 5e8],
  ['a quarter of a billion dollars', 'usd', 2.5e8],
  ['two million dollars', 'usd', 2e6],
  ['$560–600 million', 'usd', 5.6e8, 6e8],
  ['between $560 million and $600 million', 'usd', 5.6e8, 6e8],
  ['$560M-$600M', 'usd', 5.6e8, 6e8],
  ['the $4,000 to $4,200 range', 'usd', 4000, 4200],
  ['$1,050–$1,000', 'usd', 1050, 1000],
  ['gains of 5% to 9%', 'pct', 5, 9],
  ['around 2-3% up', 'pct', 2, 3],
  ['negative 0.012 percent', 'pct', -0.012],
  ['minus 3 per cent', 'pct', -3],
  ['by −1.9% today', 'pct', -1.9],
  ['up (+3.2%) now', 'pct', 3.2],
  ['35 % of it', 'pct', 35],
  ['holds 714,644 BTC', 'coin', 714_644],
  ['2.2 million ETH', 'coin', 2.2e6],
  ['reads 5/100 today', 'plain', 5],
];

describe('the shapes of numbers', () => {
  for (const [text, unit, value, hi] of shapes) {
    it(text, () => {
      expect(readFigures(text).map(figure => [figure.unit, figure.value, figure.hi])).toEqual([[unit, value, hi]]);
    });
  }

  it('reads a fall from one price to another as two prices, not as a range', () => {
    expect(readFigures('slid from $4,000 to $3,800').map(({ value, hi }) => [value, hi])).toEqual([
      [4000, undefined],
      [3800, undefined],
    ]);
    expect(readFigures('dropped 2% to 56%').map(({ value }) => value)).toEqual([2, 56]);
  });

  it.each(['€5 million', '£300', 'HK$31.5 billion', 'A$120', '5,000 yen', '3.1 million euros'])(
    'takes no other money for dollars: %s',
    text => {
      expect(readFigures(text)).toEqual([]);
    },
  );

  it.each([
    'in 2024',
    'on March 27',
    '27 March',
    'at 14:30',
    'over 24 hours',
    'a 50-day mean',
    '1.5x',
    '4× leverage',
    'the 3rd',
    '2025-10-04',
    '25 bps',
    'the $120s',
  ])('takes no date, time, multiple or rank for a figure: %s', text => {
    expect(readFigures(text)).toEqual([]);
  });

  it('gives offsets of the text as it was written', () => {
    const text = 'ETH\u200b at $1,9\u200b52 and\u00a0\u20662.8\u202f%\u2069 lower';
    const [price, change] = readFigures(text);
    expect(text.slice(price?.span[0], price?.span[1])).toBe('$1,9\u200b52');
    expect(price?.value).toBe(1952);
    expect(text.slice(change?.span[0], change?.span[1])).toBe('2.8\u202f%');
  });
});
