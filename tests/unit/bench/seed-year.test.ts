import { describe, expect, it } from 'vitest';
import { unpackDay } from '../../../lib/std/packed-day.ts';
import { unpackSamples } from '../../../lib/std/packed-samples.ts';
import { seedYear } from '../../bench/seed-year.ts';

const dayMs = 86_400_000;
const end = Date.UTC(2026, 1, 12);
const year = seedYear(end, 8, 70);

describe('the made year', () => {
  it('has minutes for 8 days, half hours up to 61 and hours before, as they are kept', () => {
    const grains = year.days.filter(({ venue }) => venue === 'binance').map(({ day, grainMs }) => [(end - day) / dayMs, grainMs]);
    expect(grains.filter(([, grain]) => grain === 60_000).map(([age]) => age)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(grains.filter(([, grain]) => grain === 1_800_000)).toHaveLength(61 - 8);
    expect(grains.filter(([, grain]) => grain === 3_600_000).map(([age]) => age)).toEqual([62, 63, 64, 65, 66, 67, 68, 69, 70]);
  });

  it('has sums by contract, and by coin in the hours', () => {
    const labels = (grain: number) => {
      const row = year.days.find(({ venue, grainMs }) => venue === 'binance' && grainMs === grain);
      const columns = unpackDay(row?.bytes);
      return columns.kind === 'day' ? columns.bases : [];
    };
    expect(labels(60_000)).toContain('BTC\vBTCUSDT');
    expect(labels(3_600_000)).toContain('BTC');
  });

  it('has forced orders of fifteen venues and open interest of eighteen', () => {
    expect(new Set(year.days.map(({ venue }) => venue)).size).toBe(15);
    expect(new Set(year.openInterest.map(({ venue }) => venue)).size).toBe(18);
  });

  it('has five-minute samples of 26 hours and hourly ones of 32 days, of every coin', () => {
    const own = year.openInterest.filter(({ venue }) => venue === 'bybit');
    expect(own.filter(({ grainMs }) => grainMs === 300_000)).toHaveLength(26);
    expect(own.filter(({ grainMs }) => grainMs === 3_600_000)).toHaveLength(32);
    const read = unpackSamples(own[0]?.bytes);
    expect(read.kind === 'samples' && read.samples).toHaveLength(12 * 8);
  });

  it('has in a longer grain what its minutes would bring', () => {
    const dailyDollars = (grain: number) => {
      const rows = year.days.filter(({ venue, grainMs }) => venue === 'binance' && grainMs === grain);
      const cents = rows.map(({ bytes }) => {
        const columns = unpackDay(bytes);
        return columns.kind === 'day' ? [...columns.longCents, ...columns.shortCents].reduce((sum, each) => sum + each, 0) : 0;
      });
      return cents.reduce((sum, each) => sum + each, 0) / cents.length / 100;
    };
    // Within a tenth: thousands of orders a day for eight days.
    expect(dailyDollars(1_800_000) / dailyDollars(60_000)).toBeCloseTo(1, 1);
    expect(dailyDollars(3_600_000) / dailyDollars(60_000)).toBeCloseTo(1, 1);
    // A coin that is seldom traded has orders of one side in most of the hours in which it has any.
    const quiet = year.days
      .filter(({ venue, grainMs }) => venue === 'deribit' && grainMs === 3_600_000)
      .map(({ bytes }) => unpackDay(bytes));
    const sides = quiet.flatMap(day =>
      day.kind === 'day'
        ? day.bases.flatMap((base, at) =>
            base === 'COIN7' ? [(day.longCents[at] ?? 0) > 0 && (day.shortCents[at] ?? 0) > 0] : [],
          )
        : [],
    );
    expect(sides.filter(Boolean).length / sides.length).toBeLessThan(0.5);
  });

  it('has the orders of the last 48 hours alone, none of them pending', () => {
    expect(year.events.length).toBeGreaterThan(1_000);
    expect(year.events.filter(({ time, pending }) => time < end - 2 * dayMs || time >= end || pending !== undefined)).toEqual([]);
  });

  it('is the same each time', () => {
    expect(seedYear(end, 3, 2)).toEqual(seedYear(end, 3, 2));
  });
});
