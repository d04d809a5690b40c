import { describe, expect, it } from 'vitest';
import { bases } from '../../market/ledger/bases.ts';
import { feeds } from '../../market/ledger/feeds/registry.ts';
import { createForcedOrders } from '../../market/ledger/forced-orders.ts';
import { createMarkets } from '../../market/ledger/markets.ts';
import { DAY, HOUR, MINUTE } from '../../market/ledger/time.ts';
import { openInterestWeights, otherShares } from '../../market/ledger/venue-shares.ts';
import { venues } from '../../market/ledger/venues.ts';
import { offeredSum } from '../../market/truth.ts';
import type { ForcedOrder, Market, Venue } from '../../market/world.ts';

const t0 = Date.UTC(2026, 5, 1, 12);
const firstThree: readonly Venue[] = ['binance', 'bybit', 'gate'];
const all = createMarkets('260626');
const priceOf = new Map(bases.map(({ base, usualPrice }) => [base, usualPrice]));

/** A month in which every coin costs what it usually costs. */
function draw(markets: readonly Market[], hasQuietEdges = false): ReadonlyMap<Venue, readonly ForcedOrder[]> {
  return createForcedOrders({
    seed: 11,
    from: t0 - 31 * DAY,
    to: t0 + HOUR,
    markets,
    prices: { price: base => priceOf.get(base) ?? 1, hourBars: () => [] },
    mood: () => ({ perMinute: 2, branching: 0.3, delayMs: 20_000, follow: 0, longBias: 0 }),
    venueWeights: { binance: 1, bybit: 1, gate: 1 },
    sums: {
      t0,
      day: { long: 9_000_000, short: 8_000_000, btcLong: 4_000_000, btcShort: 3_000_000 },
      week: { btc: 50_000_000, rest: 60_000_000 },
      month: { btc: 200_000_000, rest: 250_000_000 },
    },
    factors: { binance: 1.2, bybit: 0.9 },
    hasQuietEdges,
  });
}

const everyVenue = draw(all);

describe('the forced orders of all venues', () => {
  it('are at Binance and Bybit the same whichever other venues there are, and come at Gate at the same times', () => {
    const alone = draw(all.filter(({ venue }) => firstThree.includes(venue)));
    expect([...alone.keys()].sort()).toEqual([...firstThree].sort());
    for (const venue of ['binance', 'bybit'] as const) expect(everyVenue.get(venue)).toEqual(alone.get(venue));
    const times = (orders: ReadonlyMap<Venue, readonly ForcedOrder[]>) => orders.get('gate')?.map(({ id, time }) => [id, time]);
    expect(times(everyVenue)).toEqual(times(alone));
  });

  it('come at every venue that lists a contract, with ids of their own', () => {
    expect([...everyVenue.keys()].sort()).toEqual([...new Set(all.map(({ venue }) => venue))].sort());
    const ids = [...everyVenue.values()].flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are closed on listings of their venue only', () => {
    for (const [venue, orders] of everyVenue) for (const { market } of orders) if (market.venue !== venue) expect.fail(venue);
  });

  it('add up over the venues with a history to what is stated, of which Gate takes what the others leave', () => {
    const ledger = {
      orders: (venue: Venue, from: number, to: number) =>
        (everyVenue.get(venue) ?? []).filter(({ time }) => time >= from && time < to),
    };
    const offered = (selection: Omit<Parameters<typeof offeredSum>[1], 'at' | 'start'>) =>
      offeredSum(ledger, { at: t0, start: t0, ...selection }) / 100;
    // The residue is less than a contract of the largest order; all contracts here are worth less than 100 dollars.
    expect(Math.abs(offered({ window: '24h', position: 'long' }) - 9_000_000)).toBeLessThan(100);
    expect(Math.abs(offered({ window: '24h', position: 'short', base: 'BTC' }) - 3_000_000)).toBeLessThan(100);
    expect(Math.abs(offered({ window: '7d' }) - 110_000_000)).toBeLessThan(200);
    expect(Math.abs(offered({ window: '30d', base: 'BTC' }) - 200_000_000)).toBeLessThan(100);
    const others = venues.filter(venue => feeds[venue].historyReachMs > 0 && venue !== 'gate');
    const parts = others.reduce((total, venue) => total + offered({ venue, window: '24h', position: 'long' }), 0);
    expect(offered({ venue: 'gate', window: '24h', position: 'long' })).toBeCloseTo(
      offered({ window: '24h', position: 'long' }) - parts,
      2,
    );
  });

  it('take the stated part of the stated sums at a venue of many orders', () => {
    const month = (venue: Venue) =>
      (everyVenue.get(venue) ?? [])
        .filter(({ time }) => time >= t0 - 30 * DAY && time < t0)
        .reduce((total, { cents }) => total + cents, 0) / 100;
    expect(month('okx') / 450_000_000).toBeCloseTo(otherShares.okx.money, 3);
    expect(month('hyperliquid') / 450_000_000).toBeCloseTo(otherShares.hyperliquid.money, 3);
    expect(month('binance') / 450_000_000).toBeCloseTo(1.2, 3);
  });

  it('leave the half hour at each moving edge empty where that is asked for: of the windows, and of each history', () => {
    const isEmpty = (orders: readonly ForcedOrder[] | undefined, from: number) =>
      orders?.some(({ time }) => time >= from && time < from + 30 * MINUTE) === false;
    const quiet = draw(all, true);
    for (const [venue, orders] of quiet) {
      const { historyReachMs, historyStaleMs } = feeds[venue];
      const own = firstThree.includes(venue) || historyReachMs === 0 ? [] : [historyReachMs, historyStaleMs];
      for (const ms of [DAY, 7 * DAY, 30 * DAY, ...own]) expect([venue, ms, isEmpty(orders, t0 - ms)]).toEqual([venue, ms, true]);
    }
    expect(isEmpty(everyVenue.get('binance'), t0 - DAY)).toBe(false);
  });
});

describe('the table of shares', () => {
  it('names every venue but the first three, and all of them for open interest', () => {
    expect(Object.keys(otherShares).sort()).toEqual(venues.filter(venue => !firstThree.includes(venue)).sort());
    expect(Object.keys(openInterestWeights).sort()).toEqual([...venues].sort());
    const orders = Object.values(otherShares).reduce((total, share) => total + share.orders, 0);
    expect(Math.abs(orders - 100)).toBeLessThan(1);
  });
});
