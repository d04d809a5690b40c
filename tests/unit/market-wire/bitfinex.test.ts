import { describe, expect, it } from 'vitest';
import { bitfinexListings } from '../../market/ledger/listings/bitfinex.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0, type OrderRow } from './tiny-ledger.ts';

const listed = bitfinexListings();
const [btc] = listed as readonly [Market, ...Market[]];
const api = 'https://api-pub.bitfinex.com/v2';
const rig = (rows: readonly OrderRow[] = [], at = t0) => createRig(rows, at, [btc]);

describe('Bitfinex over REST', () => {
  it('lists margin pairs, perpetuals and names in the order in which they were asked for', async () => {
    const { get } = rig();
    const { body } = await get(`${api}/conf/pub:list:pair:futures,pub:map:currency:sym`);
    const [perpetuals, names] = body as readonly [string[], string[][]];
    expect(perpetuals[0]).toBe('BTCF0:USTF0');
    expect(perpetuals).toContain('TESTBTCF0:TESTUSDTF0');
    expect(names).toContainEqual(['AMP', 'AMPL']);
  });

  it('gives prices by place, the change as a fraction', async () => {
    const { get } = rig();
    const { body } = await get(`${api}/tickers?symbols=ALL`);
    // 1,440 dollars up from 58,560.
    expect((body as unknown[][])[1]).toEqual([
      'tBTCF0:USTF0',
      60_000,
      10,
      60_000,
      10,
      1_440,
      0.02459016,
      60_000,
      1_000,
      60_000,
      58_560,
    ]);
  });

  it('gives mark price, funding and open interest by place', async () => {
    const { get } = rig();
    const { body } = await get(`${api}/status/deriv?keys=ALL`);
    const [row] = body as readonly unknown[][];
    expect([row?.[0], row?.[1], row?.[12], row?.[15], row?.[18]]).toEqual(['tBTCF0:USTF0', t0, 0.0001, 60_000, 1_000]);
    expect((await get(`${api}/status/deriv?keys=tNOPEF0:USTF0`)).body).toEqual([]);
  });

  it('keeps triggers and executions, and the newest come late', async () => {
    const { get } = rig(
      [
        [btc, 'long', -3_600, 0.5, 59_000],
        [btc, 'short', -60, 0.25, 61_000],
        [btc, 'short', -10, 1, 61_000],
      ],
      t0,
    );
    const { body } = await get(`${api}/liquidations/hist?start=${t0 - 7_200_000}&end=${t0}&limit=500&sort=1`);
    const rows = (body as unknown[][][]).map(([row]) => [row?.[2], row?.[5], row?.[8], row?.[11]]);
    expect(rows).toEqual([
      [t0 - 3_600_000, 0.5, 0, 59_000],
      [t0 - 3_600_000, 0.5, 1, 59_000],
      [t0 - 60_000, -0.25, 0, null],
      [t0 - 60_000, -0.25, 1, 61_000],
    ]);
  });

  it('allows three requests a minute to the history, then refuses for a minute', async () => {
    const { get, clock, kinds } = rig();
    for (let asked = 0; asked < 3; asked += 1) expect((await get(`${api}/liquidations/hist?limit=1`)).status).toBe(200);
    expect(await get(`${api}/liquidations/hist?limit=1`)).toMatchObject({ status: 429, body: { error: 'ERR_RATE_LIMIT' } });
    await clock.advance(61_000);
    expect((await get(`${api}/liquidations/hist?limit=1`)).status).toBe(200);
    expect((await get(`${api}/liquidations/hist?limit=501`)).status).toBe(500);
    expect(kinds()).toEqual(['over-budget', 'bad-parameter']);
  });
});

describe('the stream of Bitfinex', () => {
  const subscribe = '{"event":"subscribe","channel":"status","key":"liq:global"}';

  it('greets, acknowledges, beats, and sends a trigger and an execution of each order', async () => {
    const { open, clock } = rig([[btc, 'long', 5, 0.5, 59_000]]);
    const { socket, frames } = await open('wss://api-pub.bitfinex.com/ws/2');
    socket.send(subscribe);
    socket.send('{"event":"ping","cid":3}');
    await clock.advance(15_000);
    expect(frames).toMatchObject([
      { event: 'info', version: 2 },
      { event: 'subscribed', channel: 'status', key: 'liq:global', chanId: 90 },
      { event: 'pong', cid: 3, ts: t0 },
      // The entry, 59,000 × 1.07, is not the fill.
      [90, [['pos', 171_000_001, t0 + 5_000.25, null, 'tBTCF0:USTF0', 0.5, expect.closeTo(63_130, 6), null, 0, 0, null, 59_000]]],
      [90, [['pos', 171_000_001, t0 + 5_000.25, null, 'tBTCF0:USTF0', 0.5, expect.closeTo(63_130, 6), null, 1, 1, null, 59_000]]],
      [90, 'hb'],
    ]);
  });

  it('notes other channels and frames that mean nothing', async () => {
    const { open, clock, kinds } = rig();
    const { socket, frames } = await open('wss://api-pub.bitfinex.com/ws/2');
    socket.send('{"event":"subscribe","channel":"trades","symbol":"tBTCUSD"}');
    socket.send('hello');
    await clock.advance(10);
    expect(frames.slice(1)).toMatchObject([{ event: 'error', code: 10_300 }, { event: 'error' }]);
    expect(kinds()).toEqual(['unknown-topic', 'bad-frame']);
  });
});
