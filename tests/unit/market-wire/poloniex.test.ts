import { describe, expect, it } from 'vitest';
import { poloniexListings } from '../../market/ledger/listings/poloniex.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0, type OrderRow } from './tiny-ledger.ts';

const pick = (symbol: string): Market => {
  const found = poloniexListings().find(market => market.symbol === symbol);
  if (found === undefined) throw new Error(symbol);
  return found;
};
const btc = pick('BTC_USDT_PERP');
const pepe = pick('1000PEPE_USDT_PERP');
const api = 'https://api.poloniex.com/v3/market';
const rig = (rows: readonly OrderRow[] = []) => createRig(rows, t0, [btc, pepe]);

describe('Poloniex over REST', () => {
  it('lists contracts with their size in the unit that the symbol counts', async () => {
    const { get } = rig();
    expect((await get(`${api}/allInstruments`)).body).toMatchObject({
      code: 200,
      data: [
        { symbol: 'BTC_USDT_PERP', ctVal: '0.001', ctType: 'LINEAR', status: 'OPEN' },
        { symbol: '1000PEPE_USDT_PERP', ctVal: '1000' },
        { symbol: 'XMR_USDT_PERP', status: 'PAUSED' },
      ],
    });
  });

  it('counts open interest in contracts, and gives prices of a thousand coins where the symbol says so', async () => {
    const { get } = rig();
    // 1,000 coins of 0.001.
    expect((await get(`${api}/openInterest?symbol=BTC_USDT_PERP`)).body).toMatchObject({
      data: { s: 'BTC_USDT_PERP', oInterest: '1000000.000000000000000000' },
    });
    const { data } = (await get(`${api}/tickers`)).body as { data: Record<string, string>[] };
    expect([data[0]?.o, data[0]?.c, Number(data[1]?.mPx)]).toEqual(['58560.0', '60000.0', 0.01]);
  });

  it('gives forced orders newest first, at their bankruptcy price, late', async () => {
    const { get } = rig([
      [btc, 'long', -7_000, 20, 60_000],
      [btc, 'short', -3_000, 30, 60_000],
      [btc, 'long', -1_000, 10, 60_000],
      [btc, 'long', -10, 10, 60_000],
    ]);
    const url = `${api}/liquidationOrder?symbol=BTC_USDT_PERP&sTime=${t0 - 3_600_000}&eTime=${t0}&limit=100&direct=NEXT`;
    const { data } = (await get(url)).body as { data: Record<string, string>[] };
    expect(data.map(({ posSide, side, sz, bkPx, uTime }) => [posSide, side, sz, Number(bkPx), Number(uTime) - t0])).toEqual([
      ['LONG', 'SELL', '10', 59_400, -1_000_000],
      ['BOTH', 'BUY', '30', 60_600, -3_000_000],
    ]);
  });

  it('refuses in the body, with status 200', async () => {
    const { get } = rig();
    expect(await get(`${api}/openInterest?symbol=NOPE_USDT_PERP`)).toMatchObject({
      status: 200,
      body: { code: 24_101, msg: 'Invalid symbol!' },
    });
    expect((await get(`${api}/liquidationOrder?limit=101`)).body).toMatchObject({ code: 24_104 });
  });
});

describe('the stream of Poloniex', () => {
  const url = 'wss://ws.poloniex.com/ws/v3/public';
  const subscribe = '{"event":"subscribe","channel":["liquidation_orders"],"symbols":["BTC_USDT_PERP"]}';

  it('acknowledges, answers pings and pushes the contracts that were asked for', async () => {
    const { open, clock } = rig([
      [btc, 'long', 2.1, 20, 60_000],
      [pepe, 'long', 2.2, 20, 0.01],
    ]);
    const { socket, frames } = await open(url);
    socket.send(subscribe);
    socket.send('{"event":"ping"}');
    await clock.advance(3_000);
    expect(frames).toEqual([
      { event: 'subscribe', channel: 'liquidation_orders', symbols: ['BTC_USDT_PERP'] },
      { event: 'pong' },
      {
        channel: 'liquidation_orders',
        action: 'update',
        data: [
          {
            symbol: 'BTC_USDT_PERP',
            posSide: 'BOTH',
            side: 'SELL',
            sz: '20',
            bkPx: expect.stringMatching(/^59400/) as string,
            uTime: String(t0 + 2_100),
          },
        ],
      },
    ]);
  });

  it('hangs up on those who say nothing for half a minute', async () => {
    const { open, clock } = rig();
    const { closes } = await open(url);
    await clock.advance(31_000);
    expect(closes).toHaveLength(1);
  });

  it('notes what it has not', async () => {
    const { open, clock, kinds } = rig();
    const { socket } = await open(url);
    socket.send('{"event":"subscribe","channel":["liquidation_orders"],"symbols":["NOPE_USDT_PERP"]}');
    socket.send('{"event":"subscribe","channel":["trades"],"symbols":["BTC_USDT_PERP"]}');
    socket.send('hello');
    await clock.advance(10);
    expect(kinds()).toEqual(['unknown-topic', 'unknown-topic', 'bad-frame']);
  });
});
