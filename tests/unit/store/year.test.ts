import { describe, expect, it } from 'vitest';
import { unpackDay } from '../../../lib/std/packed-day.ts';
import { unpackSamples } from '../../../lib/std/packed-samples.ts';
import { createLiquidationStore } from '../../../lib/store/liquidation-store.ts';
import { seedYear } from '../../bench/seed-year.ts';
import { createTestDatabase, day, day0 } from './support.ts';

describe('a year of 200 coins on all venues', () => {
  const year = seedYear(day0);

  it('packs into less than 50 MB, every row readable', () => {
    expect(year.days).toHaveLength(365 * 15);
    expect(year.packedBytes).toBeLessThan(50e6);
    // Far less would mean that the year is too empty to prove anything.
    expect(year.packedBytes).toBeGreaterThan(10e6);
    expect(year.days.filter(row => unpackDay(row.bytes).kind === 'corrupt')).toEqual([]);
    expect(year.openInterest.filter(row => unpackSamples(row.bytes).kind === 'corrupt')).toEqual([]);
  });

  it('goes into the tables and comes out by day', async () => {
    const db = createTestDatabase();
    const short = seedYear(day0, 20, 70);
    await db.run('write', ['days', 'openInterest', 'coverage'], async tx => {
      await tx.days.put(short.days);
      await tx.openInterest.put(short.openInterest.slice(0, 10));
      await tx.coverage.put(short.coverage);
    });
    const { rows, corrupt } = await createLiquidationStore(db).view({ fromDay: day0 - 9 * day, toDay: day0 });
    expect(corrupt).toEqual([]);
    expect(rows).toHaveLength(9 * 15);
    expect(rows.filter(row => row.grainMs === 60_000)).toHaveLength(8 * 15);
    expect(db.health).toEqual({ kind: 'durable' });
  });
});
