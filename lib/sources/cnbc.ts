import type { MarketRow, MarketSource, OtherMarketId } from '../model/context.ts';
import { parseRows, parsing } from '../model/parsed.ts';
import { readDecimal } from '../std/decimal.ts';
import { fieldsOf, textAt, type Fields } from '../std/fields.ts';
import { refuse } from '../std/rows.ts';
import { timeBounds } from './fields.ts';
import { marketBounds } from './market-bounds.ts';

// Those of America are confirmed by several programs; the others follow Reuters' style and are unverified: what is unknown to the host is rejected.
const symbols: Readonly<Record<OtherMarketId, string>> = {
  stoxx50: '.STOXX50E',
  dax: '.GDAXI',
  sp500: '.SPX',
  vix: '.VIX',
  dollar: '.DXY',
  us10y: 'US10Y',
};
const ids = Object.keys(symbols) as readonly OtherMarketId[];
/** A date, or a time with its zone: without one it would be read by the clock of this machine. */
const timeShape = /^\d{4}-\d\d-\d\d(?:T[\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d))?$/;
const bare = (symbol: string) => symbol.replace(/^\./, '');

/**
 * Quotes of indices on CNBC, real time or a quarter of an hour late, all in one request. Undocumented: figures are text with commas and per cent
 * signs, a single hit may be an object instead of a list, an unknown symbol comes as a row with a `code`. Source: an answer of 2026-10-02 as recorded
 * by others. No limit is known.
 */
export const cnbc: MarketSource = {
  id: 'cnbc',
  name: 'CNBC',
  attribution: { text: 'Other markets: CNBC', url: 'https://www.cnbc.com/markets/' },
  budgets: [{ name: 'cnbc', host: 'quote.cnbc.com', weight: 4, windowMs: 60_000 }],
  requests: asked =>
    asked.length === 0
      ? []
      : [
          {
            url: `https://quote.cnbc.com/quote-html-webservice/restQuote/symbolType/symbol?symbols=${encodeURIComponent(asked.map(id => symbols[id]).join('|'))}&requestMethod=itv&noform=1&partnerId=2&fund=1&exthrs=1&output=json&events=1`,
            weight: 1,
            budget: 'cnbc',
            maxBytes: 200_000,
            why: 'index',
          },
        ],
  parse: payload =>
    parsing(() => {
      const { FormattedQuote: quotes } = fieldsOf(fieldsOf(payload).FormattedQuoteResult, 'FormattedQuoteResult');
      return parseRows(Array.isArray(quotes) ? quotes : [quotes], 'FormattedQuoteResult.FormattedQuote', value =>
        readQuote(fieldsOf(value)),
      );
    }),
};

function readQuote(row: Fields): MarketRow {
  const symbol = bare(textAt(row, 'symbol', /^/, 'not text'));
  const id = ids.find(each => bare(symbols[each]) === symbol);
  if (id === undefined) return refuse('another symbol', 'symbol');
  const figure = (name: string) => {
    const told = row[name];
    return readDecimal(typeof told === 'string' ? told.replace(/%$/, '') : told, marketBounds[id]);
  };
  const value =
    figure('last') ?? refuse(row.code === undefined ? 'a figure is missing or out of bounds' : 'not known to the host', 'last');
  const before = figure('previous_day_closing');
  const told = textAt(row, 'last_time', timeShape, 'neither a date nor a time with its zone');
  // The zone comes without its colon, which not every engine reads.
  const time =
    readDecimal(Date.parse(told.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')), timeBounds) ?? refuse('not a time', 'last_time');
  return { id, value, time, ...(before === undefined ? {} : { before }), ...(told.length === 10 ? { isDay: true } : {}) };
}
