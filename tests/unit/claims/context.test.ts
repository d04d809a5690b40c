import { describe, expect, it } from 'vitest';
import { readArticleClaims } from '../../../lib/claims/article.ts';
import { readClaims } from '../../../lib/claims/read.ts';
import { say, sayClaim } from './say.ts';

describe('what stands around a sentence', () => {
  it('says which coin a pronoun means', () => {
    expect(say('It is changing hands at $1,950.', { prev: 'Ether rose.' })).toEqual(['price ETH 1950']);
    expect(say('The token has shed 12% in a week and 34% in a month.', { prev: 'Cardano is weak.' })).toEqual([
      'price_change ADA -12 7d',
      'price_change ADA -34 30d',
    ]);
    expect(say('The next support sits between $71 and $74.', { prev: 'Solana is weak.' })).toEqual(['level SOL 71..74 support']);
  });

  it('names the coin of the headline where nothing nearer does', () => {
    expect(say('Traders watch support at $0.24.', { title: 'Dogecoin (DOGE) slides' })).toEqual(['level DOGE 0.24 support']);
    expect(readClaims('Traders watch support at $0.24.', { title: 'Dogecoin (DOGE) slides' })[0]?.ctx).toEqual(['asset']);
  });

  it('reads tickers that the text itself gives', () => {
    expect(say('Quiblo (QBL) gained 12% in 24 hours.')).toEqual(['price_change QBL 12 24h']);
    expect(say('Quiblo rose 5% today.', { prev: 'Quiblo (QBL) is new.' })).toEqual(['price_change QBL 5 24h']);
    expect(say('QBL trades at $3.10.', { title: 'Why Qbl is up' })).toEqual(['price QBL 3.1']);
  });

  it('lends its window to the sentence that goes on with it', () => {
    expect(say('Ether has fallen 2.8%.', { prev: 'Bitcoin lost 1.7% in the past 24 hours.' })).toEqual([
      'price_change ETH -2.8 24h',
    ]);
    expect(say('Of this, $237 million were longs.', { prev: 'Over $300 million was liquidated in the past 12 hours.' })).toEqual([
      'liquidations TOTAL 237000000 12h long',
    ]);
  });

  it('keeps the kind for "it stands at"', () => {
    expect(say('It stands at -0.0045% for BTC.', { prev: 'The funding rate turned negative.' })).toEqual(['funding BTC -0.0045']);
    expect(say('The gauge is at 5 out of 100.', { prev: 'The Fear & Greed Index fell.' })).toEqual(['fear_greed - 5']);
  });
});

describe('an article', () => {
  const body = [
    'Bitcoin has slipped to $67.4K, a 1.7% drop over the past 24 hours. Ether is 2.8% lower.',
    'Longs worth $237 million were wiped out over the past day. Shorts made up $64 million.',
    'The firm sits on a paper loss of $6.1 billion.',
  ].join('\n\n');
  const claims = readArticleClaims(body, { title: 'Strategy and the slump', date: '2026-02-12' });

  it('is read whole, with offsets in its body', () => {
    expect(claims.map(sayClaim)).toEqual([
      'price BTC 67400',
      'price_change BTC -1.7 24h',
      'price_change ETH -2.8 24h',
      'liquidations TOTAL 237000000 24h long',
      'liquidations TOTAL 64000000 24h short',
      'treasury_pnl - -6100000000 Strategy',
    ]);
    for (const { span, text } of claims) expect(body.slice(...span)).toBe(text);
  });

  it('gives liquidations no window where it tells none', () => {
    expect(readArticleClaims('Over $300 million in longs was liquidated.', {})[0]?.window).toBeNull();
  });
});
