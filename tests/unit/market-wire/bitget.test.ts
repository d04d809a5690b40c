import { describe, expect, it } from 'vitest';
import { sampleBitget } from '../../market/ledger/feeds/bitget.ts';
import { bitgetListings } from '../../market/ledger/listings/bitget.ts';
import type { ForcedOrder, Market, Position } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0, type OrderRow } from './tiny-ledger.ts';

const api = 'https://api.bitget.com/api/v3/market';
const listings = bitgetListings();
const minute = 60_000;

function listed(symbol: string): Market {
  const market = listings.find(each => each.symbol === symbol);
  if (market === undefined) throw new Error(`no ${symbol}`);
  return market;
}

const btc = listed('BTCUSDT');
const rig = (rows: readonly OrderRow[] = []) => createRig(rows, t0, listings);

describe('Bitget over REST', () => {
  it('lists contracts with their step and interval, and gold among them', async () => {
    const { get } = rig();
    const { body } = await get(`${api}/instruments?category=USDT-FUTURES`);
    const [first] = (body as { readonly data: readonly unknown[] }).data;
    expect(first).toMatchObject({
      symbol: 'BTCUSDT',
      quantityMultiplier: '0.0001',
      fundInterval: '8',
      isRwa: 'NO',
      type: 'perpetual',
    });
    expect(JSON.stringify(body)).toMatch(/"symbol":"1000BONKUSDT".*"baseCoin":"1000BONK".*"symbol":"XAUUSDT"/);
  });

  it('counts open interest in base coin, coin-margined or not', async () => {
    const { get } = rig();
    const held = async (query: string) =>
      ((await get(`${api}/tickers?category=${query}`)).body as { data: readonly Record<string, string>[] }).data[0];
    expect(await held('USDT-FUTURES&symbol=BTCUSDT')).toMatchObject({ openInterest: '1000.000000', lastPrice: '60000.0' });
    expect(await held('COIN-FUTURES')).toMatchObject({ symbol: 'BTCUSD', openInterest: '1000.000000' });
  });

  it('gives forced orders of three days newest first, page by page, ten minutes late', async () => {
    const rows = Array.from({ length: 5 }, (_, second): OrderRow => [btc, 'long', second, 0.025, 60_000]);
    const { get, clock, kinds } = rig(rows);
    const page = async (query: string) => {
      await clock.advance(1_000);
      return (await get(`${api}/liquidations?category=USDT-FUTURES&limit=2${query}`)).body as {
        data: { list: readonly Record<string, string>[]; cursor: string };
      };
    };
    await clock.advance(9 * minute);
    expect((await page('')).data.list.map(({ symbol }) => symbol)).toEqual(['XAUUSDT']);
    await clock.advance(2 * minute);
    const first = await page('');
    // Gold comes on top, then the last two: 0.025 BTC at 59,400.
    expect(first.data.list.slice(1)).toEqual([
      { symbol: 'BTCUSDT', side: 'buy', price: '59400.0', amount: '1485', ts: String(t0 + 4_000) },
      { symbol: 'BTCUSDT', side: 'buy', price: '59400.0', amount: '1485', ts: String(t0 + 3_000) },
    ]);
    const second = await page(`&cursor=${first.data.cursor}`);
    expect(second.data.list.map(({ ts }) => Number(ts) - t0)).toEqual([2_000, 1_000]);
    const third = await page(`&cursor=${second.data.cursor}`);
    expect((await page(`&cursor=${third.data.cursor}`)).data).toEqual({ list: [], cursor: '' });
    expect(kinds()).toEqual([]);
  });

  it('refuses with its own codes, and with 429 what comes over five requests in a second', async () => {
    const { get, kinds } = rig();
    expect((await get(`${api}/liquidations`)).body).toMatchObject({ code: '40019' });
    expect((await get(`${api}/tickers?category=FUTURES`)).body).toMatchObject({ code: '40020' });
    expect((await get('https://api.bitget.com/api/v2/mix/market/liquidations')).status).toBe(404);
    for (let count = 0; count < 4; count += 1) await get(`${api}/liquidations?category=USDC-FUTURES`);
    expect((await get(`${api}/liquidations?category=USDC-FUTURES`)).status).toBe(429);
    expect(kinds()).toEqual(['missing-parameter', 'bad-parameter', 'unknown-path', 'over-budget']);
  });
});

describe('the Bitget stream', () => {
  const subscribe = (...types: string[]) =>
    JSON.stringify({ op: 'subscribe', args: types.map(instType => ({ instType, topic: 'liquidation' })) });

  it('lets out the largest long and the largest short of each contract and second', () => {
    const order = (id: number, position: Position, time: number, cents: number): ForcedOrder => ({
      id,
      market: btc,
      position,
      time,
      quantity: 1,
      fillPrice: 1,
      bankruptcyPrice: 1,
      cents,
    });
    const orders = [
      order(1, 'long', 1_000, 5),
      order(2, 'long', 1_400, 9),
      order(3, 'short', 1_500, 2),
      order(4, 'long', 1_900, 9),
      order(5, 'long', 2_000, 1),
    ];
    expect(sampleBitget(orders).map(({ id }) => id)).toEqual([2, 3, 5]);
  });

  it('pushes positions and quote coin, by board', async () => {
    const { open, clock } = rig([
      [btc, 'long', 1.1, 0.025, 60_000],
      [btc, 'long', 1.2, 0.02, 60_000],
      [listed('BTCUSD'), 'short', 1.3, 0.1, 60_000],
      [listed('1000BONKUSDT'), 'short', 2.1, 500, 0.01],
    ]);
    const { socket, frames } = await open('wss://ws.bitget.com/v3/ws/public');
    socket.send(subscribe('usdt-futures', 'coin-futures', 'usdc-futures'));
    await clock.advance(4_000);
    expect(frames.slice(0, 3)).toMatchObject([{ event: 'subscribe' }, { event: 'subscribe' }, { event: 'subscribe' }]);
    const rows = frames.slice(3).flatMap(frame => (frame as { data: readonly Record<string, string>[] }).data);
    expect(rows).toEqual([
      { symbol: 'BTCUSDT', side: 'buy', price: '59400.0', amount: '1485', ts: String(t0 + 1_100) },
      { symbol: 'BTCUSD', side: 'sell', price: '60600.0', amount: '6060', ts: String(t0 + 1_300) },
      // 500 thousands at 0.0101 for one of them.
      { symbol: '1000BONKUSDT', side: 'sell', price: '0.010100', amount: '5.05', ts: String(t0 + 2_100) },
    ]);
  });

  it('answers the bare word, refuses strange topics, and drops a client that says nothing', async () => {
    const { open, clock, kinds } = rig();
    const { socket, frames, closes } = await open('wss://ws.bitget.com/v3/ws/public');
    socket.send('ping');
    socket.send(JSON.stringify({ op: 'subscribe', args: [{ instType: 'mc', topic: 'liquidation' }] }));
    socket.send('{"op":"ping"}');
    await clock.advance(100);
    expect(frames).toMatchObject(['pong', { event: 'error', code: '30001' }, { event: 'error', code: '30003' }]);
    expect(kinds()).toEqual(['unknown-topic', 'bad-frame']);
    await clock.advance(3 * minute);
    expect(closes).toHaveLength(1);
  });
});
