import { html, json, type Ask, type BudgetRule, type Problem, type Provider, type Reply } from '../provider.ts';
import { minuteMs } from '../wire.ts';
import type { OtherMarketName } from '../world.ts';

/** None is known; what a browser tab of theirs asks for. */
const requests: BudgetRule = { name: 'cnbc requests', limit: 30, windowMs: minuteMs };

const SYMBOLS: Readonly<Record<string, OtherMarketName>> = {
  '.STOXX50E': 'stoxx50',
  '.GDAXI': 'dax',
  '.SPX': 'sp500',
  '.VIX': 'vix',
  '.DXY': 'dollar',
  US10Y: 'us10y',
};
const EUROPE: readonly OtherMarketName[] = ['stoxx50', 'dax'];

const word = { pattern: /^\w{1,12}$/ };

/**
 * CNBC's quotes: symbols behind one another with a pipe, every figure as text with commas and per cent signs, one hit alone as an object, an unknown
 * symbol as a row with a code. Shapes of an answer of 2026-10-02 and of what others report.
 */
export const cnbc: Provider = {
  name: 'cnbc',
  hosts: ['quote.cnbc.com'],
  refuse,
  sockets: [],
  routes: [
    {
      path: '/quote-html-webservice/restQuote/symbolType/symbol',
      query: {
        symbols: { required: true, pattern: /^[\w.@=-]+(\|[\w.@=-]+)*$/ },
        requestMethod: { required: true, oneOf: ['itv'] },
        noform: word,
        partnerId: word,
        fund: word,
        exthrs: word,
        events: word,
        output: { required: true, oneOf: ['json'] },
      },
      budget: requests,
      answer: quotes,
    },
  ],
};

function refuse({ kind }: Problem): Reply {
  if (kind === 'over-budget') return html('<html><body>Too Many Requests</body></html>', 429);
  return html('<html><body>Not Found</body></html>', kind === 'unknown-path' || kind === 'method' ? 404 : 400);
}

function quotes(ask: Ask): Reply {
  const rows = (ask.query.symbols ?? '').split('|').map(symbol => quoteOf(ask, symbol));
  return json({ FormattedQuoteResult: { FormattedQuote: rows.length === 1 ? rows[0] : rows } });
}

function quoteOf({ world: { ledger }, now }: Ask, symbol: string): unknown {
  const name = SYMBOLS[symbol];
  if (name === undefined) return { symbol, code: 1 };
  const [before, last] = ledger.surroundings.tradingDays(name, now, 2);
  if (before === undefined || last === undefined) return { symbol, code: 1 };
  const isYield = name === 'us10y';
  const text = (value: number): string => {
    const digits = { minimumFractionDigits: isYield ? 3 : 2, maximumFractionDigits: isYield ? 3 : 2 };
    return `${value.toLocaleString('en-US', digits)}${isYield ? '%' : ''}`;
  };
  const change = last.value - before.value;
  const isOpen = now < last.close;
  return {
    symbol,
    name: name.toUpperCase(),
    last: text(last.value),
    change: `${change < 0 ? '' : '+'}${change.toFixed(isYield ? 3 : 2)}`,
    change_pct: isYield ? '' : `${((last.value / before.value - 1) * 100).toFixed(2)}%`,
    previous_day_closing: text(before.value),
    last_time: isOpen ? wallTime(now, EUROPE.includes(name) ? 'Europe/Berlin' : 'America/New_York') : last.date,
    type: isYield ? 'BOND' : 'INDEX',
    realTime: 'true',
  };
}

/** `2026-10-02T16:15:00.000-0400`: no colon in the zone. */
function wallTime(time: number, zone: string): string {
  const name = new Date(time).toLocaleString('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const [, sign = '+', hours = '00', minutes = '00'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
  return `${new Date(time + ahead).toISOString().slice(0, -1)}${sign}${hours}${minutes}`;
}
