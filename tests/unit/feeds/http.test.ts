import { describe, expect, test } from 'vitest';
import { createMarketTime } from '../../../lib/feeds/market-time.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import { createFakeHost, json, request, start, status } from './fake-host.ts';
import type { FakeHost } from './fake-host.ts';
import { createFakeTime, settle } from './fake-time.ts';

/** The error that a request ends with, or a failure of the test when it ends with none. */
async function errorOf(promise: Promise<unknown>): Promise<FeedError> {
  const outcome: unknown = await promise.then(
    () => 'an answer',
    (error: unknown) => error,
  );
  if (outcome instanceof FeedError) return outcome;
  throw new Error(`expected a FeedError, got ${String(outcome)}`);
}

/** Waits for `ms` while the request runs. */
async function during<T>({ time }: FakeHost, ms: number, promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  await time.advance(ms);
  return promise;
}

describe('a request', () => {
  test('gives the payload with its size, host and time of receipt', async () => {
    const host = createFakeHost(() => json({ rows: [1] }));
    expect(await host.http.get(request())).toEqual({
      payload: { rows: [1] },
      receivedTime: start,
      bytes: 12,
      host: 'api.example',
    });
  });

  test('for a table gives its text, as CSV alone', async () => {
    const types = ['text/csv; charset=utf-8', 'application/csv', 'text/html', 'application/json', 'text/plain', ''];
    const host = createFakeHost(
      (_url, _init, index) => new Response('a,b\n1,2', { headers: { 'content-type': types[index] ?? '' } }),
    );
    const ask = () => host.http.get(request({ format: 'csv' }));
    for (let read = 0; read < 2; read += 1) expect((await ask()).payload).toBe('a,b\n1,2');
    for (let refused = 2; refused < types.length; refused += 1) expect((await errorOf(ask())).kind).toBe('content-type');
  });

  test('carries no trace of the user and takes nothing from a cache', async () => {
    const host = createFakeHost(() => json([]));
    await host.http.get(request({ headers: { 'X-Gate-Size-Decimal': '1' } }));
    expect(host.sent[0]?.init).toMatchObject({
      method: 'GET',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'manual',
      headers: { 'X-Gate-Size-Decimal': '1' },
    });
  });

  test('with a body is posted as JSON, and leaves no more of a trace', async () => {
    const { http, sent } = createFakeHost(() => json({}));
    await http.get(request({ body: '{"type":"meta"}', headers: { 'x-size': '1' } }));
    expect(sent[0]?.init).toMatchObject({
      method: 'POST',
      body: '{"type":"meta"}',
      headers: { 'content-type': 'application/json', 'x-size': '1' },
      credentials: 'omit',
      redirect: 'manual',
    });
    await http.get(request());
    expect(sent[1]?.init.method).toBe('GET');
    expect(sent[1]?.init).not.toHaveProperty('body');
    expect(sent[1]?.init).not.toHaveProperty('headers');
  });

  test('goes only to hosts that are allowed, and only by https', async () => {
    const host = createFakeHost(() => json([]));
    for (const url of [
      'https://evil.example/',
      'http://api.example/',
      'https://api.example.evil.example/',
      'https://api.example:8443/',
    ]) {
      await expect(host.http.get(request({ url }))).rejects.toThrow('not among the allowed hosts');
    }
    expect(host.sent).toEqual([]);
  });

  test('is not sent while the browser is offline', async () => {
    const host = createFakeHost(() => json([]), { isOnline: () => false });
    expect((await errorOf(host.http.get(request()))).kind).toBe('offline');
    expect(host.sent).toEqual([]);
  });

  test('is told to the ledger, whatever became of it', async () => {
    const host = createFakeHost((_url, _init, index) => (index === 0 ? json([1, 2]) : status(500)));
    await host.http.get(request());
    await errorOf(host.http.get(request({ why: 'prices' })));
    expect(host.exchanges).toEqual([
      { host: 'api.example', bytes: 5, status: 200, ms: 0, why: 'figures', at: start, error: undefined },
      { host: 'api.example', bytes: 0, status: 500, ms: 0, why: 'prices', at: start, error: 'status' },
    ]);
  });
});

test('a request is dated by the clock as it is known at its end: that of its start may turn out to be wrong', async () => {
  let offsetMs = 0;
  const answer = () => {
    // Other hosts tell the time while this one is under way.
    offsetMs = -3_600_000;
    return json([]);
  };
  const time = createMarketTime({ clock: createFakeTime(start).clock });
  const marketTime = { ...time, now: () => start + offsetMs };
  const host = createFakeHost(answer, { marketTime });
  await host.http.get(request());
  expect(host.exchanges.map(({ at }) => at)).toEqual([start - 3_600_000]);
});

describe('an answer that is no good', () => {
  test('a host that cannot be reached', async () => {
    const host = createFakeHost(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await errorOf(host.http.get(request()))).toMatchObject({ kind: 'network', host: 'api.example', status: undefined });
  });

  test('no answer within ten seconds', async () => {
    const host = createFakeHost(() => new Promise<Response>(() => undefined));
    const answer = host.http.get(request());
    answer.catch(() => undefined);
    await host.time.advance(9_999);
    expect(host.exchanges).toEqual([]);
    await host.time.advance(1);
    expect((await errorOf(answer)).kind).toBe('timeout');
    expect(host.sent[0]?.init.signal?.aborted).toBe(true);
  });

  test('a body that drips is given ten seconds in all', async () => {
    const host = createFakeHost(() => {
      const drip = new ReadableStream<Uint8Array>({
        pull: controller =>
          new Promise(resolve => {
            host.time.timers.set(() => {
              controller.enqueue(new Uint8Array([32]));
              resolve();
            }, 1_000);
          }),
      });
      return new Response(drip, { headers: { 'content-type': 'application/json' } });
    });
    expect((await errorOf(during(host, 10_000, host.http.get(request())))).kind).toBe('timeout');
  });

  test('more bytes than allowed, said or unsaid beforehand', async () => {
    let pulled = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: controller => {
          pulled += 1;
          // Endless for those who keep to the limit; the others are to fail, not to fill the memory.
          if (pulled > 1_000) controller.close();
          else controller.enqueue(new Uint8Array(1_000));
        },
      });
    const headers = { 'content-type': 'application/json' };
    const host = createFakeHost((_url, _init, index) =>
      index === 0
        ? new Response(endless(), { headers })
        : new Response(endless(), { headers: { ...headers, 'content-length': '5001' } }),
    );
    expect((await errorOf(host.http.get(request({ maxBytes: 5_000 })))).kind).toBe('too-large');
    expect(pulled).toBeLessThan(10);
    expect((await errorOf(host.http.get(request({ maxBytes: 5_000 })))).kind).toBe('too-large');
    const small = createFakeHost(() => json('x'.repeat(4_998)));
    expect((await small.http.get(request({ maxBytes: 5_000 }))).bytes).toBe(5_000);
  });

  test('a web page or no type at all', async () => {
    const types = ['text/html', 'text/plain', 'application/jsonp', undefined];
    const host = createFakeHost((_url, _init, index) => {
      const type = types[index];
      const response = new Response('[]');
      response.headers.delete('content-type');
      if (type !== undefined) response.headers.set('content-type', type);
      return response;
    });
    for (const _type of types) expect((await errorOf(host.http.get(request()))).kind).toBe('content-type');
  });

  test('every spelling of JSON is taken', async () => {
    const types = [
      'application/json',
      'application/json; charset=utf-8',
      'text/json',
      'application/problem+json',
      'Application/JSON',
    ];
    const host = createFakeHost((_url, _init, index) => json([], { 'content-type': types[index] ?? '' }));
    for (const _type of types) expect((await host.http.get(request())).payload).toEqual([]);
  });

  test('text that is cut off', async () => {
    const host = createFakeHost(() => new Response('{"rows":[1,', { headers: { 'content-type': 'application/json' } }));
    expect((await errorOf(host.http.get(request()))).kind).toBe('malformed');
  });

  test('a redirect, seen or hidden by the browser', async () => {
    const hidden = new Response(null);
    Object.defineProperty(hidden, 'type', { value: 'opaqueredirect' });
    const host = createFakeHost((_url, _init, index) =>
      index === 0 ? status(302, { location: 'https://evil.example/' }) : hidden,
    );
    for (let index = 0; index < 2; index += 1) expect((await errorOf(host.http.get(request()))).kind).toBe('redirect');
  });

  test('any other status', async () => {
    const host = createFakeHost((_url, _init, index) => status(index === 0 ? 500 : 404));
    expect(await errorOf(host.http.get(request()))).toMatchObject({ kind: 'status', status: 500 });
    expect(await errorOf(host.http.get(request()))).toMatchObject({ kind: 'status', status: 404 });
  });

  test('a key that would become a prototype is dropped, however it is spelled', async () => {
    const texts = ['{"a":{"__proto__":{"evil":1}}}', '{"a":{"\\u005f_proto__":{"evil":1}}}'];
    const host = createFakeHost(
      (_url, _init, index) => new Response(texts[index], { headers: { 'content-type': 'application/json' } }),
    );
    for (const _text of texts) {
      const { payload } = await host.http.get(request());
      expect(JSON.stringify(payload)).toBe('{"a":{}}');
    }
  });

  test('a caller who gives up', async () => {
    const host = createFakeHost(() => new Promise<Response>(() => undefined));
    const controller = new AbortController();
    const answer = host.http.get(request(), controller.signal);
    answer.catch(() => undefined);
    await settle();
    controller.abort();
    expect((await errorOf(answer)).kind).toBe('cancelled');
    expect(host.time.pending).toBe(0);
  });
});

describe('market time', () => {
  test('is read off the Date header', async () => {
    const host = createFakeHost(() => json([], { date: new Date(start + 60_000).toUTCString() }), {
      allowedHosts: ['api.example', 'b.example'],
      budgets: [
        { name: 'calls', host: 'api.example', weight: 100, windowMs: 10_000 },
        { name: 'calls', host: 'b.example', weight: 100, windowMs: 10_000 },
      ],
    });
    await host.http.get(request());
    await host.http.get(request({ url: 'https://b.example/' }));
    // Both allow 60.0 to 61.0 s.
    expect(host.marketTime.offsetMs).toBe(60_500);
  });

  test('is not read off an answer out of a cache', async () => {
    const cached = [{ age: '3' }, { 'x-cache': 'Hit from cloudfront' }, { 'cf-cache-status': 'HIT' }];
    for (const headers of cached) {
      const host = createFakeHost(() => json([], { date: new Date(start + 60_000).toUTCString(), ...headers }));
      await host.http.get(request());
      expect(Object.keys(host.marketTime.toJSON().samples)).toEqual([]);
    }
  });
});
