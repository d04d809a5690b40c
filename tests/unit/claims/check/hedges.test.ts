import { describe, expect, it } from 'vitest';
import { withHedges } from '../../../../lib/claims/check/hedges.ts';
import { judge } from '../../../../lib/claims/check/judge.ts';
import type { CheckMarket } from '../../../../lib/claims/check/market.ts';
import type { Claim } from '../../../../lib/claims/claim.ts';
import { madeClaim, madeMarket, noon, seen } from './made-market.ts';

describe('what stands before a number', () => {
  it.each([
    ['Bitcoin is just under $60,100', 'near'],
    ['Bitcoin is a touch above the $60,100', 'near'],
    ['It is slightly more than $60,100', 'near'],
    ['Traders lost as much as $60,100', 'most'],
    ['They lost up to $60,100', 'most'],
    ['It cost only $60,100', 'only'],
    ['It was just about $60,100', 'only'],
    ['It was a mere $60,100', 'only'],
    ['It was not only $60,100', undefined],
    ['It was under $60,100', undefined],
    ['The only coin at $60,100', undefined],
    ['It had just come back to $60,100', undefined],
  ])('in "%s" is read', (text, hedge) => {
    const start = text.indexOf('$');
    const [claim] = withHedges(text, [madeClaim({ span: [start, start + 7] })]);
    expect(claim?.hedge).toBe(hedge);
  });
});

describe('what stands around a number', () => {
  const read = (text: string, part: Partial<Claim>): Claim | undefined => {
    const start = text.indexOf('#');
    const [claim] = withHedges(text, [madeClaim({ span: [start, start + 1], text: '#', ...part })]);
    return claim;
  };

  it.each([
    ['On Coinbase, bitcoin cost #.', 'price', true],
    ['Bitcoin cost # at Kraken.', 'price', true],
    ['Coinbase’s price was #.', 'price', true],
    ['Bitcoin cost #. On Coinbase it was dearer.', 'price', false],
    ['Coinbase shares fell as bitcoin cost #.', 'price', false],
    ['Funding on Bybit is #.', 'funding', true],
    ['The CMC Fear & Greed Index is at #.', 'fear_greed', true],
    ['The Fear & Greed Index of CoinMarketCap is at #.', 'fear_greed', true],
    ['The Crypto Fear & Greed Index is at #.', 'fear_greed', false],
    ['On Coinbase, dominance was #.', 'dominance', false],
  ] as const)('says in "%s" of a %s whether it is one source’s own', (text, kind, isOwn) => {
    expect(read(text, { kind })?.venue !== undefined).toBe(isOwn);
  });

  it.each([
    ['fear_greed', 'Yesterday the index was at #.', 'recent'],
    ['fear_greed', 'It is at 6, up from #.', 'recent'],
    ['fear_greed', 'It is at 6, up from a reading of # then.', 'recent'],
    ['fear_greed', 'It fell to 6 from # a day earlier.', 'recent'],
    ['fear_greed', 'It was at # last Friday.', 'recent'],
    // What is said of the number beside it is not said of this one.
    ['fear_greed', 'It fell to # from 9 a day earlier.', 'now'],
    ['fear_greed', 'It was at 9 yesterday, and is at # now.', 'now'],
    ['fear_greed', 'It is at #, and was higher yesterday.', 'now'],
    ['fear_greed', 'The index is at # today.', 'now'],
    ['level', 'Bitcoin broke below support at #.', 'recent'],
    ['level', 'The former support at #.', 'recent'],
    ['level', 'Bitcoin turned # from support into resistance.', 'recent'],
    ['level', 'It broke down. Support stands at #.', 'now'],
    ['price', 'It bounced after touching #.', 'recent'],
    ['price', 'It bounced after briefly falling to as low as #.', 'recent'],
    ['price', 'After falling sharply it cost #.', 'now'],
    ['dominance', 'It recovered after falling to #.', 'now'],
  ] as const)('says of a %s in "%s" of when it is: %s', (kind, text, tense) => {
    expect(read(text, { kind })?.tense).toBe(tense);
  });

  it('leaves a claim of long ago where it is', () => {
    expect(read('It bounced after touching #.', { tense: 'dated' })?.tense).toBe('dated');
  });
});

const word = (claim: Partial<Claim>, known: Partial<CheckMarket>): string => {
  const [verdict] = judge({ claims: [madeClaim(claim)], sums: [] }, { time: noon, isExact: true }, madeMarket(known));
  return verdict?.reason ?? verdict?.word ?? '';
};

describe('a floor', () => {
  const floor = (usd: number, upperUsd?: number): Partial<CheckMarket> => ({
    liquidations: () => ({
      longUsd: usd,
      shortUsd: 0,
      floor: true,
      coverage: 0.9,
      venues: 3,
      at: noon,
      ...(upperUsd !== undefined && { upper: { longUsd: upperUsd, shortUsd: 0 } }),
    }),
  });
  const longs = { kind: 'liquidations', side: 'long', window: '24h', value: 240e6, text: '$240 million' } as const;

  it('cannot confirm "only" and "less than"', () => {
    expect(word(longs, floor(238e6))).toBe('holds');
    expect(word({ ...longs, hedge: 'only' }, floor(238e6))).toBe('floor');
    expect(word({ ...longs, cmp: 'under', hedge: 'near' }, floor(238e6))).toBe('floor');
  });

  it('denies "only" where it is above it', () => {
    expect(word({ ...longs, hedge: 'only' }, floor(400e6))).toBe('off');
  });

  it('confirms "at least" where it is reached, or the estimate of the whole is', () => {
    const over = { ...longs, cmp: 'over' } as const;
    expect(word(over, floor(241e6))).toBe('holds');
    // Within what sources differ by, but not reached.
    expect(word(over, floor(220e6))).toBe('floor');
    expect(word(over, floor(220e6, 250e6))).toBe('holds');
    // Half of ten million below it is its rounding, at most a hundredth: 2.4 million.
    expect(word(over, floor(238e6))).toBe('holds');
    expect(word(over, floor(237e6))).toBe('floor');
  });
});

describe('a bound', () => {
  const at = (usd: number): Partial<CheckMarket> => ({ price: () => seen(usd) });

  it('is a number, not a rounding of one', () => {
    // Three thousandths of 67,460 are 202: up to 67,662.
    const over = (value: number, text: string) => word({ value, text, cmp: 'over' }, at(67_460));
    expect([over(67_600, '$67,600'), over(68_000, '$68,000')]).toEqual(['holds', 'off']);
    // As a plain number it may be rounded to thousands.
    expect(word({ value: 68_000, text: '$68,000' }, at(67_460))).toBe('holds');
  });

  it('that is said to be near must be', () => {
    const under = { value: 90_000, text: '$90,000', cmp: 'under' } as const;
    expect(word(under, at(67_460))).toBe('holds');
    expect(word({ ...under, hedge: 'near' }, at(67_460))).toBe('off');
    // A fortieth of 90,000 is 2,250, a hundredth for its zeros 900, three thousandths of 86,600 are 260: 86,590.
    expect(word({ ...under, hedge: 'near' }, at(86_600))).toBe('holds');
    expect(word({ ...under, hedge: 'near' }, at(86_500))).toBe('off');
  });

  it('of an extreme that is far off is of a moment that is not recorded', () => {
    const fall = { kind: 'price_change', unit: 'pct', window: '24h', value: -9, text: '9%', cmp: 'under' } as const;
    const change = (value: number): Partial<CheckMarket> => ({ priceChange: () => seen(value) });
    expect(word(fall, change(-0.036))).toBe('holds');
    expect(word({ ...fall, hedge: 'most' }, change(-0.036))).toBe('kind');
    expect(word({ ...fall, hedge: 'most' }, change(-0.088))).toBe('holds');
    // It fell further than that.
    expect(word({ ...fall, hedge: 'most' }, change(-0.12))).toBe('off');
  });
});
