import type { Venue } from '../model/venue.ts';
import { parseFunding, parseInstruments, parseOpenInterest, parseQuotes, requestActive } from './bitmex/instruments.ts';
import { liquidationSocket } from './bitmex/liquidation.ts';
import { noPast } from './past.ts';

/**
 * BitMEX contracts of all three kinds: inverse, linear and quanto. Source: BitMEX API documents, as read in November 2026.
 * The budget is that of clients without a key: 30 requests a minute.
 */
export const bitmex: Venue = {
  id: 'bitmex',
  name: 'BitMEX',
  completeness: 'complete',
  budgets: [{ name: 'bitmex', host: 'www.bitmex.com', weight: 30, windowMs: 60_000 }],
  instruments: { requests: [requestActive], parse: parseInstruments },
  quotes: { requests: [requestActive], parse: parseQuotes },
  openInterest: { isBulk: true, requests: () => [requestActive], parse: parseOpenInterest, ...noPast },
  funding: { requests: () => [requestActive], parse: parseFunding },
  socketStreams: [liquidationSocket.stream],
  sockets: () => [liquidationSocket],
  polls: [],
  backfill: undefined,
};
