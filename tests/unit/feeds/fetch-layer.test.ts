import { environmentManager } from '@tanstack/query-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFetchLayer } from '../../../lib/feeds/fetch-layer.ts';
import type { FetchLayer } from '../../../lib/feeds/fetch-layer.ts';
import type { Answer } from '../../../lib/feeds/http.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { events, ignored, rejected } from '../../../lib/model/parsed.ts';
import { request, start } from './fake-host.ts';
import { createFakeTime } from './fake-time.ts';
import type { FakeTime } from './fake-time.ts';

// Each test brings its own timers, of which query-core warns; a program has one set. Anything else that it says fails the test.
const complaints: string[] = [];
beforeEach(() => {
  complaints.length = 0;
  vi.spyOn(console, 'error').mockImplementation((message: unknown) => {
    if (!String(message).startsWith('[timeoutManager]')) complaints.push(String(message));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(complaints).toEqual([]);
});

interface Setup {
  readonly time: FakeTime;
  readonly layer: FetchLayer;
  calls(): number;
}

function create(answer: (call: number) => unknown): Setup {
  const time = createFakeTime(start);
  let calls = 0;
  const http = {
    async get(): Promise<Answer> {
      calls += 1;
      return { payload: await answer(calls), receivedTime: time.clock.now(), bytes: 2, host: 'api.example' };
    },
  };
  const layer = createFetchLayer({ http, clock: time.clock, timers: time.timers, random: () => 0.5 });
  return { time, layer, calls: () => calls };
}

const plan = { key: 'rows', request: request(), staleTimeMs: 60_000, read: (payload: unknown) => events([payload]) };

test('a worker without a window is not taken for a server', () => {
  environmentManager.setIsServer(() => true);
  create(() => 'row');
  expect(environmentManager.isServer()).toBe(false);
});

describe('one answer for all who ask', () => {
  test('those who ask at the same time share a request', async () => {
    const { layer, calls } = create(() => 'row');
    const all = await Promise.all([layer.fetch(plan), layer.fetch(plan), layer.fetch(plan)]);
    expect(calls()).toBe(1);
    expect(all[2]).toEqual({ rows: ['row'], receivedTime: start, rejections: [] });
  });

  test('two bodies posted to one address are two questions', async () => {
    const { layer, calls } = create(call => `answer ${String(call)}`);
    const post = (body: string) => layer.fetch({ ...plan, request: request({ body }) });
    const [first, second] = await Promise.all([post('{"a":1}'), post('{"a":2}')]);
    expect([first.rows, second.rows, calls()]).toEqual([['answer 1'], ['answer 2'], 2]);
    expect((await post('{"a":1}')).rows).toEqual(['answer 1']);
    expect(calls()).toBe(2);
  });

  test('an answer is given again until it is stale, whatever happens to the wall clock', async () => {
    const { time, layer, calls } = create(() => 'row');
    await layer.fetch(plan);
    await time.advance(59_999);
    time.jump(24 * 3_600_000);
    expect((await layer.fetch(plan)).receivedTime).toBe(start);
    expect(calls()).toBe(1);
    time.jump(-48 * 3_600_000);
    await time.advance(1);
    await layer.fetch(plan);
    expect(calls()).toBe(2);
  });

  test('without a time to keep it, each asks anew', async () => {
    const { layer, calls } = create(() => 'row');
    await layer.fetch({ ...plan, staleTimeMs: 0 });
    await layer.fetch({ ...plan, staleTimeMs: 0 });
    expect(calls()).toBe(2);
  });

  test('an answer that nobody asks for is let go after five minutes', async () => {
    const { time, layer } = create(() => 'row');
    await layer.fetch(plan);
    expect(time.pending).toBe(1);
    await time.advance(300_000);
    expect(time.pending).toBe(0);
  });
});

describe('reading', () => {
  test('rows that could not be read are told beside those that could', async () => {
    const { layer } = create(() => 'row');
    const rejections = [{ reason: 'no number', path: '1.price' }];
    expect(await layer.fetch({ ...plan, read: () => events(['row'], rejections) })).toMatchObject({ rows: ['row'], rejections });
  });

  test('a payload of which nothing could be read is an error that says where and why', async () => {
    for (const parsed of [rejected('no list', 'data'), events([], [{ reason: 'no list', path: 'data' }])]) {
      const { layer, calls } = create(() => 'row');
      await expect(layer.fetch({ ...plan, read: () => parsed })).rejects.toMatchObject({
        kind: 'rejected',
        message: 'data: no list',
        host: 'api.example',
      });
      expect(calls()).toBe(1);
    }
  });

  test('an empty list and a payload for others are no errors', async () => {
    const { layer } = create(() => 'row');
    expect((await layer.fetch({ ...plan, read: () => events([]) })).rows).toEqual([]);
    expect((await layer.fetch({ ...plan, key: 'other', read: () => ignored('another product') })).rows).toEqual([]);
  });
});

describe('trying again', () => {
  test('helps after a network error, a time-out and a server error', async () => {
    for (const error of [
      new FeedError('network', 'h', 'no'),
      new FeedError('timeout', 'h', 'no'),
      new FeedError('status', 'h', 'no', { status: 502 }),
    ]) {
      const { time, layer, calls } = create(call => (call < 3 ? Promise.reject(error) : 'row'));
      const fetched = layer.fetch(plan);
      // 200 + half of 800, then 200 + half of 1800.
      await time.advance(599);
      expect(calls()).toBe(1);
      await time.advance(1);
      expect(calls()).toBe(2);
      await time.advance(1_100);
      expect((await fetched).rows).toEqual(['row']);
    }
  });

  test('is given up after the third time', async () => {
    const { time, layer, calls } = create(() => Promise.reject(new FeedError('network', 'h', 'no')));
    const fetched = layer.fetch(plan);
    fetched.catch(() => undefined);
    await time.advance(60_000);
    await expect(fetched).rejects.toMatchObject({ kind: 'network' });
    expect(calls()).toBe(3);
  });

  test('is not done where the host said no, or would say the same again', async () => {
    const errors = [
      new FeedError('blocked', 'h', 'no', { status: 451 }),
      new FeedError('rate-limited', 'h', 'no', { status: 429 }),
      new FeedError('status', 'h', 'no', { status: 404 }),
      new FeedError('status', 'h', 'no', { status: 503, retryAfterMs: 5_000 }),
      new FeedError('content-type', 'h', 'no'),
      new FeedError('malformed', 'h', 'no'),
      new FeedError('too-large', 'h', 'no'),
      new FeedError('offline', 'h', 'no'),
      new Error('a mistake of ours'),
    ];
    for (const error of errors) {
      const { time, layer, calls } = create(() => Promise.reject(error));
      const fetched = layer.fetch(plan);
      fetched.catch(() => undefined);
      await time.advance(60_000);
      await expect(fetched).rejects.toBe(error);
      expect(calls()).toBe(1);
    }
  });
});
