import { beforeAll, describe, expect, it } from 'vitest';
import { createRig } from './rig.ts';
import { capture, captures, missing, present, shapeOf } from './shapes.ts';
import { markets, t0 } from './tiny-ledger.ts';

const gate = 'https://api.gateio.ws/api/v4/futures/usdt';
const fapi = 'https://fapi.binance.com';
const dapi = 'https://dapi.binance.com';
const bybit = 'https://api.bybit.com/v5/market';

/** File, address, and keys of the capture that a venue has since dropped. */
const pairs: readonly (readonly [file: string, url: string, dropped: readonly string[]])[] = [
  ['liquidations/binance/rest_fapi_exchangeInfo_trim.json', `${fapi}/fapi/v1/exchangeInfo`, []],
  ['liquidations/binance/rest_dapi_exchangeInfo_trim.json', `${dapi}/dapi/v1/exchangeInfo`, []],
  ['context/binance_usdm/GetMarkPrice.json', `${fapi}/fapi/v1/premiumIndex?symbol=BTCUSDT`, []],
  ['context/binance_usdm/GetOpenInterest.json', `${fapi}/fapi/v1/openInterest?symbol=BTCUSDT`, []],
  [
    'context/binance_usdm/rec_openInterestHist_BNBUSDT_1d.json',
    `${fapi}/futures/data/openInterestHist?symbol=BTCUSDT&period=1d`,
    [],
  ],
  ['context/binance_coinm/GetMarkPrices.json', `${dapi}/dapi/v1/premiumIndex`, []],
  ['context/binance_coinm/GetOpenInterest.json', `${dapi}/dapi/v1/openInterest?symbol=BTCUSD_PERP`, []],
  [
    'context/binance_coinm/GetOpenInterestHistory.json',
    `${dapi}/futures/data/openInterestHist?pair=BTCUSD&contractType=PERPETUAL&period=1d`,
    [],
  ],
  ['liquidations/bybit/rest_instruments_linear.json', `${bybit}/instruments-info?category=linear&limit=2`, []],
  ['liquidations/bybit/rest_instruments_inverse.json', `${bybit}/instruments-info?category=inverse`, []],
  ['context/bybit/doc_tickers_inverse_0.json', `${bybit}/tickers?category=inverse`, []],
  [
    'context/bybit/doc_open_interest_with_singleOpenInterest_2026-06.json',
    `${bybit}/open-interest?category=inverse&symbol=BTCUSD&intervalTime=1d&limit=5`,
    [],
  ],
  ['context/gate_futures/GetContract.json', `${gate}/contracts/BTC_USDT`, []],
  ['context/gate_futures/GetTickers.json', `${gate}/tickers`, ['volume_24h_btc', 'volume_24h_usd']],
  ['liquidations/gate/rest_contract_stats_docsample.json', `${gate}/contract_stats?contract=BTC_USDT`, []],
  ['liquidations/gate/rest_liq_orders_docsample.json', `${gate}/liq_orders?contract=BTC_USDT`, []],
  ['context/binance_spot/GetTicker.json', 'https://data-api.binance.vision/api/v3/ticker/24hr?symbol=BTCUSDT', []],
  [
    'context/binance_spot/rec_klines_BTCUSDT_1d_last365.json',
    'https://data-api.binance.vision/api/v3/klines?symbol=BTCUSDT&interval=1d',
    [],
  ],
  ['context/alternative_me/rec_fng_limit0_fullEnvelope_20250804.json', 'https://api.alternative.me/fng/?limit=2', []],
];

beforeAll(() => {
  if (!present)
    console.warn(
      `SKIPPED: no captures at ${captures}; the shapes of the simulator's answers were NOT compared with recorded ones`,
    );
});

describe.skipIf(!present)('shapes against captures', () => {
  it.each(pairs)('has every field of %s', async (file, url, dropped) => {
    const { get } = createRig([[markets.gate, 'long', -60, 500, 60_000]]);
    const { body } = await get(url);
    const gone = missing(shapeOf(capture(file)), shapeOf(body)).filter(
      line => !dropped.some(key => line.includes(`.${key} is not there`)),
    );
    expect(gone).toEqual([]);
  });

  it('has every field of a forceOrder frame, wrapped and bare', async () => {
    const { open, clock } = createRig([[markets.um, 'long', 1, 1, 60_000]]);
    const bare = await open('wss://fstream.binance.com/market/ws/!forceOrder@arr');
    await clock.advance(3_000);
    expect(missing(shapeOf(capture('liquidations/binance/ws_forceOrder_nautilus.json')), shapeOf(bare.frames[0]))).toEqual([]);
  });

  it('has every field of an allLiquidation frame and its acknowledgement', async () => {
    const { open, clock } = createRig([[markets.linear, 'long', 1, 1, 60_000]]);
    const { socket, frames } = await open('wss://stream.bybit.com/v5/public/linear');
    socket.send('{"req_id":"1","op":"subscribe","args":["allLiquidation.BTCUSDT"]}');
    await clock.advance(3_000);
    const recorded = capture('liquidations/bybit/ws_allLiquidation_docsample.json') as { msg: unknown }[];
    expect(missing(shapeOf(recorded[1]?.msg), shapeOf(frames[0]))).toEqual([]);
    expect(missing(shapeOf(recorded[2]?.msg), shapeOf(frames[1]))).toEqual([]);
  });
});

describe('the comparison itself', () => {
  it('finds missing fields and changed types', () => {
    const wanted = shapeOf({ a: '1.5', list: [{ b: 1 }], time: t0 });
    expect(missing(wanted, shapeOf({ a: 1.5, list: [{ c: 1 }], time: t0 }))).toEqual([
      '.a: decimal text, ours number',
      '.list.[].b is not there',
    ]);
    expect(missing(wanted, shapeOf({ a: '2', list: [{ b: 2 }], time: 1, more: true }))).toEqual([]);
  });
});
