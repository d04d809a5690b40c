import { describe, expect, it } from 'vitest';
import { feeds } from '../../market/ledger/feeds/registry.ts';
import { venues, venuesWithPast } from '../../market/ledger/venues.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { offeredOrders, offeredSum, sentSum, worldSum } from '../../market/truth.ts';
import type { Ledger, Venue } from '../../market/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ledger = createLedger('reference-day');
const { t0 } = ledger;

const change = (base: string, from: number, to: number): string =>
  ((ledger.price(base, to) / ledger.price(base, from) - 1) * 100).toFixed(2);

const withHistory = venues.filter(venue => feeds[venue].historyReachMs > 0);
const view = { at: t0, start: t0 } as const;

/** What one contract of Gate's largest order is worth: how near a sum can be brought to its target. */
function contractCents(base?: string): number {
  const orders = ledger.orders('gate', t0 - 30 * DAY, t0).filter(({ market }) => base === undefined || market.base === base);
  const largest = orders.reduce((best, order) => (order.cents > best.cents ? order : best));
  return (largest.cents / largest.quantity) * largest.market.quantityStep;
}

function openInterestUsd(of: Ledger, time: number, among: readonly Venue[]): number {
  return of.markets
    .filter(({ venue }) => among.includes(venue))
    .reduce((total, market) => total + of.openInterestCoins(market, time) * of.price(market.base, time), 0);
}

const percent = (before: number, after: number): string => ((after / before - 1) * 100).toFixed(2);

describe('prices of the reference day', () => {
  it('stands at 00:30 UTC on 12 February 2026 with bitcoin at 67,460', () => {
    expect(new Date(t0).toISOString()).toBe('2026-02-12T00:30:00.000Z');
    expect(ledger.price('BTC', t0)).toBe(67_460);
  });

  it('has fallen by 1.69, 2.84 and 4.07 percent in 24 hours', () => {
    expect(['BTC', 'ETH', 'SOL'].map(base => change(base, t0 - DAY, t0))).toEqual(['-1.69', '-2.84', '-4.07']);
  });

  it('shows the same 24-hour change of bitcoin to a tenth of a percent when whole hours are compared', () => {
    expect(Number(change('BTC', t0 - DAY - 30 * MINUTE, t0 - 30 * MINUTE))).toBeCloseTo(-1.69, 1);
    expect(Number(change('BTC', t0 - DAY + 30 * MINUTE, t0 + 30 * MINUTE))).toBeCloseTo(-1.69, 1);
  });

  it('has most other coins weaker than bitcoin', () => {
    const others = [...new Set(ledger.markets.map(({ base }) => base))].filter(base => base !== 'BTC');
    const weaker = others.filter(base => Number(change(base, t0 - DAY, t0)) < -1.69);
    expect(others).toHaveLength(59);
    expect(weaker.length).toBeGreaterThan(30);
  });

  it('knows the stated price of 30 days earlier', () => {
    expect(ledger.price('BTC', t0 - 30 * DAY)).toBe(94_800);
  });

  it('makes a new low within the last four hours, so that buying at the level is not yet shown', () => {
    const lows = ledger.hourBars('BTC', t0 - DAY, t0).map(({ low }) => low);
    expect(Math.min(...lows.slice(-4))).toBe(Math.min(...lows));
  });
});

describe('liquidations of the reference day', () => {
  it.each([
    ['longs of 24 hours', 23_700_000_000, { position: 'long', window: '24h' }],
    ['shorts of 24 hours', 7_500_000_000, { position: 'short', window: '24h' }],
    ['longs of bitcoin in 24 hours', 9_120_000_000, { position: 'long', window: '24h', base: 'BTC' }],
    ['bitcoin in 7 days', 216_000_000_000, { window: '7d', base: 'BTC' }],
    ['bitcoin in 30 days', 440_000_000_000, { window: '30d', base: 'BTC' }],
  ] as const)('offers %s for %i cents over all venues, to within a contract', (_what, cents, selection) => {
    const base = 'base' in selection ? selection.base : undefined;
    expect(Math.abs(offeredSum(ledger, { ...view, ...selection }) - cents)).toBeLessThanOrEqual(contractCents(base));
  });

  it('offers as much for any other seed, whatever the venues beside Gate come to', () => {
    const other = createLedger('reference-day', 7);
    const millions = (cents: number): string => (cents / 1e8).toFixed(1);
    expect(millions(offeredSum(other, { ...view, position: 'long', window: '24h' }))).toBe('237.0');
    expect(millions(offeredSum(other, { ...view, base: 'BTC', window: '30d' }))).toBe('4400.0');
  });

  it('spreads them over the venues with a history, of which Gate is the largest', () => {
    const longs = withHistory.map(venue => offeredSum(ledger, { ...view, venue, position: 'long', window: '24h' }));
    expect(withHistory.length).toBeGreaterThan(1);
    for (const cents of longs) expect(cents).toBeGreaterThan(0);
    expect(Math.max(...longs)).toBe(longs[withHistory.indexOf('gate')]);
    for (const venue of venues.filter(each => !withHistory.includes(each)))
      expect(offeredSum(ledger, { ...view, venue, window: '30d' })).toBe(0);
  });

  it('has more in the world than anybody can hear', () => {
    const day = { from: t0 - DAY, to: t0 };
    expect(worldSum(ledger, day)).toBeGreaterThan(1.1 * sentSum(ledger, day));
    expect(sentSum(ledger, { ...day, venue: 'hyperliquid' })).toBe(0);
    expect(worldSum(ledger, { ...day, venue: 'hyperliquid' })).toBeGreaterThan(5_000_000_000);
  });

  it('costs a client few pages: no more orders than the histories give at once', () => {
    const count = (venue: Venue, days: number, symbol?: string) =>
      ledger.orders(venue, t0 - days * DAY, t0).filter(({ market }) => symbol === undefined || market.symbol === symbol).length;
    expect(count('bitfinex', 30)).toBeLessThan(450);
    for (const { symbol } of ledger.markets.filter(({ venue }) => venue === 'coinex'))
      expect(count('coinex', 7, symbol)).toBeLessThan(100);
    const okx = ledger.markets.filter(({ venue }) => venue === 'okx').map(({ symbol }) => count('okx', 1, symbol));
    expect(okx.filter(orders => orders > 100).length).toBeLessThanOrEqual(2);
  });

  it('states per venue, window and side what its orders add up to', () => {
    const { liquidations } = ledger.stated;
    for (const venue of venues) {
      for (const [name, ms] of [
        ['1h', HOUR] as const,
        ['24h', DAY] as const,
        ['7d', 7 * DAY] as const,
        ['30d', 30 * DAY] as const,
      ]) {
        const window = { venue, from: t0 - ms, to: t0 };
        expect(liquidations).toHaveProperty([venue, name, 'longCents'], worldSum(ledger, { ...window, position: 'long' }));
        expect(liquidations).toHaveProperty([venue, name, 'shortCents'], worldSum(ledger, { ...window, position: 'short' }));
        expect(liquidations).toHaveProperty(
          [venue, name, 'btcLongCents'],
          worldSum(ledger, { ...window, base: 'BTC', position: 'long' }),
        );
      }
    }
  });

  it('has its busiest hour of longs in the morning fall, and goes on closing positions after t0', () => {
    const hours = Array.from({ length: 30 }, (_none, index) =>
      worldSum(ledger, { position: 'long', from: t0 - DAY + index * HOUR, to: t0 - DAY + (index + 1) * HOUR }),
    );
    expect(hours.indexOf(Math.max(...hours.slice(0, 24)))).toBe(10);
    for (const cents of hours.slice(24)) expect(cents).toBeGreaterThan(500_000_000);
  });
});

describe('open interest of the reference day', () => {
  it('falls by 4.40 percent in 24 hours and 34.00 percent in 30 days, in dollars over the venues whose past can be asked for', () => {
    const { day, month } = venuesWithPast;
    const now = openInterestUsd(ledger, t0, day);
    expect(percent(openInterestUsd(ledger, t0 - DAY, day), now)).toBe('-4.40');
    expect(percent(openInterestUsd(ledger, t0 - 30 * DAY, month), openInterestUsd(ledger, t0, month))).toBe('-34.00');
    expect(now).toBeGreaterThan(25e9);
    expect(now).toBeLessThan(30e9);
  });

  it('gives the same change to a tenth of a percent to a client that reads whole hours', () => {
    const at = (time: number): number => openInterestUsd(ledger, time, venuesWithPast.day);
    const onTheHour = percent(at(t0 - DAY - 30 * MINUTE), at(t0 - 30 * MINUTE));
    expect(Number(onTheHour)).toBeCloseTo(-4.4, 1);
  });

  it('falls less in coins than in dollars, and states by how much', () => {
    const coins = (time: number): number =>
      ledger.markets
        .filter(({ venue }) => venuesWithPast.day.includes(venue))
        .reduce((total, market) => total + ledger.openInterestCoins(market, time) * ledger.price(market.base, t0), 0);
    const stated = Number(percent(coins(t0 - DAY), coins(t0)));
    expect(stated).toBeLessThan(0);
    expect(stated).toBeGreaterThan(-4.4);
    expect(ledger.stated['openInterest']).toHaveProperty('allCoinsChange24hPercent', stated);
  });

  it('differs between venues, and moves by less than half a percent from one five-minute point to the next', () => {
    const changes = venues.map(venue =>
      percent(openInterestUsd(ledger, t0 - DAY, [venue]), openInterestUsd(ledger, t0, [venue])),
    );
    expect(new Set(changes).size).toBeGreaterThan(venues.length / 2);
    for (const change of changes) expect(Math.abs(Number(change) + 4.4)).toBeLessThan(3);
    for (const market of ledger.markets.filter(({ base, board }) => base === 'BTC' && board !== 'margin')) {
      for (let time = t0 - DAY; time < t0; time += 5 * MINUTE) {
        const step = ledger.openInterestCoins(market, time + 5 * MINUTE) / ledger.openInterestCoins(market, time);
        expect(Math.abs(step - 1)).toBeLessThan(0.005);
      }
    }
  });

  it('keeps the value of a grid point until the next one', () => {
    const [market] = ledger.markets;
    if (market === undefined) throw new Error('no market');
    expect(ledger.openInterestCoins(market, t0 + 4 * MINUTE)).toBe(ledger.openInterestCoins(market, t0));
    expect(ledger.openInterestCoins(market, t0 + 5 * MINUTE)).not.toBe(ledger.openInterestCoins(market, t0));
  });
});

describe('funding of the reference day', () => {
  const rates = (time: number) => ledger.markets.map(market => ledger.funding(market, time));
  const mean = (values: readonly number[]) => values.reduce((total, each) => total + each, 0) / values.length;

  it('is a small fraction per eight hours, with eight digits, the same all through an hour', () => {
    const hour = Math.floor(t0 / HOUR) * HOUR;
    expect(rates(hour + 59 * MINUTE)).toEqual(rates(hour));
    for (const rate of rates(t0)) {
      expect(Math.abs(rate)).toBeLessThanOrEqual(0.0012);
      expect(rate).toBe(Number(rate.toFixed(8)));
    }
  });

  it('turns against the shorts after the deepest fall, and is paid by the longs on the way up', () => {
    expect(mean(rates(Date.UTC(2026, 1, 6, 5)))).toBeLessThan(-0.0001);
    expect(mean(rates(Date.UTC(2026, 1, 6, 21)))).toBeGreaterThan(0.0002);
  });

  it('differs from listing to listing', () => {
    const bitcoin = ledger.markets.filter(({ base }) => base === 'BTC').map(market => ledger.funding(market, t0));
    expect(new Set(bitcoin).size).toBeGreaterThan(bitcoin.length / 2);
  });
});

describe('fear and greed of the reference day', () => {
  it('is 5, extreme fear, after 11 the day before', () => {
    const [today, yesterday] = ledger.fearGreed(t0, 2);
    expect(today).toEqual({ day: Date.UTC(2026, 1, 12), value: 5, word: 'Extreme Fear' });
    expect(yesterday).toEqual({ day: Date.UTC(2026, 1, 11), value: 11, word: 'Extreme Fear' });
  });

  it('has a value for each of 30 days, newest first', () => {
    const days = ledger.fearGreed(t0, 30);
    expect(days).toHaveLength(30);
    expect(days.map(({ day }) => day)).toEqual(Array.from({ length: 30 }, (_none, back) => Date.UTC(2026, 1, 12) - back * DAY));
  });
});

describe('the first half hour after T0', () => {
  it('leaves the stated sums as they are while bars drop out at the moving edge of each window', () => {
    const at = t0 + 20 * MINUTE;
    for (const [window, selection] of [
      ['24h', { position: 'long' }],
      ['7d', { base: 'BTC' }],
      ['30d', { base: 'BTC' }],
    ] as const) {
      // What came in the twenty minutes is little, and what dropped out, or came into a history late, is nothing.
      for (const venue of withHistory) {
        const { isPolled = false, historyStaleMs } = feeds[venue];
        const since = sentSum(ledger, { venue, from: t0, to: Math.max(t0, isPolled ? at - historyStaleMs : at), ...selection });
        const before = offeredSum(ledger, { venue, window, at: t0, start: t0, ...selection });
        expect([venue, offeredSum(ledger, { venue, window, at, start: t0, ...selection })]).toEqual([venue, before + since]);
      }
    }
  });

  it('leaves them as they are for a client that comes as late, but for what was forced since', () => {
    for (const venue of withHistory.filter(each => feeds[each].historyStaleMs > 0)) {
      const ids = (start: number) => offeredOrders(ledger, venue, '7d', { at: start, start }).map(({ id }) => id);
      const known = new Set(ids(t0 + 20 * MINUTE));
      expect(ids(t0).filter(id => !known.has(id))).toEqual([]);
    }
  });
});
