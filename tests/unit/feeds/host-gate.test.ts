import { describe, expect, test } from 'vitest';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { createFakeHost, json, request, start, status } from './fake-host.ts';
import { settle } from './fake-time.ts';

async function errorOf(promise: Promise<unknown>): Promise<FeedError> {
  const outcome: unknown = await promise.then(
    () => 'an answer',
    (error: unknown) => error,
  );
  if (outcome instanceof FeedError) return outcome;
  throw new Error(`expected a FeedError, got ${String(outcome)}`);
}

/** The rest that a first answer calls for, ms. */
async function restAfter(answer: Response): Promise<number | undefined> {
  const host = createFakeHost(() => answer);
  return (await errorOf(host.http.get(request()))).retryAfterMs;
}

describe('how long a host is left alone', () => {
  test('as long as it asks, in seconds or by date', async () => {
    expect(await restAfter(status(429, { 'retry-after': '17' }))).toBe(17_000);
    expect(await restAfter(status(418, { 'retry-after': '900' }))).toBe(900_000);
    expect(await restAfter(status(503, { 'retry-after': '5' }))).toBe(5_000);
    expect(await restAfter(status(429, { 'retry-after': new Date(start + 90_000).toUTCString() }))).toBe(90_000);
  });

  test('a date is measured by the clock of the host', async () => {
    const date = new Date(start + 3_600_000).toUTCString();
    const until = new Date(start + 3_600_000 + 45_000).toUTCString();
    expect(await restAfter(status(429, { 'retry-after': until, date }))).toBe(45_000);
  });

  test('a minute or two when it says nothing, six hours when it refuses us altogether', async () => {
    expect(await restAfter(status(429))).toBe(60_000);
    expect(await restAfter(status(418))).toBe(120_000);
    for (const code of [401, 403, 451]) expect(await restAfter(status(code))).toBe(6 * 3_600_000);
    expect(await restAfter(status(500))).toBe(undefined);
  });

  test('at least a second and at most three days', async () => {
    expect(await restAfter(status(429, { 'retry-after': '0' }))).toBe(1_000);
    expect(await restAfter(status(429, { 'retry-after': '99999999' }))).toBe(3 * 24 * 3_600_000);
  });

  test('until the window of Gate ends, and a second more', async () => {
    const reset = String((start + 8_000) / 1000);
    expect(await restAfter(status(429, { 'x-gate-ratelimit-reset-timestamp': reset, date: new Date(start).toUTCString() }))).toBe(
      9_000,
    );
  });

  test('twice as long with each refusal in a row, up to a quarter of an hour, and anew after a good answer', async () => {
    let isGood = false;
    const host = createFakeHost(() => (isGood ? json([]) : status(429)));
    const waits: (number | undefined)[] = [];
    for (let index = 0; index < 6; index += 1) {
      const { retryAfterMs } = await errorOf(host.http.get(request()));
      waits.push(retryAfterMs);
      await host.time.advance(retryAfterMs ?? 0);
    }
    expect(waits).toEqual([60_000, 120_000, 240_000, 480_000, 900_000, 900_000]);
    isGood = true;
    await host.http.get(request());
    isGood = false;
    expect((await errorOf(host.http.get(request()))).retryAfterMs).toBe(60_000);
  });
});

describe('while a host rests', () => {
  test('nothing is sent, and everybody is told how long it lasts', async () => {
    const host = createFakeHost(() => status(429, { 'retry-after': '30' }));
    await errorOf(host.http.get(request()));
    await host.time.advance(10_000);
    expect(await errorOf(host.http.get(request()))).toMatchObject({ kind: 'rate-limited', status: 429, retryAfterMs: 20_000 });
    expect(host.sent).toHaveLength(1);
    await host.time.advance(20_000);
    await errorOf(host.http.get(request()));
    expect(host.sent).toHaveLength(2);
  });

  test('a restarted worker does not knock either', async () => {
    const host = createFakeHost(() => status(429, { 'retry-after': '30' }));
    await errorOf(host.http.get(request()));
    await host.time.advance(29_000);
    expect(await errorOf(host.restart().get(request()))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 1_000 });
    expect(host.sent).toHaveLength(1);
  });

  test('setting the clock neither ends the rest nor makes it last for days', async () => {
    const host = createFakeHost(() => status(429, { 'retry-after': '30' }));
    await errorOf(host.http.get(request()));
    host.time.jump(24 * 3_600_000);
    expect((await errorOf(host.http.get(request()))).retryAfterMs).toBe(30_000);
    host.time.jump(-48 * 3_600_000);
    expect((await errorOf(host.restart().get(request()))).retryAfterMs).toBe(30_000);
    expect(host.sent).toHaveLength(1);
  });

  test('a volley of refusals counts as one', async () => {
    let refuse: () => void = () => undefined;
    const refused = new Promise<void>(resolve => (refuse = resolve));
    const host = createFakeHost(async () => {
      await refused;
      return status(429);
    });
    const volley = Promise.all(Array.from({ length: 4 }, () => errorOf(host.http.get(request()))));
    await settle();
    expect(host.sent.length).toBe(4);
    refuse();
    expect((await volley).map(error => error.retryAfterMs)).toEqual([60_000, 60_000, 60_000, 60_000]);
    await host.time.advance(60_000);
    expect((await errorOf(host.http.get(request()))).retryAfterMs).toBe(120_000);
  });

  test('after it, one request goes ahead as a probe', async () => {
    const waiting: ((response: Response) => void)[] = [];
    const host = createFakeHost((_url, _init, index) =>
      index === 0 ? status(429) : new Promise(resolve => waiting.push(resolve)),
    );
    await errorOf(host.http.get(request()));
    await host.time.advance(60_000);
    const answers = Array.from({ length: 3 }, () => host.http.get(request()));
    await settle();
    expect(host.sent).toHaveLength(2);
    waiting[0]?.(json([]));
    await settle();
    expect(host.sent).toHaveLength(4);
    for (const answer of waiting) answer(json([]));
    await Promise.all(answers);
  });

  test('a restart of the browser lifts a refusal of the region, but no request to wait', async () => {
    const host = createFakeHost((_url, _init, index) => (index === 0 ? status(451) : status(429, { 'retry-after': '30' })));
    expect((await errorOf(host.http.get(request()))).kind).toBe('blocked');
    const http = host.restart();
    expect((await errorOf(http.get(request()))).kind).toBe('blocked');
    await http.lift();
    expect((await errorOf(http.get(request()))).kind).toBe('rate-limited');
    await http.lift();
    await errorOf(http.get(request()));
    expect(host.sent).toHaveLength(2);
  });

  test('a memory that fails is no reason not to ask', async () => {
    const errors: unknown[] = [];
    const broken = { read: () => Promise.reject(new Error('closed')), write: () => Promise.reject(new Error('closed')) };
    const host = createFakeHost(() => json([]), { hosts: broken, onMemoryError: error => errors.push(error) });
    expect((await host.http.get(request())).payload).toEqual([]);
    expect(errors).toHaveLength(2);
  });
});

describe('budgets', () => {
  test('half of what is documented is spent in any window; the rest waits its turn', async () => {
    const host = createFakeHost(() => json([]));
    const answers = Array.from({ length: 70 }, () => host.http.get(request()));
    await settle();
    expect(host.sent).toHaveLength(50);
    await host.time.advance(10_999);
    expect(host.sent).toHaveLength(50);
    await host.time.advance(1);
    await Promise.all(answers);
    expect(host.sent).toHaveLength(70);
  });

  test('a request counts from its sending until a window after its answer, since it may be counted late', async () => {
    const waiting: (() => void)[] = [];
    const host = createFakeHost(() => new Promise(resolve => waiting.push(() => resolve(json([])))), {
      limits: { maxWaiting: 100, maxWaitMs: 90_000, maxConcurrent: 100 },
    });
    const first = Array.from({ length: 50 }, () => host.http.get(request()));
    const late = host.http.get(request());
    await host.time.advance(8_000);
    for (const answer of waiting) answer();
    await Promise.all(first);
    // Answered in the slot that ends at 9 s, so gone from the window at 19 s, and not at 11 s.
    await host.time.advance(10_999);
    expect(host.sent).toHaveLength(50);
    await host.time.advance(1);
    expect(host.sent).toHaveLength(51);
    waiting.at(-1)?.();
    await late;
  });

  test('a request that was called off before it was sent does not count for ever', async () => {
    const waiting: (() => void)[] = [];
    const host = createFakeHost(() => new Promise(resolve => waiting.push(() => resolve(json([])))), {
      limits: { maxWaiting: 100, maxWaitMs: 90_000, maxConcurrent: 1 },
    });
    const first = host.http.get(request());
    const controller = new AbortController();
    const impatient = host.http.get(request({ weight: 49 }), controller.signal);
    impatient.catch(() => undefined);
    await settle();
    controller.abort();
    await settle();
    for (const answer of waiting) answer();
    await first;
    expect((await errorOf(impatient)).kind).toBe('cancelled');
    await host.time.advance(12_000);
    expect(host.http.budgets().map(({ used }) => used)).toEqual([0]);
  });

  test('weight counts, not calls', async () => {
    const host = createFakeHost(() => json([]));
    const answers = Array.from({ length: 3 }, () => host.http.get(request({ weight: 20 })));
    await settle();
    expect(host.sent).toHaveLength(2);
    await host.time.advance(11_000);
    await Promise.all(answers);
  });

  test('a wait that would be too long is refused instead', async () => {
    const host = createFakeHost(() => json([]), { limits: { maxWaiting: 100, maxWaitMs: 5_000, maxConcurrent: 100 } });
    await Promise.all(Array.from({ length: 50 }, () => host.http.get(request())));
    expect(await errorOf(host.http.get(request()))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 11_000 });
    expect(await errorOf(host.http.get(request({ weight: 51 })))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: undefined,
    });
  });

  test('a full queue takes no more', async () => {
    const host = createFakeHost(() => json([]), { limits: { maxWaiting: 5, maxWaitMs: 60_000, maxConcurrent: 100 } });
    for (let round = 0; round < 10; round += 1) await Promise.all(Array.from({ length: 5 }, () => host.http.get(request())));
    const queued = Array.from({ length: 5 }, () => host.http.get(request()));
    await settle();
    expect((await errorOf(host.http.get(request()))).message).toContain('full');
    await host.time.advance(11_000);
    await Promise.all(queued);
  });

  test('a restarted worker knows what was spent', async () => {
    const host = createFakeHost(() => json([]));
    await Promise.all(Array.from({ length: 50 }, () => host.http.get(request())));
    const late = host.restart().get(request());
    await host.time.advance(10_000);
    expect(host.sent).toHaveLength(50);
    await host.time.advance(1_000);
    await late;
    expect(host.memory.writes).toBeLessThanOrEqual(12);
  });

  test('what is stored is never less than what was sent', async () => {
    const host = createFakeHost(() => {
      const state = host.memory.states.get('api.example');
      const stored = JSON.stringify(state);
      const spent = (JSON.parse(stored) as { spent: { calls: [number, number][] } }).spent.calls.reduce(
        (sum, [, weight]) => sum + weight,
        0,
      );
      expect(spent).toBeGreaterThanOrEqual(host.sent.length);
      return json([]);
    });
    for (let index = 0; index < 40; index += 1) await host.http.get(request());
    expect(host.sent).toHaveLength(40);
  });

  test('the host’s own count of our weight holds us back', async () => {
    const budgets = [{ name: 'calls', host: 'api.example', weight: 2_400, windowMs: 60_000 }];
    const host = createFakeHost(() => json([], { 'x-mbx-used-weight-1m': '1200' }), { budgets });
    await host.http.get(request());
    const second = host.http.get(request());
    await host.time.advance(59_000);
    expect(host.sent).toHaveLength(1);
    await host.time.advance(7_000);
    await second;
  });

  test('the host’s count of a minute says nothing of what may be asked in five', async () => {
    const budgets = [{ name: 'calls', host: 'api.example', weight: 200, windowMs: 300_000 }];
    const host = createFakeHost(() => json([], { 'x-mbx-used-weight-1m': '240' }), { budgets });
    await host.http.get(request());
    await host.http.get(request());
    expect(host.sent).toHaveLength(2);
  });

  test('a budget that nobody documented is a mistake of ours', async () => {
    const host = createFakeHost(() => json([]));
    await expect(host.http.get(request({ budget: 'made-up' }))).rejects.toThrow('no budget made-up');
  });

  test('one who gives up while waiting leaves the queue to the others', async () => {
    const host = createFakeHost(() => json([]));
    await Promise.all(Array.from({ length: 50 }, () => host.http.get(request())));
    const controller = new AbortController();
    const impatient = host.http.get(request(), controller.signal);
    impatient.catch(() => undefined);
    const patient = host.http.get(request());
    await settle();
    controller.abort();
    expect((await errorOf(impatient)).kind).toBe('cancelled');
    await host.time.advance(11_000);
    expect((await patient).payload).toEqual([]);
  });

  test('is told to who asks: what is spent of our half, until the window has passed', async () => {
    const host = createFakeHost(() => json([]));
    expect(host.http.budgets()).toEqual([]);
    await host.http.get(request({ weight: 7 }));
    await host.http.get(request());
    const told = { name: 'calls', host: 'api.example', limit: 50, windowMs: 10_000 };
    expect(host.http.budgets()).toEqual([{ ...told, used: 8 }]);
    await host.time.advance(12_000);
    expect(host.http.budgets()).toEqual([{ ...told, used: 0 }]);
  });
});
