import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../lib/store/database.ts';
import { unpackDay } from '../../../lib/std/packed-day.ts';
import { coarsenOldestDay } from '../../../lib/store/liquidation-ageing.ts';
import { createLiquidationStore } from '../../../lib/store/liquidation-store.ts';
import { tableNames } from '../../../lib/store/tables.ts';
import {
  barAt,
  createTestDatabase,
  day,
  day0,
  eventAt,
  hour,
  keptEvents,
  minute,
  totalCents,
  viewAll,
  writtenDown,
} from './support.ts';

const live = { venue: 'gate', stream: 'liquidates' } as const;
const bars = { venue: 'gate', stream: 'stats' } as const;

let open: Database | undefined;
afterEach(() => {
  expect(open?.health).toEqual({ kind: 'durable' });
});

function createStore() {
  const db = createTestDatabase();
  open = db;
  return { db, store: createLiquidationStore(db) };
}

describe('minutes that are seven days old', () => {
  it('become half hours, with what was heard of them', async () => {
    const { store } = createStore();
    const events = [eventAt(day0, 1), eventAt(day0 + 29 * minute, 2), eventAt(day0 + 30 * minute, 4, { position: 'short' })];
    await store.commit({ ...live, events, heard: { from: day0 + 7 * minute, to: day0 + 26 * hour } });
    await store.rollUp(day0 + 8 * day);
    const view = await viewAll(store);
    expect(writtenDown(view)).toEqual(['30m 02-10 0/1 BTC 300 0', '30m 02-10 1/1 BTC 0 400']);
    expect(view.coverage).toEqual([
      { ...live, layer: 'coarse', source: 'events', intervals: [{ from: day0 + 7 * minute, to: day0 + day }] },
      { ...live, layer: 'fine', source: 'events', intervals: [{ from: day0 + day, to: day0 + 26 * hour }] },
    ]);
  });

  it('stay minutes while any part of their day is younger', async () => {
    const { store } = createStore();
    await store.commit({ ...live, events: [eventAt(day0, 1)], heard: undefined });
    await store.rollUp(day0 + 8 * day - 1);
    expect(writtenDown(await viewAll(store))).toEqual(['1m 02-10 0/1 BTC 100 0']);
  });

  it('become half hours once, however often that is asked', async () => {
    const { store } = createStore();
    await store.commit({ ...live, events: [eventAt(day0, 1)], heard: undefined });
    await store.rollUp(day0 + 8 * day);
    await store.rollUp(day0 + 8 * day);
    // The event is still known; one that was not is too late for minutes that are gone.
    await store.commit({
      ...live,
      events: [eventAt(day0, 1), eventAt(day0 + 1, 2)],
      heard: { from: day0, to: day0 + day + hour },
    });
    await store.rollUp(day0 + 8 * day);
    const view = await viewAll(store);
    expect(writtenDown(view)).toEqual(['30m 02-10 0/1 BTC 100 0']);
    expect(view.coverage.map(row => row.intervals)).toEqual([[{ from: day0 + day, to: day0 + day + hour }]]);
  });

  it('give way to half-hour bars of the venue contract by contract, and to no bar that is not there', async () => {
    const { store } = createStore();
    const events = [eventAt(day0, 1), eventAt(day0, 2, { base: 'ETH' }), eventAt(day0 + 30 * minute, 4)];
    await store.commit({ ...live, events, heard: undefined });
    const halfHour = barAt(day0, 10, { grainMs: 30 * minute });
    await store.commitBars({ ...bars, grainMs: 1_800_000, bars: [halfHour] });
    await store.markBarsHeard({ ...bars, layer: 'coarse', interval: { from: day0 + 30 * minute, to: day0 + 60 * minute } });
    await store.rollUp(day0 + 8 * day);
    // BTC 0:00 has its own bar, ETH 0:00 has none. 0:30 was read through, but maybe on another board: what was heard of it stays.
    expect(writtenDown(await viewAll(store))).toEqual([
      '30m 02-10 0/1 BTC 1000 0',
      '30m 02-10 0/1 ETH 200 0',
      '30m 02-10 1/1 BTC 400 0',
    ]);
  });

  it('give way to half-hour bars that are read later, and keep the coins that have none', async () => {
    const { store } = createStore();
    await store.commit({ ...live, events: [eventAt(day0, 1), eventAt(day0, 2, { base: 'ETH' })], heard: undefined });
    await store.rollUp(day0 + 8 * day);
    await store.commitBars({ ...bars, grainMs: 1_800_000, bars: [barAt(day0, 10, { grainMs: 30 * minute })] });
    expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 0/1 BTC 1000 0', '30m 02-10 0/1 ETH 200 0']);
  });

  it('carry five-minute bars along, each replaced by the half-hour bar of the same contract alone', async () => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    const inverse = barAt(day0 + 25 * minute, 4, { symbol: 'BTC_USD' });
    await store.commitBars({ ...bars, grainMs: 300_000, bars: [barAt(day0, 1), barAt(day0 + 25 * minute, 2), inverse] });
    await store.rollUp(day0 + 8 * day);
    expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 0/1 BTC 700 0']);
    await store.commitBars({ ...bars, grainMs: 1_800_000, bars: [barAt(day0, 8, { grainMs: 30 * minute })] });
    expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 0/1 BTC 1200 0']);
  });

  it('take along money that became pending after the last fold', async () => {
    const { db, store } = createStore();
    await store.commit({ ...live, events: [eventAt(day0, 1)], heard: undefined });
    await store.fold(day0 + hour);
    await store.commit({ ...live, events: [eventAt(day0 + hour, 2)], heard: undefined });
    await db.run('write', tableNames, tx => coarsenOldestDay(tx, day0 + day));
    const view = await viewAll(store);
    expect(writtenDown(view)).toEqual(['30m 02-10 0/1 BTC 100 0', '30m 02-10 2/1 BTC 200 0']);
    expect(view.pending).toEqual([]);
  });

  it('give way, as five-minute bars, to half-hour bars of the same contract that were read before', async () => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    const inverse = barAt(day0, 4, { symbol: 'BTC_USD' });
    await store.commitBars({ ...bars, grainMs: 300_000, bars: [barAt(day0, 1), inverse] });
    await store.commitBars({ ...bars, grainMs: 1_800_000, bars: [barAt(day0, 8, { grainMs: 30 * minute })] });
    await store.rollUp(day0 + 8 * day);
    expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 0/1 BTC 1200 0']);
  });

  it('end their claims, and are not claimed again', async () => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + 25 * hour });
    await store.commitBars({ ...bars, grainMs: 300_000, bars: [barAt(day0, 1)] });
    await store.rollUp(day0 + 8 * day);
    expect(await store.commitBars({ ...bars, grainMs: 300_000, bars: [barAt(day0, 1)] })).toBe(0);
    expect(await store.claimBars('gate', { from: day0, to: day0 + 25 * hour })).toEqual([
      { from: day0 + day, to: day0 + 25 * hour },
    ]);
    expect(totalCents(await viewAll(store))).toBe(100);
  });

  it('move their coverage even where nothing was forced', async () => {
    const { store } = createStore();
    await store.commit({ ...live, events: [], heard: { from: day0, to: day0 + day } });
    await store.rollUp(day0 + 8 * day);
    expect((await viewAll(store)).coverage.map(row => row.layer)).toEqual(['coarse']);
  });
});

describe('half hours that are sixty days old', () => {
  it('become hours by coin, and take no bar any more', async () => {
    const { db, store } = createStore();
    const rows = [0, 30, 60].map(minutes => barAt(day0 + minutes * minute, 1 + minutes, { grainMs: 30 * minute }));
    const inverse = barAt(day0, 100, { grainMs: 30 * minute, symbol: 'BTC_USD' });
    await store.commitBars({ ...bars, grainMs: 1_800_000, bars: [...rows, inverse] });
    await store.rollUp(day0 + 61 * day - 1);
    expect((await viewAll(store)).rows.map(row => row.grainMs)).toEqual([30 * minute]);
    await store.rollUp(day0 + 61 * day);
    await store.rollUp(day0 + 61 * day);
    expect(await store.commitBars({ ...bars, grainMs: 1_800_000, bars: rows })).toBe(0);
    expect(writtenDown(await viewAll(store))).toEqual(['60m 02-10 0/1 BTC 13200 0', '60m 02-10 1/1 BTC 6100 0']);
    const [row] = await db.run('read', ['days'], tx => tx.days.all());
    expect(unpackDay(row?.bytes)).toMatchObject({ bases: ['BTC', 'BTC'] });
    await store.markBarsHeard({ ...bars, layer: 'coarse', interval: { from: day0, to: day0 + 2 * day } });
    expect((await viewAll(store)).coverage.map(({ intervals }) => intervals)).toEqual([
      [{ from: day0 + day, to: day0 + 2 * day }],
    ]);
  });
});

describe('pruning', () => {
  it('lets raw events go after 48 hours, keeps their money and never counts them again', async () => {
    const { db, store } = createStore();
    const old = eventAt(day0, 1);
    const young = eventAt(day0 + hour, 2);
    await store.commit({ ...live, events: [old, young], heard: undefined });
    await store.fold(day0 + 2 * day);
    await store.prune(day0 + 2 * day + 1);
    expect(await keptEvents(db)).toEqual([young]);
    expect(await store.commit({ ...live, events: [old, young], heard: undefined })).toEqual([]);
    expect(totalCents(await viewAll(store))).toBe(300);
  });

  it('never lets an event go whose money is still pending', async () => {
    const { store } = createStore();
    await store.commit({ ...live, events: [eventAt(day0, 1)], heard: undefined });
    await store.prune(day0 + 10 * day);
    expect(totalCents(await viewAll(store))).toBe(100);
  });

  it('gets through more events than one slice holds', async () => {
    const { db, store } = createStore();
    const events = Array.from({ length: 1_203 }, (_, index) => eventAt(day0 + index, 0.01));
    await store.commit({ ...live, events, heard: undefined });
    await store.fold(day0 + day);
    await store.prune(day0 + 4 * day);
    expect(await keptEvents(db)).toEqual([]);
    expect(totalCents(await viewAll(store))).toBe(1_203);
  });

  it('lets hours go after 400 days, with what was heard of them', async () => {
    const { store } = createStore();
    const rows = [barAt(day0, 1, { grainMs: 30 * minute }), barAt(day0 + day, 2, { grainMs: 30 * minute })];
    await store.commitBars({ ...bars, grainMs: 1_800_000, bars: rows });
    await store.markBarsHeard({ ...bars, layer: 'coarse', interval: { from: day0, to: day0 + 2 * day } });
    const now = day0 + 401 * day;
    await store.rollUp(now);
    await store.prune(now - 1);
    expect(totalCents(await viewAll(store))).toBe(300);
    await store.prune(now);
    const view = await viewAll(store);
    expect(totalCents(view)).toBe(200);
    expect(view.coverage.map(row => row.intervals)).toEqual([[{ from: day0 + day, to: day0 + 2 * day }]]);
  });
});
