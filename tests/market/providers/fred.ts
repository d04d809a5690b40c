import { html, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { hourMs, secondMs } from '../wire.ts';
import type { OtherMarketName } from '../world.ts';

/** One client of two requests a second was borne (2026). */
const requests: BudgetRule = { name: 'fred requests', limit: 2, windowMs: secondMs };

const SERIES: Readonly<Record<string, OtherMarketName>> = { SP500: 'sp500', VIXCLS: 'vix', DGS10: 'us10y' };
/** Closes are there about 16 hours later, on the morning after. */
const LAG_MS = 16 * hourMs;

/** Tables of the Federal Reserve Bank of St. Louis: one series by the day, weekdays without trade are empty, an unknown series is a page with 404. */
export const fred: Provider = {
  name: 'fred',
  hosts: ['fred.stlouisfed.org'],
  refuse,
  sockets: [],
  routes: [
    {
      path: '/graph/fredgraph.csv',
      query: {
        id: { required: true, pattern: /^[A-Z0-9]{2,20}$/ },
        cosd: { pattern: /^\d{4}-\d\d-\d\d$/ },
        coed: { pattern: /^\d{4}-\d\d-\d\d$/ },
      },
      budget: requests,
      answer: table,
    },
  ],
};

function refuse({ kind }: Problem): Reply {
  if (kind === 'over-budget') return html('<html><body>Access Denied</body></html>', 429, { 'retry-after': '60' });
  return html('<!DOCTYPE html><html><body>Page not found</body></html>', kind === 'bad-parameter' ? 400 : 404);
}

function table({ query, world: { ledger }, now }: Ask): Reply {
  const name = SERIES[query.id ?? ''];
  if (name === undefined) return html('<!DOCTYPE html><html><body>Page not found</body></html>', 404);
  const days = ledger.surroundings.tradingDays(name, now, 40).filter(({ close }) => close + LAG_MS <= now);
  const closeOn = new Map(days.map(({ date, value }) => [date, value.toFixed(2)]));
  const [first, last] = [days[0]?.date, days.at(-1)?.date];
  const dates: string[] = [];
  for (let day = Date.parse(first ?? ''); day <= Date.parse(last ?? ''); day += 24 * hourMs)
    if (![0, 6].includes(new Date(day).getUTCDay())) dates.push(new Date(day).toISOString().slice(0, 10));
  const wanted = dates.filter(date => date >= (query.cosd ?? '') && date <= (query.coed ?? '9'));
  const lines = wanted.map(date => `${date},${closeOn.get(date) ?? ''}`);
  return {
    status: 200,
    headers: { 'content-type': 'application/csv', 'cache-control': 'max-age=600' },
    body: `${[`observation_date,${query.id ?? ''}`, ...lines].join('\n')}\n`,
  };
}
