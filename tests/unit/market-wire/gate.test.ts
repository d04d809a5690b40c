import { describe, expect, it } from 'vitest';
import { createRig } from './rig.ts';
import { markets, t0 } from './tiny-ledger.ts';

const usdt = 'https://api.gateio.ws/api/v4/futures/usdt';
const seconds = t0 / 1_000;
const decimals = { 'X-Gate-Size-Decimal': '1' };

describe('Gate contract_stats', () => {
  it('sums bars in contracts, coins and dollars, the last one still forming, open interest on both sides', async () => {
    const { get } = createRig(
      [
        [markets.gate, 'long', 10, 500, 60_000],
        [markets.gate, 'long', 299.9, 1_000, 50_000],
        [markets.gate, 'short', 310, 200, 60_000],
        [markets.gate, 'short', 500, 999, 60_000],
      ],
      t0 + 400_000,
    );
    const { body } = await get(`${usdt}/contract_stats?contract=BTC_USDT&interval=5m&from=${seconds}&limit=10`);
    expect(body).toMatchObject([
      {
        time: seconds,
        // 500 and 1,000 contracts of 0.0001 BTC: 3,000 and 5,000 dollars.
        long_liq_size: 1_500,
        long_liq_amount: 0.15,
        long_liq_usd: 8_000,
        short_liq_size: 0,
        short_liq_usd: 0,
        // 1,000 BTC are 10,000,000 contracts, and 20,000,000 on both sides.
        open_interest: 20_000_000,
        mark_price: '60005.0',
      },
      { time: seconds + 300, long_liq_usd: 0, short_liq_size: 200, short_liq_usd: 1_200 },
    ]);
  });

  it('counts inverse contracts as dollars', async () => {
    const { get } = createRig([[markets.gateInverse, 'long', 5, 30_000, 60_000]], t0 + 60_000);
    const { body } = await get(
      `https://api.gateio.ws/api/v4/futures/btc/contract_stats?contract=BTC_USD&interval=1h&from=${seconds}`,
    );
    expect(body).toMatchObject([{ long_liq_size: 30_000, long_liq_amount: 0.5, long_liq_usd: 30_000 }]);
  });

  it('starts at the newest bars without `from`, and may give one row more than asked', async () => {
    const { get } = createRig();
    const lengths = [];
    for (const contract of ['BTC_USDT', 'PEPE_USDT', 'AAPLX_USDT', 'XAU_USDT', 'TSLAX_USDT', 'MSTRX_USDT']) {
      const rows = (await get(`${usdt}/contract_stats?contract=${contract}&interval=30m&limit=48`)).body as { time: number }[];
      expect(rows.at(-1)?.time).toBe(seconds);
      lengths.push(rows.length);
    }
    expect(new Set(lengths)).toEqual(new Set([48, 49]));
  });

  it('needs a contract', async () => {
    const { get, kinds } = createRig();
    const { status, body } = await get(`${usdt}/contract_stats?interval=5m`);
    expect([status, body]).toEqual([400, { label: 'MISSING_REQUIRED_PARAM', message: 'Missing required parameter: contract' }]);
    expect(kinds()).toEqual(['missing-parameter']);
  });
});

describe('Gate liq_orders', () => {
  it('gives positions by sign, the closing order with the other sign, and whole seconds', async () => {
    const { get } = createRig([[markets.gate, 'long', 10.7, 500, 60_000]], t0 + 60_000);
    const { body } = await get(`${usdt}/liq_orders?contract=BTC_USDT&from=${seconds}&to=${seconds + 60}`);
    expect(body).toEqual([
      {
        time: seconds + 10,
        contract: 'BTC_USDT',
        size: 500,
        order_size: -500,
        order_price: '59400.0',
        fill_price: '60000.0',
        left: 0,
      },
    ]);
  });

  it('leaves a part unfilled in one order of five, so that executed contracts are |order_size| - |left|', async () => {
    const rows = Array.from({ length: 5 }, (_none, index) => [markets.gate, 'short', index + 1, 400, 60_000] as const);
    const { get } = createRig(rows, t0 + 60_000);
    const { body } = await get(`${usdt}/liq_orders?contract=BTC_USDT&from=${seconds}`);
    // The fifth order is the newest and comes first.
    expect(body).toMatchObject([{ size: -500, order_size: 500, left: 100 }, { order_size: 400, left: 0 }, {}, {}, {}]);
  });

  it('cuts decimal sizes toward zero for a client that does not ask for decimals', async () => {
    const { get } = createRig([[markets.gateDecimal, 'long', 10, 12.7, 0.000_01]], t0 + 60_000);
    const url = `${usdt}/liq_orders?contract=PEPE_USDT&from=${seconds}`;
    expect((await get(url)).body).toMatchObject([{ size: 12, order_size: -12 }]);
    expect((await get(url, decimals)).body).toMatchObject([{ size: '12.7', order_size: '-12.7', left: '0' }]);
  });

  it('refuses more than an hour at once and gives at most `limit` rows, the newest', async () => {
    const rows = Array.from({ length: 120 }, (_none, index) => [markets.gate, 'long', index, 1, 60_000] as const);
    const { get } = createRig(rows, t0 + 300_000);
    expect((await get(`${usdt}/liq_orders?from=${seconds - 3_400}&to=${seconds + 300}`)).status).toBe(400);
    const newest = (await get(`${usdt}/liq_orders?contract=BTC_USDT&from=${seconds}&to=${seconds + 300}`)).body as {
      time: number;
    }[];
    expect(newest).toHaveLength(100);
    expect(newest[0]?.time).toBe(seconds + 119);
    expect((await get(`${usdt}/liq_orders?contract=BTC_USDT&from=${seconds}&limit=1000`)).body).toHaveLength(120);
  });

  it('never tells of the future', async () => {
    const { get } = createRig([[markets.gate, 'long', 100, 1, 60_000]], t0 + 60_000);
    expect((await get(`${usdt}/liq_orders?contract=BTC_USDT&from=${seconds}&to=${seconds + 600}`)).body).toEqual([]);
  });

  it('mixes stocks among the orders of all contracts, and marks them in the list of contracts', async () => {
    const { get } = createRig();
    const stocks = new Set<string>();
    for (const contract of (await get(`${usdt}/contracts`)).body as { name: string; contract_type: string }[]) {
      if (contract.contract_type !== '') stocks.add(contract.name);
    }
    const seen = [];
    for (let back = 1; back <= 4; back += 1) {
      seen.push(
        ...((await get(`${usdt}/liq_orders?from=${seconds - back * 3_600}&to=${seconds - (back - 1) * 3_600 - 1}&limit=1000`))
          .body as { contract: string }[]),
      );
    }
    expect(stocks.size).toBeGreaterThan(2);
    expect(seen.some(({ contract }) => stocks.has(contract))).toBe(true);
  });
});

describe('Gate contracts and tickers', () => {
  it('gives one-sided open interest with the multiplier, which is 0 on inverse contracts', async () => {
    const { get } = createRig();
    expect((await get(`${usdt}/contracts/BTC_USDT`)).body).toMatchObject({
      quanto_multiplier: '0.0001',
      position_size: 10_000_000,
      contract_type: '',
    });
    expect((await get(`${usdt}/contracts/PEPE_USDT`, decimals)).body).toMatchObject({
      quanto_multiplier: '10000000',
      position_size: '500',
      enable_decimal: true,
    });
    expect((await get('https://api.gateio.ws/api/v4/futures/btc/contracts')).body).toMatchObject([
      { name: 'BTC_USD', type: 'inverse', quanto_multiplier: '0', position_size: 60_000_000 },
    ]);
  });

  it('gives the change of a day in percent', async () => {
    const { get } = createRig();
    // 60,000 against 58,560.
    expect((await get(`${usdt}/tickers?contract=BTC_USDT`)).body).toMatchObject([
      { last: '60000.0', change_percentage: '2.46', mark_price: '60000.0' },
    ]);
  });

  it('refuses the 201st request to one endpoint in 10 seconds, and only there', async () => {
    const { get, clock } = createRig();
    for (let count = 0; count < 200; count += 1) await get(`${usdt}/tickers?contract=BTC_USDT`);
    const { status, headers } = await get(`${usdt}/tickers?contract=BTC_USDT`);
    expect([status, headers.get('x-gate-ratelimit-reset-timestamp')]).toEqual([429, String(seconds + 10)]);
    expect((await get(`${usdt}/contracts/BTC_USDT`)).status).toBe(200);
    await clock.advance(10_000);
    expect((await get(`${usdt}/tickers?contract=BTC_USDT`)).status).toBe(200);
  });
});
