import { describe, expect, it } from 'vitest';
import { deribitListings } from '../../market/ledger/listings/deribit.ts';
import { createRig } from './rig.ts';
import { t0 } from './tiny-ledger.ts';

type Side = readonly (readonly [price: string, amount: string])[];

const bybit = 'https://api.bybit.com/v5/market/orderbook?category=linear';

const usd = (side: Side, from: number, to: number): number =>
  side.reduce(
    (sum, [price, amount]) => (Number(price) >= from && Number(price) <= to ? sum + Number(price) * Number(amount) : sum),
    0,
  );

describe('order books of Bybit', () => {
  it('hold as many prices a side as asked for, a tick apart, best first, never crossed', async () => {
    const { get } = createRig();
    const { result } = (await get(`${bybit}&symbol=BTCUSDT&limit=1000`)).body as { result: { b: Side; a: Side } };
    expect([result.b.length, result.a.length]).toEqual([1_000, 1_000]);
    expect([result.b[0]?.[0], result.b[1]?.[0]]).toEqual(['60000.0', '59999.9']);
    expect([result.a[0]?.[0], result.a[1]?.[0]]).toEqual(['60000.1', '60000.2']);
    // 1,000 ticks of 0.1 are 100 dollars of the 600 that make one per cent: a sixth of the depth of 3 million.
    expect(usd(result.b, 0, 60_000)).toBeCloseTo(500_000, -1);
  });

  it('count in the units of the symbol', async () => {
    const { get } = createRig();
    const { result } = (await get(`${bybit}&symbol=1000PEPEUSDT&limit=1000`)).body as { result: { b: Side; a: Side } };
    // 0.01 dollars for 1,000 coins, in steps of 1e-7: one per cent is a thousand steps, and the last of them may or may not be in.
    expect(Math.abs(usd(result.b, 0.0099, 0.0101) / 3_000_000 - 1)).toBeLessThan(0.003);
    expect(Math.abs(usd(result.a, 0.0099, 0.0101) / 2_000_000 - 1)).toBeLessThan(0.003);
  });

  it('can be made to cross by a fault that swaps the sides', async () => {
    const { get, market } = createRig();
    market.fault({ host: 'api.bybit.com', path: '/orderbook', kind: 'schema', rename: { a: 'b', b: 'a' } });
    const { result } = (await get(`${bybit}&symbol=BTCUSDT&limit=1`)).body as { result: { b: Side; a: Side } };
    expect(Number(result.b[0]?.[0])).toBeGreaterThan(Number(result.a[0]?.[0]));
  });
});

describe('order books of Deribit', () => {
  it('count in dollars, and reach far beyond one per cent', async () => {
    const { get } = createRig([], t0, deribitListings());
    const { body } = await get('https://www.deribit.com/api/v2/public/get_order_book?instrument_name=BTC-PERPETUAL&depth=10000');
    const { bids, asks } = (body as { result: Record<'bids' | 'asks', readonly (readonly [number, number])[]> }).result;
    expect([bids[0]?.[0], asks[0]?.[0], bids.length]).toEqual([60_000, 60_000.5, 3_000]);
    // 1,200 steps of half a dollar are one per cent: three tenths of 3 million, and one step more.
    const near = bids.filter(([price]) => price >= 59_400).reduce((sum, [, usdThere]) => sum + usdThere, 0);
    expect(near).toBeCloseTo((900_000 * 1_201) / 1_200, -1);
  });

  it('refuse a contract that is not listed', async () => {
    const { get } = createRig();
    const { status, body } = await get('https://www.deribit.com/api/v2/public/get_order_book?instrument_name=NONE-PERPETUAL');
    expect([status, (body as { error: { code: number } }).error.code]).toEqual([400, -32_602]);
  });
});

describe('what takers traded of Binance’s perpetuals', () => {
  it('is told for whole hours, in the unit of the symbol', async () => {
    const { get } = createRig();
    const { body } = await get('https://fapi.binance.com/futures/data/takerlongshortRatio?symbol=1000PEPEUSDT&period=1h&limit=2');
    // 100 coins an hour on spot, five times that here, by the thousand; takers buy four tenths.
    const row = { buySellRatio: '0.6667', buyVol: '0.2000', sellVol: '0.3000' };
    expect(body).toEqual([
      { ...row, timestamp: t0 - 2 * 3_600_000 },
      { ...row, timestamp: t0 - 3_600_000 },
    ]);
  });
});
