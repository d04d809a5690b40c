import { describe, expect, it } from 'vitest';
import { namesOf, sumsOf, type Told } from './told.ts';

const day = { window: '24h' } as const;
const total: Told = ['$600 million', 'liquidations', 'TOTAL', day];
const coins: readonly Told[] = [
  total,
  ['$240 million', 'liquidations', 'BTC', day],
  ['$150 million', 'liquidations', 'ETH', day],
];
const first = 'In a day $600 million was liquidated.';

describe('a list of parts that "the rest" closes', () => {
  // 240 + 150 = 390: 210 remain.
  it.each([
    'Bitcoin had $240 million and ether $150 million. The remaining $110 million was scattered over small coins.',
    'Bitcoin had $240 million, ether $150 million and other coins the remaining $110 million.',
    'Bitcoin had $240 million (40%) and ether $150 million. The rest, $110 million, came from small coins.',
    'Bitcoin had $240 million. Ether had $150 million, with the remainder of $110 million in small coins.',
  ])('falls short of its total in: %s', rest => {
    const found = sumsOf(`${first} ${rest}`, coins);
    expect(namesOf(found)).toEqual(['sum_conflict: $600 million, $240 million, $150 million, $110 million']);
    expect(found[0]).toMatchObject({ asset: 'TOTAL', written: 600e6, follows: 500e6, unit: 'usd' });
    expect(sumsOf(`${first} ${rest.replace('$110', '$210')}`, coins)).toEqual([]);
  });

  it.each([
    // 310 = 240 + 70.
    'Longs made up $310 million: $240 million in bitcoin, $150 million in ether before that, and the remaining $70 million in others.',
    // Left of a part.
    'Bitcoin had $240 million, ether $150 million, most of it on longs. The remaining $60 million came at night.',
    'Bitcoin had $240 million and ether $150 million, the remaining $60 million of it in shorts.',
    'Bitcoin had $240 million and ether $150 million. On Binance the remaining $60 million was counted.',
    // A part that is told as a percentage only.
    'Bitcoin had $240 million, ripple 15% and ether $150 million. The remaining $120 million was in small coins.',
    // Of another day.
    'Bitcoin had $240 million and ether $150 million. The remaining $110 million was of the previous day.',
    'Bitcoin had $240 million and ether $150 million. Small coins had $110 million.',
  ])('is left alone in: %s', rest => {
    expect(sumsOf(`${first} ${rest}`, coins)).toEqual([]);
  });

  it('need not be of liquidations', () => {
    const body = `${first} Funds took in $240 million and $150 million. The remaining $110 million was paid out.`;
    expect(sumsOf(body, [total])).toEqual([]);
    const other: Told = ['$110 million', 'open_interest', 'SOL'];
    expect(
      sumsOf(`${first} Bitcoin had $240 million and ether $150 million. The remaining $110 million is open.`, [...coins, other]),
    ).toEqual([]);
  });

  it('is no second total', () => {
    // 390 + 210 = 600.
    const told: readonly Told[] = [...coins, ['$210 million', 'liquidations', 'TOTAL', day]];
    const body = `${first} Bitcoin had $240 million and ether $150 million. The rest, $210 million, came from small coins.`;
    expect(sumsOf(body, told)).toEqual([]);
    const less: readonly Told[] = [...coins, ['$110 million', 'liquidations', 'TOTAL', day]];
    expect(sumsOf(body.replace('$210', '$110'), less)).toMatchObject([{ type: 'sum_conflict', follows: 500e6 }]);
  });
});
