import { describe, expect, it } from 'vitest';
import { createRig } from './rig.ts';
import { markets, t0 } from './tiny-ledger.ts';

const api = 'https://api.bybit.com/v5/market';
const linear = 'wss://stream.bybit.com/v5/public/linear';

describe('Bybit over REST', () => {
  it('counts open interest on both sides and, on linear, on one side too', async () => {
    const { get } = createRig();
    expect((await get(`${api}/tickers?category=linear&symbol=BTCUSDT`)).body).toMatchObject({
      retCode: 0,
      result: {
        category: 'linear',
        list: [
          {
            lastPrice: '60000.0',
            // A day before it cost 1,440 dollars less.
            prevPrice24h: '58560.0',
            price24hPcnt: '0.024590',
            openInterest: '2000.000',
            openInterestValue: '120000000.00',
            singleOpenInterest: '1000.000',
            singleOpenInterestValue: '60000000.00',
          },
        ],
      },
      time: t0,
    });
  });

  it('counts inverse open interest in dollars and its value in coins, without the one-sided fields', async () => {
    const { get } = createRig();
    const { body } = await get(`${api}/tickers?category=inverse`);
    expect(body).toMatchObject({
      result: { list: [{ symbol: 'BTCUSD', openInterest: '120000000', openInterestValue: '2000.0000' }] },
    });
    expect(JSON.stringify(body)).not.toContain('singleOpenInterest');
  });

  it('gives history newest first, in pages, and takes the cursor back encoded once or twice', async () => {
    const { get } = createRig();
    const url = `${api}/open-interest?category=linear&symbol=BTCUSDT&intervalTime=1h&limit=2`;
    const { body } = await get(url);
    const { result } = body as { result: { nextPageCursor: string } };
    expect(result).toMatchObject({
      list: [{ openInterest: '2000.00000000', timestamp: String(t0) }, { openInterest: '2200.00000000' }],
    });
    for (const cursor of [result.nextPageCursor, encodeURIComponent(result.nextPageCursor)]) {
      expect((await get(`${url}&cursor=${cursor}`)).body).toMatchObject({
        result: { list: [{ timestamp: String(t0 - 7_200_000) }, {}] },
      });
    }
  });

  it('pages through instruments, one of them not trading yet', async () => {
    const { get } = createRig();
    const first = (await get(`${api}/instruments-info?category=linear&limit=2&cursor=`)).body as {
      result: { nextPageCursor: string };
    };
    expect(first).toMatchObject({
      result: { list: [{ symbol: 'BTCUSDT', baseCoin: 'BTC', fundingInterval: 480 }, { baseCoin: '1000PEPE' }] },
    });
    const second = await get(`${api}/instruments-info?category=linear&limit=2&cursor=${first.result.nextPageCursor}`);
    expect(second.body).toMatchObject({ result: { list: [{ status: 'PreLaunch' }], nextPageCursor: '' } });
  });

  it('carries errors in the envelope with status 200', async () => {
    const { get, kinds } = createRig();
    const { status, body } = await get(`${api}/tickers?category=linear&symbol=NOPEUSDT`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ retCode: 10_001 });
    expect(kinds()).toEqual(['bad-parameter']);
  });

  it('refuses with 403 for ten minutes after 600 requests in 5 seconds', async () => {
    const { get, clock, kinds } = createRig();
    for (let count = 0; count < 600; count += 1) expect((await get(`${api}/time`)).status).toBe(200);
    expect((await get(`${api}/time`)).status).toBe(403);
    await clock.advance(9 * 60_000);
    expect((await get(`${api}/time`)).status).toBe(403);
    await clock.advance(61_000);
    expect((await get(`${api}/time`)).status).toBe(200);
    expect(kinds()).toEqual(['over-budget', 'over-budget']);
  });
});

describe('the Bybit stream', () => {
  const subscribe = (...args: string[]) => JSON.stringify({ req_id: '1', op: 'subscribe', args });

  it('pushes every order of subscribed symbols within 500 ms, by position side and bankruptcy price', async () => {
    const { open, clock } = createRig([
      [markets.linear, 'long', 1.1, 2, 60_000],
      [markets.linear, 'short', 1.2, 1, 60_000],
      [markets.linearPepe, 'long', 1.3, 100, 0.01],
    ]);
    const { socket, frames } = await open(linear);
    socket.send(subscribe('allLiquidation.BTCUSDT'));
    await clock.advance(2_000);
    expect(frames[0]).toMatchObject({ success: true, ret_msg: '', req_id: '1', op: 'subscribe' });
    expect(frames.slice(1)).toEqual([
      {
        topic: 'allLiquidation.BTCUSDT',
        type: 'snapshot',
        ts: t0 + 1_500,
        data: [
          { T: t0 + 1_100, s: 'BTCUSDT', S: 'Buy', v: '2.000', p: '59400.0' },
          { T: t0 + 1_200, s: 'BTCUSDT', S: 'Sell', v: '1.000', p: '60600.0' },
        ],
      },
    ]);
  });

  it('counts inverse orders in dollars', async () => {
    const { open, clock } = createRig([[markets.inverse, 'long', 1.1, 5_000, 60_000]]);
    const { socket, frames } = await open('wss://stream.bybit.com/v5/public/inverse');
    socket.send(subscribe('allLiquidation.BTCUSD'));
    await clock.advance(2_000);
    expect(frames[1]).toMatchObject({ data: [{ s: 'BTCUSD', S: 'Buy', v: '5000' }] });
  });

  it('fails a whole frame for one unknown symbol', async () => {
    const { open, clock, kinds } = createRig([[markets.linear, 'long', 1.1, 2, 60_000]]);
    const { socket, frames } = await open(linear);
    socket.send(subscribe('allLiquidation.BTCUSDT', 'allLiquidation.NOPEUSDT'));
    await clock.advance(2_000);
    expect(frames).toMatchObject([{ success: false, op: 'subscribe' }]);
    expect(kinds()).toEqual(['unknown-topic']);
  });

  it('refuses more than 21,000 characters of topics', async () => {
    const { open, clock } = createRig();
    const { socket, frames } = await open(linear);
    socket.send(subscribe(...Array.from({ length: 1_000 }, () => 'allLiquidation.BTCUSDT')));
    await clock.advance(10);
    expect(frames).toMatchObject([{ success: false }]);
  });

  it('answers a ping, and drops a client that says nothing for ten minutes', async () => {
    const { open, clock } = createRig();
    const { socket, frames, closes } = await open(linear);
    await clock.advance(9 * 60_000);
    socket.send('{"op":"ping","req_id":"7"}');
    await clock.advance(9 * 60_000);
    expect(frames).toMatchObject([{ success: true, ret_msg: 'pong', op: 'ping', req_id: '7' }]);
    expect(closes).toHaveLength(0);
    await clock.advance(2 * 60_000);
    expect(closes).toHaveLength(1);
  });
});
