import { describe, expect, it } from 'vitest';
import { createRig } from './rig.ts';
import { t0 } from './tiny-ledger.ts';

describe('what the simulator refuses', () => {
  it.each([
    ['an unknown host', 'https://api.example.org/', 404, 'unknown-host'],
    ['an unknown path', 'https://fapi.binance.com/fapi/v1/allForceOrders?symbol=BTCUSDT', 404, 'unknown-path'],
    ['an unknown parameter', 'https://fapi.binance.com/fapi/v1/time?x=1', 400, 'unknown-parameter'],
    ['a missing parameter', 'https://fapi.binance.com/fapi/v1/openInterest', 400, 'missing-parameter'],
    ['an empty parameter', 'https://fapi.binance.com/fapi/v1/openInterest?symbol=', 400, 'missing-parameter'],
    [
      'a limit beyond the documented one',
      'https://fapi.binance.com/futures/data/openInterestHist?symbol=BTCUSDT&period=1h&limit=501',
      400,
      'bad-parameter',
    ],
    ['a settlement currency that Gate has not', 'https://api.gateio.ws/api/v4/futures/eur/contracts', 400, 'bad-parameter'],
    [
      'the date format that turns timestamps into text',
      'https://api.alternative.me/fng/?limit=1&date_format=us',
      400,
      'unknown-parameter',
    ],
    ['a socket path over plain requests', 'https://stream.bybit.com/v5/public/linear', 404, 'unknown-path'],
  ])('refuses %s and notes it', async (_what, url, status, kind) => {
    const { get, kinds } = createRig();
    expect((await get(url)).status).toBe(status);
    expect(kinds()).toEqual([kind]);
  });

  it('refuses anything but GET', async () => {
    const { transport, kinds } = createRig();
    expect((await transport.fetch('https://fapi.binance.com/fapi/v1/time', { method: 'POST' })).status).toBe(405);
    expect(kinds()).toEqual(['method']);
  });

  it('refuses sockets at paths that have none', async () => {
    const { open, kinds } = createRig();
    const { closes } = await open('wss://fstream.binance.com/public/ws/!forceOrder@arr');
    expect(closes.map(({ code }) => code)).toEqual([1_006]);
    expect(kinds()).toEqual(['unknown-path']);
  });

  it('answers over-budget weight with 429 and Retry-After, and with 418 for those who go on', async () => {
    const { get, clock, kinds } = createRig();
    for (let count = 0; count < 240; count += 1) await get('https://fapi.binance.com/fapi/v1/premiumIndex');
    const over = await get('https://fapi.binance.com/fapi/v1/premiumIndex');
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '60']);
    expect(over.body).toMatchObject({ code: -1003 });
    // One budget for both boards: whoever asks on, on either, is banned with the tenth refusal.
    for (let count = 0; count < 9; count += 1) await get('https://dapi.binance.com/dapi/v1/premiumIndex');
    expect(kinds().filter(kind => kind === 'over-budget')).toHaveLength(10);
    const banned = await get('https://fapi.binance.com/fapi/v1/time');
    expect([banned.status, banned.headers.get('retry-after')]).toEqual([418, '120']);
    await clock.advance(121_000);
    expect((await get('https://fapi.binance.com/fapi/v1/time')).status).toBe(200);
  });

  it('counts /futures/data by itself: 1,000 in 5 minutes', async () => {
    const { get } = createRig();
    const url = 'https://fapi.binance.com/futures/data/openInterestHist?symbol=BTCUSDT&period=1d&limit=1';
    for (let count = 0; count < 1_000; count += 1) await get(url);
    expect((await get(url)).status).toBe(429);
    expect((await get('https://fapi.binance.com/fapi/v1/time')).status).toBe(200);
  });

  it('notes a client that asks again before Retry-After is over, but not one whose requests crossed the answer', async () => {
    const { market, get, clock, kinds } = createRig();
    market.fault({ host: 'api.gateio.ws', kind: 'status', status: 429, retryAfterSeconds: 30, count: 1 });
    const url = 'https://api.gateio.ws/api/v4/futures/usdt/contracts';
    expect((await get(url)).status).toBe(429);
    await clock.advance(1_000);
    await get(url);
    expect(kinds()).toEqual([]);
    await clock.advance(10_000);
    await get(url);
    expect(kinds()).toEqual(['early-retry']);
    await clock.advance(20_000);
    await get(url);
    expect(kinds()).toEqual(['early-retry']);
  });

  it('does not blame the extension for hosts that only browsers ask', async () => {
    const { market, get, kinds } = createRig();
    await get('https://update.googleapis.com/service/update2/json');
    expect(kinds()).toEqual([]);
    expect(market.log.strangers).toEqual({ 'update.googleapis.com': 1 });
  });
});

describe('the log', () => {
  it('records what was asked, when by market time, and what it cost', async () => {
    const { market, get } = createRig();
    await get('https://fapi.binance.com/fapi/v1/premiumIndex', { origin: 'chrome-extension://abc' });
    expect(market.log.requests).toMatchObject([
      {
        host: 'fapi.binance.com',
        path: '/fapi/v1/premiumIndex',
        query: '',
        weight: 10,
        time: t0,
        status: 200,
        origin: 'chrome-extension://abc',
      },
    ]);
    expect(market.log.hosts['fapi.binance.com']).toMatchObject({ requests: 1, weight: 10, violations: 0 });
    market.log.clear();
    expect([market.log.requests, market.log.hosts]).toEqual([[], {}]);
  });

  it('keeps its memory bounded while counters go on', async () => {
    const { market, get } = createRig();
    for (let count = 0; count < 300; count += 1) await get('https://stream.bybit.com/nothing');
    for (let count = 0; count < 25_000; count += 1) {
      market.log.request({
        host: 'h',
        method: 'GET',
        path: '/',
        query: '',
        origin: undefined,
        posted: undefined,
        mode: undefined,
        telling: [],
        weight: 1,
        time: t0,
        status: 200,
        bytes: 1,
        fault: undefined,
      });
    }
    expect(market.log.requests.length).toBeLessThanOrEqual(22_000);
    expect(market.log.hosts.h?.requests).toBe(25_000);
    expect(market.log.hosts['stream.bybit.com']?.violations).toBe(300);
  });

  it('dates every answer by the market', async () => {
    const { get } = createRig();
    expect((await get('https://api.alternative.me/fng/')).headers.get('date')).toBe('Thu, 15 Jan 2026 12:00:00 GMT');
  });
});
