import { describe, expect, it } from 'vitest';
import { coinalyzeKey } from '../../market/providers/coinalyze.ts';
import { coinglassKey } from '../../market/providers/coinglass.ts';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { markets, t0, type OrderRow } from './tiny-ledger.ts';

const api = 'https://api.coinalyze.net/v1';
const glass = 'https://open-api-v4.coinglass.com/api/futures/liquidation/coin-list';
const dated: Market = { ...markets.cm, symbol: 'BTCUSD_260327' };
const margin: Market = { ...markets.um, venue: 'okx', symbol: 'BTC-USDT', board: 'margin' };
const listed = [markets.um, markets.cm, dated, markets.linear, markets.gate, margin];
const seconds = t0 / 1_000;
const hour = 3_600;

// 0.5 × 59,000 = 29,500 dollars; 100 contracts of 100 dollars; 1 × 58,000; bankruptcy price 60,000 × 0.99.
const rows: readonly OrderRow[] = [
  [markets.um, 'long', -2 * hour, 0.5, 59_000],
  [markets.cm, 'short', -200, 100, 60_000],
  [markets.um, 'long', -100, 1, 58_000],
  [markets.linear, 'long', -10, 1, 60_000],
  [margin, 'long', -10, 1, 60_000],
];

const rig = () => createRig(rows, t0, listed);
const history = (symbols: string, more = '') =>
  `${api}/liquidation-history?symbols=${symbols}&interval=5min&from=${seconds - 24 * hour}&to=${seconds}&convert_to_usd=true${more}`;

describe('Coinalyze', () => {
  const headers = { api_key: coinalyzeKey };

  it('lists futures by its own names, the dated ones marked as such, and nothing of margin', async () => {
    const { body } = await rig().get(`${api}/future-markets`, headers);
    expect((body as Record<string, unknown>[]).map(row => [row.symbol, row.exchange, row.base_asset, row.is_perpetual])).toEqual([
      ['BTCUSDT_PERP.A', 'A', 'BTC', true],
      ['BTCUSD_PERP.A', 'A', 'BTC', true],
      ['BTCUSD_BTCUSD_260327.A', 'A', 'BTC', false],
      ['BTCUSDT.6', '6', 'BTC', true],
      ['BTCUSDT_PERP.Y', 'Y', 'BTC', true],
    ]);
  });

  it('sums every forced order by bar, and leaves out the contracts that it does not know', async () => {
    const { body } = await rig().get(history('BTCUSDT_PERP.A,BTCUSD_PERP.A,NOPE.A'), headers);
    expect(body).toEqual([
      {
        symbol: 'BTCUSDT_PERP.A',
        history: [
          { t: seconds - 2 * hour, l: 29_500, s: 0 },
          { t: seconds - 300, l: 58_000, s: 0 },
        ],
      },
      { symbol: 'BTCUSD_PERP.A', history: [{ t: seconds - 300, l: 0, s: 10_000 }] },
    ]);
  });

  it('counts in coins unless it is told to count in dollars', async () => {
    const { body } = await rig().get(history('BTCUSDT_PERP.A').replace('=true', '=false'), headers);
    expect(body).toMatchObject([{ history: [{ l: 0.5 }, { l: 1 }] }]);
  });

  it('answers times in milliseconds with nothing at all', async () => {
    const url = `${api}/liquidation-history?symbols=BTCUSDT.6&interval=5min&from=${t0 - 1}&to=${t0}`;
    expect(await rig().get(url, headers)).toMatchObject({ status: 200, body: [] });
  });

  it('charges each symbol, and says 429 with the time that is left of the minute', async () => {
    const { get, clock } = rig();
    const twenty = Array.from({ length: 20 }, () => 'BTCUSDT.6').join();
    const ask = async () => (await get(history(twenty), headers)).status;
    await clock.advance(15_000);
    expect([await ask(), await ask()]).toEqual([200, 200]);
    const refused = await get(history('BTCUSDT.6'), headers);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '45']);
    await clock.advance(45_000);
    expect(await ask()).toBe(200);
  });

  it.each([
    ['no key', {}, history('BTCUSDT.6'), 401],
    ['a wrong key', { api_key: 'wrong-key' }, history('BTCUSDT.6'), 401],
    ['a key in the address', {}, history('BTCUSDT.6', `&api_key=${coinalyzeKey}`), 400],
    ['more than twenty contracts', headers, history(Array.from({ length: 21 }, () => 'BTCUSDT.6').join()), 400],
  ])('refuses %s', async (_what, sent, url, status) => {
    const { get, market } = rig();
    expect((await get(url, sent)).status).toBe(status);
    expect(market.log.violations).toHaveLength(1);
  });
});

describe('CoinGlass', () => {
  it('gives rolling sums of each coin over all that is traded', async () => {
    const { body } = await rig().get(glass, { 'CG-API-KEY': coinglassKey });
    expect(body).toMatchObject({
      code: '0',
      data: [
        {
          symbol: 'BTC',
          // 58,000 + 59,400 + 60,000 of the last hour; 29,500 before it.
          long_liquidation_usd_1h: 177_400,
          short_liquidation_usd_1h: 10_000,
          liquidation_usd_1h: 187_400,
          long_liquidation_usd_4h: 206_900,
          long_liquidation_usd_24h: 206_900,
          liquidation_usd_24h: 216_900,
        },
      ],
    });
  });

  it.each([
    ['no key', {}, 'API key missing.'],
    ['a wrong key', { 'CG-API-KEY': 'wrong-key' }, 'Invalid API key wrong-key'],
  ])('refuses %s with status 200 and a code inside', async (_what, headers, msg) => {
    const { get, kinds } = rig();
    expect(await get(glass, headers)).toMatchObject({ status: 200, body: { code: '401', msg } });
    expect(kinds()).toEqual(['bad-parameter']);
  });

  it('says 429 after 30 requests in a minute', async () => {
    const { get } = rig();
    const ask = () => get(glass, { 'CG-API-KEY': coinglassKey });
    for (let count = 0; count < 30; count += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  });
});
