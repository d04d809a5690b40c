import type { MarketRow, MarketSource, OtherMarketId } from '../model/context.ts';
import { events, parsing, rejected } from '../model/parsed.ts';
import { readDecimal } from '../std/decimal.ts';
import { fieldsOf, listAt, textAt } from '../std/fields.ts';
import { isRecord } from '../std/record.ts';
import { clip, refuse } from '../std/rows.ts';
import { timeBounds } from './fields.ts';
import { marketBounds } from './market-bounds.ts';

// The 10-year note is in per cent (4.998), not ten times it as it once was: out of bounds it is rejected.
const symbols: Readonly<Record<OtherMarketId, string>> = {
  stoxx50: '^STOXX50E',
  dax: '^GDAXI',
  sp500: '^GSPC',
  vix: '^VIX',
  dollar: 'DX-Y.NYB',
  us10y: '^TNX',
};
const ids = Object.keys(symbols) as readonly OtherMarketId[];
const address = (id: OtherMarketId) =>
  `https://query1.finance.yahoo.com/v8/finance/chart/${encodeURIComponent(symbols[id])}?range=3mo&interval=1d`;
const daySeconds = 86_400;
const secondBounds = { above: 0, below: timeBounds.below / 1_000 };

/**
 * Daily closes of indices on Yahoo Finance, one index a request. Unofficial. `chartPreviousClose` is the close before the range, not that of
 * yesterday, so that changes are taken between the last two closes. Source: answers of 2026-09-19 as recorded by others; 600 ms between
 * requests is the pace that others found to be borne.
 */
export const yahoo: MarketSource = {
  id: 'yahoo',
  name: 'Yahoo Finance',
  attribution: { text: 'Other markets: Yahoo Finance', url: 'https://finance.yahoo.com/' },
  // Half of it is one request in 1.2 seconds.
  budgets: [{ name: 'yahoo', host: 'query1.finance.yahoo.com', weight: 2, windowMs: 1_200 }],
  requests: asked =>
    asked.map(id => ({
      url: address(id),
      weight: 1,
      budget: 'yahoo',
      maxBytes: 200_000,
      why: `index:${symbols[id]}`,
    })),
  parse: (payload, { request }) =>
    parsing(() => {
      const id = ids.find(each => address(each) === request?.url);
      const { result, error } = fieldsOf(fieldsOf(payload).chart, 'chart');
      if (isRecord(error)) {
        const told = clip(textAt(error, 'description', /^/, 'not text'));
        return rejected({ reason: clip(`Yahoo: ${told}`), told }, 'chart.error');
      }
      const [chart] = Array.isArray(result) ? (result as readonly unknown[]) : [];
      return id === undefined ? rejected('which index this is about is not known') : events([readChart(chart, id)]);
    }),
};

function readChart(chart: unknown, id: OtherMarketId): MarketRow {
  const row = fieldsOf(chart, 'chart.result.0');
  const meta = isRecord(row.meta) ? row.meta : {};
  if (meta.symbol !== undefined && meta.symbol !== symbols[id]) refuse('another index', 'meta.symbol');
  const [quote] = listAt(fieldsOf(row.indicators, 'indicators'), 'quote');
  const closes = listAt(fieldsOf(quote, 'indicators.quote.0'), 'close');
  const offset = readDecimal(meta.gmtoffset, { atLeast: -daySeconds, atMost: daySeconds }) ?? 0;
  const dayOf = (seconds: number): number => Math.floor((seconds + offset) / daySeconds);
  // The running day may stand there twice, once as of now (yfinance mends that; unverified here): of one day the last close counts.
  const closeOf = new Map<number, number>();
  for (const [index, value] of listAt(row, 'timestamp').entries()) {
    const close = readDecimal(closes[index], marketBounds[id]);
    const time = readDecimal(value, secondBounds);
    if (close !== undefined && time !== undefined) closeOf.set(dayOf(time), close);
  }
  const days = [...closeOf].sort(([a], [b]) => a - b);
  const [last, before] = [days.at(-1), days.at(-2)];
  if (last === undefined) return refuse('no close that can be believed', 'indicators.quote.0.close');
  const dealt = readDecimal(meta.regularMarketTime, secondBounds);
  return {
    id,
    value: last[1],
    ...(before === undefined ? {} : { before: before[1] }),
    closes: days.map(([day, close]) => [day * daySeconds * 1_000, close] as const),
    // A last trade of another day is not the one of this close.
    ...(dealt !== undefined && dayOf(dealt) === last[0]
      ? { time: dealt * 1_000 }
      : { time: last[0] * daySeconds * 1_000, isDay: true }),
  };
}
