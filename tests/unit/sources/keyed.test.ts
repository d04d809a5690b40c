import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coinalyze, marketsOf, toCoinalyzeTotals } from '../../../lib/sources/coinalyze.ts';
import { coinglass, coinglassStatus, toCoinglassTotals } from '../../../lib/sources/coinglass.ts';
import { withKey } from '../../../lib/sources/keyed.ts';

const now = Date.UTC(2026, 1, 12, 0, 30);
const context = { receivedTime: now };

describe('Coinalyze', () => {
  const markets = [
    { symbol: 'BTCUSDT_PERP.A', exchange: 'A', base: 'BTC' },
    { symbol: 'BTCUSDT.6', exchange: '6', base: 'BTC' },
  ];

  it('is asked in seconds, for at most nineteen contracts, so that with the list before them a minute’s half of 40 calls is kept to', () => {
    const symbols = Array.from({ length: 25 }, (_, place) => `BTCUSDT_PERP.${String.fromCharCode(65 + place)}`);
    const { url, weight } = coinalyze.request(symbols, now + 999);
    const query = new URL(url).searchParams;
    expect(query.get('symbols')?.split(',')).toHaveLength(19);
    expect(weight + coinalyze.markets.weight).toBe(20);
    expect([query.get('from'), query.get('to')]).toEqual(['1770769800', '1770856200']);
    expect(query.get('convert_to_usd')).toBe('true');
  });

  it('tells perpetual contracts, and of each venue one before the second of any', () => {
    const market = (symbol: string, exchange: string, isPerpetual = true) => ({
      symbol,
      exchange,
      base_asset: 'BTC',
      is_perpetual: isPerpetual,
    });
    const parsed = coinalyze.parseMarkets([
      market('BTCUSD_PERP.A', 'A'),
      market('BTCUSDT_PERP.A', 'A'),
      market('BTCUSD.6', '6'),
      market('BTCUSDT.6', '6'),
      market('BTCUSDT_260327.A', 'A', false),
      { symbol: 7 },
    ]);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    expect(parsed.rejections.length).toBeGreaterThan(0);
    expect(marketsOf(parsed.events, 'BTC').map(({ symbol }) => symbol)).toEqual([
      'BTCUSDT_PERP.A',
      'BTCUSDT.6',
      'BTCUSD_PERP.A',
      'BTCUSD.6',
    ]);
    expect(marketsOf(parsed.events, 'ETH')).toEqual([]);
  });

  it('gives an hour and a day: a bar counts when it opened inside', () => {
    const bar = (ago: number, l: number | string, s: number) => ({ t: now / 1000 - ago, l, s });
    const parsed = coinalyze.parse(
      [
        { symbol: 'BTCUSDT_PERP.A', history: [bar(86_401, 1_000, 1_000), bar(86_400, 100, 10), bar(3_600, '20', 2)] },
        { symbol: 'BTCUSDT.6', history: [bar(300, 4, 0.5)] },
      ],
      context,
    );
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    const totals = toCoinalyzeTotals(parsed.events, { base: 'BTC', markets, at: now });
    expect(totals).toMatchObject({ source: 'coinalyze', scope: { coin: 'BTC', venues: 2 }, at: now });
    expect(totals?.windows).toEqual({
      '1h': { usd: 26.5, longUsd: 24, shortUsd: 2.5 },
      '24h': { usd: 136.5, longUsd: 124, shortUsd: 12.5 },
    });
  });

  it('counts each contract that was asked for once, and no other', () => {
    const history = (symbol: string, longUsd: number) => ({ symbol, bars: [{ time: now - 300_000, longUsd, shortUsd: 0 }] });
    const totals = toCoinalyzeTotals([history('BTCUSDT.6', 7), history('BTCUSDT.6', 7), history('ETHUSDT.6', 100)], {
      base: 'BTC',
      markets,
      at: now,
    });
    expect(totals?.scope).toEqual({ coin: 'BTC', venues: 1 });
    expect(totals?.windows['24h']?.usd).toBe(7);
  });

  it('takes an answer without any contract for no answer, and a contract without bars for one of which nothing was forced', () => {
    // So is a request answered whose times are in another unit.
    expect(toCoinalyzeTotals([], { base: 'BTC', markets, at: now })).toBeUndefined();
    const quiet = toCoinalyzeTotals([{ symbol: 'BTCUSDT.6', bars: [] }], { base: 'BTC', markets, at: now });
    expect(quiet?.windows['24h']).toEqual({ usd: 0, longUsd: 0, shortUsd: 0 });
  });

  it('rejects times in milliseconds and sums below 0 instead of adding them', () => {
    const read = (bar: object) => coinalyze.parse([{ symbol: 'BTCUSDT.6', history: [bar] }], context);
    for (const bar of [
      { t: now, l: 1, s: 1 },
      { t: now / 1000, l: -1, s: 1 },
      { t: now / 1000, s: 1 },
    ]) {
      const parsed = read(bar);
      expect(parsed.kind === 'events' ? [parsed.events.length, parsed.rejections.length] : []).toEqual([0, 1]);
    }
    expect(coinalyze.parse({ message: 'Invalid API key' }, context).kind).toBe('rejected');
  });
});

describe('CoinGlass', () => {
  const coin = (symbol: string, change: object = {}) => ({
    symbol,
    long_liquidation_usd_1h: '1.5',
    short_liquidation_usd_1h: 0.5,
    long_liquidation_usd_24h: 30,
    short_liquidation_usd_24h: 10,
    ...change,
  });

  it('gives the sum of all coins, each once and without its own sum, and Bitcoin beside it', () => {
    const parsed = coinglass.parse({ code: '0', data: [coin('BTC'), coin('ETH'), coin('BTC'), coin('ALL')] }, context);
    if (parsed.kind !== 'events') throw new Error(parsed.kind);
    const totals = toCoinglassTotals(parsed.events, now);
    expect(Object.entries(totals).map(([id, { scope }]) => [id, scope])).toEqual([
      ['all', { coins: 2 }],
      ['BTC', { coin: 'BTC' }],
    ]);
    expect(totals['all']?.windows).toEqual({
      '1h': { usd: 4, longUsd: 3, shortUsd: 1 },
      '24h': { usd: 80, longUsd: 60, shortUsd: 20 },
    });
    expect(totals['BTC']?.windows['24h']?.usd).toBe(40);
  });

  it('takes an error for one although it comes with status 200', () => {
    expect(coinglass.parse({ code: '401', msg: 'API key missing.' }, context)).toEqual({
      kind: 'rejected',
      rejections: [{ reason: 'an error inside of the answer', path: 'code' }],
    });
    expect(coinglass.parse({ code: 0 }, context).kind).toBe('rejected');
    const codes = ['401', 403, '0', 0, '50001', undefined, 'Unauthorized'];
    expect(codes.map(code => coinglassStatus({ code }))).toEqual([
      401,
      403,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('rejects a coin that lacks a side instead of taking it for 0', () => {
    const parsed = coinglass.parse({ code: '0', data: [coin('BTC', { short_liquidation_usd_24h: undefined })] }, context);
    expect(parsed.kind === 'events' && [parsed.events.length, parsed.rejections.length]).toEqual([0, 1]);
  });
});

describe('a provider with a key', () => {
  it('is sent the key in a header, and nowhere in the address or the words', () => {
    for (const [source, request] of [
      [coinalyze, coinalyze.request(['BTCUSDT.6'], now)],
      [coinalyze, coinalyze.markets],
      [coinglass, coinglass.request()],
    ] as const) {
      const { headers, ...rest } = withKey(source, request, 'secret-of-the-user');
      expect(headers).toEqual({ [source.header]: 'secret-of-the-user' });
      expect(JSON.stringify(rest)).not.toContain('secret');
      expect(source.budgets.some(budget => budget.name === request.budget && request.weight <= budget.weight / 2)).toBe(true);
    }
  });

  it('may answer with anything: nothing is thrown, nothing is below 0', () => {
    const anything = fc.anything({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.oneof(anything, fc.record({ code: fc.constantFrom('0', 0, '1'), data: anything })), payload => {
        for (const parsed of [
          coinalyze.parse(payload, context),
          coinalyze.parseMarkets(payload),
          coinglass.parse(payload, context),
        ]) {
          if (parsed.kind === 'events') expect(JSON.stringify(parsed.events)).not.toMatch(/:-\d|null/);
        }
      }),
      { numRuns: 500, seed: 4 },
    );
  });
});
