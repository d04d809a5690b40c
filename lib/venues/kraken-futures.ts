import type { Venue } from '../model/venue.ts';
import { krakenHistory } from './kraken-futures/executions.ts';
import { parseInstruments, requestInstruments } from './kraken-futures/instruments.ts';
import { parseFunding, parseOpenInterest, parseQuotes, requestTickers } from './kraken-futures/tickers.ts';
import { planSockets } from './kraken-futures/trades.ts';
import { noPast } from './past.ts';

/**
 * Kraken Futures: inverse contracts (PI, FI) and linear ones (PF, FF). Sources: Kraken Futures documents, REST v3, history v3 and WebSocket v1.
 * The public interfaces name no limit. The budgets are ours, unverified: the history's is that of the private one (100 in ten minutes).
 */
export const krakenFutures: Venue = {
  id: 'kraken-futures',
  name: 'Kraken Futures',
  completeness: 'complete',
  budgets: [
    { name: 'kraken-futures', host: 'futures.kraken.com', weight: 60, windowMs: 60_000 },
    { name: 'kraken-futures-history', host: 'futures.kraken.com', weight: 100, windowMs: 600_000 },
  ],
  instruments: { requests: [requestInstruments], parse: parseInstruments },
  quotes: { requests: [requestTickers], parse: parseQuotes },
  openInterest: { isBulk: true, requests: () => [requestTickers], parse: parseOpenInterest, ...noPast },
  funding: { requests: () => [requestTickers], parse: parseFunding },
  socketStreams: ['trade'],
  sockets: planSockets,
  polls: [],
  backfill: undefined,
  history: krakenHistory,
};
