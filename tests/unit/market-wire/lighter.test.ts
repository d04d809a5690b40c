import { describe, expect, it } from 'vitest';
import { lighterListings } from '../../market/ledger/listings/lighter.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0, type OrderRow } from './tiny-ledger.ts';

const pick = (symbol: string): Market => {
  const found = lighterListings().find(market => market.symbol === symbol);
  if (found === undefined) throw new Error(symbol);
  return found;
};
const btc = pick('BTC');
const pepe = pick('1000PEPE');
const api = 'https://mainnet.zklighter.elliot.ai/api/v1';
const rig = (rows: readonly OrderRow[] = []) => createRig(rows, t0, [btc, pepe]);

describe('Lighter over REST', () => {
  it('counts open interest in coin and changes in percent, and lists what is no coin', async () => {
    const { get } = rig();
    const { order_book_details: rows } = (await get(`${api}/orderBookDetails`)).body as {
      order_book_details: Record<string, unknown>[];
    };
    expect(rows[0]).toMatchObject({
      symbol: 'BTC',
      market_id: 1,
      mark_price: '60000.0',
      last_trade_price: 60_000,
      open_interest: 1_000,
    });
    // 1,440 of 58,560.
    expect(rows[0]?.daily_price_change).toBeCloseTo(2.459016, 6);
    // 5,000,000,000 coins, a thousand to one.
    expect(rows[1]).toMatchObject({ symbol: '1000PEPE', open_interest: 5_000_000 });
    expect(rows.map(({ symbol }) => symbol)).toEqual(['BTC', '1000PEPE', 'NVDA', 'MKR', 'ETH/USDC']);
  });

  it('gives rates for eight hours, those of others among them', async () => {
    const { get } = rig();
    expect((await get(`${api}/funding-rates`)).body).toMatchObject({
      code: 200,
      funding_rates: [{ exchange: 'binance' }, { exchange: 'lighter', symbol: 'BTC', rate: 0.0001 }, {}, { rate: -0.0002 }],
    });
  });

  it('allows sixty requests a minute', async () => {
    const { get } = rig();
    for (let asked = 0; asked < 60; asked += 1) await get(`${api}/funding-rates`);
    expect(await get(`${api}/orderBookDetails`)).toMatchObject({ status: 429, body: { code: 23_000 } });
  });
});

describe('the stream of Lighter', () => {
  const url = 'wss://mainnet.zklighter.elliot.ai/stream';
  const subscribe = (market: number | string): string => `{"type":"subscribe","channel":"trade/${market}"}`;

  it('replays the last liquidations with the acknowledgement, then sends forced trades beside ordinary ones', async () => {
    const { open, clock } = rig([
      [btc, 'long', -3_000, 0.5, 59_000],
      [btc, 'short', 2.1, 0.25, 61_000],
    ]);
    const { socket, frames } = await open(url);
    socket.send(subscribe(1));
    socket.send('{"type":"ping"}');
    await clock.advance(3_000);
    expect(frames).toMatchObject([
      { type: 'connected' },
      { type: 'subscribed/trade', channel: 'trade:1', liquidation_trades: [{ timestamp: t0 - 3_000_000, is_maker_ask: false }] },
      { type: 'pong' },
      {
        type: 'update/trade',
        channel: 'trade:1',
        trades: [{ type: 'trade' }],
        // 0.25 × 61,000; the maker asked, the taker bought.
        liquidation_trades: [
          {
            type: 'liquidation',
            market_id: 1,
            size: '0.2500',
            usd_amount: '15250.000000',
            is_maker_ask: true,
            timestamp: t0 + 2_100,
          },
        ],
      },
    ]);
  });

  it('asks for a pong each minute, and cuts those who say nothing for two', async () => {
    const { open, clock } = rig();
    const { frames, closes } = await open(url);
    await clock.advance(60_000);
    expect(frames.at(-1)).toEqual({ type: 'ping' });
    await clock.advance(71_000);
    expect(closes).toHaveLength(1);
  });

  it('refuses what it has not, and more than 200 messages a minute', async () => {
    const { open, clock, kinds } = rig();
    const { socket, frames, closes } = await open(url);
    socket.send(subscribe(7_777));
    socket.send('hello');
    await clock.advance(10);
    expect(frames.slice(1)).toMatchObject([{ error: { code: 30_005 } }, { error: { code: 30_001 } }]);
    for (let sent = 0; sent < 199; sent += 1) socket.send('{"type":"pong"}');
    await clock.advance(10);
    expect(closes).toHaveLength(1);
    expect(kinds()).toEqual(['unknown-topic', 'bad-frame', 'too-many-frames']);
  });
});
