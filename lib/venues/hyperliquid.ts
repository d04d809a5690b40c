import { parseRows, parsing, type Parsed } from '../model/parsed.ts';
import type { Funding, Instrument, OpenInterest, Quote } from '../model/trade.ts';
import type { HttpRequest, ParseContext, Venue } from '../model/venue.ts';
import { fieldsOf, type Fields } from '../std/fields.ts';
import { listOf, refuse } from '../std/rows.ts';
import { coinAt, priceAt, sizeAt, symbolAt } from './fields.ts';
import { toFunding } from './funding.ts';
import { noPast } from './past.ts';
import { toHeldInterest, toQuote } from './rows.ts';

/** One question answers everything: contracts, prices, open interest and funding of the main exchange, without those that others have built on it. */
const everything: HttpRequest = {
  url: 'https://api.hyperliquid.xyz/info',
  body: JSON.stringify({ type: 'metaAndAssetCtxs' }),
  weight: 20,
  budget: 'hyperliquid',
  why: 'contractFigures',
};

/**
 * Hyperliquid, without forced orders: its trades carry no mark of them, and what an account sees is its own (checked by third parties,
 * 2026-09-18 to 21). Sources: Hyperliquid's documents (1,200 weight a minute and address, 20 for this question), November 2026.
 *
 * Open interest is in coin, never dollars. Whether it counts one side or both is disputed: it is taken as reported.
 */
export const hyperliquid: Venue = {
  id: 'hyperliquid',
  name: 'Hyperliquid',
  completeness: 'none',
  budgets: [{ name: 'hyperliquid', host: 'api.hyperliquid.xyz', weight: 1_200, windowMs: 60_000 }],
  instruments: { requests: [everything], parse: payload => readContexts(payload, (_row, instrument) => instrument) },
  quotes: { requests: [everything], parse: parseQuotes },
  openInterest: { isBulk: true, requests: () => [everything], parse: parseOpenInterest, ...noPast },
  funding: { requests: () => [everything], parse: parseFunding },
  socketStreams: [],
  sockets: () => [],
  polls: [],
  backfill: undefined,
};

/** Prices are marks, since the answer has no last trade; 24 hours ago it says `prevDayPx`. */
function parseQuotes(payload: unknown): Parsed<Quote> {
  return readContexts(payload, (row, instrument) => {
    return toQuote(instrument, priceAt(row, 'markPx'), { mark: row.markPx, before: row.prevDayPx });
  });
}

function parseOpenInterest(payload: unknown, { receivedTime }: ParseContext): Parsed<OpenInterest> {
  return readContexts(payload, (row, instrument) => {
    return toHeldInterest(instrument, receivedTime, sizeAt(row, 'openInterest'), 'base', row.markPx);
  });
}

/** `funding` is for one hour. */
function parseFunding(payload: unknown, { receivedTime }: ParseContext): Parsed<Funding> {
  return readContexts(payload, (row, instrument) => toFunding(instrument, row.funding, receivedTime));
}

/** Joins the two lists of the answer by place: names in the first, figures in the second. */
function readContexts<Event>(payload: unknown, read: (row: Fields, instrument: Instrument) => Event | undefined): Parsed<Event> {
  return parsing(() => {
    const [names, figures] = listOf(payload);
    const universe = listOf(fieldsOf(names, '0').universe, '0.universe');
    const contexts = listOf(figures, '1');
    if (universe.length !== contexts.length) refuse(`${universe.length} names for ${contexts.length} rows of figures`);
    return parseRows(contexts, '1', (value, place) => {
      const instrument = readListing(fieldsOf(universe[place]));
      return instrument === undefined ? undefined : read(fieldsOf(value), instrument);
    });
  });
}

function readListing(row: Fields): Instrument | undefined {
  if (row.isDelisted === true) return undefined;
  // `kPEPE` counts and prices thousands.
  const { base, units } = coinAt(row, 'name');
  return {
    venue: 'hyperliquid',
    symbol: symbolAt(row, 'name'),
    base,
    quote: 'USDC',
    kind: 'perp',
    contract: 'linear',
    multiplier: units,
    board: 'perp',
    fundingIntervalHours: 1,
  };
}
