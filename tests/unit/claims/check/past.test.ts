import { describe, expect, it } from 'vitest';
import { changeAt, fearGreedAt, holderAt, priceAt } from '../../../../lib/claims/check/past.ts';
import type { PriceReach } from '../../../../lib/claims/check/market.ts';
import type { LongBar } from '../../../../lib/claims/check/past.ts';
import { createRecordedMarket } from '../../../../lib/claims/check/recorded-market.ts';
import { day, hour, noon, seen } from './made-market.ts';

const minute = 60_000;
const bar = (openTime: number, open: number, close: number, ms = hour): LongBar => ({
  openTime,
  ms,
  open,
  close,
  high: Math.max(open, close) + 10,
  low: Math.min(open, close) - 10,
});

describe('a price of the past', () => {
  const bars = [bar(noon - hour, 100, 110), bar(noon, 110, 130), bar(noon + hour, 130, 90)];
  const past = { bars, points: [], source: 'Binance' };

  it('lies between open and close of its bar, and in the range of the hour before it', () => {
    // A quarter of the way from 110 to 130; the bar before it begins at 100, less ten.
    expect(priceAt(past, noon + 15 * minute)).toEqual({
      value: 115,
      low: 90,
      high: 140,
      at: noon + 15 * minute,
      source: 'Binance',
    });
  });

  it('reaches into the next bar when that is near', () => {
    // 59 minutes: the next one goes down to 80.
    expect(priceAt(past, noon + 59 * minute)?.low).toBe(80);
    expect(priceAt(past, noon + 30 * minute)?.low).toBe(90);
  });

  it('is the one that was told within five minutes, where there is one', () => {
    const points = [
      [noon + 10 * minute, 111],
      [noon + 17 * minute, 112],
      [noon + 40 * minute, 113],
    ] as const;
    expect(priceAt({ ...past, points }, noon + 15 * minute)).toMatchObject({ value: 112, at: noon + 17 * minute });
    expect(priceAt({ ...past, points }, noon + 30 * minute)).toMatchObject({ value: 120 });
  });

  it('is not known outside the bars, and of the last one known at its end', () => {
    expect(priceAt(past, noon - hour - 1)).toBeUndefined();
    expect(priceAt(past, noon + 2 * hour)?.value).toBe(90);
    expect(priceAt(past, noon + 2 * hour + 1)).toBeUndefined();
  });

  it('ranges over the day around it, or over the week before it, where that is asked', () => {
    const long = { ...past, bars: [bar(noon - 3 * day, 50, 60), bar(noon - 13 * hour, 70, 75), ...bars] };
    expect(priceAt(long, noon, 'day')).toMatchObject({ low: 60, high: 140 });
    expect(priceAt(long, noon, 'week')).toMatchObject({ low: 40, high: 140 });
  });
});

describe('what is known of the time around a moment', () => {
  const midnight = noon + 12 * hour;
  const price = (bars: readonly LongBar[], time: number, reach: PriceReach) =>
    priceAt({ bars, points: [], source: 'made' }, time, reach);

  it('is of the whole day where only its date is given', () => {
    const bars = [bar(midnight - hour, 100, 100), bar(midnight, 100, 100), bar(midnight + 37 * hour, 100, 300)];
    expect(price(bars, midnight, 'day')?.high).toBe(310);
    expect(price([...bars.slice(0, 2), bar(midnight + 38 * hour, 100, 300)], midnight, 'day')?.high).toBe(110);
    expect(price(bars, midnight + 1, 'day')?.high).toBe(110);
    // So it is of the week before it, which ends with the day.
    expect(price(bars, midnight, 'days')?.high).toBe(310);
    expect(price([...bars.slice(0, 2), bar(midnight + 20 * hour, 100, 500)], midnight, 'week')?.high).toBe(110);
    expect(price([bar(noon - 7 * day, 900, 900), ...bars], midnight, 'days')?.high).toBe(310);
    expect(price([bar(noon - 6 * day, 900, 900), ...bars], midnight, 'days')?.high).toBe(910);
  });

  it('says where the beginning of a week or of a day is not recorded', () => {
    const since = (ms: number) => [bar(noon - ms, 100, 100, ms), bar(noon, 100, 100)];
    expect(price(since(7 * day), noon + 1, 'week')).not.toHaveProperty('part');
    expect(price(since(7 * day - hour), noon + 1, 'week')).toHaveProperty('part', true);
    expect(price(since(13 * hour), noon + 1, 'day')).toHaveProperty('part', true);
    // The price of the moment itself is known.
    expect(price([bar(noon, 100, 100)], noon + 1, 'hour')).not.toHaveProperty('part');
  });
});

describe('a change of the past', () => {
  it('is that of the value, with what it comes to at the ends of the range', () => {
    const price = (_base: string, time: number) =>
      time === noon ? seen(110, { low: 105, high: 121 }) : seen(100, { low: 90, high: 120 });
    const change = changeAt(price, 'BTC', '24h', noon);
    expect(change?.value).toBeCloseTo(0.1, 9);
    expect(change?.low).toBeCloseTo(0.05, 9);
    expect(change?.high).toBeCloseTo(0.21, 9);
  });

  it('is not known unless both ends are', () => {
    expect(changeAt((_base, time) => (time === noon ? seen(1) : undefined), 'BTC', '7d', noon)).toBeUndefined();
  });
});

describe('the index of a day', () => {
  const today = noon - 12 * hour;
  const days = [
    { day: today + day, value: 30 },
    { day: today, value: 5 },
    { day: today - day, value: 11 },
  ];
  const values = (time: number, wide = false) => fearGreedAt(days, time, wide, 'made').map(({ value }) => value);

  it('is that of the day before too in the first half of the day', () => {
    expect(values(noon - minute)).toEqual([5, 11]);
    expect(values(noon)).toEqual([5]);
    expect(values(noon, true)).toEqual([5, 11, 30]);
    expect(values(noon + 2 * day)).toEqual([30]);
    expect(values(noon - 5 * day)).toEqual([]);
  });
});

describe('holdings', () => {
  const rows = [
    { day: noon - 60 * day, coins: 1, averageUsd: 10 },
    { day: noon - 3 * day, coins: 2, averageUsd: 20 },
  ];

  it('are those of the last statement, for a month and a half', () => {
    expect(holderAt('A', rows, noon)).toEqual({ name: 'A', coins: 2, costUsd: 20, costDay: noon - 3 * day });
    expect(holderAt('A', rows, noon - 4 * day)).toBeUndefined();
    expect(holderAt('A', rows, noon - 20 * day)?.coins).toBe(1);
  });
});

describe('the market of a recording', () => {
  const order = (time: number, usd: number, position: 'long' | 'short' = 'long') =>
    ({ type: 'liquidation', time, base: 'BTC', position, usd, venue: 'okx' }) as const;
  const market = createRecordedMarket([
    { type: 'reference', name: 'fear-greed', time: noon - 40 * hour, value: 9 },
    order(noon - 30 * hour, 1),
    order(noon - 24 * hour, 20),
    order(noon - 1, 300, 'short'),
    order(noon, 4_000),
    { type: 'funding', time: noon - hour, base: 'BTC', ratePer8h: 0.0002 },
    { type: 'marketCap', time: noon, base: 'BTC', usd: 60 },
    { type: 'marketCap', time: noon, base: 'TOTAL', usd: 100 },
    {
      type: 'bar',
      time: noon,
      intervalMs: hour,
      base: 'ETH',
      open: 1,
      high: 2,
      low: 1,
      close: 2,
      openInterestUsd: 70,
      fundingRate: 0.0001,
    },
  ]);

  it('ends with its last line, bars at their end', () => {
    expect(market.now).toBe(noon + hour);
  });

  it('sums what lies in a window, its beginning with it and its end without, and says what part of it was recorded', () => {
    expect(market.liquidations('BTC', '24h', noon)).toEqual({
      longUsd: 20,
      shortUsd: 300,
      floor: true,
      coverage: 1,
      venues: 1,
      at: noon,
    });
    // The first order of the recording is thirty hours old, of seven days.
    expect(market.liquidations('TOTAL', '7d', noon)).toMatchObject({ longUsd: 21, coverage: 30 / 168 });
    expect(market.liquidations('ETH', '24h', noon)).toBeUndefined();
    expect(market.liquidations('BTC', '24h', noon - 3 * day)).toBeUndefined();
    expect(market.liquidations('BTC', '24h', noon + 3 * day)).toBeUndefined();
  });

  it('knows other figures near to their times alone', () => {
    expect(market.funding('BTC', noon)?.value).toBe(0.0002);
    expect(market.funding('BTC', noon + 3 * hour)).toBeUndefined();
    expect(market.funding('ETH', noon + hour)?.value).toBe(0.0001);
    expect(market.openInterest('ETH', noon + hour)?.value).toBe(70);
    expect(market.openInterest('ETH', noon - hour)).toBeUndefined();
    expect(market.dominance('BTC', noon)?.value).toBe(0.6);
    expect(market.dominance('BTC', noon + 7 * hour)).toBeUndefined();
    expect(market.fearGreed(noon - 36 * hour)).toMatchObject([{ value: 9 }]);
  });
});
