import { describe, expect, it } from 'vitest';
import { createRig } from './rig.ts';
import { t0 } from './tiny-ledger.ts';

const fapi = 'https://fapi.binance.com';
const dapi = 'https://dapi.binance.com';
const hour = 3_600_000;

describe('Binance USD-M', () => {
  it('gives open interest one-sided in base units, per thousand coins where the symbol says so', async () => {
    const { get } = createRig();
    expect((await get(`${fapi}/fapi/v1/openInterest?symbol=BTCUSDT`)).body).toEqual({
      symbol: 'BTCUSDT',
      openInterest: '1000.000',
      time: t0,
    });
    expect((await get(`${fapi}/fapi/v1/openInterest?symbol=1000PEPEUSDT`)).body).toMatchObject({ openInterest: '5000000' });
  });

  it('gives history ascending, with values in dollars at the price of the row', async () => {
    const { get } = createRig();
    const { body } = await get(`${fapi}/futures/data/openInterestHist?symbol=BTCUSDT&period=1h&limit=2`);
    expect(body).toEqual([
      // An hour before t0 bitcoin cost 59,940 and 1,100 coins were open.
      {
        symbol: 'BTCUSDT',
        sumOpenInterest: '1100.00000000',
        sumOpenInterestValue: '65934000.00000000',
        CMCCirculatingSupply: '19990000.00000000',
        timestamp: t0 - hour,
      },
      {
        symbol: 'BTCUSDT',
        sumOpenInterest: '1000.00000000',
        sumOpenInterestValue: '60000000.00000000',
        CMCCirculatingSupply: '19990000.00000000',
        timestamp: t0,
      },
    ]);
  });

  it('refuses history from more than a month ago', async () => {
    const { get, kinds } = createRig();
    const { status, body } = await get(
      `${fapi}/futures/data/openInterestHist?symbol=BTCUSDT&period=1h&startTime=${t0 - 31 * 24 * hour}`,
    );
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: -1130 });
    expect(kinds()).toEqual(['bad-parameter']);
  });

  it('quotes the mark price of one symbol or of all of them', async () => {
    const { get } = createRig();
    expect((await get(`${fapi}/fapi/v1/premiumIndex?symbol=BTCUSDT`)).body).toMatchObject({
      symbol: 'BTCUSDT',
      markPrice: '60000.00000000',
      time: t0,
    });
    const { body, headers } = await get(`${fapi}/fapi/v1/premiumIndex`);
    expect(body).toMatchObject([{ symbol: 'BTCUSDT' }, { symbol: '1000PEPEUSDT', markPrice: '0.01000000' }]);
    // 1 for one symbol and 10 for all of them.
    expect(headers.get('x-mbx-used-weight-1m')).toBe('11');
  });

  it('lists symbols with a prefix in the base asset, and one that is being wound up', async () => {
    const { get } = createRig();
    const { body } = await get(`${fapi}/fapi/v1/exchangeInfo`);
    expect(body).toMatchObject({
      symbols: [
        {
          symbol: 'BTCUSDT',
          pair: 'BTCUSDT',
          contractType: 'PERPETUAL',
          status: 'TRADING',
          baseAsset: 'BTC',
          quoteAsset: 'USDT',
        },
        { symbol: '1000PEPEUSDT', baseAsset: '1000PEPE' },
        { symbol: 'GONEUSDT', status: 'SETTLING' },
      ],
    });
  });

  it('says that a symbol is invalid, and notes it', async () => {
    const { get, kinds } = createRig();
    expect((await get(`${fapi}/fapi/v1/openInterest?symbol=NOPEUSDT`)).body).toEqual({ code: -1121, msg: 'Invalid symbol.' });
    expect(kinds()).toEqual(['bad-parameter']);
  });
});

describe('Binance COIN-M', () => {
  it('counts contracts of 100 dollars and says so', async () => {
    const { get } = createRig();
    // 1,000 BTC at 60,000 are 600,000 contracts.
    expect((await get(`${dapi}/dapi/v1/openInterest?symbol=BTCUSD_PERP`)).body).toEqual({
      symbol: 'BTCUSD_PERP',
      pair: 'BTCUSD',
      openInterest: '600000',
      contractType: 'PERPETUAL',
      time: t0,
    });
    expect((await get(`${dapi}/dapi/v1/exchangeInfo`)).body).toMatchObject({
      symbols: [{ symbol: 'BTCUSD_PERP', contractSize: 100, contractStatus: 'TRADING' }],
    });
  });

  it('gives the value of its history in coins', async () => {
    const { get } = createRig();
    const { body } = await get(`${dapi}/futures/data/openInterestHist?pair=BTCUSD&contractType=PERPETUAL&period=1d&limit=1`);
    expect(body).toMatchObject([{ pair: 'BTCUSD', contractType: 'PERPETUAL', sumOpenInterestValue: '1100.00000000' }]);
  });

  it('shares one weight budget with USD-M', async () => {
    const { get } = createRig();
    await get(`${fapi}/fapi/v1/premiumIndex`);
    const { headers } = await get(`${dapi}/dapi/v1/openInterest?symbol=BTCUSD_PERP`);
    expect(headers.get('x-mbx-used-weight-1m')).toBe('11');
  });
});
