import type { Parsed } from '../model/parsed.ts';
import type { Liquidation } from '../model/trade.ts';
import type { HostBudget, ParseContext, Venue } from '../model/venue.ts';
import { parseFunding, parseOpenInterest, parseQuotes, requestStatus, requestTickers } from './bitfinex/figures.ts';
import { history, parseFrame, parseHistory, plan } from './bitfinex/liquidations.ts';
import { parseListing, requestListing } from './bitfinex/listing.ts';
import { noPast } from './past.ts';

/** Bitfinex v2: perpetuals and spot on margin. Sources: docs.bitfinex.com as of September 2026; fields that are only assumed say so where they are read. */
export const bitfinex: Venue = {
  id: 'bitfinex',
  name: 'Bitfinex',
  completeness: 'complete',
  budgets: [
    // As each page of the reference says; `conf` says nothing, and gets the least of "between 10 and 90".
    budget('bitfinex-liquidations', 3),
    budget('bitfinex-status', 90),
    budget('bitfinex-tickers', 30),
    budget('bitfinex-conf', 10),
  ],
  instruments: { requests: [requestListing], parse: parseListing },
  quotes: { requests: [requestTickers], parse: parseQuotes },
  openInterest: {
    isBulk: true,
    requests: instruments => (instruments.some(({ board }) => board === 'deriv') ? [requestStatus] : []),
    parse: parseOpenInterest,
    ...noPast,
  },
  funding: { requests: () => [requestStatus], parse: parseFunding },
  socketStreams: [plan.stream],
  sockets: instruments => (instruments.length === 0 ? [] : [plan]),
  polls: [],
  backfill: undefined,
  history,
};

/** A frame of the stream, which is an object or begins with the number of a channel, or a body of the history. */
export function readBitfinex(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const isHistory = Array.isArray(payload) && typeof payload[0] !== 'number';
  return isHistory ? parseHistory(payload, context) : parseFrame(payload, context);
}

function budget(name: string, weight: number): HostBudget {
  return { name, host: 'api-pub.bitfinex.com', weight, windowMs: 60_000 };
}
