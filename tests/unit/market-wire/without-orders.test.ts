import { describe, expect, it } from 'vitest';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { markets, t0 } from './tiny-ledger.ts';

const info = 'https://api.hyperliquid.xyz/info';

describe('Hyperliquid', () => {
  const btc: Market = { ...markets.um, venue: 'hyperliquid', symbol: 'BTC', board: 'perp' };
  const pepe: Market = { ...markets.umPepe, venue: 'hyperliquid', symbol: 'kPEPE', board: 'perp' };
  const rig = () => createRig([], t0, [btc, pepe]);
  const post = (body: string, headers = { 'content-type': 'application/json' }) => ({ method: 'POST', body, headers });

  it('answers one posted question with names and figures side by side, a delisted coin among them', async () => {
    const { transport } = rig();
    const answer = await transport.fetch(info, post('{"type":"metaAndAssetCtxs"}'));
    const [meta, contexts] = (await answer.json()) as [{ universe: unknown[] }, unknown[]];
    expect(meta.universe).toMatchObject([{ name: 'MATIC', isDelisted: true }, { name: 'BTC' }, { name: 'kPEPE' }]);
    expect(contexts).toMatchObject([
      { openInterest: '0.0' },
      // 0.0001 for eight hours; 1,440 dollars less a day before.
      { openInterest: '1000.000', markPx: '60000.0', prevDayPx: '58560.0', funding: '0.000012500000' },
      // 5,000,000,000 coins in thousands, at 0.00001 each.
      { openInterest: '5000000', markPx: '0.0100000', funding: '-0.000025000000' },
    ]);
  });

  it('refuses other questions, other methods and texts', async () => {
    const { transport, get, kinds } = rig();
    expect((await transport.fetch(info, post('{"type":"trades"}'))).status).toBe(422);
    expect((await transport.fetch(info, post('{'))).status).toBe(422);
    expect((await transport.fetch(info, post('{"type":"metaAndAssetCtxs"}', { 'content-type': 'text/plain' }))).status).toBe(415);
    expect((await get(info)).status).toBe(405);
    expect(kinds()).toHaveLength(4);
  });

  it('counts twenty for a question, of 1,200 a minute', async () => {
    const { transport } = rig();
    const ask = () => transport.fetch(info, post('{"type":"metaAndAssetCtxs"}'));
    for (let count = 0; count < 60; count += 1) expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });
});

it('KuCoin tells contracts of so many coins with their rate and its interval in ms, shares and paused ones among them', async () => {
  const btc: Market = { ...markets.gate, venue: 'kucoin', symbol: 'XBTUSDTM', board: 'futures', unitsPerQuantity: 0.001 };
  const inverse: Market = { ...markets.gateInverse, venue: 'kucoin', symbol: 'XBTUSDM', board: 'futures' };
  const { get } = createRig([], t0, [btc, inverse]);
  expect((await get('https://api-futures.kucoin.com/api/v1/contracts/active')).body).toMatchObject({
    code: '200000',
    data: [
      // 1,000 coins in contracts of a thousandth.
      {
        symbol: 'XBTUSDTM',
        baseCurrency: 'XBT',
        multiplier: 0.001,
        openInterest: '1000000',
        markPrice: 60_000,
        fundingFeeRate: 0.0001,
        currentFundingRateGranularity: 28_800_000,
        nextFundingRateTime: 4 * 3_600_000,
      },
      { symbol: 'XBTUSDM', isInverse: true, multiplier: -1, openInterest: '60000000' },
      { symbol: 'TSLAUSDTM', assetClass: 'STOCK' },
      { symbol: 'GONEUSDTM', status: 'Paused' },
    ],
  });
});

it('MEXC tells sizes, figures and rates in answers of their own, and the list of contracts seldom', async () => {
  const btc: Market = { ...markets.gate, venue: 'mexc', board: 'contract' };
  const inverse: Market = { ...markets.gateInverse, venue: 'mexc', board: 'contract', contractUsd: 100 };
  const { get } = createRig([], t0, [btc, inverse]);
  const api = 'https://contract.mexc.com/api/v1/contract';
  expect((await get(`${api}/detail`)).body).toMatchObject({
    success: true,
    data: [
      { symbol: 'BTC_USDT', contractSize: 0.0001, settleCoin: 'USDT' },
      { symbol: 'BTC_USD', contractSize: 100, settleCoin: 'BTC' },
      { conceptPlate: ['mc-trade-zone-stock'] },
      { state: 4 },
    ],
  });
  // 1,000 coins: ten million contracts of 0.0001, 600,000 of a hundred dollars.
  expect((await get(`${api}/ticker`)).body).toMatchObject({
    data: [{ holdVol: 10_000_000, fairPrice: 60_000 }, { holdVol: 600_000 }],
  });
  expect((await get(`${api}/funding_rate`)).body).toMatchObject({ data: [{ fundingRate: 0.0001, collectCycle: 8 }, {}] });
  expect((await get(`${api}/detail`)).status).toBe(200);
  expect((await get(`${api}/detail`)).status).toBe(429);
});

describe('intervals of funding', () => {
  it('are named by Binance where they differ, by Bybit in minutes, by Gate in seconds; rates are for one of them', async () => {
    const { get } = createRig();
    expect((await get('https://fapi.binance.com/fapi/v1/fundingInfo')).body).toMatchObject([
      { symbol: '1000PEPEUSDT', fundingIntervalHours: 4 },
    ]);
    expect((await get('https://dapi.binance.com/dapi/v1/fundingInfo')).body).toMatchObject([
      { symbol: 'BTCUSD_PERP', fundingIntervalHours: 8 },
    ]);
    expect((await get('https://fapi.binance.com/fapi/v1/premiumIndex?symbol=1000PEPEUSDT')).body).toMatchObject({
      lastFundingRate: '-0.00010000',
    });
    const bybit = 'https://api.bybit.com/v5/market';
    expect((await get(`${bybit}/instruments-info?category=linear&symbol=1000PEPEUSDT`)).body).toMatchObject({
      result: { list: [{ fundingInterval: 240 }] },
    });
    expect((await get(`${bybit}/tickers?category=linear&symbol=1000PEPEUSDT`)).body).toMatchObject({
      result: { list: [{ fundingRate: '-0.00010000' }] },
    });
    expect((await get('https://api.gateio.ws/api/v4/futures/usdt/contracts/PEPE_USDT')).body).toMatchObject({
      funding_rate: '-0.000100',
      funding_interval: 14_400,
    });
  });
});
