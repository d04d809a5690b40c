import { describe, expect, it } from 'vitest';
import { dydxListings } from '../../market/ledger/listings/dydx.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0, type OrderRow } from './tiny-ledger.ts';

const listed = dydxListings();
const [btc] = listed as readonly [Market, ...Market[]];
const api = 'https://indexer.dydx.trade/v4';
const rig = (rows: readonly OrderRow[] = []) => createRig(rows, t0, [btc]);

describe('dYdX over REST', () => {
  it('gives markets with the hourly part of the funding, and others that are none of ours', async () => {
    const { get } = rig();
    const { markets } = (await get(`${api}/perpetualMarkets`)).body as { markets: Record<string, Record<string, unknown>> };
    expect(markets['BTC-USD']).toMatchObject({
      status: 'ACTIVE',
      oraclePrice: '60000.0',
      priceChange24H: '1440.0000000000',
      nextFundingRate: '0.000012500000',
      openInterest: '1000.0000',
    });
    expect(Object.keys(markets)).toHaveLength(3);
    expect(markets['LUNA-USD']?.status).toBe('FINAL_SETTLEMENT');
  });

  it('gives candles newest first, with the open interest at their start', async () => {
    const { get } = rig();
    const from = new Date(t0 - 900_000).toISOString();
    const to = new Date(t0).toISOString();
    const url = `${api}/candles/perpetualMarkets/BTC-USD?resolution=5MINS&fromISO=${from}&toISO=${to}&limit=289`;
    const { candles } = (await get(url)).body as { candles: { startedAt: string; open: string; startingOpenInterest: string }[] };
    // A dollar a minute.
    expect(
      candles.map(({ startedAt, open, startingOpenInterest }) => [Date.parse(startedAt) - t0, open, startingOpenInterest]),
    ).toEqual([
      [-300_000, '59995.0', '1100.0000'],
      [-600_000, '59990.0', '1100.0000'],
      [-900_000, '59985.0', '1100.0000'],
    ]);
  });

  it('gives all trades newest first, forced ones among them, and the side is that of the taker', async () => {
    const { get } = rig([
      [btc, 'long', -70, 0.5, 59_000],
      [btc, 'short', -65, 0.25, 61_000],
    ]);
    const before = new Date(t0 - 61_000).toISOString();
    const { trades } = (await get(`${api}/trades/perpetualMarket/BTC-USD?limit=4&createdBeforeOrAt=${before}`)).body as {
      trades: Record<string, string>[];
    };
    expect(trades.map(({ type, side, size, price }) => [type, side, size, price])).toEqual(
      [
        ['LIQUIDATED', 'BUY', '0.2500', '61000'],
        ['LIQUIDATED', 'SELL', '0.5000', '59000'],
        ['LIMIT', 'BUY', '0.0001', '59999'],
        ['LIMIT', 'SELL', '0.0001', '59998'],
      ].map(([type, side, size]) => [type, side, size, expect.any(String) as unknown]),
    );
    expect(Number(trades[0]?.price)).toBe(61_000);
  });

  it('refuses markets that it has not, and more than a thousand rows', async () => {
    const { get, kinds } = rig();
    expect(await get(`${api}/trades/perpetualMarket/NOPE-USD`)).toMatchObject({
      status: 400,
      body: { errors: [{ msg: 'NOPE-USD not found in markets of type perpetual' }] },
    });
    expect((await get(`${api}/trades/perpetualMarket/BTC-USD?limit=1001`)).status).toBe(400);
    expect(kinds()).toContain('bad-parameter');
  });
});

describe('the stream of dYdX', () => {
  const url = 'wss://indexer.dydx.trade/v4/ws';
  const subscribe = (id: string, batched = true): string =>
    JSON.stringify({ type: 'subscribe', channel: 'v4_trades', id, batched });

  it('replays old trades with the acknowledgement, then sends batches', async () => {
    const { open, clock } = rig([
      [btc, 'long', -300, 0.5, 59_000],
      [btc, 'short', 2.1, 0.25, 61_000],
    ]);
    const { socket, frames } = await open(url);
    socket.send(subscribe('BTC-USD'));
    socket.send('{"type":"ping"}');
    await clock.advance(3_000);
    expect(frames.map(frame => (frame as { type: string }).type)).toEqual([
      'connected',
      'subscribed',
      'pong',
      'channel_batch_data',
    ]);
    const old = frames[1] as { contents: { trades: { type: string }[] } };
    expect(old.contents.trades).toHaveLength(100);
    expect(old.contents.trades.filter(({ type }) => type === 'LIQUIDATED')).toHaveLength(1);
    expect(frames[3]).toMatchObject({
      id: 'BTC-USD',
      channel: 'v4_trades',
      contents: [
        {
          trades: [
            { type: 'LIMIT' },
            { side: 'BUY', size: '0.2500', type: 'LIQUIDATED', createdAt: new Date(t0 + 2_100).toISOString() },
          ],
        },
      ],
    });
  });

  it('sends plain frames to those who do not ask for batches', async () => {
    const { open, clock } = rig([[btc, 'short', 2.1, 0.25, 61_000]]);
    const { socket, frames } = await open(url);
    socket.send(subscribe('BTC-USD', false));
    await clock.advance(3_000);
    expect(frames.at(-1)).toMatchObject({
      type: 'channel_data',
      contents: { trades: [{ type: 'LIMIT' }, { type: 'LIQUIDATED' }] },
    });
  });

  it('tells of deleveraged positions in the same shape', async () => {
    const rows = Array.from({ length: 7 }, (_, place): OrderRow => [btc, 'long', 1 + place / 10, 1, 59_000]);
    const { open, clock } = rig(rows);
    const { socket, frames } = await open(url);
    socket.send(subscribe('BTC-USD'));
    await clock.advance(3_000);
    expect(JSON.stringify(frames).match(/"LIQUIDATED"/g)).toHaveLength(7);
    expect(JSON.stringify(frames).match(/"DELEVERAGED"/g)).toHaveLength(1);
  });

  it('allows two subscriptions a second, and none to what it has not', async () => {
    const { open, clock, kinds } = createRig([], t0, listed);
    const { socket } = await open(url);
    for (const { symbol } of listed.slice(0, 3)) socket.send(subscribe(symbol));
    await clock.advance(1_000);
    socket.send(subscribe('NOPE-USD'));
    socket.send('hello');
    await clock.advance(10);
    expect(kinds()).toEqual(['too-many-frames', 'unknown-topic', 'bad-frame']);
  });
});
