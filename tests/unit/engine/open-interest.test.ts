import { describe, expect, it } from 'vitest';
import { openInterestFigure } from '../../../lib/engine/open-interest.ts';
import type { OpenInterestInput } from '../../../lib/engine/open-interest.ts';
import type { OpenInterest, VenueId } from '../../../lib/model/trade.ts';
import { day, minute } from './make-sums.ts';

const now = Date.UTC(2026, 1, 12, 0, 30);

function row(venue: VenueId, base: string, time: number, coins: number | undefined, usd: number | undefined): OpenInterest {
  return { venue, symbol: `${base}USDT`, base, time, coins, usd };
}

function figure(changes: Partial<OpenInterestInput>, base?: string) {
  const input = {
    now,
    latest: [],
    dayAgo: [],
    monthAgo: [],
    venues: ['binance', 'bybit', 'gate'],
    maxAgeMs: 15 * minute,
    ...changes,
  };
  return openInterestFigure(input, base);
}

describe('open interest', () => {
  it('adds dollars and coins over venues, and is as old as its oldest part', () => {
    const latest = [
      row('binance', 'BTC', now - minute, 10, 700),
      row('gate', 'BTC', now - 4 * minute, 2, 140),
      row('gate', 'ETH', now, 5, 10),
    ];
    expect(figure({ latest }, 'BTC').figure).toEqual({ usd: 840, coins: 12, venues: 2, venuesEnabled: 3, at: now - 4 * minute });
    expect(figure({ latest }).figure).toEqual({ usd: 850, venues: 2, venuesEnabled: 3, at: now - 4 * minute });
  });

  it('leaves out what is stale, what has no dollars and what belongs to a venue that is off, and counts the first two', () => {
    const latest = [
      row('binance', 'BTC', now - 15 * minute - 1, 10, 700),
      row('bybit', 'BTC', now - 15 * minute, 10, 690),
      row('gate', 'BTC', now, 10, undefined),
    ];
    const result = figure({ latest }, 'BTC');
    expect(result).toMatchObject({ figure: { usd: 690, venues: 1 }, stale: 1, unvalued: 1 });
    expect(figure({ latest, venues: ['binance'] }, 'BTC')).toEqual({ figure: undefined, stale: 1, unvalued: 0 });
  });

  it('does not add up coins when those of one contract are not known', () => {
    const latest = [row('binance', 'BTC', now, 10, 700), row('gate', 'BTC', now, undefined, 140)];
    expect(figure({ latest }, 'BTC').figure).not.toHaveProperty('coins');
    expect(figure({ latest }, 'BTC').figure?.usd).toBe(840);
  });

  it('takes the newest row of a contract', () => {
    const latest = [row('gate', 'BTC', now - 2, 1, 70), row('gate', 'BTC', now - 1, 2, 140), row('gate', 'BTC', now - 3, 3, 210)];
    expect(figure({ latest }, 'BTC').figure?.usd).toBe(140);
  });

  it('falls in dollars with the price while no coin moves', () => {
    const latest = [row('binance', 'BTC', now, 10, 660)];
    const monthAgo = [row('binance', 'BTC', now - 30 * day, 10, 1_000)];
    const result = figure({ latest, monthAgo }, 'BTC').figure;
    expect(result?.changeUsd30d).toBeCloseTo(-0.34, 12);
    expect(result?.changeCoins30d).toBe(0);
    expect(result).not.toHaveProperty('changeUsd24h');
  });

  it('compares only contracts that are known at both ends', () => {
    // Gate is new and Bybit gone: only Binance counts, 956 / 1000 - 1 in dollars and 19 / 20 - 1 in coins.
    const latest = [row('binance', 'BTC', now, 19, 956), row('gate', 'BTC', now, 100, 5_000)];
    const dayAgo = [row('binance', 'BTC', now - day, 20, 1_000), row('bybit', 'BTC', now - day, 100, 5_000)];
    const result = figure({ latest, dayAgo }, 'BTC').figure;
    expect(result?.usd).toBe(5_956);
    expect(result?.changeUsd24h).toBeCloseTo(-0.044, 12);
    expect(result?.changeCoins24h).toBeCloseTo(-0.05, 12);
  });

  it('values the coins of the market at the prices of the earlier moment', () => {
    // BTC: 10 coins at 100 then, 8 now. ETH: 100 coins at 5 then, 110 now. 8 * 100 + 110 * 5 = 1350 against 1500.
    const latest = [row('gate', 'BTC', now, 8, 400), row('gate', 'ETH', now, 110, 330)];
    const dayAgo = [row('gate', 'BTC', now - day, 10, 1_000), row('gate', 'ETH', now - day, 100, 500)];
    const result = figure({ latest, dayAgo }).figure;
    expect(result?.changeCoins24h).toBeCloseTo(-0.1, 12);
    expect(result?.changeUsd24h).toBeCloseTo(730 / 1_500 - 1, 12);
  });

  it('compares coins over the contracts whose coins are known at both ends, and gives no change for none', () => {
    const latest = [row('gate', 'BTC', now, undefined, 400), row('bybit', 'BTC', now, 9, 450)];
    const dayAgo = [row('gate', 'BTC', now - day, 10, 1_000), row('bybit', 'BTC', now - day, 10, 1_000)];
    expect(figure({ latest, dayAgo }, 'BTC').figure?.changeCoins24h).toBeCloseTo(-0.1, 12);
    expect(figure({ latest, dayAgo, venues: ['gate'] }, 'BTC').figure).not.toHaveProperty('changeCoins24h');
  });

  it('takes a reference within five minutes of a day ago and 30 of a month ago, the nearest of several', () => {
    const latest = [row('gate', 'BTC', now, 10, 50)];
    const change = (dayAgo: readonly OpenInterest[]) => figure({ latest, dayAgo }, 'BTC').figure?.changeUsd24h;
    expect(change([row('gate', 'BTC', now - day - 5 * minute, 10, 100)])).toBe(-0.5);
    expect(change([row('gate', 'BTC', now - day + 5 * minute + 1, 10, 100)])).toBeUndefined();
    expect(
      change([row('gate', 'BTC', now - day - 3 * minute, 10, 25), row('gate', 'BTC', now - day + 2 * minute, 10, 200)]),
    ).toBe(-0.75);
    const month = (time: number) => figure({ latest, monthAgo: [row('gate', 'BTC', time, 10, 100)] }, 'BTC').figure?.changeUsd30d;
    expect(month(now - 30 * day + 30 * minute)).toBe(-0.5);
    expect(month(now - 30 * day + 30 * minute + 1)).toBeUndefined();
  });

  it('keeps an extreme change', () => {
    const latest = [row('gate', 'BTC', now, 1_000, 1_000), row('bybit', 'BTC', now, 1, 1)];
    const dayAgo = [row('gate', 'BTC', now - day, 1, 1), row('bybit', 'BTC', now - day, 1, 1)];
    expect(figure({ latest, dayAgo }, 'BTC').figure?.changeUsd24h).toBeCloseTo(499.5, 9);
  });

  it('leaves a contract out of a change where it has no dollars at one end, or had no coins at the other', () => {
    const latest = [row('gate', 'BTC', now, 9, 90), row('gate', 'ETH', now, 4, undefined), row('gate', 'SOL', now, 5, 5)];
    const dayAgo = [
      row('gate', 'BTC', now - day, 10, 100),
      row('gate', 'ETH', now - day, undefined, 50),
      row('gate', 'SOL', now - day, 0, 0),
    ];
    const result = figure({ latest, dayAgo }).figure;
    expect(result?.changeUsd24h).toBeCloseTo(-0.05, 12);
    expect(result?.changeCoins24h).toBeCloseTo(-0.1, 12);
  });

  it('gives no change from nothing', () => {
    const latest = [row('gate', 'BTC', now, 1, 1)];
    expect(figure({ latest, dayAgo: [row('gate', 'BTC', now - day, 0, 0)] }).figure).toEqual({
      usd: 1,
      venues: 1,
      venuesEnabled: 3,
      at: now,
    });
  });
});
