import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readArticleClaims } from '../../../../lib/claims/article.ts';
import { judge } from '../../../../lib/claims/check/judge.ts';
import { findInconsistencies } from '../../../../lib/claims/sums/find.ts';
import { strategyLedger } from '../../../../lib/sources/strategy-ledger.ts';
import { referenceArticle } from '../../../fixtures/reference-article.ts';
import { referenceMarket, t0 } from './reference-market.ts';

/** Verdicts as `kind asset value window word`; a sum without a claim has its type. */
function check(title: string, body: string): readonly string[] {
  const date = new Date(t0).toISOString();
  const claims = readArticleClaims(body, { title, date });
  const whole = referenceMarket.openInterest('TOTAL', t0)?.value ?? 0;
  const sums = findInconsistencies(body, claims, {
    title,
    date,
    references: { costs: { Strategy: strategyLedger }, openInterestUsd: { high: 3 * whole } },
  });
  return judge({ claims, sums }, { time: t0, isExact: true }, referenceMarket).map(({ claim, sum, word }) =>
    claim === undefined
      ? `${sum?.type} ${word}`
      : [claim.kind, claim.asset ?? claim.entity ?? '', claim.value, claim.window ?? '', word].join(' ').replace(/ +/g, ' '),
  );
}

/** Every figure of the reference day that an article states. */
const holding = [
  'price BTC 67460 holds',
  'price_change BTC -1.69 24h holds',
  'price_change ETH -2.84 24h holds',
  'price_change SOL -4.07 24h holds',
  'liquidations TOTAL 237000000 24h holds',
  'liquidations BTC 2160000000 7d holds',
  'liquidations BTC 4400000000 30d holds',
  'open_interest_change TOTAL -4.4 24h holds',
  'open_interest_change TOTAL -34 30d holds',
];
const errors = [
  /-26000000000 24h implausible|pct_vs_abs implausible/,
  /^treasury_pnl Strategy -900000000 contradicts$/,
  /^level BTC 75000 contradicts$/,
];

function expectTheDay(verdicts: readonly string[]): void {
  for (const each of holding) expect(verdicts).toContain(each);
  const accused = verdicts.filter(each => /(contradicts|implausible|off)$/.test(each));
  for (const error of errors) expect(accused.filter(each => error.test(each))).toHaveLength(1);
  expect(accused).toHaveLength(errors.length);
}

describe('the reference day', () => {
  it('is found in an article of our own, its three errors are named, and nothing else is accused', () => {
    const verdicts = check(referenceArticle.headline, referenceArticle.blocks.join('\n'));
    expectTheDay(verdicts);
    expect(verdicts).toContain('fear_greed 5 holds');
  });

  it('holds of the loss that is right, and of the index of the day before', () => {
    const body = referenceArticle.blocks
      .join('\n')
      .replace('$900 million', '$6.14 billion')
      .replace('stands at 5,', 'stands at 11,');
    const verdicts = check(referenceArticle.headline, body);
    expect(verdicts).toContain('treasury_pnl Strategy -6140000000 holds');
    expect(verdicts).toContain('fear_greed 11 holds');
  });

  const published = new URL('../../../../../shared/claims/reference-article.txt', import.meta.url);
  it.skipIf(!existsSync(published))('is found in the article of that hour (skipped where ../shared is not there)', () => {
    const [title = '', ...body] = readFileSync(published, 'utf8').split('\n');
    expectTheDay(check(title, body.join('\n').trim()));
  });
});
