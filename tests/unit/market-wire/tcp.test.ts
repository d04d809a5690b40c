import { once } from 'node:events';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startMarket, type RunningMarket } from '../../market/server.ts';
import { markets, t0, tinyLedger } from './tiny-ledger.ts';

let market: RunningMarket;

beforeAll(async () => {
  const rows = Array.from({ length: 600 }, (_none, index) => [markets.um, 'long', index / 4, 1, 60_000] as const);
  market = await startMarket({ ledger: tinyLedger(rows) });
});
afterAll(() => market.close());

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** A GET to the market under a real name, trusting nothing but the market's authority. */
function get(host: string, path: string, signal?: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { httpsPort: port, certificate } = market;
    const options = {
      host: '127.0.0.1',
      port,
      servername: host,
      path,
      ca: certificate.caPem,
      headers: { host },
      agent: false,
      ...(signal ? { signal } : {}),
    };
    const sent = request(options, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('aborted', () => reject(new Error('aborted')));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

function open(host: string, path: string): WebSocket {
  const { httpsPort: port, certificate } = market;
  const createConnection = () =>
    connectTls({ host: '127.0.0.1', port, servername: host, ca: certificate.caPem, ALPNProtocols: ['http/1.1'] });
  return new WebSocket(`wss://${host}${path}`, { createConnection, origin: 'chrome-extension://abc' });
}

async function control(what: string, method = 'GET', body?: unknown): Promise<unknown> {
  const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return (await fetch(`${market.controlUrl}${what}`, init)).json();
}

describe('the market over TLS', () => {
  it('answers every host under its real name with a certificate that its authority signs', async () => {
    for (const [host, path] of [
      ['fapi.binance.com', '/fapi/v1/time'],
      ['api.bybit.com', '/v5/market/time'],
      ['api.alternative.me', '/fng/'],
      ['www.gate.com', '/futures/USDT/BTC_USDT'],
    ] as const) {
      const { status, headers } = await get(host, path);
      expect([host, status]).toEqual([host, 200]);
      expect(Math.abs(Date.parse(String(headers.date)) - market.clock.now())).toBeLessThan(2_000);
    }
    expect(Math.abs(market.clock.now() - t0)).toBeLessThan(60_000);
  });

  it('streams to a real client and logs the connection', async () => {
    const client = open('fstream.binance.com', '/market/ws/!forceOrder@arr');
    const [first] = (await once(client, 'message')) as [Buffer];
    expect(JSON.parse(first.toString())).toMatchObject({ e: 'forceOrder', o: { s: 'BTCUSDT', S: 'SELL' } });
    const [entry] = (await control('/connections')) as { origin: string; state: string }[];
    expect(entry).toMatchObject({ host: 'fstream.binance.com', origin: 'chrome-extension://abc', state: 'open' });
    client.close();
    await once(client, 'close');
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(market.log.connections[0]?.state).toBe('closed');
  });

  it('lets faults act on the wire', async () => {
    market.fault({ host: 'api.bybit.com', kind: 'refuse', count: 1 });
    await expect(get('api.bybit.com', '/v5/market/time')).rejects.toThrow();
    market.fault({ host: 'api.bybit.com', kind: 'truncate', count: 1 });
    await expect(get('api.bybit.com', '/v5/market/time')).rejects.toThrow();
    market.fault({ host: 'api.bybit.com', kind: 'stall', delayMs: 20, count: 1 });
    await expect(get('api.bybit.com', '/v5/market/time', AbortSignal.timeout(150))).rejects.toThrow();
    market.fault({ host: 'api.bybit.com', kind: 'bloat', count: 1 });
    expect((await get('api.bybit.com', '/v5/market/time')).text.length).toBeGreaterThan(10_000_000);
    expect((await get('api.bybit.com', '/v5/market/time')).status).toBe(200);
  });

  it('refuses, stalls and closes sockets on command', async () => {
    market.fault({ host: 'stream.bybit.com', kind: 'status', status: 403, count: 1 });
    const [error] = (await once(open('stream.bybit.com', '/v5/public/linear'), 'error')) as [Error];
    expect(error.message).toContain('403');
    const client = open('stream.bybit.com', '/v5/public/linear');
    await once(client, 'open');
    await control('/fault', 'POST', { host: 'stream.bybit.com', kind: 'close-with-code', code: 1_013, count: 1 });
    const [code] = (await once(client, 'close')) as [number];
    expect(code).toBe(1_013);
  });
});

describe('the proxy', () => {
  it('leads CONNECT to the TLS port whatever the host', async () => {
    const proxied = connectTcp(market.proxyPort, '127.0.0.1');
    proxied.write('CONNECT fapi.binance.com:443 HTTP/1.1\r\nhost: fapi.binance.com:443\r\n\r\n');
    const [head] = (await once(proxied, 'data')) as [Buffer];
    expect(head.toString()).toContain('200');
    const secure = connectTls({ socket: proxied, servername: 'fapi.binance.com', ca: market.certificate.caPem });
    secure.write('GET /fapi/v1/time HTTP/1.1\r\nhost: fapi.binance.com\r\nconnection: close\r\n\r\n');
    let text = '';
    for await (const chunk of secure) text += String(chunk);
    expect(text).toContain('serverTime');
  });

  it('refuses what only browsers ask, and other ports, and says so in the log', async () => {
    for (const target of ['push.services.mozilla.com:443', 'fapi.binance.com:8444']) {
      const proxied = connectTcp(market.proxyPort, '127.0.0.1');
      proxied.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n\r\n`);
      const [head] = (await once(proxied, 'data')) as [Buffer];
      expect(head.toString()).toContain('403');
      proxied.destroy();
    }
    expect(market.log.strangers).toEqual({ 'push.services.mozilla.com': 1 });
    expect(market.log.violations.at(-1)).toMatchObject({ kind: 'unknown-host', detail: 'CONNECT fapi.binance.com:8444' });
  });
});

describe('the control server', () => {
  it('tells the time, the log, the stated table and the truth, and arms and clears faults', async () => {
    expect(await control('/clock')).toMatchObject({ t0, startedAt: market.startedAt });
    expect(await control('/stated')).toMatchObject({ scenario: 'tiny', stated: { points: { fall: t0 + 3_600_000 } } });
    const rows = (await control(`/truth?at=${t0 + 60_000}&start=${t0}`)) as {
      venue: string;
      base: string;
      position: string;
      window: string;
      worldCents: number;
      sentCents: number;
    }[];
    // 240 orders of 60,000 dollars, four a second, of which the stream lets out one.
    expect(
      rows.find(row => row.venue === 'binance' && row.base === 'BTC' && row.position === 'long' && row.window === '1h'),
    ).toMatchObject({
      worldCents: 240 * 6_000_000,
      sentCents: 60 * 6_000_000,
    });
    await control('/fault', 'POST', { host: 'api.alternative.me', kind: 'status', status: 500 });
    expect(await control('/faults')).toMatchObject([{ command: { kind: 'status' } }]);
    expect((await get('api.alternative.me', '/fng/')).status).toBe(500);
    await control('/faults', 'DELETE');
    expect((await get('api.alternative.me', '/fng/')).status).toBe(200);
    expect(await control('/fault', 'POST', { host: 'x', kind: 'nonsense' })).toEqual({ error: 'no such fault: nonsense' });
    expect(await control('/log')).toMatchObject({ hosts: { 'api.alternative.me': { requests: 3 } } });
    await control('/log', 'DELETE');
    expect(market.log.requests).toEqual([]);
  });
});

describe('closing', () => {
  it('ends sockets, servers and timers', async () => {
    const other = await startMarket({ ledger: tinyLedger() });
    const createConnection = () =>
      connectTls({ host: '127.0.0.1', port: other.httpsPort, servername: 'fstream.binance.com', ca: other.certificate.caPem });
    const client = new WebSocket('wss://fstream.binance.com/market/ws', { createConnection });
    await once(client, 'open');
    other.fault({ host: 'fstream.binance.com', kind: 'half-open' });
    const closed = once(client, 'close');
    await other.close();
    await closed;
    await expect(fetch(`${other.controlUrl}/clock`)).rejects.toThrow();
  });
});
