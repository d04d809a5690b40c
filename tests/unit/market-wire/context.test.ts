import { describe, expect, it } from 'vitest';
import { createRig } from './rig.ts';
import { t0 } from './tiny-ledger.ts';

const hour = 3_600_000;
const gecko = 'https://api.coingecko.com/api/v3';
const chart = 'https://query1.finance.yahoo.com/v8/finance/chart';
const quotes = 'https://quote.cnbc.com/quote-html-webservice/restQuote/symbolType/symbol';
const table = 'https://fred.stlouisfed.org/graph/fredgraph.csv';
const opened = t0 - 4 * hour;

describe('CoinGecko', () => {
  it('lists coins by capitalisation with changes in per cent, null for one that is new', async () => {
    const { get } = createRig();
    const { body } = await get(`${gecko}/coins/markets?vs_currency=usd&order=market_cap_desc&per_page=250&page=1`);
    // 60,000 against 62,500 is -4 %.
    expect(body).toMatchObject([
      {
        id: 'bitcoin',
        symbol: 'btc',
        current_price: 60_000,
        market_cap: 1.2e12,
        market_cap_rank: 1,
        price_change_percentage_24h: -4,
      },
      { symbol: 'usdt', market_cap_rank: 2, price_change_percentage_24h: 0 },
      { symbol: 'kite', current_price: 0.15, price_change_percentage_24h: null },
    ]);
    expect((await get(`${gecko}/coins/markets?vs_currency=usd&per_page=2&page=2`)).body).toHaveLength(1);
  });

  it('gives an entry value of 0 where the cost is not known, and its own average where it is', async () => {
    const { get } = createRig();
    expect((await get(`${gecko}/companies/public_treasury/bitcoin?per_page=10`)).body).toMatchObject({
      total_holdings: 740_000,
      companies: [
        {
          name: 'Strategy',
          symbol: 'MSTR.US',
          total_holdings: 700_000,
          total_entry_value_usd: 71_000 * 700_000,
          total_current_value_usd: 4.2e10,
        },
        { name: 'XXI', total_holdings: 40_000, total_entry_value_usd: 0 },
      ],
    });
  });

  it('answers five requests a minute and no more', async () => {
    const { get, kinds, clock } = createRig();
    const ask = () => get(`${gecko}/companies/public_treasury/bitcoin`);
    for (let count = 0; count < 5; count += 1) expect((await ask()).status).toBe(200);
    const over = await ask();
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '60']);
    expect(over.body).toMatchObject({ status: { error_code: 429 } });
    expect(kinds()).toEqual(['over-budget']);
    await clock.advance(60_000);
    expect((await ask()).status).toBe(200);
  });
});

describe('Strategy', () => {
  it('gives its coins as text with commas, and no cost', async () => {
    const { get } = createRig();
    const { body } = await get('https://api.strategy.com/btc/bitcoinKpis');
    expect(body).toMatchObject({
      timestamp: '2026-01-15T12:00:00',
      results: { btcHoldings: '700,000', msTimestamp: t0, btcNav: '42,000', btcNavNumber: 42_000, latestPriceString: '60,000' },
    });
    expect(JSON.stringify(body)).not.toContain('70000');
  });
});

describe('Yahoo Finance', () => {
  it('gives one index by the day, dated by its opening, and the close before the range apart', async () => {
    const { get } = createRig();
    expect((await get(`${chart}/%5EGDAXI?range=5d&interval=1d`)).body).toMatchObject({
      chart: {
        result: [
          {
            meta: {
              symbol: '^GDAXI',
              regularMarketTime: (t0 - hour) / 1_000,
              gmtoffset: 3_600,
              regularMarketPrice: 99,
              chartPreviousClose: 100,
            },
            timestamp: [opened / 1_000],
            indicators: { quote: [{ close: [99] }] },
          },
        ],
        error: null,
      },
    });
  });

  it('dates the dollar by midnight in New York', async () => {
    const { get } = createRig();
    expect((await get(`${chart}/DX-Y.NYB?range=5d&interval=1d`)).body).toMatchObject({
      chart: { result: [{ timestamp: [Date.UTC(2026, 0, 15, 5) / 1_000] }] },
    });
  });

  it('answers the third request within its pace with a page', async () => {
    const { get, kinds } = createRig();
    const ask = () => get(`${chart}/%5EVIX?range=5d&interval=1d`);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const over = await ask();
    expect([over.status, over.body]).toEqual([429, 'Edge: Too Many Requests']);
    expect(kinds()).toEqual(['over-budget']);
  });
});

describe('CNBC', () => {
  const asked = '&requestMethod=itv&noform=1&partnerId=2&fund=1&exthrs=1&output=json&events=1';

  it('gives text with per cent signs, and a row with a code for an unknown symbol', async () => {
    const { get } = createRig();
    const { body } = await get(`${quotes}?symbols=.SPX%7CUS10Y%7C@ES.1${asked}`);
    expect(body).toMatchObject({
      FormattedQuoteResult: {
        FormattedQuote: [
          {
            symbol: '.SPX',
            last: '99.00',
            change: '-1.00',
            change_pct: '-1.00%',
            previous_day_closing: '100.00',
            last_time: '2026-01-15',
          },
          { symbol: 'US10Y', last: '4.250%', change: '+0.050', previous_day_closing: '4.200%' },
          { symbol: '@ES.1', code: 1 },
        ],
      },
    });
  });

  it('gives a single hit as an object, with the time of the exchange while it is open', async () => {
    const { get } = createRig([], t0 - 2 * hour);
    expect((await get(`${quotes}?symbols=.STOXX50E${asked}`)).body).toMatchObject({
      FormattedQuoteResult: { FormattedQuote: { last: '99.00', last_time: '2026-01-15T11:00:00.000+0100' } },
    });
  });
});

describe('FRED', () => {
  it('gives a table of closes that are a business day old', async () => {
    const { get } = createRig();
    const { body, headers } = await get(`${table}?id=DGS10&cosd=2026-01-01`);
    expect([headers.get('content-type'), body]).toEqual(['application/csv', 'observation_date,DGS10\n2026-01-14,4.20\n']);
    expect((await get(`${table}?id=DGS10&cosd=2026-01-15`)).body).toBe('observation_date,DGS10\n');
  });
});

it.each([
  ['a currency that is missing', `${gecko}/coins/markets`, 422, 'missing-parameter'],
  ['a page of more than 250', `${gecko}/coins/markets?vs_currency=usd&per_page=251`, 422, 'bad-parameter'],
  ['an entity that is none', `${gecko}/people/public_treasury/bitcoin`, 404, 'bad-parameter'],
  ['a path of CoinGecko that is none', `${gecko}/coins/list/new`, 404, 'unknown-path'],
  ['a query at Strategy', 'https://api.strategy.com/btc/bitcoinKpis?x=1', 400, 'unknown-parameter'],
  ['a symbol that Yahoo does not have', `${chart}/%5ENONE?range=5d&interval=1d`, 404, 'bad-parameter'],
  [
    'a path of Yahoo that wants a cookie',
    'https://query1.finance.yahoo.com/v7/finance/quote?symbols=%5EVIX',
    404,
    'unknown-path',
  ],
  ['quotes of CNBC in another form', `${quotes}?symbols=.SPX&requestMethod=itv&output=xml`, 400, 'bad-parameter'],
  ['a series that FRED does not have', `${table}?id=STOXX50`, 404, 'bad-parameter'],
])('refuses %s, and notes it', async (_what, url, status, kind) => {
  const { get, kinds } = createRig();
  expect((await get(url)).status).toBe(status);
  expect(kinds()).toEqual([kind]);
});
