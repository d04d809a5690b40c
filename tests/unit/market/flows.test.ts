import { describe, expect, it } from 'vitest';
import { barsOf } from '../../market/bars.ts';
import { createLedger } from '../../market/scenarios/registry.ts';
import { venues } from '../../market/ledger/venues.ts';
import type { Ledger } from '../../market/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const bases = ['BTC', 'ETH', 'SOL'];

function buyShare(ledger: Ledger, base: string, from: number, to: number, step: number): number {
  const bars = barsOf(ledger, base, from, to, step);
  const sum = (of: 'takerBuyBase' | 'volumeBase') => bars.reduce((total, bar) => total + bar[of], 0);
  return sum('takerBuyBase') / sum('volumeBase');
}

describe('who buys', () => {
  const cascade = createLedger('cascade');
  const { t0 } = cascade;

  it.each(bases)('is fewer than four in ten of %s while it falls, and half or more from forty minutes on', base => {
    const fall = Math.floor(t0 / (5 * minute)) * 5 * minute + 5 * minute;
    expect(buyShare(cascade, base, fall, fall + 10 * minute, 5 * minute)).toBeLessThan(0.4);
    for (let from = t0 + 45 * minute; from < t0 + 5 * hour; from += 5 * minute)
      expect(buyShare(cascade, base, from, from + 5 * minute + minute, minute)).toBeGreaterThanOrEqual(0.5);
  });

  it('shows in whole hours too, since most is traded while it falls', () => {
    const [before, of, after] = barsOf(cascade, 'BTC', t0 - 2 * hour, t0 + 4 * hour, hour)
      .slice(0, 4)
      .map(bar => bar.takerBuyBase / bar.volumeBase);
    expect(before).toBeGreaterThan(0.45);
    expect(of).toBeGreaterThan(0.4);
    expect(after).toBeLessThan(0.45);
  });

  it('is 46 % in the last hours of the reference day, as it is sketched', () => {
    const day = createLedger('reference-day');
    for (const base of bases) expect(buyShare(day, base, day.t0 - 150 * minute, day.t0, hour)).toBeCloseTo(0.46, 2);
  });

  it('is the same in bars of any length', () => {
    const from = Math.floor(t0 / (4 * hour)) * 4 * hour - 4 * hour;
    const total = (step: number) =>
      barsOf(cascade, 'ETH', from, from + 4 * hour, step).reduce((sum, bar) => sum + bar.takerBuyBase, 0);
    expect(total(hour) / total(4 * hour)).toBeCloseTo(1, 9);
    expect(total(5 * minute) / total(hour)).toBeCloseTo(1, 9);
    expect(total(minute) / total(hour)).toBeCloseTo(1, 9);
  });
});

describe('the depth of books', () => {
  const { depth, t0 } = createLedger('cascade');
  const mean = (from: number, side: 'bidUsd' | 'askUsd') =>
    Array.from({ length: 10 }, (_none, place) => depth('BTC', t0 + (from + place) * 1_000)[side]).reduce(
      (sum, usd) => sum + usd,
      0,
    ) / 10;

  it('thins to less than a quarter while bitcoin falls, the bids most, and comes back', () => {
    expect(mean(155, 'bidUsd')).toBeLessThan(mean(-600, 'bidUsd') / 4);
    expect(mean(155, 'bidUsd') / mean(-600, 'bidUsd')).toBeLessThan(mean(155, 'askUsd') / mean(-600, 'askUsd'));
    expect(mean(3_600, 'bidUsd')).toBeGreaterThan(0.6 * mean(-600, 'bidUsd'));
  });

  it('is tens of millions of dollars for bitcoin, and less for every other coin', () => {
    const { depth: of, t0: now } = createLedger('calm');
    const bitcoin = of('BTC', now);
    expect(bitcoin.bidUsd).toBeGreaterThan(10e6);
    expect(bitcoin.bidUsd).toBeLessThan(100e6);
    for (const base of ['ETH', 'SOL', 'DOGE', 'PEPE']) expect(of(base, now).bidUsd).toBeLessThan(bitcoin.bidUsd);
  });
});

describe('turnover on an exchange without leverage', () => {
  const { t0, spotFlowUsd, orders } = createLedger('cascade');

  it('does not follow forced orders', () => {
    const minutes = Array.from({ length: 60 }, (_none, place) => t0 + (place - 30) * minute);
    const counts = minutes.map(time => venues.reduce((sum, venue) => sum + orders(venue, time, time + minute).length, 0));
    const calm = minutes.filter((_time, place) => (counts[place] ?? 0) < 50);
    const wild = minutes.filter((_time, place) => (counts[place] ?? 0) > 500);
    expect(wild.length).toBeGreaterThan(0);
    const mean = (times: readonly number[]) => times.reduce((sum, time) => sum + spotFlowUsd('BTC', time), 0) / times.length;
    expect(mean(wild) / mean(calm)).toBeLessThan(1.6);
  });

  it('comes to about a billion dollars a day of bitcoin', () => {
    let usd = 0;
    for (let time = t0 - 24 * hour; time < t0; time += minute) usd += spotFlowUsd('BTC', time);
    expect(usd).toBeGreaterThan(0.7e9);
    expect(usd).toBeLessThan(1.4e9);
  });
});
