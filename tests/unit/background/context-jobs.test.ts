import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBreadthJob, createHoldersJob, createOtherMarketsJob } from '../../../lib/background/context-jobs.ts';
import { createMarketState } from '../../../lib/background/market-state.ts';
import { restoreState } from '../../../lib/background/restore.ts';
import { FeedError } from '../../../lib/model/feed-error.ts';
import type { HttpRequest } from '../../../lib/model/venue.ts';
import { coinLists, holderSources, marketSources } from '../../../lib/sources/registry.ts';
import { createPartsRig } from './parts-rig.ts';
import type { PartsRig } from './parts-rig.ts';

// In development query-core warns when the timers of a new rig take the place of the old ones.
beforeAll(() => {
  vi.stubEnv('NODE_ENV', 'production');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const blocked = new FeedError('blocked', 'made.example', 'status 403', { status: 403, retryAfterMs: hourMs });

/** A rig whose clock stands at a time of 2026 in UTC. */
function rigAt(text: string): PartsRig {
  const rig = createPartsRig();
  setWall(rig, Date.parse(`${text}Z`));
  rig.answer = () => blocked;
  return rig;
}

function setWall({ time }: PartsRig, to: number): void {
  time.jump(to - time.clock.now());
}

const hostsOf = (asked: readonly HttpRequest[]) => asked.map(({ url }) => new URL(url).host);

/** What a host asks again and again is counted once: retries are the fetch layer's. */
const hostsAsked = ({ asked }: PartsRig) => [...new Set(hostsOf(asked))];

async function restored({ parts }: PartsRig) {
  const state = createMarketState();
  await restoreState(parts.documents, state, [], parts.marketTime.now());
  return state;
}

describe('breadth', () => {
  /** Bitcoin at -1 %, and 39 others, `falling` of them at -2 %. */
  const list = (falling: number) =>
    Array.from({ length: 40 }, (_none, index) => ({
      symbol: index === 0 ? 'btc' : `c${index}x`,
      name: `Coin ${index}`,
      current_price: 100 + index,
      price_change_percentage_24h: index === 0 ? -1 : index <= falling ? -2 : 3,
      market_cap: (40 - index) * 1e9,
    }));

  function venuePrices({ parts }: PartsRig, ageMs: number): void {
    const at = parts.marketTime.now() - ageMs;
    const bases = Array.from({ length: 50 }, (_none, index) => (index === 0 ? 'BTC' : `V${index}X`));
    parts.state.universe = { bases, top: [], complete: true };
    const price = (change24h: number | undefined) => ({
      usd: 10,
      at,
      source: 'Bybit',
      ...(change24h === undefined ? {} : { change24h }),
    });
    parts.state.venuePrices.set('bybit', new Map(bases.map((base, index) => [base, price(index % 2 === 0 ? -0.01 : undefined)])));
    parts.state.venuePrices.set('gate', new Map(bases.map(base => [base, { ...price(0.02), source: 'Gate' }])));
  }

  it('is of CoinGecko’s list, and known again in the next life', async () => {
    const rig = rigAt('2026-02-12T00:30');
    rig.answer = () => list(19);
    await createBreadthJob(rig.parts, coinLists).run();
    // 20 of 40 fall; 19 of 39 are weaker than bitcoin.
    expect(rig.parts.state.breadth).toMatchObject({ falling: 0.5, coins: 40, weakerThanBtc: 19 / 39, source: 'CoinGecko' });
    expect(rig.feed('coingecko/breadth')).toMatchObject({ state: 'live', reason: '40 read' });
    expect(rig.parts.state.caps).toMatchObject({ source: 'CoinGecko', at: rig.parts.marketTime.now() });
    expect(rig.parts.state.caps?.usd.get('BTC')).toBe(40e9);
    expect(rig.changes).toEqual(['context']);
    expect((await restored(rig)).breadth).toEqual(rig.parts.state.breadth);
  });

  it('is of the venues’ own prices, by open interest and named so, while the list is not to be had', async () => {
    const rig = rigAt('2026-02-12T00:30');
    venuePrices(rig, minuteMs);
    rig.answer = () => blocked;
    await expect(createBreadthJob(rig.parts, coinLists).run()).rejects.toThrow('no list of the largest coins');
    // Every second coin has a change of -1 % at Bybit, the others of +2 % at Gate only.
    expect(rig.parts.state.breadth).toMatchObject({ falling: 0.5, coins: 50, source: 'Bybit, Gate, by open interest' });
    expect(rig.feed('coingecko/breadth')).toMatchObject({ state: 'blocked' });
  });

  it('keeps what the list said for 25 minutes before it takes the venues’ prices', async () => {
    const rig = rigAt('2026-02-12T00:30');
    const job = createBreadthJob(rig.parts, coinLists);
    rig.answer = () => list(19);
    await job.run();
    rig.answer = () => blocked;
    rig.time.jump(25 * minuteMs);
    venuePrices(rig, 0);
    await expect(job.run()).rejects.toThrow();
    expect(rig.parts.state.breadth).toMatchObject({ source: 'CoinGecko' });
    rig.time.jump(1);
    await expect(job.run()).rejects.toThrow();
    expect(rig.parts.state.breadth).toMatchObject({ coins: 50 });
    rig.answer = () => list(39);
    await job.run();
    expect(rig.parts.state.breadth).toMatchObject({ falling: 1, source: 'CoinGecko' });
  });

  it('is unknown when the venues’ prices are old too, and an old figure is not lost over it', async () => {
    const rig = rigAt('2026-02-12T00:30');
    venuePrices(rig, 11 * minuteMs);
    rig.answer = () => blocked;
    const job = createBreadthJob(rig.parts, coinLists);
    await expect(job.run()).rejects.toThrow();
    expect(rig.parts.state.breadth).toEqual({ unknown: { of: 'fewCoins', count: 0 } });
    rig.answer = () => list(19);
    await job.run();
    const before = rig.parts.state.breadth;
    rig.answer = () => blocked;
    rig.time.jump(hourMs);
    await expect(job.run()).rejects.toThrow();
    expect(rig.parts.state.breadth).toEqual(before);
  });
});

describe('big holders', () => {
  const kpis = { results: { btcHoldings: '714,644' } };
  const companies = {
    companies: [
      { name: 'Strategy', symbol: 'MSTR.US', total_holdings: 713_502, total_entry_value_usd: 1e10 },
      { name: 'XXI', symbol: 'XXI.US', total_holdings: 43_514, total_entry_value_usd: 0 },
    ],
  };
  const both = ({ url }: HttpRequest) => (url.includes('strategy.com') ? kpis : companies);
  const told = ({ parts }: PartsRig) => parts.state.holders.rows.map(({ name, coins, source }) => [name, coins, source]);

  it('are told by Strategy itself first, then by CoinGecko, and known again in the next life', async () => {
    const rig = rigAt('2026-02-12T00:30');
    rig.answer = both;
    await createHoldersJob(rig.parts, holderSources).run();
    expect(told(rig)).toEqual([
      ['Strategy', 714_644, 'Strategy'],
      ['Strategy', 713_502, 'CoinGecko'],
      ['XXI', 43_514, 'CoinGecko'],
    ]);
    expect((await restored(rig)).holders).toEqual(rig.parts.state.holders);
  });

  it('are asked for again after six hours, each source by itself', async () => {
    const rig = rigAt('2026-02-12T00:30');
    const job = createHoldersJob(rig.parts, holderSources);
    rig.answer = request => (request.url.includes('strategy.com') ? blocked : companies);
    await expect(job.run()).rejects.toThrow('no holdings of Strategy');
    expect(told(rig).map(([, , source]) => source)).toEqual(['CoinGecko', 'CoinGecko']);
    rig.asked.length = 0;
    rig.answer = both;
    await job.run();
    expect(hostsAsked(rig)).toEqual(['api.strategy.com']);
    expect(told(rig)[0]).toEqual(['Strategy', 714_644, 'Strategy']);
    rig.asked.length = 0;
    rig.time.jump(6 * hourMs - 1);
    await job.run();
    expect(rig.asked).toEqual([]);
    rig.time.jump(1);
    await job.run();
    expect(hostsAsked(rig)).toEqual(['api.strategy.com', 'api.coingecko.com']);
  });
});

describe('other markets', () => {
  const closes: Record<string, readonly number[]> = {
    '%5ESTOXX50E': [6_000, 5_952],
    '%5EGDAXI': [25_000, 24_800],
    '%5EGSPC': [7_000, 6_930],
    '%5EVIX': [20, 21.4],
    'DX-Y.NYB': [97, 97.1],
    '%5ETNX': [4.14, 4.17],
  };

  /** Charts whose last trade was at `time`. */
  function charts(time: string) {
    const dealt = Date.parse(`${time}Z`) / 1_000;
    return ({ url }: HttpRequest): unknown => {
      const close = closes[/chart\/([^?]+)/.exec(url)?.[1] ?? ''];
      if (close === undefined) return blocked;
      const meta = { regularMarketTime: dealt };
      return {
        chart: { result: [{ meta, timestamp: [dealt - 86_400, dealt], indicators: { quote: [{ close }] } }], error: null },
      };
    };
  }

  const known = ({ parts }: PartsRig) => parts.state.otherMarkets.rows.map(({ id, source }) => `${id} ${source}`);

  it('are all asked of Yahoo once, and known again in the next life', async () => {
    const rig = rigAt('2026-02-12T00:30');
    rig.answer = charts('2026-02-11T21:00');
    await createOtherMarketsJob(rig.parts, marketSources).run();
    expect(hostsOf(rig.asked)).toEqual(Array<string>(6).fill('query1.finance.yahoo.com'));
    expect(rig.parts.state.otherMarkets.rows).toHaveLength(6);
    expect(rig.parts.state.otherMarkets.rows[0]).toEqual({
      id: 'stoxx50',
      value: 5_952,
      before: 6_000,
      at: Date.UTC(2026, 1, 11, 21),
      source: 'Yahoo Finance',
      closes: [
        [Date.UTC(2026, 1, 10), 6_000],
        [Date.UTC(2026, 1, 11), 5_952],
      ],
    });
    expect((await restored(rig)).otherMarkets).toEqual(rig.parts.state.otherMarkets);
    expect(rig.feed('yahoo/markets')).toMatchObject({ state: 'live', reason: '6 read' });
    expect(rig.feed('cnbc/markets')).toBeUndefined();
  });

  it('are asked for while they trade and until their close has settled, and not at night', async () => {
    const rig = rigAt('2026-02-12T00:30');
    const job = createOtherMarketsJob(rig.parts, marketSources);
    rig.answer = charts('2026-02-11T21:00');
    await job.run();
    const askedAt = async (text: string) => {
      rig.asked.length = 0;
      setWall(rig, Date.parse(`${text}Z`));
      await job.run();
      return rig.asked.map(({ url }) => /chart\/([^?]+)/.exec(url)?.[1]);
    };
    expect(await askedAt('2026-02-12T00:40')).toEqual([]);
    expect(rig.feed('yahoo/markets')).toMatchObject({ state: 'resting', reason: 'exchanges are closed' });
    expect(await askedAt('2026-02-12T07:59')).toEqual(['DX-Y.NYB']);
    expect(await askedAt('2026-02-12T08:00')).toEqual(['%5ESTOXX50E', '%5EGDAXI', 'DX-Y.NYB']);
    expect(await askedAt('2026-02-12T15:00')).toHaveLength(6);
    expect(await askedAt('2026-02-12T16:49')).toHaveLength(6);
    expect(await askedAt('2026-02-12T16:55')).toEqual(['%5ESTOXX50E', '%5EGDAXI', '%5EGSPC', '%5EVIX', 'DX-Y.NYB', '%5ETNX']);
    expect(await askedAt('2026-02-12T17:05')).toEqual(['%5EGSPC', '%5EVIX', 'DX-Y.NYB', '%5ETNX']);
    expect(await askedAt('2026-02-13T23:00')).toHaveLength(6);
    expect(await askedAt('2026-02-14T12:00')).toEqual([]);
  });

  it('are asked of CNBC when Yahoo does not answer, which is then not asked for the rest', async () => {
    const rig = rigAt('2026-02-12T00:30');
    const quote = (symbol: string) => ({ symbol, last: '21.4', previous_day_closing: '20', last_time: '2026-02-11' });
    rig.answer = ({ url }) =>
      url.includes('cnbc') ? { FormattedQuoteResult: { FormattedQuote: [quote('.VIX'), { symbol: '.SPX', code: 1 }] } } : blocked;
    await createOtherMarketsJob(rig.parts, marketSources).run();
    expect(hostsOf(rig.asked)).toEqual([
      'query1.finance.yahoo.com',
      'quote.cnbc.com',
      // Of what is still missing it has two.
      'fred.stlouisfed.org',
    ]);
    expect(known(rig)).toEqual(['vix CNBC']);
    expect(rig.feed('yahoo/markets')).toMatchObject({ state: 'blocked' });
    expect(rig.feed('cnbc/markets')).toMatchObject({ state: 'live' });
  });

  it('takes closes of a day ago from FRED, which stay due, and is not asked again for six hours', async () => {
    const rig = rigAt('2026-02-12T00:30');
    const job = createOtherMarketsJob(rig.parts, marketSources);
    rig.answer = ({ url }) => {
      const id = /id=(\w+)/.exec(url)?.[1];
      return id === undefined
        ? blocked
        : `observation_date,${id}\n2026-02-09,${id === 'SP500' ? 6900 : 5}\n2026-02-10,${id === 'SP500' ? 6930 : 6}`;
    };
    await job.run();
    expect(known(rig)).toEqual(['sp500 FRED', 'vix FRED', 'us10y FRED']);
    rig.asked.length = 0;
    rig.time.jump(10 * minuteMs);
    await job.run();
    expect(hostsAsked(rig)).toEqual(['query1.finance.yahoo.com', 'quote.cnbc.com']);
    rig.answer = charts('2026-02-11T21:00');
    await job.run();
    expect(known(rig)).toContain('sp500 Yahoo Finance');
    expect(rig.feed('fred/markets')).toMatchObject({ state: 'resting', reason: 'the fallback, not needed now' });
  });

  it('never puts an older value in the place of a newer one, unless that is of the future', async () => {
    const rig = rigAt('2026-02-12T15:00');
    const job = createOtherMarketsJob(rig.parts, marketSources);
    rig.answer = charts('2026-02-12T14:59');
    await job.run();
    rig.answer = charts('2026-02-11T21:00');
    await job.run();
    const times = () => new Set(rig.parts.state.otherMarkets.rows.map(({ at }) => at));
    expect(times()).toEqual(new Set([Date.UTC(2026, 1, 12, 14, 59)]));
    setWall(rig, Date.UTC(2026, 1, 12, 10));
    await job.run();
    expect(times()).toEqual(new Set([Date.UTC(2026, 1, 11, 21)]));
  });

  it('fails when nothing is known at all, so that it is tried again soon, and not when something is', async () => {
    const rig = rigAt('2026-02-12T15:00');
    const job = createOtherMarketsJob(rig.parts, marketSources);
    rig.answer = () => blocked;
    await expect(job.run()).rejects.toThrow('no provider of other markets answers');
    rig.answer = charts('2026-02-12T14:59');
    await job.run();
    rig.answer = () => blocked;
    await job.run();
    expect(rig.parts.state.otherMarkets.rows).toHaveLength(6);
    expect(rig.feed('yahoo/markets')).toMatchObject({ state: 'blocked' });
  });

  it.each<[string, unknown, number]>([
    ['cannot be read', { chart: {} }, 1],
    ['is not known there', new FeedError('status', 'made.example', 'status 404', { status: 404 }), 0],
  ])('goes on with the other indices when one of them %s', async (_what, answer, rejected) => {
    const rig = rigAt('2026-02-12T15:00');
    const good = charts('2026-02-12T14:59');
    rig.answer = request => (request.url.includes('GDAXI') ? answer : request.url.includes('chart') ? good(request) : blocked);
    await createOtherMarketsJob(rig.parts, marketSources).run();
    expect(rig.parts.state.otherMarkets.rows.map(({ id }) => id)).toEqual(['stoxx50', 'sp500', 'vix', 'dollar', 'us10y']);
    expect(rig.feed('yahoo/markets')).toMatchObject({ state: 'failing', rejected });
  });
});
