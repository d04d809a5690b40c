import { beforeAll, describe, expect, it } from 'vitest';
import { bitfinexListings } from '../../market/ledger/listings/bitfinex.ts';
import { dydxListings } from '../../market/ledger/listings/dydx.ts';
import { lighterListings } from '../../market/ledger/listings/lighter.ts';
import { poloniexListings } from '../../market/ledger/listings/poloniex.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { capture, captures, missing, present, shapeOf } from './shapes.ts';
import { t0 } from './tiny-ledger.ts';

const btcOf = (listings: readonly Market[]): Market => {
  const found = listings.find(({ base }) => base === 'BTC');
  if (found === undefined) throw new Error('no bitcoin');
  return found;
};

/** What the simulator leaves out of a recording: fields that stand in none of the documents. */
const gone = (file: string, ours: unknown, pick: (recorded: unknown) => unknown = recorded => recorded): readonly string[] =>
  missing(shapeOf(pick(capture(file))), shapeOf(ours));

/** The frames that a market sends after one subscription and one order of 2.1 seconds past t0. */
async function framesOf(url: string, subscribe: string, market: Market): Promise<readonly unknown[]> {
  const { open, clock } = createRig([[market, 'long', 2.1, 4 * market.quantityStep, 60_000]], t0, [market]);
  const { socket, frames } = await open(url);
  socket.send(subscribe);
  await clock.advance(3_000);
  return frames;
}

beforeAll(() => {
  if (!present) console.warn(`SKIPPED: no captures at ${captures}; the simulator's answers were NOT compared with recorded ones`);
});

describe.skipIf(!present)('shapes against captures of Bitfinex, dYdX, Lighter and Poloniex', () => {
  it('has the places of a row of Bitfinex, over REST and on the stream', async () => {
    const market = btcOf(bitfinexListings());
    const { get } = createRig([[market, 'long', -600, 1, 60_000]], t0, [market]);
    const { body } = await get('https://api-pub.bitfinex.com/v2/liquidations/hist?limit=5&sort=1');
    const placesOf = (row: unknown): readonly string[] =>
      (row as readonly unknown[]).map(field => (field === null ? 'null' : typeof field));
    const [[recorded]] = capture('liquidations/bitfinex/rest_liquidations_hist.json') as readonly [readonly [unknown]];
    expect(placesOf((body as readonly (readonly unknown[])[])[1]?.[0])).toEqual(placesOf(recorded));
    const subscribe = '{"event":"subscribe","channel":"status","key":"liq:global"}';
    const frames = await framesOf('wss://api-pub.bitfinex.com/ws/2', subscribe, market);
    const messages = capture('liquidations/bitfinex/ws_liq_global_docsample.json') as readonly { readonly msg: unknown }[];
    expect(missing(shapeOf(messages[1]?.msg), shapeOf(frames[1]))).toEqual([]);
    const [, [pushed]] = messages[2]?.msg as readonly [number, readonly [unknown]];
    const [, [ours]] = frames.at(-1) as readonly [number, readonly [unknown]];
    expect(placesOf(ours)).toEqual(placesOf(pushed));
  });

  it('has every field of dYdX', async () => {
    const market = btcOf(dydxListings());
    const { get } = createRig([], t0, [market]);
    const api = 'https://indexer.dydx.trade/v4';
    const open = (recorded: unknown): unknown => (recorded as { readonly result: unknown }).result;
    const one = (recorded: unknown): unknown => (open(recorded) as { markets: Record<string, unknown> }).markets['BTC-USD'];
    const { markets } = (await get(`${api}/perpetualMarkets`)).body as { markets: Record<string, unknown> };
    expect(gone('context/dydx/nt_http_get_perpetual_markets.json', markets['BTC-USD'], one)).toEqual([]);
    const candles = await get(`${api}/candles/perpetualMarkets/BTC-USD?resolution=1MIN`);
    expect(gone('context/dydx/nt_http_get_candles.json', candles.body, open)).toEqual([]);
    expect(gone('liquidations/dydx/rest_trades.json', (await get(`${api}/trades/perpetualMarket/BTC-USD`)).body, open)).toEqual(
      [],
    );
    const subscribe = '{"type":"subscribe","channel":"v4_trades","id":"BTC-USD"}';
    const frames = await framesOf('wss://indexer.dydx.trade/v4/ws', subscribe, market);
    expect(gone('liquidations/dydx/ws_v4_trades_subscribed.json', frames[1])).toEqual([]);
    expect(gone('liquidations/dydx/ws_v4_trades_channel_batch.json', frames.at(-1))).toEqual([]);
  });

  it('has the fields of Lighter that are documented', async () => {
    const frames = await framesOf(
      'wss://mainnet.zklighter.elliot.ai/stream',
      '{"type":"subscribe","channel":"trade/1"}',
      btcOf(lighterListings()),
    );
    // Left out when they are 0, or not in the documents.
    const optional = /_client_id|taker_fee|maker_fee|_id_str/;
    for (const [file, frame] of [
      ['ws_trade_subscribed', frames[1]],
      ['ws_trade_update', frames[2]],
    ] as const)
      expect(
        gone(`liquidations/lighter/${file}.json`, frame).filter(
          line => !optional.test(line) && !line.includes('liquidation_trades'),
        ),
      ).toEqual([]);
  });

  it('has every field of Poloniex', async () => {
    const market = btcOf(poloniexListings());
    const { get } = createRig([[market, 'long', -600, 1, 60_000]], t0, [market]);
    const { body } = await get('https://api.poloniex.com/v3/market/liquidationOrder?symbol=BTC_USDT_PERP');
    expect(gone('liquidations/poloniex/rest_liquidationOrder.json', body)).toEqual([]);
  });
});
