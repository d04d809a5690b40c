import { describe, expect, it } from 'vitest';
import { sampleOkx } from '../../market/ledger/feeds/okx.ts';
import { okxListings } from '../../market/ledger/listings/okx.ts';
import { lateBy } from '../../market/providers/okx-stream.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0, type OrderRow } from './tiny-ledger.ts';

const api = 'https://www.okx.com/api/v5';
const listings = okxListings();
const minute = 60_000;

function listed(symbol: string): Market {
  const market = listings.find(each => each.symbol === symbol);
  if (market === undefined) throw new Error(`no ${symbol}`);
  return market;
}

const swap = listed('BTC-USDT-SWAP');
const rig = (rows: readonly OrderRow[] = []) => createRig(rows, t0, listings);
const subscribe = (...types: string[]) =>
  JSON.stringify({ op: 'subscribe', args: types.map(instType => ({ channel: 'liquidation-orders', instType })) });

interface Group {
  readonly instId: string;
  readonly details: readonly Readonly<Record<string, string>>[];
}

describe('OKX over REST', () => {
  it('lists contracts with their worth, and a share among them', async () => {
    const { get } = rig();
    const { body } = await get(`${api}/public/instruments?instType=SWAP`);
    const [first] = (body as { readonly data: readonly unknown[] }).data;
    expect(first).toMatchObject({ instId: 'BTC-USDT-SWAP', ctVal: '0.01', ctValCcy: 'BTC', lotSz: '0.01' });
    expect(JSON.stringify(body)).toContain('"instId":"AAPL-USDT-SWAP"');
  });

  it('counts open interest in contracts, coins and dollars', async () => {
    const { get } = rig();
    // 1,000 BTC at 60,000 dollars: 100,000 contracts of 0.01.
    const one = await get(`${api}/public/open-interest?instType=SWAP&instId=BTC-USDT-SWAP`);
    expect(one.body).toMatchObject({ data: [{ oi: '100000', oiCcy: '1000.000000', oiUsd: '60000000.0000' }] });
    const inverse = await get(`${api}/public/open-interest?instType=SWAP&instId=BTC-USD-SWAP`);
    expect(inverse.body).toMatchObject({ data: [{ oi: '600000', oiCcy: '1000.000000' }] });
  });

  it('leaves out both ends of the past of open interest, and what is older than 1,440 entries', async () => {
    const { get } = rig();
    const past = `${api}/rubik/stat/contracts/open-interest-history?instId=BTC-USDT-SWAP&period=5m`;
    const rows = async (query: string) => ((await get(`${past}&${query}`)).body as { data: readonly (readonly string[])[] }).data;
    const between = await rows(`begin=${t0 - 15 * minute}&end=${t0}`);
    expect(between.map(([ts]) => (Number(ts) - t0) / minute)).toEqual([-5, -10]);
    expect(await rows(`begin=${t0 - 7_300 * minute}&end=${t0 - 7_200 * minute}`)).toEqual([]);
  });

  it('shows forced orders when they are 69 minutes old at the least and 92 at the most, newest first', async () => {
    const { get, clock } = rig([
      [swap, 'long', 10, 5, 60_000],
      [swap, 'short', 20, 6, 60_000],
    ]);
    const read = async () =>
      (
        (await get(`${api}/public/liquidation-orders?instType=SWAP&state=filled&uly=BTC-USDT&limit=100`)).body as {
          data: readonly Group[];
        }
      ).data;
    await clock.advance(69 * minute);
    expect(await read()).toEqual([]);
    await clock.advance(24 * minute);
    const [group] = await read();
    expect(group?.details.map(({ sz, bkPx, ts }) => [sz, bkPx, Number(ts) - t0])).toEqual([
      ['6.00', '60600.0', 20_000],
      ['5.00', '59400.0', 10_000],
    ]);
  });

  it('asks for a family, and refuses what it does not know', async () => {
    const { get, kinds } = rig();
    expect((await get(`${api}/public/liquidation-orders?instType=SWAP&state=filled`)).body).toMatchObject({ code: '50015' });
    expect((await get(`${api}/public/open-interest`)).body).toMatchObject({ code: '50014' });
    expect((await get(`${api}/market/tickers?instType=SWAP&limit=5`)).body).toMatchObject({ code: '51000' });
    expect((await get(`${api}/public/funding-rate?instId=NO-USDT-SWAP`)).body).toMatchObject({ code: '51001' });
    expect(kinds()).toEqual(['bad-parameter', 'missing-parameter', 'unknown-parameter', 'bad-parameter']);
  });

  it('refuses with 50011 what comes over its budget', async () => {
    const { get, kinds } = rig();
    for (let count = 0; count < 10; count += 1) await get(`${api}/public/funding-rate?instId=ANY`);
    const over = await get(`${api}/public/funding-rate?instId=ANY`);
    expect([over.status, over.body]).toMatchObject([429, { code: '50011' }]);
    expect(kinds()).toEqual(['over-budget']);
  });
});

describe('the OKX stream', () => {
  it('lets out the first order of each contract and second', () => {
    const order = (id: number, market: Market, time: number) => ({
      id,
      market,
      position: 'long' as const,
      time,
      quantity: 1,
      fillPrice: 1,
      bankruptcyPrice: 1,
      cents: 1,
    });
    const eth = listed('ETH-USDT-SWAP');
    const orders = [order(1, swap, 1_000), order(2, swap, 1_999), order(3, eth, 1_999), order(4, swap, 2_000)];
    expect(sampleOkx(orders).map(({ id }) => id)).toEqual([1, 3, 4]);
  });

  it('pushes by kind of contract: contracts of perpetuals, base coin on margin, the position or the side of its order', async () => {
    const { open, clock, market } = rig([
      [swap, 'long', 1.1, 2.5, 60_000],
      [listed('BTC-USD-260327'), 'short', 2.1, 13, 60_000],
      [listed('BTC-USDC'), 'long', 3.1, 0.03, 60_000],
    ]);
    const { socket, frames } = await open('wss://ws.okx.com/ws/v5/public');
    socket.send(subscribe('SWAP', 'FUTURES', 'MARGIN'));
    const late = Math.max(...market.ledger.orders('okx', t0, t0 + 10_000).map(lateBy));
    for (let waited = 0; waited <= late + 5_000; waited += 20_000) {
      socket.send('ping');
      await clock.advance(20_000);
    }
    expect(frames.slice(0, 4)).toMatchObject([{ event: 'subscribe' }, { event: 'subscribe' }, { event: 'subscribe' }, 'pong']);
    const groups = frames.flatMap(frame => (frame as { readonly data?: readonly Group[] }).data ?? []);
    const told = groups.flatMap(({ instId, details }) => details.map(({ side, sz, bkPx }) => [instId, side, sz, bkPx]));
    expect(told.filter(([instId]) => instId !== 'AAPL-USDT-SWAP').sort()).toEqual([
      ['BTC-USD-260327', 'buy', '13', '60600.0'],
      ['BTC-USDC', 'sell', '0.0300', '59400.0'],
      ['BTC-USDT-SWAP', 'sell', '2.50', '59400.0'],
    ]);
    expect(groups.find(({ instId }) => instId === 'BTC-USDC')?.details[0]?.posSide).toBe('net');
  });

  it('sends one row in sixteen late, by eight minutes at the most', () => {
    const delays = Array.from({ length: 4_000 }, (_, id) =>
      lateBy({ id, market: swap, position: 'long', time: 0, quantity: 1, fillPrice: 1, bankruptcyPrice: 1, cents: 1 }),
    );
    const late = delays.filter(ms => ms > 0);
    expect(late.length / delays.length).toBeCloseTo(1 / 16, 1);
    expect(Math.max(...late)).toBeLessThanOrEqual(8 * minute);
    expect(Math.max(...late)).toBeGreaterThan(6 * minute);
  });

  it('refuses strange channels and frames, and hangs up on a client that is silent for half a minute', async () => {
    const { open, clock, kinds } = rig();
    const { socket, frames, closes } = await open('wss://ws.okx.com/ws/v5/public');
    socket.send(JSON.stringify({ op: 'subscribe', args: [{ channel: 'trades', instId: 'BTC-USDT-SWAP' }] }));
    socket.send('{"op":"ping"}');
    await clock.advance(100);
    expect(frames).toMatchObject([
      { event: 'error', code: '60018' },
      { event: 'error', code: '60012' },
    ]);
    expect(kinds()).toEqual(['unknown-topic', 'bad-frame']);
    await clock.advance(31_000);
    expect(closes.map(({ code }) => code)).toEqual([4_004]);
  });
});
