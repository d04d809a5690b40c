import { describe, expect, it } from 'vitest';
import { bitmexListings } from '../../market/ledger/listings/bitmex.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0 } from './tiny-ledger.ts';

const listed = bitmexListings();
const active = 'https://www.bitmex.com/api/v1/instrument/active';
const realtime = 'wss://ws.bitmex.com/realtime';

function listing(symbol: string): Market {
  const found = listed.find(market => market.symbol === symbol);
  if (found === undefined) throw new Error(`${symbol} is not listed`);
  return found;
}

type Row = Readonly<Record<string, unknown>>;

describe('BitMEX over REST', () => {
  it('lists inverse and linear contracts with their sizes, and others that are no coins in dollars', async () => {
    const { get } = createRig([], t0, listed);
    const rows = (await get(active)).body as readonly Row[];
    const of = (symbol: string) => rows.find(row => row.symbol === symbol);
    // 1,000 bitcoin at 60,000 dollars, a dollar a contract; a million contracts a bitcoin.
    expect(of('XBTUSD')).toMatchObject({
      isInverse: true,
      multiplier: -100_000_000,
      openInterest: 60_000_000,
      openValue: 100_000_000_000,
      markPrice: 60_000,
      lastChangePcnt: 0.0246,
      fundingRate: 0.0001,
      fundingInterval: '2000-01-01T08:00:00.000Z',
      fundingTimestamp: '2026-01-15T20:00:00.000Z',
    });
    expect(of('XBTUSDT')).toMatchObject({ underlyingToPositionMultiplier: 1_000_000, openInterest: 1_000_000_000 });
    // 5,000,000,000 coins, a thousand a contract; 0.00001 dollars each.
    expect(of('1000PEPEUSDT')).toMatchObject({ underlying: '1000PEPE', openInterest: 5_000_000, markPrice: 0.01 });
    expect(of('XBTH26')).toMatchObject({ typ: 'FFCCSX', underlying: 'XBT', fundingRate: null });
    expect(of('ETHUSD')).toMatchObject({ isQuanto: true, multiplier: 100, openInterest: 0 });
    expect(rows.map(({ typ }) => typ)).toEqual(expect.arrayContaining(['FFWCSF', 'FFICSX', 'IFXXXP']));
  });

  it('takes no parameters, and thirty requests a minute', async () => {
    const { get, kinds } = createRig([], t0, listed);
    expect((await get(`${active}?columns=symbol`)).status).toBe(400);
    for (let count = 1; count < 30; count += 1) expect((await get(active)).status).toBe(200);
    const refused = await get(active);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(kinds()).toEqual(['unknown-parameter', 'over-budget']);
  });
});

describe("BitMEX's socket", () => {
  it('welcomes, acknowledges, tells what is open, and inserts each order at its own millisecond', async () => {
    const { open, clock } = createRig(
      [
        [listing('XBTUSD'), 'long', -1, 700, 60_000],
        [listing('XBTUSD'), 'long', 1.234, 500, 60_000],
        [listing('XBTUSDT'), 'short', 3, 2_000, 60_000],
      ],
      t0,
      listed,
    );
    const { frames } = await open(`${realtime}?subscribe=liquidation`);
    expect(frames).toMatchObject([
      { info: 'Welcome to the BitMEX Realtime API.' },
      { success: true, subscribe: 'liquidation' },
      { table: 'liquidation', action: 'partial', data: [{ symbol: 'XBTUSD', leavesQty: 700 }] },
    ]);
    await clock.advance(1_233);
    expect(frames).toHaveLength(3);
    await clock.advance(1);
    expect(frames[3]).toEqual({
      table: 'liquidation',
      action: 'insert',
      data: [{ orderID: '00000000-0000-4000-8000-000000000002', symbol: 'XBTUSD', side: 'Sell', price: 59_400, leavesQty: 500 }],
    });
    await clock.advance(4_000);
    const later = frames.slice(4) as readonly { readonly action: string; readonly data: readonly Row[] }[];
    expect(later.map(({ action }) => action)).toEqual(['update', 'insert', 'delete', 'update', 'delete']);
    expect(later[1]?.data).toMatchObject([{ symbol: 'XBTUSDT', side: 'Buy', price: 60_600, leavesQty: 2_000 }]);
  });

  it('answers ping with a bare word, and refuses other topics and what is no request', async () => {
    const { open, kinds, clock } = createRig([], t0, listed);
    const { socket, frames } = await open(realtime);
    socket.send('ping');
    socket.send('{"op":"subscribe","args":["liquidations"]}');
    socket.send('hello');
    await clock.advance(0);
    expect(frames.slice(1)).toMatchObject(['pong', { status: 400, error: 'Unknown table: liquidations' }, { status: 400 }]);
    expect(kinds()).toEqual(['unknown-topic', 'bad-frame']);
  });

  it('lets nobody connect more than twenty times an hour', async () => {
    const { open, kinds } = createRig([], t0, listed);
    for (let count = 0; count < 21; count += 1) await open(realtime);
    expect(kinds()).toEqual(['over-budget']);
  });
});
