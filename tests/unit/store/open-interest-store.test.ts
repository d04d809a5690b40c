import { describe, expect, it } from 'vitest';
import type { OpenInterest } from '../../../lib/model/trade.ts';
import { createOpenInterestStore } from '../../../lib/store/open-interest-store.ts';
import { createTestDatabase, day, day0, hour, minute } from './support.ts';

function sampleAt(time: number, usd: number | undefined, changes: Partial<OpenInterest> = {}): OpenInterest {
  return {
    venue: 'gate',
    symbol: 'BTC_USDT',
    base: 'BTC',
    time,
    coins: usd === undefined ? undefined : usd / 64,
    usd,
    ...changes,
  };
}

function createStore() {
  const db = createTestDatabase();
  return { db, store: createOpenInterestStore(db) };
}

describe('open interest over time', () => {
  it('gives of every contract the sample nearest to a time, within the tolerance', async () => {
    const { db, store } = createStore();
    const eth = { symbol: 'ETH_USDT', base: 'ETH' };
    const samples = [
      sampleAt(day0, 64),
      sampleAt(day0 + 5 * minute, 128),
      sampleAt(day0 + 11 * minute, 256, eth),
      sampleAt(day0 + hour, 512, eth),
    ];
    await store.write(samples, day0 + hour);
    const near = await store.readNearest({ venue: 'gate', time: day0 + 3 * minute, toleranceMs: 8 * minute });
    expect(near).toEqual({ samples: [samples[1], samples[2]], corruptRows: 0 });
    expect((await store.readNearest({ venue: 'gate', time: day0 + 3 * minute, toleranceMs: 7 * minute })).samples).toEqual([
      samples[1],
    ]);
    expect((await store.readNearest({ venue: 'bybit', time: day0, toleranceMs: hour })).samples).toEqual([]);
    expect(db.health).toEqual({ kind: 'durable' });
  });

  it('keeps the latest of five minutes and does not double a sample that is written again', async () => {
    const { store } = createStore();
    await store.write([sampleAt(day0 + 2 * day - minute, 2)], day0 + 2 * day);
    for (let round = 0; round < 2; round++) await store.write([sampleAt(day0, 64), sampleAt(day0 + minute, 128)], day0 + hour);
    expect((await store.readNearest({ venue: 'gate', time: day0 + minute, toleranceMs: 0 })).samples).toEqual([
      sampleAt(day0 + minute, 128),
    ]);
  });

  it('keeps what is not known not known', async () => {
    const { store } = createStore();
    const known = sampleAt(day0, undefined, { coins: 3 });
    await store.write([known, sampleAt(day0, undefined, { symbol: 'ETH_USDT', base: 'ETH' })], day0);
    expect((await store.readNearest({ venue: 'gate', time: day0, toleranceMs: 0 })).samples).toEqual([known]);
  });

  it('remembers the sample nearest to the full hour after the five minutes are gone', async () => {
    const { store } = createStore();
    await store.write(
      [sampleAt(day0 + 50 * minute, 1), sampleAt(day0 + 58 * minute, 2), sampleAt(day0 + 63 * minute, 4)],
      day0 + 2 * hour,
    );
    const later = day0 + 10 * day;
    await store.prune(later);
    const near = await store.readNearest({ venue: 'gate', time: day0 + hour, toleranceMs: hour });
    expect(near.samples).toEqual([sampleAt(day0 + 58 * minute, 2)]);
  });

  it('forgets after 32 days, and does not take what is older', async () => {
    const { store } = createStore();
    await store.write([sampleAt(day0, 1)], day0);
    await store.prune(day0 + 34 * day);
    await store.write([sampleAt(day0, 2)], day0 + 34 * day);
    expect((await store.readNearest({ venue: 'gate', time: day0, toleranceMs: hour })).samples).toEqual([]);
  });

  it('adds the hours up over contracts and venues, carrying one that is late for two hours', async () => {
    const { store } = createStore();
    const bybit = { venue: 'bybit', symbol: 'BTCUSDT' } as const;
    await store.write(
      [
        ...[100, 110, 120, 130].map((usd, hours) => sampleAt(day0 + hours * hour, usd)),
        sampleAt(day0, 1000, bybit),
        sampleAt(day0 + hour, 1010, bybit),
      ],
      day0 + 4 * hour,
    );
    expect(await store.readLine({ from: day0, to: day0 + 3 * hour })).toEqual([
      { time: day0, usd: 1100 },
      { time: day0 + hour, usd: 1120 },
      { time: day0 + 2 * hour, usd: 1130 },
      { time: day0 + 3 * hour, usd: 1140 },
    ]);
    expect((await store.readLine({ from: day0, to: day0 + hour, venues: ['gate'] })).map(point => point.usd)).toEqual([100, 110]);
    expect(await store.readLine({ from: day0, to: day0 + hour, base: 'ETH' })).toEqual([]);
  });

  it('counts a sample on either side of midnight once', async () => {
    const { store } = createStore();
    await store.write([sampleAt(day0 - 10 * minute, 100), sampleAt(day0 + 2 * minute, 110)], day0 + hour);
    expect(await store.readLine({ from: day0, to: day0 })).toEqual([{ time: day0, usd: 110 }]);
    await store.write([sampleAt(day0 - minute, 120)], day0 + hour);
    expect(await store.readLine({ from: day0, to: day0 })).toEqual([{ time: day0, usd: 120 }]);
  });

  it('reports rows that cannot be read and goes on with the others', async () => {
    const { db, store } = createStore();
    await store.write([sampleAt(day0, 64)], day0);
    await db.run('write', ['openInterest'], tx =>
      tx.openInterest.put([{ grainMs: 5 * minute, venue: 'gate', start: day0, bytes: Uint8Array.of(9) }]),
    );
    const near = await store.readNearest({ venue: 'gate', time: day0, toleranceMs: minute });
    expect(near).toEqual({ samples: [sampleAt(day0, 64)], corruptRows: 1 });
  });
});
