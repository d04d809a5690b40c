import { describe, expect, it } from 'vitest';
import { createCheckMarket } from '../../../lib/background/check-market.ts';
import { createFundingJob } from '../../../lib/background/funding-log.ts';
import { createOlderBook } from '../../../lib/background/older-book.ts';
import type { Claim } from '../../../lib/claims/claim.ts';
import type { EngineInput } from '../../../lib/model/engine.ts';
import type { Bar } from '../../../lib/model/trade.ts';
import { alternativeMe } from '../../../lib/sources/alternative-me.ts';
import { start } from '../feeds/fake-host.ts';
import { createHistoryRig, day, hour, minute, order, venues } from './history-rig.ts';

/** Sunday, 22 November 2026, noon. */
const now = start;
type Asked = Pick<Claim, 'kind' | 'asset' | 'window'>;
const ask = (kind: Claim['kind'], asset: string | null, window: Claim['window'] = null): Asked => ({ kind, asset, window });

const bar = (openTime: number, open: number, close: number): Bar => ({
  openTime,
  open,
  close,
  high: Math.max(open, close),
  low: Math.min(open, close),
});

function createRig() {
  const rig = createHistoryRig();
  const points: EngineInput[] = [];
  const readMarket = createCheckMarket(rig.parts, {
    venues,
    fearGreedSource: alternativeMe,
    prices: { past: coin => Promise.resolve(coin === 'BTC' ? points : []) },
    bookFrom: createOlderBook(rig.parts, venues),
  });
  return { ...rig, points, readMarket };
}

describe('prices that are kept', () => {
  it('are of hours where there are hours, of four hours before that, and of the log of the last day', async () => {
    const { parts, points, readMarket } = createRig();
    parts.state.bars.set('BTC', { source: 'Binance', bars: [bar(now - 4 * hour, 100, 120), bar(now - 3 * hour, 120, 110)] });
    parts.state.bars4h.set('BTC', { source: 'Binance', bars: [bar(now - 8 * hour, 60, 80), bar(now - 4 * hour, 100, 999)] });
    points.push({ type: 'price', base: 'BTC', time: now - 190 * minute, usd: 117 });
    const { price } = await readMarket([], []);
    expect(price('BTC', now - 210 * minute)).toMatchObject({ value: 110, high: 120, source: 'Binance' });
    // Half of the four hours before.
    expect(price('BTC', now - 6 * hour)).toMatchObject({ value: 70, low: 60, high: 80 });
    expect(price('BTC', now - 192 * minute)).toMatchObject({ value: 117, at: now - 190 * minute });
    expect(price('BTC', now - 9 * hour)).toBeUndefined();
    expect(price('ETH', now)).toBeUndefined();
  });

  it('are the newest of now, with the change that their provider tells', async () => {
    const { parts, readMarket } = createRig();
    parts.state.prices.set('BTC', { usd: 67_460, change24h: -0.0169, at: now - minute, source: 'Coinbase' });
    const market = await readMarket([], []);
    expect(market.price('BTC', now)).toEqual({ value: 67_460, at: now - minute, source: 'Coinbase' });
    expect(market.priceChange('BTC', '24h', now)?.value).toBe(-0.0169);
    expect(market.priceChange('BTC', '7d', now)).toBeUndefined();
    expect(market.priceChange('BTC', '24h', now - hour)).toBeUndefined();
  });

  it('change over a window between two moments of bars', async () => {
    const { parts, readMarket } = createRig();
    parts.state.bars.set('BTC', { source: 'Binance', bars: [bar(now - 2 * day, 200, 200), bar(now - day, 150, 150)] });
    const market = await readMarket([], []);
    expect(market.priceChange('BTC', '24h', now - day + minute)?.value).toBeCloseTo(-0.25, 9);
  });
});

describe('forced orders that are kept', () => {
  it('are sums of any window that was asked for, up to any moment, with what of it was heard', async () => {
    const { hear, readMarket } = createRig();
    await hear(
      [
        order(now - 13 * hour, 1_000),
        order(now - 7 * hour, 200, { position: 'short' }),
        order(now - 5 * hour, 30),
        order(now - hour, 4, { base: 'ETH', symbol: 'ETH-SWAP' }),
      ],
      { from: now - 6 * day, to: now },
    );
    const claims = [ask('liquidations', 'BTC', '12h'), ask('liquidations', 'TOTAL', '24h'), ask('liquidations', 'TOTAL', '4h')];
    const market = await readMarket(claims, [now, now - 4 * hour]);
    expect(market.liquidations('BTC', '12h', now)).toMatchObject({ longUsd: 30, shortUsd: 200, floor: true, venues: 1, at: now });
    expect(market.liquidations('TOTAL', '24h', now)).toMatchObject({ longUsd: 1_034, shortUsd: 200 });
    // Sixteen hours to four hours before now.
    expect(market.liquidations('BTC', '12h', now - 4 * hour)).toMatchObject({ longUsd: 1_030, shortUsd: 200 });
    expect(market.liquidations('TOTAL', '4h', now - 4 * hour)).toMatchObject({ longUsd: 30, shortUsd: 200 });
    // What was not asked for is not read, and of what nobody heard nothing is known.
    expect(market.liquidations('BTC', '7d', now)).toBeUndefined();
    expect(market.liquidations('BTC', '12h', now - 2 * hour)).toBeUndefined();
    // The hour before each moment is, of windows up to a day.
    expect(market.liquidations('BTC', '12h', now - hour)).toMatchObject({ longUsd: 1_030, shortUsd: 200 });
    const long = await readMarket([ask('liquidations', 'BTC', '7d'), ask('liquidations', 'BTC', '12h')], [now, now - hour]);
    expect(long.liquidations('BTC', '7d', now - hour)).toMatchObject({ longUsd: 1_030 });
    expect(long.liquidations('BTC', '7d', now - 2 * hour)).toBeUndefined();
  });

  it('are not known of a time in which nobody listened, nor over more than thirty days', async () => {
    const { hear, readMarket } = createRig();
    await hear([order(now - hour, 5)], { from: now - 2 * hour, to: now });
    const market = await readMarket(
      [ask('liquidations', 'TOTAL', '24h'), ask('liquidations', 'TOTAL', '60d')],
      [now, now - 3 * day],
    );
    expect(market.liquidations('TOTAL', '24h', now - 3 * day)).toBeUndefined();
    expect(market.liquidations('TOTAL', '60d', now)).toBeUndefined();
    expect(market.liquidations('TOTAL', '24h', now)?.longUsd).toBe(5);
  });
});

describe('open interest that is kept', () => {
  it('is that of a moment, and changes over any window in dollars and in coins', async () => {
    const { parts, readMarket } = createRig();
    const row = (time: number, base: string, coins: number, usd: number) =>
      ({ venue: 'okx', symbol: `${base}-SWAP`, base, time, coins, usd }) as const;
    const then = now - 3 * day;
    await parts.openInterestStore.write(
      [
        row(then - 7 * day, 'BTC', 100, 10_000),
        row(then - 7 * day, 'ETH', 10, 1_000),
        row(then, 'BTC', 90, 8_100),
        row(then, 'ETH', 10, 800),
      ],
      now,
    );
    const market = await readMarket([ask('open_interest_change', 'TOTAL', '7d')], [then]);
    expect(market.openInterest('BTC', then)).toMatchObject({ value: 8_100, venues: 1 });
    expect(market.openInterest('TOTAL', then)).toMatchObject({ value: 8_900 });
    expect(market.openInterest('TOTAL', now)).toBeUndefined();
    const change = market.openInterestChange('BTC', '7d', then);
    expect(change?.usd?.value).toBeCloseTo(-0.19, 5);
    expect(change?.coins?.value).toBeCloseTo(-0.1, 5);
    // 8,900 of 11,000.
    expect(market.openInterestChange('TOTAL', '7d', then)?.usd?.value).toBeCloseTo(8_900 / 11_000 - 1, 5);
    expect(market.openInterestChange('BTC', '30d', then)).toBeUndefined();
    // Nobody reads it where no claim asks for it.
    expect((await readMarket([], [then])).openInterest('BTC', then)).toBeUndefined();
  });
});

describe('the other figures', () => {
  it('funding of the hour, as it was logged', async () => {
    const { parts, time, readMarket } = createRig();
    parts.state.funding.set(
      'okx',
      new Map([['BTC-SWAP', { venue: 'okx', symbol: 'BTC-SWAP', base: 'BTC', time: now, ratePer8h: 0.0001 }]]),
    );
    parts.state.openInterest.set(
      'okx',
      new Map([['BTC-SWAP', { venue: 'okx', symbol: 'BTC-SWAP', base: 'BTC', time: now, coins: 1, usd: 80_000 }]]),
    );
    await createFundingJob(parts, venues).run();
    time.jump(5 * hour);
    const market = await readMarket([ask('funding', 'BTC')], [now + hour]);
    expect(market.funding('BTC', now + hour)).toMatchObject({ value: 0.0001, at: now });
    expect(market.funding('BTC', now + 5 * hour)).toBeUndefined();
  });

  it('the index by its day, and holdings by their statement', async () => {
    const { parts, readMarket } = createRig();
    parts.state.fearGreed = { at: now, days: [{ day: now - 12 * hour, value: 22, word: 'Extreme Fear' }] };
    parts.state.holders = {
      askedAt: {},
      rows: [{ name: 'Metaplanet Inc', base: 'BTC', coins: 10, entryUsd: 900_000, at: now - hour, source: 'CoinGecko' }],
    };
    const market = await readMarket([], []);
    expect(market.fearGreed(now)).toMatchObject([{ value: 22, source: 'alternative.me' }]);
    expect(market.holder('metaplanet', now)).toMatchObject({ coins: 10, costUsd: 90_000 });
    expect(market.holder('tesla', now)).toBeUndefined();
    expect(market.holder('strategy', Date.UTC(2026, 1, 12))).toMatchObject({ coins: 714_644, costUsd: 76_056 });
  });

  it('capitalisation and dominance of the hour around the list alone', async () => {
    const { parts, readMarket } = createRig();
    parts.state.caps = {
      usd: new Map([
        ['BTC', 60],
        ['ETH', 40],
      ]),
      at: now - 10 * minute,
      source: 'CoinGecko',
    };
    const market = await readMarket([], []);
    expect(market.marketCap('TOTAL', now)?.value).toBe(100);
    expect(market.dominance('BTC', now)?.value).toBe(0.6);
    expect(market.marketCap('BTC', now - 2 * hour)).toBeUndefined();
    expect(market.dominance('PEPE', now)).toBeUndefined();
  });
});
