import { describe, expect, it } from 'vitest';
import { readArticleClaims } from '../../../lib/claims/article.ts';
import { judge } from '../../../lib/claims/check/judge.ts';
import type { CheckMarket } from '../../../lib/claims/check/market.ts';
import type { Verdict } from '../../../lib/claims/check/verdict.ts';
import { passagesOf } from '../../../lib/claims/passages.ts';
import { findInconsistencies } from '../../../lib/claims/sums/find.ts';
import { composeArticleCheck } from '../../../lib/format/article-check.ts';
import { claimTitle, formatFigure, formatRange } from '../../../lib/format/claim-words.ts';
import type { ArticleCheck } from '../../../lib/model/article-check.ts';
import type { ArticlePart, StatedTime } from '../../../lib/model/article.ts';
import { isArticleCheck } from '../../../lib/protocol/article-guard.ts';
import { strategyLedger } from '../../../lib/sources/strategy-ledger.ts';
import { referenceArticle } from '../../fixtures/reference-article.ts';
import { day, hour, madeClaim, madeMarket, noon, seen } from '../claims/check/made-market.ts';
import { referenceMarket, t0 } from '../claims/check/reference-market.ts';

const { headline } = referenceArticle;
const stated: StatedTime = { time: t0, source: 'json-ld', zoneKnown: true };

function composeOf(
  verdicts: readonly Verdict[],
  {
    blocks = ['A sentence.'],
    published = stated,
    market = madeMarket(),
    part,
  }: Partial<{ blocks: readonly string[]; published: StatedTime | 'none'; market: CheckMarket; part: ArticlePart }> = {},
): ArticleCheck {
  const spans = verdicts.map(({ claim, sum }) => claim?.span ?? sum?.places[0]?.span ?? ([0, 0] as const));
  const passages = passagesOf(blocks.join('\n'), blocks, spans);
  const article = { headline, passages, ...(published !== 'none' && { published }), ...(part && { part }) };
  return composeArticleCheck({ key: 'k', isCrypto: true, article, verdicts, market });
}

function compose(blocks: readonly string[], market = referenceMarket): ArticleCheck {
  const body = blocks.join('\n');
  const date = new Date(t0).toISOString();
  const claims = readArticleClaims(body, { title: headline, date });
  const references = { costs: { Strategy: strategyLedger }, openInterestUsd: { high: 288e9 } };
  const sums = findInconsistencies(body, claims, { title: headline, date, references });
  return composeOf(judge({ claims, sums }, { time: t0, isExact: true }, market), { blocks, market });
}

describe('the reference day in words', () => {
  const check = compose(referenceArticle.blocks);
  const rows = check.rows.map(({ title, verdict, line, note }) => [title, verdict.text, line, note?.text]);

  it('counts what holds and what does not', () => {
    expect(check).toMatchObject({
      title: '13 claims',
      line: '10 hold · 3 do not',
      tone: 'warn',
      foot: 'article of 12 Feb, 00:30 UTC',
      key: 'k',
      isCrypto: true,
    });
    expect(isArticleCheck(check)).toBe(true);
  });

  it('names the three errors first', () => {
    expect(rows.slice(0, 3)).toEqual([
      ['Strategy down $900M', 'contradicts', '−$6.14B at 76,056 average', undefined],
      ['$75,000 remains support', 'contradicts', 'its own price: 10% below', undefined],
      ['4.4% of OI is $26B', 'implausible', 'implies $591B, seen $96B', undefined],
    ]);
  });

  it('has what was seen of everything that holds', () => {
    expect(rows.slice(3)).toEqual([
      ['BTC at $67,460', 'holds', '67,460 then · 67,460 now', '0.0%'],
      ['BTC −1.69% in 24h', 'holds', '−1.69% then · −1.69% now', undefined],
      ['ETH −2.84% in 24h', 'holds', '−2.84% then · −2.84% now', undefined],
      ['SOL −4.07% in 24h', 'holds', '−4.07% then · −4.07% now', undefined],
      ['$237M longs in 24h', 'holds', '≥\u202f$237M observed', '1 venue'],
      ['BTC $2.16B liquidated in 7d', 'holds', '≥\u202f$2.16B observed', '1 venue'],
      ['BTC over $4.40B liquidated in 30d', 'holds', '≥\u202f$4.40B observed', '1 venue'],
      ['Open interest −4.4% in 24h', 'holds', '−4.40% then · −4.40% now', undefined],
      ['Open interest −34% in 30d', 'holds', '−34.0% then · −34.0% now', undefined],
      ['Fear & Greed 5', 'holds', '5 then · 5 now', undefined],
    ]);
  });

  it('opens to the sentence, the figures, their sources and times, and knows the block to scroll to', () => {
    const [strategy, , whole] = check.rows;
    expect(strategy).toMatchObject({
      sentence: referenceArticle.blocks[4],
      block: 4,
      details: [
        'When written: −$6.14B, Strategy, 12 Feb, 00:30 UTC',
        'Now: −$6.14B, Strategy, 12 Feb, 01:00 UTC',
        'It does not add up as written: $900 million, $67,460',
        'By the holdings stated on 9 Feb',
      ],
    });
    expect(whole?.details).toContain('It does not add up as written: $26 billion, 4.4%');
    expect(new Set(check.rows.map(({ id }) => id)).size).toBe(13);
  });
});

describe('a percentage and its amount', () => {
  it('is called one of open interest only where it is', () => {
    // 2.4 / 2.6: 92 %. 78 % of 2.6 is 2.028.
    const [share] = compose([
      'Some $2.60 billion was liquidated in 24 hours. Longs made up $2.40 billion, or 78% of the total.',
    ]).rows;
    expect(share).toMatchObject({ title: '78% is $2.40B', line: '$2.03B by its own figures' });
    // 5.6 / (78.2 + 5.6): 6.7 %.
    const [step] = compose(['Bitcoin tumbled, losing 4%, or $5,600, to trade at $78,200.']).rows;
    expect(step?.verdict.text).toBe('contradicts');
    expect(step?.title).not.toContain('OI');
  });
});

describe('one row', () => {
  const price = (part: Partial<Verdict>): Verdict => ({ claim: madeClaim(), word: 'holds', ...part });
  const only = (verdict: Verdict) => composeOf([verdict]).rows[0];
  const figure = (value: number, part = {}) => ({ value, at: noon, source: 'Binance', ...part });

  it('says by how much it is off, in points where it counts in points', () => {
    expect(only(price({ word: 'off', difference: -0.123 }))?.verdict).toEqual({ text: 'off by 12%', tone: 'warn' });
    expect(only(price({ word: 'off', difference: 0.023 }))?.verdict.text).toBe('off by 2.3%');
    const claim = madeClaim({ kind: 'price_change', unit: 'pct', value: -4, text: '4%' });
    expect(only({ claim, word: 'off', difference: -2.4 })?.verdict.text).toBe('off by 2.4 points');
  });

  it('shows what moved since beside a price', () => {
    expect(only(price({ then: figure(67_460), now: figure(68_120) }))).toMatchObject({
      line: '67,460 then · 68,120 now',
      // 660 of 67,460.
      note: { text: '+1.0%', tone: 'pos' },
    });
  });

  it('shows a floor with its estimate as a range', () => {
    const claim = madeClaim({ kind: 'liquidations', asset: 'TOTAL', side: 'long', window: '24h', value: 237e6 });
    const then = figure(229e6, { high: 241e6, floor: true, venues: 9 });
    expect(only({ claim, word: 'holds', then })).toMatchObject({ line: '$229–241M observed', note: { text: '9 venues' } });
  });

  it('says why it is not checked', () => {
    expect(only(price({ word: 'unchecked', reason: 'no-date', now: figure(68_120) }))?.line).toBe(
      'its time is not known · 68,120 now',
    );
  });

  it('is told once where the text tells it twice', () => {
    const twice = composeOf([price({}), price({ claim: madeClaim({ span: [40, 47] }) })]);
    expect(twice).toMatchObject({ title: '1 claim', line: '1 holds', tone: 'pos' });
    expect(twice.rows).toHaveLength(1);
  });

  it('of the headline has no block', () => {
    expect(only(price({ isTitle: true }))).toMatchObject({ sentence: headline });
    expect(only(price({ isTitle: true }))).not.toHaveProperty('block');
  });
});

describe('the whole', () => {
  it('has forty rows at the most, but counts them all', () => {
    const many = Array.from({ length: 50 }, (_none, place): Verdict => ({
      claim: madeClaim({ text: `$${place + 1}`, span: [place, place + 1] }),
      word: place === 49 ? 'off' : 'holds',
    }));
    const check = composeOf(many);
    expect(check.rows).toHaveLength(40);
    expect(check).toMatchObject({ title: '50 claims', line: '49 hold · 1 does not' });
    expect(check.rows[0]?.title).toBe('BTC at $50');
  });

  it('of nothing says so', () => {
    const none = 'nothing in it that market data can check';
    expect(composeOf([])).toMatchObject({ title: 'No claims', line: none, note: none, tone: 'dim' });
  });

  it('says where only a part of the text was read', () => {
    const holds: Verdict = { claim: madeClaim(), word: 'holds' };
    expect(composeOf([holds])).not.toHaveProperty('note');
    const walled = composeOf([holds], { part: 'wall' });
    expect(walled).toMatchObject({ line: '1 holds', note: 'Only the part before the paywall was read.' });
    expect(isArticleCheck(walled)).toBe(true);
    expect(composeOf([holds], { part: 'cut' }).note).toBe('Only a part of the article was on the page.');
    expect(composeOf([], { part: 'wall' }).note).toBe(
      'Only the part before the paywall was read. · nothing in it that market data can check',
    );
  });

  it('says how old it is, that its zone is not given, and that it has no date', () => {
    const at = (time: number, zoneKnown = true) => composeOf([], { published: { ...stated, time, zoneKnown } }).foot;
    // Now is a day after noon of 12 February.
    expect(at(noon + 2 * hour)).toBe('article of 12 Feb, 14:00 UTC');
    expect(at(noon)).toBe('article of 12 Feb, 12:00 UTC, 1 day old');
    expect(at(noon - 2 * day)).toBe('article of 10 Feb, 12:00 UTC, 3 days old');
    expect(at(noon + 2 * hour, false)).toBe('article of 12 Feb, its time zone is not given');
    expect(composeOf([], { published: 'none' }).foot).toBe('article without a date');
  });
});

describe('claims in a few words', () => {
  it.each([
    [madeClaim({ cmp: 'over' }), 'BTC at over $60,100'],
    [madeClaim({ kind: 'open_interest', value: 26e9, text: '$26 billion' }), 'BTC open interest $26B'],
    [madeClaim({ kind: 'market_cap', asset: 'TOTAL', value: 2.3e12, text: '$2.3 trillion' }), 'Market worth $2.30T'],
    [madeClaim({ kind: 'funding', unit: 'pct', value: -0.012, text: 'negative 0.012 percent' }), 'BTC funding −0.012%'],
    [madeClaim({ kind: 'dominance', unit: 'pct', value: 58, text: '58%' }), 'BTC dominance 58%'],
    [
      madeClaim({ kind: 'liquidations', side: 'short', window: '1h', value: 560e6, value_hi: 600e6, cmp: 'range' }),
      'BTC $560–600M shorts in 1h',
    ],
    [madeClaim({ kind: 'treasury_pnl', asset: null, entity: 'Strategy', value: 2e9 }), 'Strategy up $2.00B'],
  ])('%#', (claim, title) => {
    expect(claimTitle(claim)).toBe(title);
  });

  it('writes figures as their kind is written', () => {
    const of = madeClaim({ kind: 'funding', unit: 'pct' });
    expect(formatFigure(of, 0.0123)).toBe('+0.0123%');
    expect(formatRange(madeClaim({ kind: 'open_interest' }), 950e6, 1.2e9)).toBe('$950M–1.20B');
    expect(seen(1).value).toBe(1);
  });
});
