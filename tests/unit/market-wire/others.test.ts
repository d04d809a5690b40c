import { describe, expect, it } from 'vitest';
import { createRig } from './rig.ts';
import { t0 } from './tiny-ledger.ts';

const hour = 3_600_000;
const vision = 'https://data-api.binance.vision/api/v3';
const coinbase = 'https://api.exchange.coinbase.com';

describe('alternative.me', () => {
  it('gives text values, newest first, and the time until the next update in the first row only', async () => {
    const { get } = createRig();
    expect((await get('https://api.alternative.me/fng/?limit=2')).body).toEqual({
      name: 'Fear and Greed Index',
      data: [
        // t0 is noon: 12 hours to go.
        {
          value: '5',
          value_classification: 'Extreme Fear',
          timestamp: String((t0 - 12 * hour) / 1_000),
          time_until_update: '43200',
        },
        { value: '6', value_classification: 'Extreme Fear', timestamp: String((t0 - 36 * hour) / 1_000) },
      ],
      metadata: { error: null },
    });
  });
});

describe('the Binance spot mirror', () => {
  it('gives a rolling day for several symbols, by weight of their number', async () => {
    const { get } = createRig();
    const { body, headers } = await get(`${vision}/ticker/24hr?symbols=${encodeURIComponent('["BTCUSDT","PEPEUSDT"]')}`);
    expect(body).toMatchObject([
      { symbol: 'BTCUSDT', lastPrice: '60000.00000000', openPrice: '58560.00000000', priceChangePercent: '2.459', closeTime: t0 },
      { symbol: 'PEPEUSDT', lastPrice: '0.00001000' },
    ]);
    expect(headers.get('x-mbx-used-weight-1m')).toBe('2');
  });

  it('gives klines ascending in rows of 12, the last one unclosed', async () => {
    const { get } = createRig([], t0 + 30 * 60_000);
    const rows = (await get(`${vision}/klines?symbol=BTCUSDT&interval=1h&limit=2`)).body as (string | number)[][];
    expect(rows.map(row => row.length)).toEqual([12, 12]);
    expect(rows[0]?.slice(0, 7)).toEqual([
      t0 - hour,
      '59940.00000000',
      '60000.00000000',
      '59940.00000000',
      '60000.00000000',
      '100.00000000',
      t0 - 1,
    ]);
    expect(rows[1]?.slice(0, 6)).toEqual([
      t0,
      '60000.00000000',
      '60030.00000000',
      '60000.00000000',
      '60030.00000000',
      '50.00000000',
    ]);
    // Takers bought four tenths.
    expect(rows.map(row => row[9])).toEqual(['40.00000000', '20.00000000']);
  });

  it('adds hours up to days that begin at 00:00 UTC', async () => {
    const { get } = createRig();
    const rows = (await get(`${vision}/klines?symbol=BTCUSDT&interval=1d&limit=2`)).body as (string | number)[][];
    expect(rows.map(row => [row[0], row[1], row[4], row[5]])).toEqual([
      [t0 - 36 * hour, '57840.00000000', '59280.00000000', '2400.00000000'],
      [t0 - 12 * hour, '59280.00000000', '60000.00000000', '1200.00000000'],
    ]);
  });

  it('refuses a list that is not written as a JSON array', async () => {
    const { get, kinds } = createRig();
    expect((await get(`${vision}/ticker/24hr?symbols=BTCUSDT,ETHUSDT`)).status).toBe(400);
    expect(kinds()).toEqual(['bad-parameter']);
  });
});

describe('Coinbase', () => {
  it('gives the open of 24 hours ago and the last price', async () => {
    const { get } = createRig();
    expect((await get(`${coinbase}/products/BTC-USD/stats`)).body).toMatchObject({ open: '58560.00', last: '60000.00' });
    expect((await get(`${coinbase}/products/BTC-USD/ticker`)).body).toMatchObject({
      price: '60000.00',
      time: '2026-01-15T12:00:00.000Z',
    });
    expect((await get(`${coinbase}/time`)).body).toEqual({ iso: '2026-01-15T12:00:00.000Z', epoch: t0 / 1_000 });
  });

  it('gives candles as [time, low, high, open, close, volume], newest first', async () => {
    const { get } = createRig();
    const rows = (await get(`${coinbase}/products/BTC-USD/candles?granularity=3600`)).body as number[][];
    expect(rows).toHaveLength(299);
    expect(rows[0]).toEqual([(t0 - hour) / 1_000, 59_940, 60_000, 59_940, 60_000, 120]);
  });

  it('gives minutes, the running one with what was traded in it so far', async () => {
    const { get } = createRig([], t0 + 15_000);
    const rows = (await get(`${coinbase}/products/BTC-USD/candles?granularity=60`)).body as number[][];
    expect(rows.slice(0, 2).map(row => [row[0], row[5]])).toEqual([
      [t0 / 1_000, 0.5],
      [t0 / 1_000 - 60, 2],
    ]);
  });

  it('refuses more than 300 candles at once', async () => {
    const { get } = createRig();
    const start = new Date(t0 - 301 * hour).toISOString();
    expect(
      (await get(`${coinbase}/products/BTC-USD/candles?granularity=3600&start=${start}&end=${new Date(t0).toISOString()}`))
        .status,
    ).toBe(400);
  });
});
