import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../lib/store/database.ts';
import { createLiquidationStore } from '../../../lib/store/liquidation-store.ts';
import {
  barAt,
  createTestDatabase,
  day,
  day0,
  eventAt,
  hour,
  keptEvents,
  minute,
  second,
  totalCents,
  viewAll,
  writtenDown,
} from './support.ts';

const stream = 'liquidates';
const heard = undefined;

let open: Database | undefined;
afterEach(() => {
  // What passes in memory says nothing about the disk.
  expect(open?.health).toEqual({ kind: 'durable' });
});

function createStore() {
  const db = createTestDatabase();
  open = db;
  return { db, store: createLiquidationStore(db) };
}

describe('taking in events', () => {
  it('keeps each forced order once, however often it is read, and says which were new', async () => {
    const { db, store } = createStore();
    const first = eventAt(day0, 10.01);
    const other = eventAt(day0 + second, 20);
    expect(await store.commit({ venue: 'gate', stream, events: [first, first], heard })).toEqual([first]);
    expect(await store.commit({ venue: 'gate', stream, events: [first, other], heard })).toEqual([other]);
    expect(await keptEvents(db)).toEqual([first, other]);
    expect(totalCents(await viewAll(store))).toBe(3001);
  });

  it('takes the same key of another venue for another event', async () => {
    const { store } = createStore();
    const event = eventAt(day0, 1, { key: '7' });
    await store.commit({ venue: 'gate', stream, events: [event], heard });
    const elsewhere = { ...event, venue: 'bybit' as const };
    expect(await store.commit({ venue: 'bybit', stream, events: [elsewhere], heard })).toEqual([elsewhere]);
  });

  it('keeps an event without dollars, and counts no money for it', async () => {
    const { db, store } = createStore();
    const event = eventAt(day0, undefined);
    expect(await store.commit({ venue: 'gate', stream, events: [event], heard })).toEqual([event]);
    await store.fold(day0 + hour);
    expect(await keptEvents(db)).toEqual([event]);
    expect((await viewAll(store)).rows).toEqual([]);
  });

  it('goes by the time of receipt where the venue gave none', async () => {
    const { store } = createStore();
    const event = eventAt(day0, 1, { eventTime: undefined, receivedTime: day0 + 5 * minute });
    await store.commit({ venue: 'gate', stream, events: [event], heard });
    expect((await viewAll(store)).pending.map(sum => sum.time)).toEqual([day0 + 5 * minute]);
  });

  it.each([Number.NaN, -1, (day0 + day) * 1000])('leaves out an event at the impossible time %s', async time => {
    const { store } = createStore();
    expect(await store.commit({ venue: 'gate', stream, events: [eventAt(time, 1, { receivedTime: day0 })], heard })).toEqual([]);
  });

  it('joins what a stream was heard', async () => {
    const { store } = createStore();
    await store.commit({ venue: 'gate', stream, events: [], heard: { from: day0, to: day0 + 1000 } });
    await store.commit({ venue: 'gate', stream, events: [], heard: { from: day0 + 3000, to: day0 + 4000 } });
    await store.commit({ venue: 'gate', stream, events: [], heard: { from: day0 + 1000, to: day0 + 2000 } });
    expect((await viewAll(store)).coverage).toEqual([
      {
        venue: 'gate',
        stream,
        layer: 'fine',
        source: 'events',
        intervals: [
          { from: day0, to: day0 + 2000 },
          { from: day0 + 3000, to: day0 + 4000 },
        ],
      },
    ]);
  });
});

describe('folding', () => {
  it('moves the money of complete minutes into the day, and leaves the running minute pending', async () => {
    const { store } = createStore();
    const events = [
      eventAt(day0 + 10 * second, 10.01),
      eventAt(day0 + 59 * second, 0.99),
      eventAt(day0 + 30 * second, 5, { position: 'short' }),
      eventAt(day0 + 61 * second, 7),
    ];
    await store.commit({ venue: 'gate', stream, events, heard });
    await store.fold(day0 + 100 * second);
    expect(writtenDown(await viewAll(store))).toEqual(['1m 02-10 0/1 BTC 1100 500']);
    expect((await viewAll(store)).pending).toEqual([
      { venue: 'gate', base: 'BTC', position: 'long', cents: 700, time: day0 + 61 * second },
    ]);
  });

  it('adds what comes late for a minute that was folded before', async () => {
    const { store } = createStore();
    await store.commit({ venue: 'gate', stream, events: [eventAt(day0, 1)], heard });
    await store.fold(day0 + hour);
    await store.commit({ venue: 'gate', stream, events: [eventAt(day0 + 1, 2)], heard });
    await store.fold(day0 + hour);
    await store.fold(day0 + hour);
    expect(writtenDown(await viewAll(store))).toEqual(['1m 02-10 0/1 BTC 300 0']);
  });

  it('keeps venues and days apart, and gets through more than one slice', async () => {
    const { store } = createStore();
    const many = Array.from({ length: 1_201 }, (_, index) => eventAt(day0 + index, 0.01, { key: `${index}` }));
    await store.commit({ venue: 'gate', stream, events: many, heard });
    const late = eventAt(day0 + day - 1, 3, { venue: 'bybit' });
    await store.commit({ venue: 'bybit', stream, events: [late, eventAt(day0 + day, 4, { venue: 'bybit' })], heard });
    await store.fold(day0 + 2 * day);
    const view = await viewAll(store);
    expect([...writtenDown(view)].sort()).toEqual([
      '1m 02-10 0/1 BTC 1201 0',
      '1m 02-10 1439/1 BTC 300 0',
      '1m 02-11 0/1 BTC 400 0',
    ]);
    expect(view.pending).toEqual([]);
  });
});

describe('reading days', () => {
  it('gives the days asked for, both ends included, and only the grains asked for', async () => {
    const { store } = createStore();
    const events = [0, 1, 2, 3].map(index => eventAt(day0 + index * day, index + 1));
    await store.commit({ venue: 'gate', stream, events, heard });
    await store.fold(day0 + 4 * day);
    const range = { fromDay: day0 + day + hour, toDay: day0 + 2 * day };
    expect((await store.view(range)).rows.map(row => row.day)).toEqual([day0 + day, day0 + 2 * day]);
    expect((await store.view({ ...range, grainsMs: [30 * minute] })).rows).toEqual([]);
  });

  it('reports a day that cannot be read, takes it out of the coverage seen beside it, and goes on', async () => {
    const { db, store } = createStore();
    const events = [eventAt(day0, 1), eventAt(day0 + day, 2)];
    await store.commit({ venue: 'gate', stream, events, heard: { from: day0, to: day0 + 2 * day } });
    await store.fold(day0 + 2 * day);
    await db.run('write', ['days'], tx =>
      tx.days.put([{ grainMs: minute, venue: 'gate', day: day0, bytes: Uint8Array.of(1, 2, 3) }]),
    );
    const view = await viewAll(store);
    expect(writtenDown(view)).toEqual(['1m 02-11 0/1 BTC 200 0']);
    expect(view.corrupt).toEqual([{ venue: 'gate', day: day0, grainMs: minute, reason: 'cut short at 3 bytes' }]);
    expect(view.coverage.map(row => row.intervals)).toEqual([[{ from: day0 + day, to: day0 + 2 * day }]]);
  });

  it('no longer claims to have heard a corrupt day once new money is written over it', async () => {
    const { db, store } = createStore();
    await store.commit({ venue: 'gate', stream, events: [eventAt(day0, 1)], heard: { from: day0, to: day0 + hour } });
    await store.fold(day0 + hour);
    await db.run('write', ['days'], tx =>
      tx.days.put([{ grainMs: minute, venue: 'gate', day: day0, bytes: Uint8Array.of(1, 2, 3) }]),
    );
    await store.commit({ venue: 'gate', stream, events: [eventAt(day0 + hour, 5)], heard: undefined });
    await store.fold(day0 + 2 * hour);
    const view = await viewAll(store);
    expect(writtenDown(view)).toEqual(['1m 02-10 60/1 BTC 500 0']);
    expect(view.coverage).toEqual([]);
  });
});

describe('claims', () => {
  it('end with a day that cannot be read, so that it can be filled again', async () => {
    const { db, store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    await store.commitBars({ venue: 'gate', stream: 'stats', grainMs: 300_000, bars: [barAt(day0, 1)] });
    await db.run('write', ['days'], tx => tx.days.put([{ grainMs: minute, venue: 'gate', day: day0, bytes: Uint8Array.of(9) }]));
    await store.commit({ venue: 'gate', stream, events: [eventAt(day0 + 2 * hour, 5)], heard });
    await store.fold(day0 + 3 * hour);
    const inside = eventAt(day0 + minute, 2);
    expect(await store.commit({ venue: 'gate', stream, events: [inside], heard })).toEqual([inside]);
  });

  it('cover whole five minutes of the span and nothing that events were heard in', async () => {
    const { store } = createStore();
    await store.commit({ venue: 'gate', stream, events: [], heard: { from: day0 + 61 * minute, to: day0 + 62 * minute } });
    // Asked 00:01 to 02:02; 01:00 to 01:05 was heard in part.
    const claimed = [
      { from: day0 + 5 * minute, to: day0 + 60 * minute },
      { from: day0 + 65 * minute, to: day0 + 120 * minute },
    ];
    expect(await store.claimBars('gate', { from: day0 + minute, to: day0 + 122 * minute })).toEqual(claimed);
    expect(await store.claimBars('gate', { from: day0 + minute, to: day0 + 122 * minute })).toEqual(claimed);
  });

  it('bind the venue alone', async () => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    const event = eventAt(day0 + minute, 1, { venue: 'bybit' });
    expect(await store.commit({ venue: 'bybit', stream, events: [event], heard })).toEqual([event]);
  });

  it('keep out events that come later, and their coverage', async () => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    const inside = eventAt(day0 + hour - 1, 1);
    const outside = eventAt(day0 + hour, 2);
    const added = await store.commit({
      venue: 'gate',
      stream,
      events: [inside, outside],
      heard: { from: day0 + 30 * minute, to: day0 + 2 * hour },
    });
    expect(added).toEqual([outside]);
    expect((await viewAll(store)).coverage.map(row => row.intervals)).toEqual([[{ from: day0 + hour, to: day0 + 2 * hour }]]);
  });

  it('make events that came before without coverage give way, pending or folded', async () => {
    const { store } = createStore();
    const events = [eventAt(day0, 1), eventAt(day0 + 10 * minute, 2), eventAt(day0 + hour, 4)];
    await store.commit({ venue: 'gate', stream, events, heard });
    await store.fold(day0 + 5 * minute);
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    await store.fold(day0 + 2 * hour);
    expect(writtenDown(await viewAll(store))).toEqual(['1m 02-10 60/1 BTC 400 0']);
  });
});

describe('bars', () => {
  const batch = { venue: 'gate', stream: 'stats', grainMs: 300_000 } as const;

  it('count inside the claim and nowhere else', async () => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0 + hour, to: day0 + 2 * hour });
    const bars = [barAt(day0 + 55 * minute, 1), barAt(day0 + hour, 2, { shortUsd: 3 }), barAt(day0 + 2 * hour, 4)];
    expect(await store.commitBars({ ...batch, bars })).toBe(1);
    expect(writtenDown(await viewAll(store))).toEqual(['1m 02-10 60/5 BTC 200 300']);
  });

  it('change nothing when read again, and replace what a contract had', async () => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    const bars = [barAt(day0, 2), barAt(day0 + 5 * minute, 8)];
    await store.commitBars({ ...batch, bars });
    await store.commitBars({ ...batch, bars });
    expect(writtenDown(await viewAll(store))).toEqual(['1m 02-10 0/5 BTC 200 0', '1m 02-10 5/5 BTC 800 0']);
    await store.commitBars({ ...batch, bars: [barAt(day0, 0), barAt(day0 + 5 * minute, 9)] });
    expect(writtenDown(await viewAll(store))).toEqual(['1m 02-10 5/5 BTC 900 0']);
  });

  it('of two contracts of one coin add up, whichever is read again', async () => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    const inverse = barAt(day0, 3, { symbol: 'BTC_USD' });
    await store.commitBars({ ...batch, bars: [barAt(day0, 2)] });
    await store.commitBars({ ...batch, bars: [inverse] });
    await store.commitBars({ ...batch, bars: [barAt(day0, 2)] });
    expect(writtenDown(await viewAll(store))).toEqual(['1m 02-10 0/5 BTC 500 0']);
  });

  it.each([
    ['off its grain', barAt(day0 + minute, 1)],
    ['of another grain', barAt(day0, 1, { grainMs: 60 * minute })],
    ['without an amount', barAt(day0, Number.NaN)],
    ['with less than nothing', barAt(day0, -1)],
  ])('%s are left out', async (_name, bar) => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    expect(await store.commitBars({ ...batch, bars: [bar] })).toBe(0);
    expect((await viewAll(store)).rows).toEqual([]);
  });

  it('of half an hour go to the coarse layer without a claim', async () => {
    const { store } = createStore();
    const bars = [barAt(day0 + hour, 6, { grainMs: 30 * minute })];
    expect(await store.commitBars({ venue: 'gate', stream: 'stats', grainMs: 1_800_000, bars })).toBe(1);
    expect(writtenDown(await viewAll(store))).toEqual(['30m 02-10 2/1 BTC 600 0']);
  });

  it('are heard in the fine layer only where they are claimed', async () => {
    const { store } = createStore();
    await store.claimBars('gate', { from: day0, to: day0 + hour });
    const interval = { from: day0 + 30 * minute, to: day0 + 2 * hour };
    await store.markBarsHeard({ venue: 'gate', stream: 'stats', layer: 'fine', interval });
    await store.markBarsHeard({ venue: 'gate', stream: 'stats', layer: 'coarse', interval });
    const rows = (await viewAll(store)).coverage;
    expect(rows.find(row => row.layer === 'fine')?.intervals).toEqual([{ from: day0 + 30 * minute, to: day0 + hour }]);
    expect(rows.find(row => row.layer === 'coarse')?.intervals).toEqual([interval]);
  });
});
