import { expect, it } from 'vitest';
import { historyStream } from '../../../lib/store/coverage-rows.ts';
import { createLiquidationStore } from '../../../lib/store/liquidation-store.ts';
import { barAt, createTestDatabase, day, day0, eventAt, hour, minute, viewAll, writtenDown } from './support.ts';

const live = { venue: 'gate', stream: 'liquidates' } as const;
const past = { venue: 'gate', stream: historyStream('BTC_USDT'), grainMs: 1_800_000 } as const;
const halfHour = { grainMs: 30 * minute };

/** A stream that heard ten minutes of the first half hour of two contracts of one coin. */
async function tornHalfHour() {
  const store = createLiquidationStore(createTestDatabase());
  const events = [eventAt(day0 + minute, 1), eventAt(day0 + 2 * minute, 2, { symbol: 'BTC_USD', key: 'inverse' })];
  await store.commit({ ...live, events, heard: { from: day0, to: day0 + 10 * minute } });
  await store.fold(day0 + hour);
  return store;
}

it('the half hour of one contract takes the place of that contract’s minutes and of no other’s, once they age', async () => {
  const store = await tornHalfHour();
  // The whole half hour of the linear contract: the dollar that was heard, and five that were not.
  await store.commitBars({ ...past, bars: [barAt(day0, 6, halfHour)] });
  await store.markBarsHeard({ ...live, stream: past.stream, layer: 'coarse', interval: { from: day0, to: day0 + 30 * minute } });
  expect(writtenDown(await viewAll(store))).toEqual([
    '1m 02-10 1/1 BTC 100 0',
    '1m 02-10 2/1 BTC 200 0',
    '30m 02-10 0/1 BTC 600 0',
  ]);
  await store.rollUp(day0 + 8 * day);
  expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 0/1 BTC 800 0']);
});

it('the same holds when the minutes were half hours already', async () => {
  const store = await tornHalfHour();
  await store.rollUp(day0 + 8 * day);
  expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 0/1 BTC 300 0']);
  await store.commitBars({ ...past, bars: [barAt(day0, 6, halfHour)] });
  await store.commitBars({ ...past, bars: [barAt(day0, 6, halfHour)] });
  expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 0/1 BTC 800 0']);
});

it('a half hour of which a contract’s history tells nothing keeps the minutes of the other contracts', async () => {
  const store = await tornHalfHour();
  await store.commitBars({ ...past, bars: [] });
  await store.markBarsHeard({ ...live, stream: past.stream, layer: 'coarse', interval: { from: day0, to: day0 + 30 * minute } });
  await store.rollUp(day0 + 8 * day);
  expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 0/1 BTC 300 0']);
});

it('sums of a coin that were stored before contracts were told apart give way to a bar as they did', async () => {
  const database = createTestDatabase();
  const store = createLiquidationStore(database);
  const { packDay } = await import('../../../lib/std/packed-day.ts');
  const bytes = packDay([{ slot: 3, span: 1, base: 'BTC', longCents: 700, shortCents: 0 }]);
  await database.run('write', ['days'], tx => tx.days.put([{ grainMs: minute, venue: 'gate', day: day0, bytes }]));
  await store.commitBars({ ...past, bars: [barAt(day0, 6, halfHour)] });
  await store.rollUp(day0 + 8 * day);
  expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 0/1 BTC 600 0']);
});

it('an order that the stream and the history both give is one order', async () => {
  const store = createLiquidationStore(createTestDatabase());
  await store.commit({ ...live, events: [eventAt(day0, 5)], heard: { from: day0, to: day0 + minute } });
  const heard = { from: day0 - hour, to: day0 + hour };
  expect(await store.commit({ venue: 'gate', stream: past.stream, events: [eventAt(day0, 5)], heard })).toEqual([]);
  await store.fold(day0 + hour);
  expect(writtenDown(await viewAll(store))).toEqual(['1m 02-10 0/1 BTC 500 0']);
});

it('months later, hours are of coins, and add up whatever they came from', async () => {
  const store = await tornHalfHour();
  await store.commitBars({ ...past, bars: [barAt(day0, 6, halfHour), barAt(day0 + 30 * minute, 10, halfHour)] });
  await store.rollUp(day0 + 62 * day);
  expect(writtenDown(await viewAll(store))).toEqual(['60m 02-10 0/1 BTC 1800 0']);
});
