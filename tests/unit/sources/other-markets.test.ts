import { describe, expect, it } from 'vitest';
import type { MarketSource, OtherMarketId } from '../../../lib/model/context.ts';
import { cnbc } from '../../../lib/sources/cnbc.ts';
import { fred } from '../../../lib/sources/fred.ts';
import { yahoo } from '../../../lib/sources/yahoo.ts';
import { fixture, received } from '../../contract/fixtures.ts';

const day = (date: number) => Date.UTC(2026, 1, date);
const asked = (source: MarketSource, id: OtherMarketId) => source.requests([id], received)[0];

function readAs(source: MarketSource, id: OtherMarketId, payload: unknown) {
  return source.parse(payload, { receivedTime: received, request: asked(source, id) });
}

describe('Yahoo Finance', () => {
  const chart = (part: object) => ({ chart: { result: [part], error: null } });
  const row = (timestamp: readonly number[], close: readonly unknown[], meta: object = {}) =>
    chart({ meta, timestamp, indicators: { quote: [{ close }] } });
  const opening = (date: number) => day(date) / 1_000 + 8 * 3_600;

  it('is asked for one index a request, its caret encoded', () => {
    expect(yahoo.requests(['stoxx50', 'dollar'], received).map(({ url }) => url)).toEqual([
      'https://query1.finance.yahoo.com/v8/finance/chart/%5ESTOXX50E?range=3mo&interval=1d',
      'https://query1.finance.yahoo.com/v8/finance/chart/DX-Y.NYB?range=3mo&interval=1d',
    ]);
  });

  it('gives the last two closes that are there, and the time of the last trade', () => {
    // 5,952 against 6,000, not against the 5,700 before the range; a day without a close lies between.
    expect(readAs(yahoo, 'stoxx50', fixture('yahoo', 'stoxx'))).toEqual({
      kind: 'events',
      events: [
        {
          id: 'stoxx50',
          value: 5_952,
          before: 6_000,
          time: Date.UTC(2026, 1, 11, 16, 30, 30),
          closes: [
            [day(6), 5_900],
            [day(10), 6_000],
            [day(11), 5_952],
          ],
        },
      ],
      rejections: [],
    });
  });

  it('goes back over gaps at the end, and then knows only the day', () => {
    const parsed = readAs(
      yahoo,
      'stoxx50',
      row([opening(9), opening(10), opening(11)], [6_000, 5_952, null], { regularMarketTime: opening(11) + 60 }),
    );
    expect(parsed).toMatchObject({ events: [{ value: 5_952, before: 6_000, time: day(10), isDay: true }] });
  });

  it('takes two rows of one day for one, the later counts', () => {
    const live = opening(11) + 5 * 3_600;
    const parsed = readAs(
      yahoo,
      'stoxx50',
      row([opening(10), opening(11), live], [6_000, 5_990, 5_952], { regularMarketTime: live }),
    );
    expect(parsed).toMatchObject({ events: [{ value: 5_952, before: 6_000, time: live * 1_000 }] });
  });

  it('tells days apart by the clock of the exchange', () => {
    // 20:30 in New York is the next day in UTC, and still the same session of the dollar.
    const [opened, live] = [day(11) / 1_000 + 5 * 3_600, day(12) / 1_000 + 1_800];
    const parsed = readAs(
      yahoo,
      'dollar',
      row([opened - 86_400, opened, live], [98, 97, 97.1], { gmtoffset: -18_000, regularMarketTime: live }),
    );
    expect(parsed).toMatchObject({ events: [{ value: 97.1, before: 98, time: live * 1_000 }] });
  });

  it('gives a value without a change when there is one close', () => {
    const parsed = readAs(yahoo, 'stoxx50', row([opening(11)], [5_952]));
    expect(parsed).toMatchObject({ events: [{ id: 'stoxx50', value: 5_952, time: day(11), isDay: true }] });
    expect(JSON.stringify(parsed)).not.toContain('before');
  });

  it.each([
    ['no close at all', 'stoxx50', row([opening(11)], [null])],
    ['a yield times ten', 'us10y', row([opening(11)], [41.7])],
    ['another index than was asked for', 'dax', fixture('yahoo', 'stoxx')],
    ['no chart', 'dax', { chart: { result: null, error: null } }],
    ['a page', 'dax', '<html>'],
  ] as const)('is rejected with %s', (_what, id, payload) => {
    expect(readAs(yahoo, id, payload).kind).toBe('rejected');
  });

  it('is rejected with the words of the provider, and when it is not known what was asked', () => {
    expect(readAs(yahoo, 'dax', fixture('yahoo', 'error'))).toMatchObject({
      rejections: [{ reason: 'Yahoo: No data found, symbol may be delisted', path: 'chart.error' }],
    });
    expect(yahoo.parse(fixture('yahoo', 'stoxx'), { receivedTime: received }).kind).toBe('rejected');
  });

  it('keeps more than 600 ms between requests', () => {
    const [budget] = yahoo.budgets;
    expect(Math.floor((budget?.weight ?? 0) / 2)).toBe(1);
    expect(budget?.windowMs).toBeGreaterThanOrEqual(600);
  });
});

describe('CNBC', () => {
  it('is asked for all in one request, the pipes encoded', () => {
    const [request, ...more] = cnbc.requests(['sp500', 'us10y'], received);
    expect(more).toEqual([]);
    expect(request?.url).toContain('?symbols=.SPX%7CUS10Y&requestMethod=itv&');
    expect(cnbc.requests([], received)).toEqual([]);
  });

  it('gives quotes with the close before, and rejects what the host does not know', () => {
    expect(readAs(cnbc, 'sp500', fixture('cnbc', 'quotes'))).toEqual({
      kind: 'events',
      events: [
        { id: 'sp500', value: 6_930, before: 7_000, time: Date.UTC(2026, 1, 11, 21) },
        { id: 'vix', value: 21.4, before: 20, time: day(11), isDay: true },
        { id: 'us10y', value: 4.17, before: 4.14, time: Date.UTC(2026, 1, 11, 20) },
      ],
      rejections: [{ reason: 'not known to the host', path: 'FormattedQuoteResult.FormattedQuote.3.last' }],
    });
  });

  it('reads a single hit that is no list', () => {
    expect(readAs(cnbc, 'vix', fixture('cnbc', 'single'))).toMatchObject({ events: [{ id: 'vix', value: 21.4 }] });
  });

  it.each([['10/02/26 EDT'], ['2026-02-11T16:00:00.000'], ['']])(
    'rejects a row of the time "%s", which this machine would read by its own clock',
    time => {
      const quote = { symbol: '.VIX', last: '21.40', last_time: time };
      expect(readAs(cnbc, 'vix', { FormattedQuoteResult: { FormattedQuote: [quote] } })).toMatchObject({
        events: [],
        rejections: [{ path: 'FormattedQuoteResult.FormattedQuote.0.last_time' }],
      });
    },
  );
});

describe('FRED', () => {
  it('is asked for one series a request, of those that it has: no index of Europe, and not its other dollar', () => {
    expect(fred.requests(['stoxx50', 'dax', 'dollar', 'vix'], received).map(({ url, format }) => [url, format])).toEqual([
      ['https://fred.stlouisfed.org/graph/fredgraph.csv?id=VIXCLS&cosd=2026-01-29', 'csv'],
    ]);
  });

  it('gives the last two days with a value; empty and a dot are days without', () => {
    expect(readAs(fred, 'vix', fixture('fred', 'vix'))).toEqual({
      kind: 'events',
      events: [{ id: 'vix', value: 20, before: 19, time: day(10), isDay: true }],
      rejections: [],
    });
  });

  it('says which line it cannot read', () => {
    expect(readAs(fred, 'us10y', 'observation_date,DGS10\r\n2026-02-10,4.14\r\n2026-02-11,n/a\r\n')).toMatchObject({
      events: [{ value: 4.14, time: day(10) }],
      rejections: [{ path: 'us10y.1.0' }],
    });
    expect(readAs(fred, 'us10y', 'observation_date,DGS10\n02/10/2026,4.14').kind).toBe('rejected');
  });

  it.each([
    ['another series', 'observation_date,DTWEXBGS\n2026-02-10,119.2'],
    ['a page', '<!DOCTYPE html><html></html>'],
    ['no day with a value', 'observation_date,VIXCLS\n2026-02-11,.'],
    ['JSON', { observations: [] }],
  ])('is rejected with %s', (_what, payload) => {
    expect(readAs(fred, 'vix', payload).kind).toBe('rejected');
  });
});
