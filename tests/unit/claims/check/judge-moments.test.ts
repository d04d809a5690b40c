import { describe, expect, it } from 'vitest';
import type { CheckMarket, Seen } from '../../../../lib/claims/check/market.ts';
import type { Claim } from '../../../../lib/claims/claim.ts';
import { day, hour, madeClaim, madeMarket, noon, seen } from './made-market.ts';
import { judged, prices, word } from './judging.ts';

describe('a price of the days before', () => {
  it('is not denied by a week of which a part is not known', () => {
    const week = (part: Partial<Seen>) => ({ price: prices(seen(60_000, { low: 59_000, high: 64_000, ...part })) });
    const claim = madeClaim({ tense: 'recent', value: 70_000, text: '$70,000' });
    expect(word(claim, week({}))).toBe('off');
    expect(judged(claim, madeMarket(week({ part: true })))).toMatchObject({ reason: 'not-recorded', then: { value: 60_000 } });
    expect(word({ ...claim, value: 63_000, text: '$63,000' }, week({ part: true }))).toBe('holds');
  });
});

describe('a figure of one source', () => {
  it('holds where it is near to the market, and is denied by nothing else', () => {
    const own = (value: number) => madeClaim({ value, text: `$${value}`, venue: 'Kraken' });
    expect(word(own(60_100), { price: prices(60_000) })).toBe('holds');
    expect(word(own(60_401), { price: prices(60_000) })).toBe('kind');
    const index = madeClaim({ kind: 'fear_greed', asset: null, unit: 'index', value: 9, text: '9', venue: 'CMC' });
    expect(word(index, { fearGreed: () => [seen(5)] })).toBe('kind');
    expect(word(index, { fearGreed: () => [seen(9)] })).toBe('holds');
    const rate = madeClaim({ kind: 'funding', unit: 'pct', value: -0.02, text: '-0.02%', venue: 'Bybit' });
    expect(word(rate, { funding: () => seen(0.0001) })).toBe('kind');
    expect(word(rate, { funding: () => seen(-0.0002) })).toBe('holds');
  });
});

describe('the moment of a figure', () => {
  it('may be an hour before the text went out', () => {
    const hours = (heardBefore: number): Partial<CheckMarket> => ({
      price: (_base, time) => (time === noon ? seen(60_000) : time === noon - hour ? seen(heardBefore) : undefined),
    });
    const claim = madeClaim({ value: 62_001, text: '$62,001' });
    expect(word(claim, hours(62_000))).toBe('holds');
    expect(word(claim, hours(61_000))).toBe('off');
    // Of the hour before that nothing is asked, and what is not known takes nothing back.
    expect(
      word(claim, {
        price: (_base, time) => (time === noon ? seen(60_000) : time === noon - 2 * hour ? seen(62_000) : undefined),
      }),
    ).toBe('off');
  });

  it('may be any hour between its first and its last version, where they are of a day', () => {
    const price: CheckMarket['price'] = (_base, time) => seen(time === noon + 3 * hour ? 62_000 : 60_000);
    const claim = madeClaim({ value: 62_001, text: '$62,001' });
    const changedAfter = (ms: number) =>
      word(claim, { now: noon + 9 * day, price }, { time: noon, changed: noon + ms, isExact: true });
    expect(changedAfter(5.5 * hour)).toBe('holds');
    expect(changedAfter(2 * hour)).toBe('off');
    // The last change is a moment of its own.
    expect(changedAfter(3 * hour)).toBe('holds');
    expect(changedAfter(2 * day)).toBe('off');
  });
});

describe('a text that was changed later', () => {
  it('is held against that time too before it is accused', () => {
    const price: CheckMarket['price'] = (_base, time) => seen(time === noon ? 70_000 : 60_000);
    const written = { time: noon, changed: noon + 6 * hour, isExact: true };
    expect(word(madeClaim(), { price }, written)).toBe('holds');
    expect(word(madeClaim({ value: 65_000, text: '$65,001' }), { price }, written)).toBe('off');
  });
});

describe('changes over a day or a week of the calendar', () => {
  // Thursday, 12:00 UTC: twelve hours since midnight, eighty-four since Monday.
  const change = (value: number, window: Claim['window']) =>
    madeClaim({ kind: 'price_change', unit: 'pct', value, text: `${Math.abs(value)}.0%`, window });
  const known = (byWindow: Readonly<Record<string, number>>, at = noon): Partial<CheckMarket> => ({
    priceChange: (_base, window, time) => {
      const value = byWindow[time === at ? window : `${window} to Monday`];
      return value === undefined || (time !== at && time !== at - 84 * hour) ? undefined : seen(value);
    },
  });
  const day24: Partial<CheckMarket> = {
    priceChange: (_base, window, time) =>
      time > noon
        ? undefined
        : window === '12h'
          ? seen(-0.03)
          : window === '24h'
            ? seen(time === noon ? -0.06 : 0.02)
            : undefined,
  };
  const week = known({ '7d': -0.05, '84h': -0.1, '7d to Monday': 0.04 });

  it('is not said to be off, nor to hold, where it is that of the calendar alone', () => {
    expect(word(change(-6, '24h'), day24)).toBe('holds');
    expect(word(change(-3, '24h'), day24)).toBe('window');
    // That of the day before: from midnight to midnight.
    expect(word(change(2, '24h'), day24)).toBe('window');
    expect(word(change(-1, '24h'), day24)).toBe('off');
    expect(word(change(-5, '7d'), week)).toBe('holds');
    expect(word(change(-10, '7d'), week)).toBe('window');
    expect(word(change(4, '7d'), week)).toBe('window');
    expect(word(change(-7, '7d'), week)).toBe('off');
  });

  it('is of no calendar over other windows, nor of a day that has hardly begun', () => {
    expect(word(change(-3, '48h'), known({ '48h': -0.06, '12h': -0.03 }))).toBe('off');
    const early = noon - 7 * hour;
    const atFive = known({ '24h': -0.06, '5h': -0.03 }, early);
    expect(word(change(-3, '24h'), atFive, { time: early, isExact: true })).toBe('off');
  });
});
