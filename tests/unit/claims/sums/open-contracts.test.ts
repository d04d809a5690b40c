import { describe, expect, it } from 'vitest';
import { withHedges } from '../../../../lib/claims/check/hedges.ts';
import { readClaims } from '../../../../lib/claims/read.ts';

const kindsOf = (text: string) => readClaims(text, {}).map(({ kind, asset, value }) => [kind, asset, value]);

describe('what open contracts are worth', () => {
  it.each([
    'One caveat: with the $6.2 billion that is now tied up in SOL futures, a dip would hurt.',
    'There is $6.2 billion in open SOL contracts.',
    'The $6.2 billion in open SOL perpetuals weighs on it.',
  ])('is open interest: %s', text => {
    expect(kindsOf(text)).toEqual([['open_interest', 'SOL', 6.2e9]]);
  });

  it.each([
    'Hedge funds have $6.2 billion tied up in SOL futures.',
    'In a day, $6.2 billion in open SOL contracts was liquidated.',
    'If it falls, $6.2 billion in open SOL contracts would be wiped out.',
    'Some $6.2 billion in SOL futures changed hands, a record volume.',
    'There is $6.2 billion tied up in SOL staking.',
    'There is $6.2 billion in open SOL options contracts.',
  ])('is not: %s', text => {
    expect(kindsOf(text).map(([kind]) => kind)).not.toContain('open_interest');
  });
});

describe('"up to" before a percentage', () => {
  it.each(['has been driven up to', 'was pushed up to', 'has climbed up to', 'is up to'])('tells where a share %s', verb => {
    const text = `Bitcoin's dominance over the alts ${verb} 58.4%.`;
    expect(readClaims(text, {})).toMatchObject([{ kind: 'dominance', asset: 'BTC', value: 58.4, cmp: 'eq', text: '58.4%' }]);
  });

  it('is no extreme after a word that drives', () => {
    const text = "Bitcoin's dominance has been driven up to 58.4%.";
    expect(withHedges(text, readClaims(text, {}))[0]?.hedge).toBeUndefined();
  });

  it('tells the most of any other', () => {
    const text = 'Altcoins climbed up to 20% in a day.';
    expect(withHedges(text, readClaims(text, {}))).toMatchObject([{ kind: 'price_change', cmp: 'under', hedge: 'most' }]);
    const other = 'Bitcoin dominance fell as altcoins climbed up to 20% in a day.';
    expect(readClaims(other, {}).filter(({ kind }) => kind === 'dominance')).toEqual([]);
  });
});
