import { describe, expect, it } from 'vitest';
import { judge } from '../../../../lib/claims/check/judge.ts';
import type { CheckMarket, SeenLiquidations } from '../../../../lib/claims/check/market.ts';
import type { Claim } from '../../../../lib/claims/claim.ts';
import type { Inconsistency } from '../../../../lib/claims/inconsistency.ts';
import { day, hour, madeClaim, madeMarket, noon, seen } from './made-market.ts';
import { atNoon, judged, prices, word } from './judging.ts';

describe('prices', () => {
  it('hold within three thousandths and their rounding', () => {
    // 60,000 and 180 and 0.5 are less than 60,300.
    expect(word(madeClaim(), { price: prices(60_000) })).toBe('holds');
    const off = judged(madeClaim({ value: 60_301, text: '$60,301' }), madeMarket({ price: prices(60_000) }));
    expect(off).toMatchObject({ word: 'off', then: { value: 60_000 } });
    expect(off.difference).toBeCloseTo(301 / 60_000, 9);
  });

  it('hold anywhere in the range of the hour', () => {
    expect(
      word(madeClaim({ value: 59_000, text: '$59,001' }), { price: prices(seen(60_000, { low: 58_900, high: 60_200 })) }),
    ).toBe('holds');
  });

  it('are true of then when they have moved by more than a twentieth since', () => {
    expect(word(madeClaim(), { price: prices(60_100, 63_000) })).toBe('holds');
    // 60,100 is 5.4 per cent below it.
    expect(judged(madeClaim(), madeMarket({ price: prices(60_100, 63_500) }))).toMatchObject({
      word: 'was',
      then: { value: 60_100 },
      now: { value: 63_500 },
    });
  });

  it('go on holding when what is over goes further over', () => {
    expect(word(madeClaim({ value: 60_000, cmp: 'over', text: '$60,000' }), { price: prices(60_100, 70_000) })).toBe('holds');
  });

  it('ask for the week before where the text speaks of a low, for the day where its zone is not known', () => {
    const asked: unknown[] = [];
    const market = madeMarket({
      price(_base, _time, reach) {
        asked.push(reach);
        return undefined;
      },
    });
    judged(madeClaim({ tense: 'recent' }), market);
    judged(madeClaim(), market, { time: noon, isExact: false });
    judged(madeClaim({ tense: 'recent' }), market, { time: noon, isExact: false });
    expect(asked).toEqual(['week', 'week', 'day', 'hour', 'days', 'week']);
  });
});

describe('what cannot be checked says why', () => {
  it('no date, a date to come, figures of long ago; what is seen now is told all the same', () => {
    const price = prices(60_100, 60_200);
    expect(judged(madeClaim(), madeMarket({ price }), { time: undefined, isExact: false })).toMatchObject({
      word: 'unchecked',
      reason: 'no-date',
      now: { value: 60_200 },
    });
    expect(word(madeClaim(), { price }, { time: noon + day + 2 * hour, isExact: true })).toBe('no-date');
    expect(word(madeClaim({ tense: 'dated' }), { price })).toBe('no-date');
  });

  it('a moment or a coin of which nothing is recorded', () => {
    expect(word(madeClaim({ asset: 'PEPE' }), { price: prices(60_100) })).toBe('not-recorded');
    expect(word(madeClaim(), {})).toBe('not-recorded');
  });

  it('changes and sums without a window', () => {
    expect(word(madeClaim({ kind: 'price_change', unit: 'pct', value: -4 }), {})).toBe('window');
    expect(word(madeClaim({ kind: 'liquidations', side: 'long' }), {})).toBe('window');
  });

  it('turnover, figures of one exchange, and coins where dollars are recorded', () => {
    expect(word(madeClaim({ kind: 'volume' }), {})).toBe('kind');
    expect(word(madeClaim({ kind: 'open_interest', venue: 'Binance' }), { openInterest: () => seen(1) })).toBe('kind');
    expect(word(madeClaim({ kind: 'open_interest', unit: 'coin' }), { openInterest: () => seen(1) })).toBe('kind');
  });

  it('everything but prices and the index where the zone is not known', () => {
    const rough = { time: noon, isExact: false };
    const change = madeClaim({ kind: 'price_change', unit: 'pct', value: -4, text: '4%', window: '24h' });
    expect(word(change, { priceChange: () => seen(-0.04) }, rough)).toBe('no-date');
    expect(word(madeClaim(), { price: () => seen(60_000) }, rough)).toBe('holds');
  });
});

describe('changes of a price', () => {
  const change = (value: number) =>
    madeClaim({ kind: 'price_change', unit: 'pct', value, text: `${Math.abs(value)}%`, window: '24h' });

  it('hold within half a point, or a tenth of a large move', () => {
    const priceChange = () => seen(-0.0169);
    // Half a point and half a hundredth.
    expect(word(change(-2.19), { priceChange })).toBe('holds');
    expect(word(change(-2.21), { priceChange })).toBe('off');
    expect(word(change(1.69), { priceChange })).toBe('off');
    expect(judged(change(-4.69), madeMarket({ priceChange })).difference).toBeCloseTo(-3, 9);
    expect(word(change(-21.9), { priceChange: () => seen(-0.2) })).toBe('holds');
  });
});

describe('liquidations', () => {
  const claim = (millions: number, part: Partial<Claim> = {}) =>
    madeClaim({
      kind: 'liquidations',
      asset: 'TOTAL',
      side: 'long',
      window: '24h',
      value: millions * 1e6,
      text: `$${millions}.0 million`,
      ...part,
    });
  const heard = (part: Partial<SeenLiquidations> = {}): Partial<CheckMarket> => ({
    liquidations: (base, window, time) =>
      base === 'TOTAL' && window === '24h'
        ? { longUsd: 200e6, shortUsd: 50e6, floor: true, coverage: 0.9, venues: 9, at: time, ...part }
        : undefined,
  });
  const whole = heard({ floor: false, coverage: 1 });
  const estimated = heard({ upper: { longUsd: 240e6, shortUsd: 60e6 } });

  it('are of the side that is said', () => {
    expect(word(claim(200), whole)).toBe('holds');
    expect(word(claim(50, { side: 'short' }), whole)).toBe('holds');
    expect(word(claim(250, { side: 'both' }), whole)).toBe('holds');
    // 200 and 15 per cent.
    expect(word(claim(231), whole)).toBe('off');
    expect(word(claim(169), whole)).toBe('off');
  });

  it('reach from the floor to its estimate', () => {
    expect(word(claim(240), estimated)).toBe('holds');
    expect(judged(claim(220), madeMarket(estimated)).then).toMatchObject({ value: 200e6, high: 240e6, floor: true, venues: 9 });
    // 240 and 15 per cent.
    expect(word(claim(270), estimated)).toBe('holds');
    expect(word(claim(280), estimated)).toBe('floor');
  });

  it('are confirmed by a floor when at least so much is said, and never when less or only so much is', () => {
    expect(word(claim(150, { cmp: 'over' }), heard())).toBe('holds');
    expect(word(claim(300, { cmp: 'under' }), heard())).toBe('floor');
    expect(word(claim(300, { cmp: 'under' }), whole)).toBe('holds');
  });

  it('are refuted by a floor above them', () => {
    expect(word(claim(150), heard())).toBe('off');
    expect(word(claim(150, { cmp: 'under' }), heard())).toBe('off');
  });

  it('are not confirmed by a floor that little was heard for, unless it says at least', () => {
    const thin = heard({ coverage: 0.3 });
    expect(word(claim(200), thin)).toBe('floor');
    expect(word(claim(150, { cmp: 'over' }), thin)).toBe('holds');
    expect(word(claim(900), thin)).toBe('floor');
  });

  it('are implausible beyond three times what is seen', () => {
    expect(word(claim(599), heard({ coverage: 1 }))).toBe('floor');
    expect(word(claim(601), heard({ coverage: 1 }))).toBe('implausible');
    // Of what was heard of six tenths: 200 in six tenths are 333 in all.
    expect(word(claim(999), heard({ coverage: 0.6 }))).toBe('floor');
    expect(word(claim(1_001), heard({ coverage: 0.6 }))).toBe('implausible');
    // An estimate is of the whole already.
    expect(word(claim(721), heard({ coverage: 0.6, upper: { longUsd: 240e6, shortUsd: 60e6 } }))).toBe('implausible');
  });

  it('keep the side that the same sum was told of before', () => {
    const [, again] = judge(
      { claims: [claim(200), claim(200, { side: 'both', span: [50, 60] })], sums: [] },
      atNoon,
      madeMarket(whole),
    );
    expect(again).toMatchObject({ word: 'holds', claim: { side: 'long' } });
  });

  it('are not looked up again: the hours are gone', () => {
    expect(judged(claim(200), madeMarket(whole)).now).toBeUndefined();
  });
});

describe('open interest', () => {
  const billions = (value: number, part: Partial<Claim> = {}) =>
    madeClaim({ kind: 'open_interest', asset: 'TOTAL', value: value * 1e9, text: `$${value}.0 billion`, ...part });

  it('is a floor of our exchanges', () => {
    const known = { openInterest: () => seen(100e9) };
    expect(word(billions(110), known)).toBe('holds');
    expect(word(billions(150), known)).toBe('floor');
    expect(word(billions(310), known)).toBe('implausible');
    expect(word(billions(80), known)).toBe('off');
  });

  it('changes in dollars or in coins, whichever is meant', () => {
    const change = (value: number) =>
      madeClaim({ kind: 'open_interest_change', asset: 'BTC', unit: 'pct', window: '24h', value, text: `${Math.abs(value)}%` });
    const known = { openInterestChange: () => ({ usd: seen(-0.1), coins: seen(-0.03) }) };
    expect(judged(change(-3.5), madeMarket(known))).toMatchObject({ word: 'holds', then: { value: -3 } });
    expect(judged(change(-9), madeMarket(known))).toMatchObject({ word: 'holds', then: { value: -10 } });
    expect(word(change(-6), known)).toBe('off');
  });

  it('goes by dollars of what there was before', () => {
    const fall = (value: number) => billions(value, { kind: 'open_interest_change', window: '24h', value: -value * 1e9 });
    // 95 is left of 100 after a fall by 5 per cent.
    const known = { openInterest: () => seen(95e9), openInterestChange: () => ({ usd: seen(-0.05) }) };
    expect(judged(fall(5), madeMarket(known)).then?.value).toBeCloseTo(-5e9, 0);
    expect(word(fall(5), known)).toBe('holds');
    expect(word(fall(10), known)).toBe('floor');
    expect(word(fall(16), known)).toBe('implausible');
    expect(word(fall(2), known)).toBe('off');
  });
});

describe('the other kinds', () => {
  it('funding, brought to the time that is said', () => {
    const rate = (value: number, window: Claim['window']) =>
      madeClaim({ kind: 'funding', unit: 'pct', value, text: `${value}%`, window });
    const known = { funding: () => seen(0.0001) };
    expect(word(rate(0.01, null), known)).toBe('holds');
    // Three times a day, 365 days: 10.95 per cent.
    expect(word(rate(10.95, '1y'), known)).toBe('holds');
    // Nobody pays so much in eight hours.
    expect(word(rate(10.95, null), known)).toBe('holds');
    expect(judged(rate(10.95, null), madeMarket(known)).then?.value).toBeCloseTo(10.95, 9);
    expect(judged(rate(0.99, null), madeMarket(known))).toMatchObject({
      word: 'off',
      then: { value: expect.closeTo(0.01, 9) as number },
    });
    expect(word(rate(10.95, '24h'), known)).toBe('off');
    expect(word(rate(0.03, '24h'), known)).toBe('holds');
    expect(word(rate(0.03, null), known)).toBe('off');
    expect(word(rate(-0.01, null), known)).toBe('off');
  });

  it('the index, of any day that may be meant, to the point', () => {
    const index = (value: number) => madeClaim({ kind: 'fear_greed', asset: null, unit: 'index', value, text: String(value) });
    const known = { fearGreed: (time: number) => (time === noon ? [seen(5), seen(11, { at: noon - day })] : [seen(7)]) };
    expect(word(index(5), known)).toBe('holds');
    expect(word(index(11), known)).toBe('holds');
    expect(judged(index(8), madeMarket(known))).toMatchObject({ word: 'off', difference: expect.closeTo(3, 9) as number });
  });

  it('the index, denied by no other day where its own has no value', () => {
    const index = (value: number, part: Partial<Claim> = {}) =>
      madeClaim({ kind: 'fear_greed', asset: null, unit: 'index', value, text: String(value), ...part });
    const days = (time: number, ...all: readonly (readonly [ago: number, value: number])[]) =>
      [{ fearGreed: () => all.map(([ago, value]) => seen(value, { at: noon - ago * day })) }, { time, isExact: true }] as const;
    const evening = noon + 6 * hour;
    const morning = noon - 6 * hour;
    expect(word(index(8), ...days(evening, [0, 5]))).toBe('off');
    expect(word(index(8), ...days(evening, [1, 5]))).toBe('not-recorded');
    expect(word(index(5), ...days(evening, [1, 5]))).toBe('holds');
    // In the morning it may still be that of the day before.
    expect(word(index(8), ...days(morning, [0, 5], [1, 6]))).toBe('off');
    expect(word(index(8), ...days(morning, [0, 5]))).toBe('not-recorded');
    // Of another day it may be any; the one before is asked for.
    const asked: unknown[] = [];
    const fearGreed = (_time: number, wide?: boolean) => {
      asked.push(wide);
      return [seen(5), seen(6, { at: noon - day })];
    };
    expect(word(index(6, { tense: 'recent' }), { fearGreed })).toBe('holds');
    expect(word(index(8, { tense: 'recent' }), { fearGreed })).toBe('not-recorded');
    expect(asked).not.toContain(false);
  });

  it('capitalisation and dominance', () => {
    const cap = madeClaim({ kind: 'market_cap', asset: 'TOTAL', value: 2.3e12, text: '$2.30 trillion' });
    expect(word(cap, { marketCap: () => seen(2.35e12) })).toBe('holds');
    // A twentieth of 2.42 is 0.121, and half a hundredth is rounding: up to 2.426. Of 2.43 it is up to 2.4265.
    expect(word(cap, { marketCap: () => seen(2.42e12) })).toBe('holds');
    expect(word(cap, { marketCap: () => seen(2.43e12) })).toBe('off');
    // Of one coin: 3 per cent of 2.37 are 0.0711, up to 2.3761; of 2.38 up to 2.3764.
    expect(word({ ...cap, asset: 'BTC' }, { marketCap: () => seen(2.37e12) })).toBe('holds');
    expect(word({ ...cap, asset: 'BTC' }, { marketCap: () => seen(2.38e12) })).toBe('off');
    const share = madeClaim({ kind: 'dominance', unit: 'pct', value: 58, text: '58.0%' });
    // Two and a half points, and half a tenth.
    expect(word(share, { dominance: () => seen(0.555) })).toBe('holds');
    expect(word(share, { dominance: () => seen(0.554) })).toBe('off');
    // It has not moved since, however far it is from what is written.
    expect(word(share, { dominance: () => seen(0.559) })).toBe('holds');
  });

  it('the result of a treasury: coins times price less cost', () => {
    const result = (millions: number) =>
      madeClaim({
        kind: 'treasury_pnl',
        asset: null,
        entity: 'Strategy',
        value: millions * 1e6,
        text: `$${Math.abs(millions)}.0 million`,
      });
    const known: Partial<CheckMarket> = {
      price: () => seen(60_000),
      holder: name => (name === 'strategy' ? { name: 'Strategy', coins: 1_000, costUsd: 70_000 } : undefined),
    };
    expect(judged(result(-10), madeMarket(known))).toMatchObject({ word: 'holds', then: { value: -10e6, source: 'Strategy' } });
    expect(word(result(-11.5), known)).toBe('off');
    expect(word(result(10), known)).toBe('off');
    expect(word({ ...result(-10), entity: 'Tesla' }, known)).toBe('not-recorded');
    // Near the cost: a million below it, and a two-hundredth of 69 million is 345,000; 500 are rounding.
    const near = { ...known, price: () => seen(69_000) };
    expect(word({ ...result(-1), value: -1_345_000, text: '$1,345,000' }, near)).toBe('holds');
    expect(word({ ...result(-1), value: -1_346_000, text: '$1,346,000' }, near)).toBe('off');
  });
});

describe('levels', () => {
  const support = (usd: number, part: Partial<Claim> = {}) =>
    madeClaim({ kind: 'level', level: 'support', value: usd, text: `$${usd}`, ...part });

  it('hold on their side of the price, a hundredth beyond it too', () => {
    expect(word(support(60_000), { price: prices(59_500) })).toBe('holds');
    expect(word(support(60_000), { price: prices(59_300) })).toBe('off');
    expect(word(support(60_000, { level: 'resistance' }), { price: prices(60_500) })).toBe('holds');
    expect(word(support(60_000, { level: 'resistance' }), { price: prices(60_700) })).toBe('off');
  });

  it('were true then when the price has gone through since', () => {
    expect(word(support(60_000), { price: prices(61_000, 58_000) })).toBe('was');
  });

  it('accuse nobody where the text gives a price of its own, which the sums hold against them', () => {
    const verdicts = judge(
      { claims: [madeClaim({ value: 59_000, text: '$59,000' }), support(62_000)], sums: [] },
      atNoon,
      madeMarket({ price: prices(59_000) }),
    );
    expect(verdicts.map(({ word: each, reason }) => reason ?? each)).toEqual(['holds', 'beyond']);
  });

  it('accuse nobody where the price is said to have gone through', () => {
    const gone = support(60_000, { tense: 'recent' });
    expect(word(gone, { price: prices(59_000) })).toBe('beyond');
    expect(word(gone, { price: prices(61_000) })).toBe('holds');
  });

  it('without a side, or of a coin without a price, are not checked', () => {
    expect(word(support(60_000, { level: null }), { price: prices(59_500) })).toBe('kind');
    expect(word(support(60_000, { asset: 'ETH' }), { price: prices(59_500) })).toBe('not-recorded');
  });
});

describe('sums that do not add up', () => {
  const sum = (part: Partial<Inconsistency> = {}): Inconsistency => ({
    type: 'from_to_pct',
    asset: 'BTC',
    places: [{ in: 'body', span: [10, 17], text: '$60,100', value: 60_100 }],
    written: 5,
    follows: 3,
    unit: 'pct',
    ...part,
  });
  const market = madeMarket({ price: prices(60_100), openInterest: () => seen(96e9) });

  it('take the place of the verdict on their first figure', () => {
    const [verdict, ...more] = judge({ claims: [madeClaim()], sums: [sum()] }, atNoon, market);
    expect(verdict).toMatchObject({ word: 'contradicts', sum: { type: 'from_to_pct' }, then: { value: 60_100 } });
    expect(more).toEqual([]);
  });

  it('stand behind the others where that is no claim, and in the headline beside claims of the body', () => {
    const elsewhere = sum({ places: [{ in: 'title', span: [10, 17], text: '$60,100', value: 60_100 }] });
    const verdicts = judge({ claims: [madeClaim()], sums: [elsewhere] }, atNoon, market);
    expect(verdicts.map(({ word: each }) => each)).toEqual(['holds', 'contradicts']);
    expect(judge({ claims: [], title: [madeClaim()], sums: [elsewhere] }, atNoon, market)).toMatchObject([
      { word: 'contradicts', isTitle: true },
    ]);
  });

  it('accuse nobody where there is a second honest reading', () => {
    expect(judge({ claims: [madeClaim()], sums: [sum({ soft: true })] }, atNoon, market)).toMatchObject([{ word: 'holds' }]);
  });

  it('are implausible where they rest on a bound of the market, with the whole that was seen', () => {
    const [verdict] = judge({ claims: [], sums: [sum({ reference: { kind: 'bound' } })] }, atNoon, market);
    expect(verdict).toMatchObject({ word: 'implausible', then: { value: 96e9, floor: true } });
  });
});
