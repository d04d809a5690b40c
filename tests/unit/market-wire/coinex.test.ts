import { describe, expect, it } from 'vitest';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { markets, t0, type OrderRow } from './tiny-ledger.ts';

const btc: Market = { ...markets.um, venue: 'coinex', board: 'linear' };
const inverse: Market = { ...markets.cm, venue: 'coinex', board: 'inverse', symbol: 'BTCUSD', contractUsd: 1 };
const listed = [btc, inverse];
const api = 'https://api.coinex.com/v2/futures';
const minute = 60_000;

interface Answer {
  readonly code: number;
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly pagination: { readonly has_next: boolean };
}

const rows: readonly OrderRow[] = [
  [btc, 'long', 0, 0.5, 59_000],
  [btc, 'short', 60, 0.25, 61_000],
  [btc, 'long', 120, 2, 58_000],
  [inverse, 'short', 120, 5_000, 61_000],
];

describe('CoinEx over REST', () => {
  it('lists markets with the open quantity in their own unit, closed ones and such that are not quoted in dollars among them', async () => {
    const { get } = createRig([], t0, listed);
    const { data } = (await get(`${api}/market`)).body as Answer;
    expect(data.map(row => [row.market, row.contract_type, row.open_interest_volume, row.is_market_available])).toEqual([
      ['BTCUSDT', 'linear', '1000.000', true],
      // 1,000 coins at 60,000 dollars.
      ['BTCUSD', 'inverse', '60000000', true],
      ['GONEUSDT', 'linear', '1000.000', false],
      ['ETHBTC', 'linear', '1000.000', true],
    ]);
    expect((await get(`${api}/ticker?market=BTCUSDT`)).body).toMatchObject({
      data: [{ last: '60000.0', open: '58560.0', mark_price: '60000.0' }],
    });
  });

  it('tells rates with two times of payment, eight hours apart', async () => {
    const { get } = createRig([], t0, listed);
    expect((await get(`${api}/funding-rate`)).body).toMatchObject({
      data: [
        {
          latest_funding_rate: '0.00010000',
          latest_funding_time: t0 + 4 * 60 * minute,
          next_funding_time: t0 + 12 * 60 * minute,
        },
        {},
      ],
    });
  });

  it('gives single orders newest first, in pages, with a blank before the name', async () => {
    const { get } = createRig(rows, t0 + 10 * minute, listed);
    const page = async (more: string) => (await get(`${api}/liquidation-history?market=BTCUSDT&limit=2${more}`)).body as Answer;
    const first = await page('');
    expect(first.pagination.has_next).toBe(true);
    expect(first.data).toEqual([
      {
        market: ' BTCUSDT',
        side: 'long',
        liq_price: '58000.0',
        liq_amount: '2.000',
        bkr_price: '57420.0',
        created_at: t0 + 2 * minute,
      },
      expect.objectContaining({ side: 'short', liq_price: '61000.0', created_at: t0 + minute }),
    ]);
    const second = await page('&page=2');
    expect([second.data.length, second.pagination.has_next]).toEqual([1, false]);
    const window = await page(`&start_time=${t0 + minute}&end_time=${t0 + minute}`);
    expect(window.data.map(row => row.side)).toEqual(['short']);
  });

  it('knows an order only 45 seconds later', async () => {
    const { get, clock } = createRig(rows, t0 + 2 * minute + 44_999, listed);
    const count = async () => ((await get(`${api}/liquidation-history?market=BTCUSD`)).body as Answer).data.length;
    expect(await count()).toBe(0);
    await clock.advance(2);
    expect(await count()).toBe(1);
  });

  it.each([
    ['no market', '', 'missing-parameter'],
    ['a page of none', '?market=BTCUSDT&page=0', 'bad-parameter'],
    ['more than a hundred', '?market=BTCUSDT&limit=101', 'bad-parameter'],
    ['what it does not know', '?market=BTCUSDT&side=long', 'unknown-parameter'],
    ['an unknown market', '?market=NOPEUSDT', 'bad-parameter'],
  ])('refuses %s with its own code', async (_what, query, kind) => {
    const { get, kinds } = createRig([], t0, listed);
    const { status, body } = await get(`${api}/liquidation-history${query}`);
    expect([status, (body as Answer).code]).toEqual([200, 3639]);
    expect(kinds()).toEqual([kind]);
  });
});
