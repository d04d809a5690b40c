import { describe, expect, it } from 'vitest';
import { namesOf, sumsOf, type Told } from './told.ts';

const recent = { tense: 'recent' } as const;
const low: Told = ['$55.00', 'price', 'X', recent];

describe('a percentage below or above an earlier price', () => {
  // 57 / 60: 5 % down.
  it.each([
    ['It was at $57.00 in the morning, 9% below the $60.00 it had fetched a day earlier.', '$57.00', '$60.00'],
    ['It fell to $57.00, down 9% from $60.00.', '$57.00', '$60.00'],
    ['It was at $57.00 on Monday, down 9% from $60.00 a day earlier.', '$57.00', '$60.00'],
    ["It traded at $57.00, roughly 9% below Sunday's $60.00.", '$57.00', '$60.00'],
    ['It traded at $57.00, 9% lower than the $60.00 seen on Sunday.', '$57.00', '$60.00'],
    ['It traded at $57.00, 9% below the $60.00 peak.', '$57.00', '$60.00'],
    ['It stands at $57.00. Sellers are back. It is now 9% below the $60.00 of last week.', '$57.00', '$60.00'],
  ])('does not add up in: %s', (body, to, from) => {
    const told: readonly Told[] = [
      [to, 'price', 'X'],
      [from, 'price', 'X', recent],
    ];
    // Sentences apart are not read together.
    const isApart = body.includes('Sellers');
    expect(namesOf(sumsOf(body, told))).toEqual(isApart ? [] : [`from_to_pct: 9%, ${from}, ${to}`]);
    expect(sumsOf(body.replace('9%', '5%'), told)).toEqual([]);
  });

  it('may be of the sentence before', () => {
    const told: readonly Told[] = [
      ['$57.00', 'price', 'X'],
      ['$60.00', 'price', 'X', recent],
    ];
    const body = 'It stands at $57.00. It is now 9% below the $60.00 of last week.';
    expect(namesOf(sumsOf(body, told))).toEqual(['from_to_pct: 9%, $60.00, $57.00']);
    expect(sumsOf(body.replace('9%', '5%'), told)).toEqual([]);
    // Of another price than that before: the sentence has its own.
    expect(sumsOf('It stands at $57.00. A low of $54.60 was 9% below the $60.00 of last week.', told)).toEqual([]);
    expect(sumsOf('It stands at $57.00. It would be 9% below the $60.00 of last week.', told)).toEqual([]);
  });

  it('may open its sentence', () => {
    const told: readonly Told[] = [
      ['$60.00', 'price', 'X', recent],
      ['$57.00', 'price', 'X'],
    ];
    expect(namesOf(sumsOf('Down 9% from $60.00 on Sunday, it was at $57.00.', told))).toEqual([
      'from_to_pct: 9%, $60.00, $57.00',
    ]);
    expect(sumsOf('Down 5% from $60.00 on Sunday, it was at $57.00.', told)).toEqual([]);
    expect(sumsOf('Down 9% from $60.00 on Sunday, it may turn at $57.00.', told.slice(0, 1))).toEqual([]);
  });

  it.each([
    // A window of its own.
    'It fell to $57.00, down 9% in a day from a high of $60.00.',
    // 60 / 57: 5.3 %, told of the nearer end.
    'It traded at $57.00, 5.3% below the $60.00 mark.',
    // It did not fall.
    'It traded at $57.00, 9% below the $55.00 of Sunday.',
    'It traded at $57.00, 9% above the $60.00 of Sunday.',
    // Of what it is now, not of the low that it is off.
    'It costs $57.00, 3.6% off its low of $55.00 and 5% below the record of $60.00.',
    // Of another thing.
    'It traded at $57.00, 9% below the $900.00 of Sunday.',
    'It traded at $57.00 while stocks closed 9% below the $60.00 of Sunday.',
  ])('is left alone in: %s', body => {
    const told: readonly Told[] = [['$57.00', 'price', 'X'], ...(body.includes('$55.00 and') ? [low] : [])];
    expect(sumsOf(body, told)).toEqual([]);
  });

  it('is of another thing where the next sentence has a subject of its own', () => {
    expect(sumsOf('It trades at $57.00. Stocks closed 9% below the $60.00 of Sunday.', [['$57.00', 'price', 'X']])).toEqual([]);
  });

  it('is not held against the price of another coin', () => {
    const told: readonly Told[] = [
      ['$57.00', 'price', 'X'],
      ['9%', 'price_change', 'Y', { value: -9 }],
      ['$60.00', 'price', 'Y', recent],
    ];
    expect(sumsOf('X trades at $57.00. Y is 9% below the $60.00 of Sunday.', told)).toEqual([]);
  });
});
