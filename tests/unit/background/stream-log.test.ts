import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { createStreamLog, eventsPerMinute, usualPerMinute } from '../../../lib/background/stream-log.ts';
import type { FeedState } from '../../../lib/model/snapshot.ts';
import { createDatabase } from '../../../lib/store/database.ts';
import { createDocumentStore } from '../../../lib/store/documents.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 1, 12);

function bench() {
  let now = start;
  const database = createDatabase({ platform: { indexedDB: new IDBFactory(), IDBKeyRange } });
  const documents = createDocumentStore(database);
  const open = () => createStreamLog({ now: () => now, documents, isStream: id => id.startsWith('gate/usdt') });
  const log = open();
  return {
    log,
    open,
    pass: (ms: number) => (now += ms),
    hear: (state: FeedState, reason: string, events = 0, id = 'gate/usdt') =>
      log.hear({ id, name: id, state, reason, rejected: 0, events }, { state, reason, events }),
  };
}

describe('the log of streams', () => {
  it('keeps changes of state, not what a stream repeats', () => {
    const { log, hear, pass } = bench();
    hear('live', 'listening');
    pass(1_000);
    hear('live', '3 orders', 3);
    pass(1_000);
    hear('silent', 'connected, but nothing was said');
    hear('silent', 'connected, but nothing was said');
    expect(log.read('gate/usdt')?.changes.map(({ at, state }) => [at - start, state])).toEqual([
      [0, 'live'],
      [2_000, 'silent'],
    ]);
    expect(log.read('gate/usdt')).toMatchObject({
      lastEvent: start + 1_000,
      lastError: { text: 'connected, but nothing was said', at: start + 2_000 },
    });
  });

  it('remembers the last error of an endpoint after it was mended, and counts nothing of it', () => {
    const { log, hear, pass } = bench();
    hear('failing', 'the host answered with an error (500)', 0, 'gate/prices');
    pass(5_000);
    hear('live', '300 contracts', 300, 'gate/prices');
    expect(log.read('gate/prices')).toEqual({
      changes: [],
      hours: [],
      days: [],
      lastError: { text: 'the host answered with an error (500)', at: start },
    });
  });

  it('is bounded, however restless a stream is', () => {
    const { log, hear, pass } = bench();
    for (let step = 0; step < 500; step += 1) {
      hear(step % 2 === 0 ? 'live' : 'waiting', `closed (${step})`);
      pass(1_000);
    }
    expect(log.read('gate/usdt')?.changes).toHaveLength(60);
  });

  it('outlives the worker, and knows for how long that did not run', async () => {
    const { log, open, hear, pass } = bench();
    hear('live', 'listening', 2);
    await log.flush();
    pass(10 * 60_000);
    const next = open();
    await next.restore();
    expect(next.read('gate/usdt')?.lastEvent).toBe(start);
    expect(next.since()).toBe(start);
    expect(next.stops()).toEqual([{ from: start, to: start + 10 * 60_000 }]);
  });

  it('takes two minutes of itself for granted: it is written once a minute', async () => {
    const { log, open, hear, pass } = bench();
    hear('live', 'listening');
    await log.flush();
    pass(120_000);
    const next = open();
    await next.restore();
    expect(next.stops()).toEqual([]);
  });

  it('keeps its place in time when the clock turns out to have been wrong', () => {
    const { log, hear } = bench();
    hear('live', 'listening', 1);
    log.move(-90 * 24 * hour);
    expect(log.since()).toBe(start - 90 * 24 * hour);
    expect(log.read('gate/usdt')).toMatchObject({
      lastEvent: start - 90 * 24 * hour,
      hours: [[start / hour - 90 * 24, 1]],
    });
  });
});

describe('forced orders a minute', () => {
  const memory = (hours: readonly (readonly [number, number])[]) => ({ changes: [], hours, days: [] });
  const first = start / hour;

  it('are those of the hour that runs, and what it lacks of the one before', () => {
    // 15 minutes into the hour: 30 of now and three quarters of 120.
    const two = memory([
      [first, 120],
      [first + 1, 30],
    ]);
    expect(eventsPerMinute(two, start + 1.25 * hour)).toBe(2);
    expect(eventsPerMinute(memory([[first, 120]]), start + hour / 2)).toBeUndefined();
    expect(eventsPerMinute(memory([[first, 0]]), start + 1.5 * hour)).toBe(0);
  });

  it('are usual by the hours of seven days that were heard, once there are 24 besides the last two', () => {
    const { log, hear, pass } = bench();
    const usual = () => usualPerMinute(log.read('gate/usdt') ?? memory([]));
    for (let step = 0; step < 26; step += 1) {
      expect(usual()).toBeUndefined();
      hear('live', 'listening', step < 24 ? 120 : 100_000);
      hear('live', 'listening', 60);
      pass(hour);
    }
    expect(usual()).toBe(3);
    // Nine silent days later only hours that were heard count, and old days are gone.
    pass(9 * 24 * hour);
    for (let step = 0; step < 26; step += 1) {
      hear('live', 'listening', 60);
      pass(hour);
    }
    expect(usual()).toBe(1);
    expect(log.read('gate/usdt')?.hours).toHaveLength(2);
  });
});
