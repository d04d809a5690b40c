import { describe, expect, it } from 'vitest';
import { describeScenario } from '../../market/describe.ts';
import { quotedPrice } from '../../market/ledger/markets.ts';
import { venues } from '../../market/ledger/venues.ts';
import { createLedger, scenarioNames } from '../../market/scenarios/registry.ts';
import { offeredSum } from '../../market/truth.ts';
import type { ForcedOrder, Ledger, Venue } from '../../market/world.ts';
import { levelEvents } from './level-states.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST_THREE: readonly Venue[] = ['binance', 'bybit', 'gate'];

const ordersOf = (ledger: Ledger, from: number, to: number, among = venues): readonly ForcedOrder[] =>
  among.flatMap(venue => ledger.orders(venue, from, to));

/** The venue's notional once more: coins by the price of one coin, inverse contracts in dollars. */
function notionalCents({ market, quantity, fillPrice, bankruptcyPrice }: ForcedOrder): number {
  if (market.contract === 'inverse') return quantity * market.contractUsd * 100;
  const price = market.notionalAt === 'bankruptcy' ? bankruptcyPrice : fillPrice;
  return quantity * market.unitsPerQuantity * (price / market.unitsPerPrice) * 100;
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;

describe('the registry', () => {
  it('knows three scenarios and refuses others', () => {
    expect(scenarioNames).toEqual(['reference-day', 'calm', 'cascade']);
    expect(() => createLedger('holiday')).toThrow('unknown scenario holiday');
  });
});

describe.each(scenarioNames)('every ledger: %s', name => {
  const ledger = createLedger(name);
  const orders = ordersOf(ledger, -Infinity, Infinity);

  it('is the same for the same seed and another for another seed', () => {
    const sample = (of: Ledger): unknown => [
      of.orders('gate', of.t0 - HOUR, of.t0 + HOUR),
      of.price('PEPE', of.t0 - 12_345_678),
      of.fearGreed(of.t0, 60),
      of.stated,
    ];
    const again = createLedger(name);
    expect(sample(again)).toEqual(sample(ledger));
    expect(sample(createLedger(name, 7))).not.toEqual(sample(ledger));
  });

  it("counts each order in integer cents of the venue's own notional, on the venue's step and tick", () => {
    for (const order of orders) {
      const { market, quantity, fillPrice, bankruptcyPrice, cents } = order;
      const sound =
        Number.isInteger(cents) &&
        Math.abs(cents - notionalCents(order)) <= 0.5001 &&
        quantity > 0 &&
        isWhole(quantity / market.quantityStep) &&
        isWhole(fillPrice / market.priceTick) &&
        isWhole(bankruptcyPrice / market.priceTick);
      if (!sound) expect.fail(JSON.stringify(order));
    }
  });

  it('fills near the price, and puts bankruptcy on the losing side of the fill', () => {
    for (const order of orders.filter(({ id }) => id % 37 === 0)) {
      const { market, position, fillPrice, bankruptcyPrice, time } = order;
      expect(Math.abs(fillPrice / quotedPrice(market, ledger.price(market.base, time)) - 1)).toBeLessThan(0.004);
      if (position === 'long') expect(bankruptcyPrice).toBeLessThanOrEqual(fillPrice);
      else expect(bankruptcyPrice).toBeGreaterThanOrEqual(fillPrice);
    }
  });

  it('gives orders ascending by time inside the asked window, with ids of their own', () => {
    expect(new Set(orders.map(({ id }) => id)).size).toBe(orders.length);
    for (const venue of venues) {
      const [from, to] = [ledger.t0 - HOUR - 1234, ledger.t0 - 4321];
      const times = ledger.orders(venue, from, to).map(({ time }) => time);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every(time => time >= from && time < to)).toBe(true);
      expect(times).toHaveLength(ledger.orders(venue, 0, Infinity).filter(({ time }) => time >= from && time < to).length);
    }
  });

  it('reaches from 31 days before t0 to six hours after it', () => {
    expect(ledger.t0 - ledger.from).toBe(31 * DAY);
    expect(ledger.to - ledger.t0).toBe(6 * HOUR);
    expect(Math.min(...ordersOf(ledger, 0, ledger.t0 - 30 * DAY).map(({ time }) => time))).toBeLessThan(ledger.from + HOUR);
  });

  it('closes more longs than shorts where a coin has just fallen', () => {
    const counts = { long: 0, short: 0 };
    for (const { market, time, position } of orders) {
      if (ledger.price(market.base, time) < 0.997 * ledger.price(market.base, time - 15 * MINUTE)) counts[position] += 1;
    }
    expect(counts.long).toBeGreaterThan(2 * counts.short);
  });

  it('has sizes with a heavy tail: the largest hundredth of a day is worth more than a fifth of it', () => {
    const cents = ordersOf(ledger, ledger.t0 - DAY, ledger.t0)
      .map(order => order.cents)
      .sort((a, b) => b - a);
    const sum = (part: readonly number[]): number => part.reduce((total, each) => total + each, 0);
    expect(sum(cents.slice(0, Math.ceil(cents.length / 100)))).toBeGreaterThan(0.2 * sum(cents));
  });

  it('comes in clusters: counts per minute vary more than chance would make them', () => {
    const from = ledger.t0 - 2 * DAY;
    const counts = new Array<number>((2 * DAY) / MINUTE).fill(0);
    for (const { time } of ordersOf(ledger, from, ledger.t0)) {
      const slot = Math.floor((time - from) / MINUTE);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    const mean = counts.reduce((total, count) => total + count, 0) / counts.length;
    const variance = counts.reduce((total, count) => total + (count - mean) ** 2, 0) / counts.length;
    expect(variance / mean).toBeGreaterThan(1.3);
  });

  it('can be read as a table', () => {
    const text = describeScenario(ledger);
    expect(text).toContain(name);
    expect(text).toContain('usdChange30dPercent');
    expect(text).not.toContain('[object Object]');
  });
});

describe('the calm day', () => {
  const ledger = createLedger('calm');

  it('stands near 98,000 with a neutral 54 and 18 million dollars of longs at the venues with a history', () => {
    expect(new Date(ledger.t0).toISOString()).toBe('2026-05-20T09:00:00.000Z');
    expect(ledger.price('BTC', ledger.t0)).toBe(98_000);
    expect(ledger.fearGreed(ledger.t0, 1)).toMatchObject([{ value: 54, word: 'Neutral' }]);
    const longs = offeredSum(ledger, { position: 'long', window: '24h', at: ledger.t0, start: ledger.t0 });
    expect((longs / 1e8).toFixed(1)).toBe('18.0');
  });

  it('has come near neither 95,000 nor 100,000 in 42 days', () => {
    const bars = ledger.hourBars('BTC', ledger.t0 - 42 * DAY, ledger.to);
    expect(levelEvents(bars, 95_000)).toEqual([]);
    expect(levelEvents(bars, 100_000)).toEqual([]);
  });
});

describe('the cascade', () => {
  const ledger = createLedger('cascade');
  const { t0 } = ledger;
  const perSecond = (from: number, to: number): number =>
    ordersOf(ledger, t0 + from * 1000, t0 + to * 1000, FIRST_THREE).length / (to - from);
  const bitcoinCoins = (time: number): number =>
    ledger.markets
      .filter(({ base }) => base === 'BTC')
      .reduce((total, market) => total + (ledger.openInterestNowCoins?.(market, time) ?? 0), 0);

  it('has a quiet month and a quiet 40 seconds before it', () => {
    const bars = ledger.hourBars('BTC', t0 - 42 * DAY, t0);
    expect(levelEvents(bars, 80_000)).toEqual([]);
    expect(levelEvents(bars, 85_000)).toEqual([]);
    expect(perSecond(0, 40)).toBeLessThan(0.3);
  });

  it('builds, then reaches tens of forced orders a second over three venues, then ebbs', () => {
    expect(perSecond(60, 90)).toBeGreaterThan(1);
    expect(perSecond(130, 165)).toBeGreaterThan(25);
    expect(perSecond(130, 165)).toBeLessThan(70);
    expect(perSecond(300, 600)).toBeLessThan(6);
    expect(perSecond(300, 600)).toBeGreaterThan(1.5);
    expect(perSecond(2400, 3600)).toBeLessThan(0.5);
  });

  it('closes mostly longs in the fall, though not longs only', () => {
    const fall = ordersOf(ledger, t0 + 60_000, t0 + 180_000);
    const shorts = fall.filter(({ position }) => position === 'short').length;
    expect(shorts).toBeGreaterThan(0);
    expect(shorts / fall.length).toBeLessThan(0.15);
  });

  it('takes bitcoin down by 6 to 8 percent within three minutes and other coins further', () => {
    const lowest = (base: string): number =>
      Math.min(...Array.from({ length: 180 }, (_none, second) => ledger.price(base, t0 + second * 1000))) /
      ledger.price(base, t0);
    expect(lowest('BTC')).toBeGreaterThan(0.92);
    expect(lowest('BTC')).toBeLessThan(0.94);
    expect(lowest('SOL')).toBeLessThan(lowest('BTC'));
  });

  it('shows the low of the fall in the hour bar that it happened in', () => {
    const [bar] = ledger.hourBars('BTC', Date.UTC(2026, 2, 11, 14), Date.UTC(2026, 2, 11, 15));
    expect(bar?.low).toBeLessThanOrEqual(ledger.price('BTC', t0 + 165_000));
  });

  it('closes open coins: at least a tenth within five minutes', () => {
    expect(bitcoinCoins(t0 + 300_000) / bitcoinCoins(t0)).toBeLessThan(0.9);
    expect(bitcoinCoins(t0 + HOUR)).toBeLessThan(bitcoinCoins(t0 + 300_000));
  });

  it('makes no new low after the first ten minutes and recovers from 40 minutes on', () => {
    const low = Math.min(...Array.from({ length: 600 }, (_none, second) => ledger.price('BTC', t0 + second * 1000)));
    for (let minute = 10; minute < 360; minute += 1) expect(ledger.price('BTC', t0 + minute * MINUTE)).toBeGreaterThan(low);
    expect(ledger.price('BTC', t0 + HOUR)).toBeGreaterThan(1.015 * ledger.price('BTC', t0 + 40 * MINUTE));
  });

  it('does not lose 80,000 by two hourly closes in a row', () => {
    const bars = ledger.hourBars('BTC', t0 - DAY, ledger.to);
    expect(levelEvents(bars, 80_000).filter(({ kind }) => kind !== 'tested')).toEqual([]);
  });
});
