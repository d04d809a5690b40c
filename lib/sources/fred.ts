import type { MarketSource, OtherMarketId } from '../model/context.ts';
import { events, readable, rejected } from '../model/parsed.ts';
import { figureAt } from '../std/fields.ts';
import { readRows } from '../std/rows.ts';
import { timeBounds } from './fields.ts';
import { marketBounds } from './market-bounds.ts';

// No index of Europe is there by the day, and its dollar (DTWEXBGS) is another index than DXY: a fallback must not change what is measured.
const series: Partial<Readonly<Record<OtherMarketId, string>>> = { sp500: 'SP500', vix: 'VIXCLS', us10y: 'DGS10' };
const base = 'https://fred.stlouisfed.org/graph/fredgraph.csv?id=';
/** Far enough back for two closes, whatever the holidays. */
const reachMs = 14 * 86_400_000;

/**
 * Daily closes in the database of the Federal Reserve Bank of St. Louis, a business day late, as a table of `observation_date` and the series; a day
 * without a value is empty or a dot. An unknown series is answered by a page with 404. Source: its own tables, 2025-12; two requests a second
 * were borne (2026); the media type of the table is unverified.
 */
export const fred: MarketSource = {
  id: 'fred',
  name: 'FRED',
  isDaily: true,
  attribution: { text: 'Other markets: FRED, Federal Reserve Bank of St. Louis', url: 'https://fred.stlouisfed.org/' },
  budgets: [{ name: 'fred', host: 'fred.stlouisfed.org', weight: 2, windowMs: 1_000 }],
  requests: (asked, now) =>
    asked.flatMap(id => {
      const name = series[id];
      const from = new Date(now - reachMs).toISOString().slice(0, 10);
      const why = `closes:${name ?? ''}` as const;
      return name === undefined
        ? []
        : [{ url: `${base}${name}&cosd=${from}`, weight: 1, budget: 'fred', maxBytes: 100_000, format: 'csv', why }];
    }),
  parse(payload) {
    const [header = '', ...lines] = typeof payload === 'string' ? payload.trim().split(/\r?\n/) : [];
    const [id] = (Object.keys(series) as readonly OtherMarketId[]).filter(
      each => header === `observation_date,${series[each] ?? ''}`,
    );
    if (id === undefined) return rejected('not a table of a series we know');
    const { rows, rejections } = readRows(lines, id, line => {
      const [date = '', told] = String(line).split(',');
      if (told === '' || told === '.') return undefined;
      // Another format would be read by the clock of this machine.
      const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : undefined;
      return { value: figureAt([told], 0, marketBounds[id]), time: figureAt([time], 0, timeBounds) };
    });
    const [last, before] = rows.toSorted((a, b) => b.time - a.time);
    if (last === undefined)
      return readable([], rejections.length > 0 ? rejections : [{ reason: 'no day with a value', path: id }]);
    return events([{ id, ...last, ...(before === undefined ? {} : { before: before.value }), isDay: true }], rejections);
  },
};
