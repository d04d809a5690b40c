import { describe, expect, test } from 'vitest';
import { createLiquidationPoller } from '../../../lib/feeds/liquidation-poller.ts';
import type { LiquidationPoller } from '../../../lib/feeds/liquidation-poller.ts';
import type { FeedBatch } from '../../../lib/feeds/socket-feed.ts';
import type { Interval } from '../../../lib/model/coverage.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { events, rejected } from '../../../lib/model/parsed.ts';
import type { Rejection } from '../../../lib/model/parsed.ts';
import type { LiquidationPoll } from '../../../lib/model/venue.ts';
import { start } from './fake-host.ts';
import { order } from './fake-socket.ts';

const hour = 3_600_000;

interface Setup {
  readonly poller: LiquidationPoller;
  readonly asked: Interval[];
  readonly batches: FeedBatch[];
  heard(): Interval[];
  keys(): Set<string>;
}

/** An endpoint that holds orders at the given times and answers with ten at most; windows of an hour, a day back, rows up to 15 s late. */
function create(
  times: readonly number[],
  options: { readonly maxRequests?: number; readonly fail?: (asked: number) => unknown } = {},
): Setup {
  const asked: Interval[] = [];
  const batches: FeedBatch[] = [];
  const poll: LiquidationPoll = {
    stream: 'orders',
    everyMs: 30_000,
    maxWindowMs: hour,
    reachMs: 24 * hour,
    lagMs: 15_000,
    pageRows: 10,
    request: (from, to) => ({
      url: `https://api.example/${String(from)}/${String(to)}`,
      weight: 1,
      budget: 'calls',
      why: 'liquidations',
    }),
    parse: payload => {
      if (!Array.isArray(payload)) return rejected('no list');
      const bad: Rejection[] = payload.includes('junk') ? [{ reason: 'no order', path: '0' }] : [];
      return events(
        payload.filter(time => typeof time === 'number').map(time => order(`at ${String(time)}`, time)),
        bad,
      );
    },
    rows: payload => (Array.isArray(payload) ? payload.length : 0),
  };
  const poller = createLiquidationPoller({
    venue: 'gate',
    poll,
    http: {
      async get({ url }) {
        const [from = 0, to = 0] = url.split('/').slice(-2).map(Number);
        asked.push({ from, to });
        const special = await options.fail?.(asked.length);
        const payload = special ?? times.filter(time => from <= time && time < to).slice(0, 10);
        return { payload, receivedTime: start, bytes: 1, host: 'api.example' };
      },
    },
    marketTime: { now: () => start },
    context: () => ({ instruments: new Map() }),
    onBatch: async batch => {
      batches.push(batch);
    },
    ...(options.maxRequests === undefined ? {} : { maxRequests: options.maxRequests }),
  });
  return {
    poller,
    asked,
    batches,
    heard: () => batches.flatMap(({ heard }) => heard ?? []),
    keys: () => new Set(batches.flatMap(batch => batch.events.map(({ key }) => key))),
  };
}

describe('what is asked for', () => {
  test('from the last covered moment to as near to now as rows are complete, with room for late ones', async () => {
    const { poller, asked, heard } = create([]);
    const report = await poller.run({ heardUntil: start - 60_000, claimsFrom: start - 24 * hour });
    // 15 s of lag and one second before; rows of the last 15 s may still come.
    expect(asked).toEqual([{ from: start - 76_000, to: start - 15_000 }]);
    expect(heard()).toEqual([{ from: start - 60_000, to: start - 15_000 }]);
    expect(report).toMatchObject({ requests: 1, isComplete: true, reachedTo: start - 15_000, gaps: [] });
  });

  test('in windows no longer than the endpoint allows, oldest first', async () => {
    const { poller, asked, heard } = create([]);
    await poller.run({ heardUntil: undefined, claimsFrom: start - 2 * hour });
    expect(asked).toEqual([
      { from: start - 2 * hour - 16_000, to: start - hour - 16_000 },
      { from: start - hour - 16_000, to: start - 16_000 },
      { from: start - 16_000, to: start - 15_000 },
    ]);
    expect(heard()).toEqual([
      { from: start - 2 * hour, to: start - hour - 16_000 },
      { from: start - hour - 16_000, to: start - 16_000 },
      { from: start - 16_000, to: start - 15_000 },
    ]);
  });

  test('never before the reach of the endpoint or the start of the claims', async () => {
    const far = create([]);
    await far.poller.run({ heardUntil: start - 72 * hour, claimsFrom: start - 72 * hour });
    expect(far.asked[0]?.from).toBe(start - 24 * hour);
    expect(far.heard()[0]?.from).toBe(start - 24 * hour);
    const young = create([]);
    await young.poller.run({ heardUntil: start - 10 * hour, claimsFrom: start - hour });
    expect(young.heard()[0]?.from).toBe(start - hour);
  });

  test('nothing at all when all is heard', async () => {
    const { poller, batches } = create([]);
    const report = await poller.run({ heardUntil: start - 15_000, claimsFrom: start - hour });
    expect(batches.flatMap(({ heard }) => heard ?? [])).toEqual([]);
    expect(report.isComplete).toBe(true);
  });

  test('a row that came late to the last window is found in the next run', async () => {
    const late = start - 65_000;
    const { poller, keys } = create([late]);
    await poller.run({ heardUntil: start - 60_000, claimsFrom: start - hour });
    expect(keys()).toEqual(new Set([`at ${String(late)}`]));
  });
});

describe('a page that is full', () => {
  test('is asked for again by halves, until every order is in', async () => {
    // One each 20 s over 30 minutes: 90 orders, ten to a page.
    const times = Array.from({ length: 90 }, (_, index) => start - 31 * 60_000 + index * 20_000);
    const { poller, asked, heard, keys } = create(times);
    const report = await poller.run({ heardUntil: start - 40 * 60_000, claimsFrom: start - 24 * hour });
    expect(keys().size).toBe(90);
    expect(report.gaps).toEqual([]);
    expect(heard()[0]?.from).toBe(start - 40 * 60_000);
    expect(heard().at(-1)?.to).toBe(start - 15_000);
    for (const [index, { from }] of heard().entries()) expect(from).toBe(heard()[index - 1]?.to ?? start - 40 * 60_000);
    expect(asked.length).toBeLessThan(40);
  });

  test('of a single second is a gap that is told, and the rest is read', async () => {
    const crowded = start - 5 * 60_000;
    const times = [...Array.from({ length: 25 }, (_, index) => crowded + index * 10), start - 60_000];
    const { poller, heard, keys } = create(times);
    const report = await poller.run({ heardUntil: start - 6 * 60_000, claimsFrom: start - 24 * hour });
    expect(report.gaps).toEqual([{ from: crowded, to: crowded + 1_000 }]);
    expect(keys().has(`at ${String(start - 60_000)}`)).toBe(true);
    // What could be read of it is kept: it counts, though the second is not claimed.
    expect(keys().has(`at ${String(crowded)}`)).toBe(true);
    expect(heard().some(({ from, to }) => from <= crowded && crowded < to)).toBe(false);
    expect(heard().at(-1)?.to).toBe(start - 15_000);
  });
});

describe('a run that ends early', () => {
  test('stops at its number of requests, and the next goes on from what was stored', async () => {
    const { poller, asked, heard } = create([], { maxRequests: 5 });
    const first = await poller.run({ heardUntil: undefined, claimsFrom: start - 24 * hour });
    expect(first).toMatchObject({ requests: 5, isComplete: false });
    expect(asked).toHaveLength(5);
    const heardUntil = heard().at(-1)?.to;
    await poller.run({ heardUntil, claimsFrom: start - 24 * hour });
    expect(asked[5]?.from).toBe((heardUntil ?? 0) - 16_000);
  });

  test('keeps what was read before an error', async () => {
    const { poller, heard } = create([], {
      fail: asked => (asked === 3 ? Promise.reject(new FeedError('network', 'api.example', 'no')) : undefined),
    });
    await expect(poller.run({ heardUntil: undefined, claimsFrom: start - 5 * hour })).rejects.toMatchObject({ kind: 'network' });
    expect(heard()).toHaveLength(2);
  });

  test('is an error when the payload cannot be read at all', async () => {
    const { poller, batches } = create([], { fail: () => ({ message: 'maintenance' }) });
    await expect(poller.run({ heardUntil: undefined, claimsFrom: start - hour })).rejects.toMatchObject({ kind: 'rejected' });
    expect(batches).toEqual([]);
  });

  test('a window with rows that cannot be read is a gap', async () => {
    const { poller, heard } = create([], { fail: asked => (asked === 1 ? ['junk', start - 90 * 60_000] : undefined) });
    const report = await poller.run({ heardUntil: undefined, claimsFrom: start - 2 * hour });
    expect(report).toMatchObject({ rejected: 1, events: 1, gaps: [{ from: start - 2 * hour, to: start - hour - 16_000 }] });
    expect(heard()[0]?.from).toBe(start - hour - 16_000);
  });
});
