import { describe, expect, it } from 'vitest';
import type { FaultCommand } from '../../market/faults.ts';
import { createRig } from './rig.ts';
import { markets, type OrderRow } from './tiny-ledger.ts';

const host = 'api.gateio.ws';
const url = 'https://api.gateio.ws/api/v4/futures/usdt/contracts/BTC_USDT';
const stream = 'fstream.binance.com';
const socketUrl = 'wss://fstream.binance.com/market/ws/!forceOrder@arr';

/** One long a second. */
const steady: readonly OrderRow[] = Array.from({ length: 30 }, (_none, index) => [
  markets.um,
  'long',
  index + 0.5,
  index + 1,
  60_000,
]);
const quantities = (frames: readonly unknown[]): readonly unknown[] =>
  frames.map(frame => (frame as { o?: { z?: unknown } }).o?.z);

describe('faults of answers', () => {
  async function answered(command: Omit<FaultCommand, 'host'>): Promise<Response> {
    const { market, transport } = createRig();
    market.fault({ host, ...command });
    return transport.fetch(url);
  }

  it('resets the connection', async () => {
    await expect(answered({ kind: 'refuse' })).rejects.toThrow('fetch failed');
  });

  it('serves an HTML page with status 200', async () => {
    const response = await answered({ kind: 'content-type' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('<html');
  });

  it('ends the body early, honestly or not', async () => {
    await expect((await answered({ kind: 'truncate' })).text()).rejects.toThrow();
    const cut = await (await answered({ kind: 'truncate', clean: true, bytes: 40 })).text();
    expect(cut).toHaveLength(40);
    expect(() => JSON.parse(cut) as unknown).toThrow();
  });

  it('pads the body beyond 10 MB and leaves it valid', async () => {
    const text = await (await answered({ kind: 'bloat' })).text();
    expect(text.length).toBeGreaterThan(10 * 1024 * 1024);
    expect(JSON.parse(text)).toMatchObject({ name: 'BTC_USDT' });
  });

  it('redirects', async () => {
    const { market, transport } = createRig();
    market.fault({ host, kind: 'redirect', to: 'https://api.alternative.me/fng/' });
    const response = await transport.fetch(url);
    expect([response.redirected, response.url]).toEqual([true, 'https://api.alternative.me/fng/']);
    await expect(transport.fetch(url, { redirect: 'error' })).rejects.toThrow('redirect');
  });

  it.each([401, 403, 418, 429, 451, 500])('answers with status %i', async status => {
    const response = await answered({ kind: 'status', status, retryAfterSeconds: 7 });
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, '7']);
  });

  it('delays by market time', async () => {
    const { market, transport, clock } = createRig();
    market.fault({ host, kind: 'delay', delayMs: 3_000 });
    let done = false;
    const pending = transport.fetch(url).then(() => (done = true));
    await clock.advance(2_999);
    expect(done).toBe(false);
    await clock.advance(1);
    await pending;
    expect(done).toBe(true);
  });

  it('drips a stalled body, which a client can give up', async () => {
    const { market, transport, clock } = createRig();
    market.fault({ host, kind: 'stall' });
    const control = new AbortController();
    const response = await transport.fetch(url, { signal: control.signal });
    const reading = response.text();
    await clock.advance(20_000);
    control.abort(new Error('too slow'));
    await expect(reading).rejects.toThrow('too slow');
    expect(clock.pending()).toBe(0);
  });

  it('corrupts bytes by its seed', async () => {
    const clean = await (await createRig().transport.fetch(url)).text();
    const texts = [];
    for (const seed of [1, 1, 2]) texts.push(await (await answered({ kind: 'corrupt', seed })).text());
    expect(texts[0]).not.toBe(clean);
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
  });

  it('renames and retypes fields', async () => {
    const body: unknown = await (
      await answered({ kind: 'schema', rename: { quanto_multiplier: 'multiplier' }, retype: ['position_size'] })
    ).json();
    expect(body).toMatchObject({ multiplier: '0.0001', position_size: '10000000' });
    expect(body).not.toHaveProperty('quanto_multiplier');
  });

  it('strikes by host, path, count and time, and logs each strike', async () => {
    const { market, get, clock } = createRig();
    market.fault({ host: '*.gateio.ws', path: '/contracts', kind: 'status', status: 500, count: 2 });
    const statuses = [];
    statuses.push((await get('https://api.gateio.ws/api/v4/futures/usdt/tickers')).status);
    for (let time = 0; time < 3; time += 1) statuses.push((await get(url)).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect(market.log.requests.map(({ fault }) => fault)).toEqual([undefined, 'status#1', 'status#1', undefined]);
    market.fault({ host, kind: 'status', status: 503, forMs: 1_000 });
    await clock.advance(999);
    expect((await get(url)).status).toBe(503);
    await clock.advance(1);
    expect((await get(url)).status).toBe(200);
    market.fault({ host, kind: 'refuse' });
    market.clearFaults();
    expect((await get(url)).status).toBe(200);
  });

  it('hits only a share of the matches, the same ones for the same seed', async () => {
    const struck = [];
    for (let run = 0; run < 2; run += 1) {
      const { market, get } = createRig();
      market.fault({ host, kind: 'status', status: 500, share: 0.5, seed: 4 });
      const statuses = [];
      for (let time = 0; time < 40; time += 1) statuses.push((await get(url)).status);
      struck.push(statuses.join());
      expect(statuses.filter(status => status === 500).length).toBeGreaterThan(8);
      expect(statuses.filter(status => status === 200).length).toBeGreaterThan(8);
    }
    expect(struck[0]).toBe(struck[1]);
  });

  it('refuses commands that make no sense', () => {
    const { market } = createRig();
    expect(() => market.fault({ host, kind: 'explode' as never })).toThrow('no such fault');
    expect(() => market.fault({ host, kind: 'redirect' })).toThrow('needs `to`');
  });
});

describe('faults of sockets', () => {
  it('refuses handshakes', async () => {
    for (const command of [{ kind: 'refuse' }, { kind: 'status', status: 451 }] as const) {
      const { market, open } = createRig();
      market.fault({ host: stream, ...command });
      expect((await open(socketUrl)).closes.map(({ code, wasClean }) => [code, wasClean])).toEqual([[1_006, false]]);
      expect(market.log.connections[0]?.state).toBe('refused');
    }
  });

  it('never answers a stalled handshake', async () => {
    const { market, open, clock } = createRig();
    market.fault({ host: stream, kind: 'stall' });
    const { socket } = await open(socketUrl);
    await clock.advance(600_000);
    expect(socket.readyState).toBe(0);
  });

  it('goes silent while open, and not even answers', async () => {
    const { market, open, clock } = createRig(steady);
    const { socket, frames } = await open(socketUrl);
    await clock.advance(3_000);
    market.fault({ host: stream, kind: 'silent-while-open', forMs: 10_000 });
    socket.send('{"method":"LIST_SUBSCRIPTIONS","id":1}');
    await clock.advance(9_000);
    expect(quantities(frames)).toEqual(['1.000', '2.000', '3.000']);
    expect(socket.readyState).toBe(1);
    await clock.advance(3_000);
    expect(quantities(frames).slice(3)).toEqual(['14.000', '15.000']);
    expect(market.log.connections[0]).toMatchObject({ framesWithheld: 11, sentCount: 5 });
  });

  it('leaves a socket half open: nothing comes, and closing it gets no answer', async () => {
    const { market, open, clock } = createRig(steady);
    const { socket, frames, closes } = await open(socketUrl);
    market.fault({ host: stream, kind: 'half-open' });
    socket.send('{"method":"LIST_SUBSCRIPTIONS","id":1}');
    await clock.advance(10_000);
    expect(frames).toEqual([]);
    socket.close();
    await clock.advance(10_000);
    expect([socket.readyState, closes.length]).toEqual([2, 0]);
  });

  it('closes standing sockets with a code, or cuts them', async () => {
    for (const code of [1_011, 1_006]) {
      const { market, open, clock } = createRig();
      const { closes } = await open(socketUrl);
      market.fault({ host: stream, kind: 'close-with-code', code, count: 1 });
      await clock.advance(1);
      expect(closes.map(close => [close.code, close.wasClean])).toEqual([[code, code !== 1_006]]);
      expect((await open(socketUrl)).closes).toEqual([]);
    }
  });

  it('repeats, delays and reorders frames', async () => {
    const twice = createRig(steady);
    twice.market.fault({ host: stream, kind: 'repeat', times: 2 });
    const repeated = await twice.open(socketUrl);
    await twice.clock.advance(2_000);
    expect(quantities(repeated.frames)).toEqual(['1.000', '1.000', '2.000', '2.000']);
    expect(twice.market.log.connections[0]?.sentCount).toBe(2);

    const late = createRig(steady);
    late.market.fault({ host: stream, kind: 'delay', delayMs: 5_000 });
    const delayed = await late.open(socketUrl);
    await late.clock.advance(5_999);
    expect(delayed.frames).toEqual([]);
    await late.clock.advance(1);
    expect(quantities(delayed.frames)).toEqual(['1.000']);

    const mixed = createRig(steady);
    mixed.market.fault({ host: stream, kind: 'reorder', depth: 2 });
    const reordered = await mixed.open(socketUrl);
    await mixed.clock.advance(4_000);
    expect(quantities(reordered.frames)).toEqual(['2.000', '1.000', '4.000', '3.000']);
  });

  it('changes the schema of frames, on one host only', async () => {
    const { market, open, clock } = createRig(steady);
    market.fault({ host: stream, kind: 'schema', rename: { ap: 'averagePrice' } });
    const changed = await open(socketUrl);
    const clean = await open('wss://dstream.binance.com/market/ws/!forceOrder@arr');
    await clock.advance(1_000);
    expect(changed.frames).toMatchObject([{ o: { averagePrice: '60000.0' } }]);
    expect(clean.frames).toMatchObject([{ o: { ap: '60000.0' } }]);
  });

  it('is matched by stream', async () => {
    const { market, open } = createRig();
    market.fault({ host: '*', stream: '!forceOrder@arr', kind: 'refuse' });
    expect((await open('wss://fstream.binance.com/market/stream?streams=!forceOrder@arr')).closes).toHaveLength(1);
    expect((await open('wss://fstream.binance.com/market/stream?streams=btcusdt@markPrice')).closes).toHaveLength(0);
  });

  it('floods a socket with 5,000 made orders a second until it ends', async () => {
    const { market, open, clock } = createRig();
    const { frames } = await open(socketUrl);
    market.fault({ host: stream, kind: 'flood', forMs: 2_000 });
    await clock.advance(5_000);
    expect(frames.length).toBeGreaterThan(9_800);
    expect(frames.length).toBeLessThanOrEqual(10_000);
    expect(market.log.connections[0]?.sentCount).toBe(frames.length);
    expect(market.log.connections[0]?.sent.every(({ orderId }) => orderId >= 1_000_000_000)).toBe(true);
  });
});
