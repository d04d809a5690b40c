import { describe, expect, it } from 'vitest';
import { createLedger } from '../../market/scenarios/registry.ts';
import { offeredSum, worldSum } from '../../market/truth.ts';
import type { ForcedOrder, Ledger, Venue } from '../../market/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const VENUES: readonly Venue[] = ['binance', 'bybit', 'gate'];

const ledger = createLedger('reference-day');
const { t0 } = ledger;

const change = (base: string, from: number, to: number): string =>
  ((ledger.price(base, to) / ledger.price(base, from) - 1) * 100).toFixed(2);

/** Dollars of one contract of the largest order: how near a sum can be brought to its target. */
function contractCents(orders: readonly ForcedOrder[]): number {
  const largest = orders.reduce((best, order) => (order.cents > best.cents ? order : best));
  return (largest.cents / largest.quantity) * largest.market.quantityStep;
}

function openInterestUsd(of: Ledger, time: number, venue?: Venue): number {
  return of.markets
    .filter(market => venue === undefined || market.venue === venue)
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
  it('closes longs of 237.0 million dollars at Gate in 24 hours, to within a contract of the largest order', () => {
    const longs = ledger.orders('gate', t0 - DAY, t0).filter(({ position }) => position === 'long');
    const cents = longs.reduce((total, order) => total + order.cents, 0);
    expect(Math.abs(cents - 23_700_000_000)).toBeLessThanOrEqual(contractCents(longs));
  });

  it.each([
    [7, 216_000_000_000],
    [30, 440_000_000_000],
  ])('closes bitcoin of both sides at Gate in %i days for %i cents, to within a contract', (days, cents) => {
    const orders = ledger.orders('gate', t0 - days * DAY, t0).filter(({ market }) => market.base === 'BTC');
    const total = orders.reduce((sum, order) => sum + order.cents, 0);
    expect(Math.abs(total - cents)).toBeLessThanOrEqual(contractCents(orders));
  });

  it('offers a client that starts at t0 exactly those figures', () => {
    const view = { venue: 'gate', at: t0, start: t0 } as const;
    const millions = (cents: number): string => (cents / 1e8).toFixed(1);
    expect(millions(offeredSum(ledger, { ...view, position: 'long', window: '24h' }))).toBe('237.0');
    expect(millions(offeredSum(ledger, { ...view, position: 'short', window: '24h' }))).toBe('75.0');
    expect(millions(offeredSum(ledger, { ...view, base: 'BTC', window: '7d' }))).toBe('2160.0');
    expect(millions(offeredSum(ledger, { ...view, base: 'BTC', window: '30d' }))).toBe('4400.0');
    expect(offeredSum(ledger, { at: t0, start: t0, position: 'long', window: '24h' })).toBe(
      offeredSum(ledger, { ...view, position: 'long', window: '24h' }),
    );
  });

  it('states per venue, window and side what its orders add up to', () => {
    const { liquidations } = ledger.stated;
    for (const venue of VENUES) {
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
  it('falls by 4.40 percent in 24 hours and 34.00 percent in 30 days, in dollars over all venues', () => {
    const now = openInterestUsd(ledger, t0);
    expect(percent(openInterestUsd(ledger, t0 - DAY), now)).toBe('-4.40');
    expect(percent(openInterestUsd(ledger, t0 - 30 * DAY), now)).toBe('-34.00');
    expect(now).toBeGreaterThan(25e9);
    expect(now).toBeLessThan(30e9);
  });

  it('gives the same change to a tenth of a percent to a client that reads whole hours', () => {
    const onTheHour = percent(openInterestUsd(ledger, t0 - DAY - 30 * MINUTE), openInterestUsd(ledger, t0 - 30 * MINUTE));
    expect(Number(onTheHour)).toBeCloseTo(-4.4, 1);
  });

  it('falls less in coins than in dollars, and states by how much', () => {
    const coins = (time: number): number =>
      ledger.markets.reduce((total, market) => total + ledger.openInterestCoins(market, time) * ledger.price(market.base, t0), 0);
    const stated = Number(percent(coins(t0 - DAY), coins(t0)));
    expect(stated).toBeLessThan(0);
    expect(stated).toBeGreaterThan(-4.4);
    expect(ledger.stated['openInterest']).toHaveProperty('allCoinsChange24hPercent', stated);
  });

  it('differs between venues, and moves by less than half a percent from one five-minute point to the next', () => {
    const changes = VENUES.map(venue => percent(openInterestUsd(ledger, t0 - DAY, venue), openInterestUsd(ledger, t0, venue)));
    expect(new Set(changes).size).toBe(3);
    for (const market of ledger.markets.filter(({ base }) => base === 'BTC')) {
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
    const ledger = createLedger('reference-day');
    const at = ledger.t0 + 20 * 60_000;
    const atT0 = (window: '24h' | '7d' | '30d', selection: object) =>
      offeredSum(ledger, { venue: 'gate', window, at: ledger.t0, start: ledger.t0, ...selection });
    // What came in the twenty minutes is little, and what dropped out is nothing.
    const since = (selection: object) => worldSum(ledger, { venue: 'gate', from: ledger.t0, to: at, ...selection });
    for (const [window, selection] of [
      ['24h', { position: 'long' }],
      ['7d', { base: 'BTC' }],
      ['30d', { base: 'BTC' }],
    ] as const) {
      expect(offeredSum(ledger, { venue: 'gate', window, at, start: at, ...selection })).toBe(
        atT0(window, selection) + since(selection),
      );
    }
  });
});
