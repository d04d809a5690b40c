import { json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { secondMs } from '../wire.ts';
import type { OtherMarketName } from '../world.ts';

/** Others found that requests 600 ms apart are borne. */
const pace: BudgetRule = { name: 'yahoo pace', limit: 2, windowMs: 1_200 };

const SYMBOLS: Readonly<Record<string, { readonly name: OtherMarketName; readonly exchange: string; readonly zone: string }>> = {
  '^STOXX50E': { name: 'stoxx50', exchange: 'ZRH', zone: 'Europe/Berlin' },
  '^GDAXI': { name: 'dax', exchange: 'GER', zone: 'Europe/Berlin' },
  '^GSPC': { name: 'sp500', exchange: 'SNP', zone: 'America/New_York' },
  '^VIX': { name: 'vix', exchange: 'CXI', zone: 'America/New_York' },
  'DX-Y.NYB': { name: 'dollar', exchange: 'NYB', zone: 'America/New_York' },
  '^TNX': { name: 'us10y', exchange: 'CGI', zone: 'America/New_York' },
};

const DAYS: Readonly<Record<string, number>> = { '5d': 5, '1mo': 22, '3mo': 45 };

/**
 * Yahoo's charts: one symbol a request, `^` encoded or not; closes by the day with gaps of null; the running day is the last of them.
 * `chartPreviousClose` is the close before the range. Refusals are prose. Shapes of answers of 2026-09-19.
 */
export const yahoo: Provider = {
  name: 'yahoo',
  hosts: ['query1.finance.yahoo.com'],
  refuse,
  sockets: [],
  routes: [
    {
      path: '/v8/finance/chart/:symbol',
      query: { range: { oneOf: Object.keys(DAYS) }, interval: { oneOf: ['1d'] } },
      budget: pace,
      answer: chart,
    },
  ],
};

function refuse({ kind, detail }: Problem): Reply {
  if (kind === 'over-budget') return { status: 429, headers: { 'content-type': 'text/html' }, body: 'Edge: Too Many Requests' };
  return problem(kind === 'unknown-path' || kind === 'method' ? 404 : 422, 'Bad Request', detail);
}

const problem = (status: number, code: string, description: string): Reply =>
  json({ chart: { result: null, error: { code, description } } }, status);

function chart({ params, query, world: { ledger }, now }: Ask): Reply {
  const { name, exchange, zone } = SYMBOLS[params.symbol ?? ''] ?? {};
  if (name === undefined || zone === undefined) return problem(404, 'Not Found', 'No data found, symbol may be delisted');
  const count = DAYS[query.range ?? '5d'] ?? 5;
  const [earlier, ...days] = ledger.surroundings.tradingDays(name, now, count + 1);
  const last = days.at(-1);
  if (earlier === undefined || last === undefined) return problem(404, 'Not Found', 'No data found for this date range');
  const offset = Number(
    /GMT([+-]\d+)/.exec(new Date(now).toLocaleString('en-US', { timeZone: zone, timeZoneName: 'shortOffset' }))?.[1] ?? 0,
  );
  const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
  const dealt = Math.min(now, last.close);
  return json({
    chart: {
      result: [
        {
          meta: {
            currency: name === 'stoxx50' || name === 'dax' ? 'EUR' : 'USD',
            symbol: params.symbol,
            exchangeName: exchange,
            instrumentType: 'INDEX',
            regularMarketTime: Math.floor(dealt / secondMs),
            gmtoffset: offset * 3_600,
            exchangeTimezoneName: zone,
            regularMarketPrice: rounded(last.value),
            chartPreviousClose: rounded(earlier.value),
            priceHint: 2,
            currentTradingPeriod: {
              regular: { start: last.open / secondMs, end: last.close / secondMs, gmtoffset: offset * 3_600 },
            },
            dataGranularity: '1d',
            range: query.range ?? '5d',
          },
          // The dollar's day is dated by midnight of the wall clock, that of an index by its opening.
          timestamp: days.map(({ date, open }) => (name === 'dollar' ? Date.parse(date) - offset * 3_600_000 : open) / secondMs),
          indicators: { quote: [{ close: days.map(({ value }, index) => (index === days.length - 6 ? null : rounded(value))) }] },
        },
      ],
      error: null,
    },
  });
}
