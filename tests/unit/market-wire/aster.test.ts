import { describe, expect, it } from 'vitest';
import type { Market } from '../../market/world.ts';
import { createRig } from './rig.ts';
import { markets, t0 } from './tiny-ledger.ts';

const btc: Market = { ...markets.um, venue: 'aster' };
const pepe: Market = { ...markets.umPepe, venue: 'aster' };
const listed = [...Object.values(markets), btc, pepe];
const api = 'https://fapi.asterdex.com/fapi/v3';
const stream = 'wss://fstream.asterdex.com';

describe('Aster over REST', () => {
  it('answers under its own version with its own markets', async () => {
    const { get } = createRig([], t0, [markets.um, btc]);
    expect((await get(`${api}/exchangeInfo`)).body).toMatchObject({ symbols: [{ symbol: 'BTCUSDT' }, { status: 'SETTLING' }] });
    // 1,000 coins are open.
    expect((await get(`${api}/openInterest?symbol=BTCUSDT`)).body).toEqual({
      symbol: 'BTCUSDT',
      openInterest: '1000.000',
      time: t0,
    });
    expect((await get('https://fapi.asterdex.com/fapi/v1/exchangeInfo')).status).toBe(404);
    expect((await get(`${api}/forceOrders`)).status).toBe(404);
  });

  it('names the interval of every contract, and prints rates for one of them', async () => {
    const { get } = createRig([], t0, listed);
    expect((await get(`${api}/fundingInfo`)).body).toMatchObject([
      { symbol: 'BTCUSDT', fundingIntervalHours: 8 },
      { symbol: '1000PEPEUSDT', fundingIntervalHours: 4 },
    ]);
    // -0.0002 for eight hours, half of it for four.
    expect((await get(`${api}/premiumIndex`)).body).toMatchObject([
      { lastFundingRate: '0.00010000', markPrice: '60000.00000000' },
      { lastFundingRate: '-0.00010000', nextFundingTime: t0 + 4 * 3_600_000 },
    ]);
  });
});

describe("Aster's stream", () => {
  it('speaks without /market, and not with it', async () => {
    const { open, clock, kinds } = createRig([[btc, 'long', 1.5, 2, 59_000]], t0, listed);
    const { frames } = await open(`${stream}/stream?streams=!forceOrder@arr`);
    await clock.advance(2_000);
    expect(frames).toEqual([
      {
        stream: '!forceOrder@arr',
        data: {
          e: 'forceOrder',
          E: t0 + 1_503,
          // No board and no pair: there is one board.
          o: {
            s: 'BTCUSDT',
            S: 'SELL',
            o: 'LIMIT',
            f: 'IOC',
            q: '2.000',
            p: '58410.0',
            ap: '59000.0',
            X: 'FILLED',
            l: '2.000',
            z: '2.000',
            T: t0 + 1_500,
          },
        },
      },
    ]);
    await open(`${stream}/market/stream?streams=!forceOrder@arr`);
    expect(kinds()).toEqual(['unknown-path']);
  });

  it('lets out the latest order of each symbol and second, and none of Binance', async () => {
    const { open, clock } = createRig(
      [
        [btc, 'long', 1.1, 1, 59_000],
        [btc, 'short', 1.9, 2, 61_000],
        [pepe, 'short', 1.2, 500, 0.01],
        [markets.um, 'long', 1.3, 9, 59_000],
      ],
      t0,
      listed,
    );
    const { frames } = await open(`${stream}/ws/!forceOrder@arr`);
    await clock.advance(3_000);
    expect(frames.map(frame => (frame as { o: { s: string; z: string } }).o).map(({ s, z }) => [s, z])).toEqual([
      ['1000PEPEUSDT', '500'],
      ['BTCUSDT', '2.000'],
    ]);
  });
});
