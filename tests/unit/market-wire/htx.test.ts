import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { htxListings } from '../../market/ledger/listings/htx.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0, type OrderRow } from './tiny-ledger.ts';

const api = 'https://api.hbdm.com';
const listings = htxListings();

function listed(symbol: string): Market {
  const market = listings.find(each => each.symbol === symbol);
  if (market === undefined) throw new Error(`no ${symbol}`);
  return market;
}

const swap = listed('BTC-USDT');
const rig = (rows: readonly OrderRow[] = []) => createRig(rows, t0, listings);
const topic = 'public.*.liquidation_orders';

function unpacked(frames: readonly unknown[]): readonly Readonly<Record<string, unknown>>[] {
  return frames.map(frame => {
    if (!(frame instanceof ArrayBuffer)) throw new Error('a frame that is not binary');
    return JSON.parse(gunzipSync(new Uint8Array(frame)).toString()) as Readonly<Record<string, unknown>>;
  });
}

describe('HTX over REST', () => {
  it('counts open interest on both sides', async () => {
    const { get } = rig();
    // 1,000 BTC of each side at 60,000 dollars, in contracts of 0.001.
    const { body } = await get(`${api}/linear-swap-api/v1/swap_open_interest?contract_code=BTC-USDT`);
    expect(body).toMatchObject({ status: 'ok', data: [{ volume: 2_000_000, amount: 2_000, value: 120_000_000 }], ts: t0 });
  });

  it('lists contracts of three boards, and one that is not listed yet', async () => {
    const { get } = rig();
    const sizes = async (path: string) =>
      ((await get(`${api}${path}`)).body as { data: readonly Record<string, unknown>[] }).data.map(row => [
        row.contract_code,
        row.contract_size,
        row.contract_status,
      ]);
    expect((await sizes('/linear-swap-api/v1/swap_contract_info?business_type=all'))[0]).toEqual(['BTC-USDT', 0.001, 1]);
    expect(await sizes('/swap-api/v1/swap_contract_info')).toEqual([
      ['BTC-USD', 100, 1],
      ['SOON-USDT', 100, 0],
    ]);
    expect((await sizes('/api/v1/contract_contract_info'))[0]).toEqual(['BTC260327', 100, 1]);
  });

  it('gives past forced orders in pages of fifty, by id, two hours at the most', async () => {
    const rows = Array.from({ length: 60 }, (_, second): OrderRow => [swap, 'long', second, 25, 60_000]);
    const { get, clock, kinds } = rig(rows);
    await clock.advance(120_000);
    const path = `${api}/linear-swap-api/v3/swap_liquidation_orders?contract=BTC-USDT&trade_type=0&direct=next`;
    const page = async (query: string) =>
      (await get(`${path}${query}`)).body as { code: number; data: readonly { query_id: number }[] };
    const window = `&start_time=${t0}&end_time=${t0 + 7_200_000}`;
    const first = await page(window);
    expect(first.data[0]).toEqual({
      query_id: 1,
      symbol: 'BTC',
      contract_code: 'BTC-USDT',
      direction: 'sell',
      offset: 'close',
      volume: 25,
      price: 59_400,
      created_at: t0,
      amount: 0.025,
      trade_turnover: 1_485,
      pair: 'BTC-USDT',
      business_type: 'swap',
    });
    expect(first.data).toHaveLength(50);
    expect((await page(`${window}&from_id=50`)).data.map(row => row.query_id)).toEqual([51, 52, 53, 54, 55, 56, 57, 58, 59, 60]);
    expect((await page(`${window}&from_id=60`)).data).toEqual([]);
    expect(kinds()).toEqual([]);
    expect((await page(`&start_time=${t0}&end_time=${t0 + 7_200_001}`)).code).toBe(1_030);
    expect((await page(`&start_time=${t0 - 91 * 86_400_000}&end_time=${t0 - 91 * 86_400_000 + 1}`)).code).toBe(1_030);
    expect(kinds()).toEqual(['bad-parameter', 'bad-parameter']);
  });

  it('asks coin-margined futures by their coin', async () => {
    const { get, clock, kinds } = rig([[listed('BTC260327'), 'short', 1, 16, 60_000]]);
    await clock.advance(60_000);
    const window = `trade_type=0&start_time=${t0}&end_time=${t0 + 60_000}&direct=next`;
    expect((await get(`${api}/api/v3/contract_liquidation_orders?symbol=BTC&${window}`)).body).toMatchObject({
      data: [{ contract_code: 'BTC260327', direction: 'buy', volume: 16 }],
    });
    await get(`${api}/swap-api/v3/swap_liquidation_orders?${window}`);
    expect(kinds()).toEqual(['missing-parameter']);
  });

  it('refuses with 429 what comes over 240 requests in three seconds', async () => {
    const { get, kinds } = rig();
    for (let count = 0; count < 240; count += 1) await get(`${api}/swap-api/v1/swap_contract_info`);
    expect((await get(`${api}/api/v1/contract_contract_info`)).status).toBe(429);
    expect(kinds()).toEqual(['over-budget']);
  });
});

describe('the HTX sockets', () => {
  it('pack their frames, acknowledge once, and push every order of their board', async () => {
    const { open, clock } = rig([
      [swap, 'long', 1.1, 25, 60_000],
      [swap, 'short', 1.1, 25, 60_000],
      [listed('BTC-USD'), 'long', 1.2, 16, 60_000],
    ]);
    const { socket, frames } = await open('wss://api.hbdm.com/linear-swap-notification');
    socket.send(JSON.stringify({ op: 'sub', cid: '1', topic, business_type: 'all' }));
    socket.send(JSON.stringify({ op: 'sub', cid: '2', topic }));
    await clock.advance(2_000);
    const [ack, again, push] = unpacked(frames);
    expect([ack, again]).toMatchObject([
      { op: 'sub', cid: '1', 'err-code': 0 },
      { op: 'sub', cid: '2', 'err-code': 2_014 },
    ]);
    expect(push).toMatchObject({
      op: 'notify',
      topic,
      data: [
        { direction: 'sell', price: 59_400, amount: 0.025, trade_turnover: 1_485, contract_type: 'swap' },
        { direction: 'buy', price: 60_600, amount: 0.025, trade_turnover: 1_515 },
      ],
    });
    expect(frames).toHaveLength(3);
  });

  it('give the turnover of coin-margined contracts in coins, or none', async () => {
    const { open, clock } = rig([
      [listed('BTC-USD'), 'long', 1.2, 16, 60_000],
      [listed('BTC260327'), 'long', 1.3, 16, 60_000],
    ]);
    const rows = [];
    for (const path of ['swap-notification', 'notification']) {
      const { socket, frames } = await open(`wss://api.hbdm.com/${path}`);
      socket.send(JSON.stringify({ op: 'sub', cid: '1', topic }));
      rows.push({ frames });
    }
    await clock.advance(2_000);
    // 1,600 dollars at 59,400.
    const [perpetual, future] = rows.map(({ frames }) => (unpacked(frames)[1]?.data as readonly Record<string, unknown>[])[0]);
    expect(perpetual?.amount).toBeCloseTo(0.0269360269, 9);
    expect(perpetual?.trade_turnover).toBe(perpetual?.amount);
    expect(future?.volume).toBe(16);
    expect(future).not.toHaveProperty('trade_turnover');
  });

  it('ping with text, and hang up on a client that sends a number back', async () => {
    const { open, clock, kinds } = rig();
    const good = await open('wss://api.hbdm.com/swap-notification');
    const bad = await open('wss://api.hbdm.com/notification');
    for (let seconds = 0; seconds < 60; seconds += 5) {
      await clock.advance(5_000);
      const ts = unpacked(good.frames).at(-1)?.ts;
      expect(typeof ts).toBe('string');
      good.socket.send(JSON.stringify({ op: 'pong', ts }));
      if (seconds === 0) bad.socket.send(JSON.stringify({ op: 'pong', ts: Number(ts) }));
    }
    expect(good.closes).toEqual([]);
    expect(bad.closes).toHaveLength(1);
    expect(kinds()).toEqual(['bad-frame']);
  });

  it('refuse a strange topic', async () => {
    const { open, clock, kinds } = rig();
    const { socket, frames } = await open('wss://api.hbdm.com/swap-notification');
    socket.send(JSON.stringify({ op: 'sub', cid: '1', topic: 'market.BTC-USD.trade' }));
    await clock.advance(100);
    expect(unpacked(frames)[0]).toMatchObject({ 'err-code': 2_011 });
    expect(kinds()).toEqual(['unknown-topic']);
  });
});
