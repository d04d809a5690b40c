import { describe, expect, it } from 'vitest';
import { krakenFuturesListings } from '../../market/ledger/listings/kraken-futures.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { t0 } from './tiny-ledger.ts';

const listed = krakenFuturesListings();
const api = 'https://futures.kraken.com/derivatives/api/v3';
const history = 'https://futures.kraken.com/api/history/v3/market';
const stream = 'wss://futures.kraken.com/ws/v1';

function listing(symbol: string): Market {
  const found = listed.find(market => market.symbol === symbol);
  if (found === undefined) throw new Error(`${symbol} is not listed`);
  return found;
}

type Row = Readonly<Record<string, unknown>>;

const subscribe = (...products: readonly string[]) =>
  JSON.stringify({ event: 'subscribe', feed: 'trade', product_ids: products });

describe('Kraken Futures over REST', () => {
  it('lists contracts, and others that are no coins or do not trade', async () => {
    const { get } = createRig([], t0, listed);
    const { instruments } = (await get(`${api}/instruments`)).body as { instruments: readonly Row[] };
    const of = (symbol: string) => instruments.find(row => row.symbol === symbol);
    expect(of('PI_XBTUSD')).toMatchObject({ type: 'futures_inverse', contractSize: 1, base: 'BTC', tradeable: true });
    expect(of('PF_SOLUSD')).toMatchObject({ type: 'flexible_futures', base: 'SOL' });
    expect(of('PF_MSTRUSD')).toMatchObject({ tradfi: true });
    expect(of('PF_LUNAUSD')).toMatchObject({ tradeable: false });
    expect(instruments).toHaveLength(listed.length + 4);
  });

  it('tells funding as what one contract pays in an hour', async () => {
    const { get } = createRig([], t0, listed);
    const { tickers } = (await get(`${api}/tickers`)).body as { tickers: readonly Row[] };
    const of = (symbol: string) => tickers.find(row => row.symbol === symbol);
    // 0.0001 in eight hours: 0.0000125 × 60,000 dollars for a bitcoin; 0.0000125 / 60,000 bitcoin for a dollar.
    expect(of('PF_XBTUSD')?.fundingRate).toBeCloseTo(0.75, 9);
    expect(Number(of('PI_XBTUSD')?.fundingRate) * 1e10).toBeCloseTo(2.083333, 5);
    expect(of('PI_XBTUSD')).toMatchObject({ openInterest: 60_000_000, change24h: 2.459016 });
    expect(of('PF_XBTUSD')).toMatchObject({ openInterest: 1_000, markPrice: 60_000 });
    expect(of('FI_XBTUSD_260327')).not.toHaveProperty('fundingRate');
    expect(of('in_xbtusd')).toMatchObject({ last: 60_000 });
  });

  it('gives all trades of a contract in pages that a token joins, forced ones by the type of the order', async () => {
    const { get } = createRig([[listing('PF_SOLUSD'), 'long', 30, 2.5, 80]], t0 + 3_600_000, listed);
    const page = async (more: string) =>
      (await get(`${history}/PF_SOLUSD/executions?since=${t0 - 1}&before=${t0 + 600_000}&sort=asc${more}`)).body as {
        readonly elements: readonly Row[];
        readonly continuationToken?: string;
      };
    const all = await page('');
    // Ten minutes with an ordinary trade each, and the forced one.
    expect(all.elements).toHaveLength(11);
    expect(all).not.toHaveProperty('continuationToken');
    const forced = all.elements.filter(element => JSON.stringify(element).includes('"orderType":"Liquidation"'));
    expect(forced).toMatchObject([
      {
        timestamp: t0 + 30_000,
        event: {
          Execution: { execution: { quantity: '2.50', price: '80.00', takerOrder: { direction: 'Sell', reduceOnly: true } } },
        },
      },
    ]);
    const first = await page('&count=6');
    const second = await page(`&count=6&continuation_token=${first.continuationToken}`);
    expect([...first.elements, ...second.elements]).toEqual(all.elements);
    expect(second).not.toHaveProperty('continuationToken');
  });

  it('does not count a trade at the very ends of a window, and refuses what it does not know', async () => {
    const { get, kinds } = createRig([[listing('PF_SOLUSD'), 'long', 30, 2.5, 80]], t0 + 3_600_000, listed);
    const rows = async (since: number, before: number) =>
      ((await get(`${history}/PF_SOLUSD/executions?since=${since}&before=${before}`)).body as { len: number }).len;
    const at = t0 + 30_000;
    expect([await rows(at - 1, at + 1), await rows(at, at + 1), await rows(at - 1, at)]).toEqual([1, 0, 0]);
    expect((await get(`${history}/PF_NOPEUSD/executions`)).status).toBe(404);
    expect((await get(`${api}/tickers?symbol=PF_SOLUSD`)).status).toBe(400);
    expect(kinds()).toEqual(['bad-parameter', 'unknown-parameter']);
  });
});

describe("Kraken Futures' socket", () => {
  it('acknowledges each product, sends a snapshot of old trades, and then new ones', async () => {
    const { open, clock } = createRig(
      [
        [listing('PF_SOLUSD'), 'long', -60, 7, 80],
        [listing('PF_SOLUSD'), 'long', 1, 2.5, 80],
        [listing('PI_XBTUSD'), 'short', 2, 500, 60_000],
        [listing('PF_ETHUSD'), 'short', 2, 1, 2_000],
      ],
      t0,
      listed,
    );
    const { socket, frames } = await open(stream);
    socket.send(subscribe('PF_SOLUSD', 'PI_XBTUSD'));
    await clock.advance(3_000);
    const fresh = frames.filter(frame => (frame as Row).type === 'liquidation') as readonly Row[];
    expect(frames.slice(0, 4)).toMatchObject([
      { event: 'info', version: 1 },
      { event: 'subscribed', feed: 'trade', product_ids: ['PF_SOLUSD'] },
      { feed: 'trade_snapshot', product_id: 'PF_SOLUSD' },
      { event: 'subscribed', feed: 'trade', product_ids: ['PI_XBTUSD'] },
    ]);
    const { trades } = frames[2] as { trades: readonly Row[] };
    expect(trades.filter(({ type }) => type === 'liquidation')).toMatchObject([{ qty: 7, time: t0 - 60_000 }]);
    expect(fresh.map(({ product_id: product, side, qty, price, time }) => [product, side, qty, price, time])).toEqual([
      ['PF_SOLUSD', 'sell', 2.5, 80, t0 + 1_000],
      ['PI_XBTUSD', 'buy', 500, 60_000, t0 + 2_000],
    ]);
  });

  it('sends heartbeats to who asks, warns who asks twice, and drops who says nothing for a minute', async () => {
    const { open, clock } = createRig([], t0, listed);
    const { socket, frames, closes } = await open(stream);
    const ask = '{"event":"subscribe","feed":"heartbeat"}';
    socket.send(ask);
    await clock.advance(30_000);
    socket.send(ask);
    await clock.advance(55_000);
    expect(frames.slice(1)).toMatchObject([
      { event: 'subscribed', feed: 'heartbeat' },
      { feed: 'heartbeat', time: t0 + 30_000 },
      { event: 'alert' },
      { feed: 'heartbeat', time: t0 + 60_000 },
    ]);
    expect(closes).toHaveLength(0);
    await clock.advance(10_000);
    expect(closes).toHaveLength(1);
  });

  it('refuses products that it has not, and what is no subscription', async () => {
    const { open, clock, kinds } = createRig([], t0, listed);
    const { socket, frames } = await open(stream);
    socket.send(subscribe('PF_SOLUSD', 'PF_NOPEUSD'));
    socket.send('ping');
    await clock.advance(0);
    expect(frames.slice(1)).toEqual([
      { event: 'error', message: 'Invalid product id' },
      { event: 'alert', message: 'Bad websocket message' },
    ]);
    expect(kinds()).toEqual(['unknown-topic', 'bad-frame']);
  });
});
