import { describe, expect, it } from 'vitest';
import { createRig } from './rig.ts';
import { markets, t0 } from './tiny-ledger.ts';

const combined = 'wss://fstream.binance.com/market/stream?streams=!forceOrder@arr/btcusdt@markPrice@1s';
const raw = 'wss://fstream.binance.com/market/ws/!forceOrder@arr';

const isOrder = (frame: unknown): boolean => JSON.stringify(frame).includes('"forceOrder"');

describe('the Binance stream', () => {
  it('sends the latest order of each symbol and second, a SELL for a long', async () => {
    const { open, clock } = createRig([
      [markets.um, 'long', 10.1, 2, 60_000],
      [markets.um, 'long', 10.2, 5, 59_900],
      [markets.um, 'long', 10.9, 1, 59_800],
      [markets.cm, 'short', 10.5, 300, 60_000],
      [markets.um, 'short', 11.0, 3, 59_700],
    ]);
    const { frames } = await open(raw);
    await clock.advance(12_000);
    expect(frames).toMatchObject([
      { e: 'forceOrder', o: { s: 'BTCUSD_PERP', S: 'BUY', z: '300', st: 2, ps: 'BTCUSD', T: t0 + 10_500 } },
      {
        e: 'forceOrder',
        o: { s: 'BTCUSDT', S: 'SELL', q: '1.000', z: '1.000', ap: '59800.0', p: '59202.0', st: 1, ps: 'BTCUSDT', T: t0 + 10_900 },
      },
      { e: 'forceOrder', o: { s: 'BTCUSDT', S: 'BUY', ap: '59700.0', T: t0 + 11_000 } },
    ]);
  });

  it('wraps payloads of a combined stream and marks the price every second', async () => {
    const { open, clock } = createRig([[markets.um, 'long', 1.5, 1, 60_000]]);
    const { frames } = await open(combined);
    await clock.advance(3_000);
    expect(frames).toMatchObject([
      { stream: 'btcusdt@markPrice@1s', data: { e: 'markPriceUpdate', s: 'BTCUSDT', E: t0 + 1_000 } },
      { stream: '!forceOrder@arr', data: { e: 'forceOrder', o: { s: 'BTCUSDT' } } },
      { stream: 'btcusdt@markPrice@1s', data: { E: t0 + 2_000 } },
      { stream: 'btcusdt@markPrice@1s', data: { E: t0 + 3_000 } },
    ]);
  });

  it('accepts the legacy paths, answers SUBSCRIBE and stays silent', async () => {
    const { open, clock } = createRig([[markets.um, 'long', 5, 1, 60_000]]);
    for (const url of [
      'wss://fstream.binance.com/ws/!forceOrder@arr',
      'wss://fstream.binance.com/stream?streams=!forceOrder@arr',
    ]) {
      const { socket, frames } = await open(url);
      socket.send('{"method":"SUBSCRIBE","params":["!forceOrder@arr"],"id":7}');
      await clock.advance(20_000);
      expect(frames).toEqual([{ result: null, id: 7 }]);
    }
  });

  it('lists subscriptions on request and carries both universes on dstream too', async () => {
    const { open, clock } = createRig([[markets.um, 'long', 5.5, 1, 60_000]]);
    const { socket, frames } = await open('wss://dstream.binance.com/market/ws/!forceOrder@arr');
    socket.send('{"method":"LIST_SUBSCRIPTIONS","id":9}');
    await clock.advance(7_000);
    expect(frames[0]).toEqual({ result: ['!forceOrder@arr'], id: 9 });
    expect(frames[1]).toMatchObject({ o: { s: 'BTCUSDT' } });
  });

  it('closes after 24 hours', async () => {
    const { open, clock } = createRig();
    const { closes } = await open(raw);
    clock.advanceSync(24 * 3_600_000 - 1);
    expect(closes).toHaveLength(0);
    await clock.advance(1);
    expect(closes.map(({ code }) => code)).toEqual([1_001]);
  });

  it('hangs up on more than ten messages in a second', async () => {
    const { open, clock, kinds } = createRig();
    const { socket, closes } = await open(raw);
    for (let id = 0; id < 11; id += 1) socket.send(`{"method":"LIST_SUBSCRIPTIONS","id":${id}}`);
    await clock.advance(10);
    expect(closes.map(({ code }) => code)).toEqual([1_008]);
    expect(kinds()).toEqual(['too-many-frames']);
  });

  it('notes streams that do not exist and frames that mean nothing', async () => {
    const { open, clock, kinds } = createRig();
    const { socket } = await open('wss://fstream.binance.com/market/stream?streams=!liquidation@arr');
    socket.send('hello');
    await clock.advance(10);
    expect(kinds()).toEqual(['unknown-topic', 'bad-frame']);
  });

  it('logs what it sent with sums by coin', async () => {
    const { open, clock, market } = createRig([
      [markets.um, 'long', 1, 2, 60_000],
      [markets.cm, 'short', 2, 300, 60_000],
    ]);
    const { frames } = await open(combined);
    await clock.advance(4_000);
    const [entry] = market.log.connections;
    expect(frames.filter(isOrder)).toHaveLength(2);
    expect(entry).toMatchObject({ origin: 'chrome-extension://abc', topics: 2, sentCount: 2, state: 'open' });
    // 2 x 60,000 dollars and 300 x 100 dollars.
    expect(entry?.sentCents).toEqual({ BTC: { long: 12_000_000, short: 3_000_000 } });
    expect(entry?.sent[0]).toMatchObject({
      venue: 'binance',
      symbol: 'BTCUSDT',
      position: 'long',
      time: t0 + 1_000,
      cents: 12_000_000,
    });
  });
});
