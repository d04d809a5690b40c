import type { Venue } from '../model/venue.ts';
import { coinexHistory } from './coinex/history.ts';
import { parseFunding, parseInstruments, parseOpenInterest, parseQuotes, requestMarkets } from './coinex/markets.ts';
import { noPast } from './past.ts';

/**
 * CoinEx futures, by REST alone: there is no public stream of forced orders. Source: CoinEx v2 documents, futures (2025). The documented limits are
 * for each endpoint and not verified; a request each 0.4 s is known to be borne, which is what half of this budget makes.
 */
export const coinex: Venue = {
  id: 'coinex',
  name: 'CoinEx',
  completeness: 'complete',
  budgets: [{ name: 'coinex', host: 'api.coinex.com', weight: 50, windowMs: 10_000 }],
  instruments: { requests: [requestMarkets('market', 'contracts')], parse: parseInstruments },
  quotes: { requests: [requestMarkets('ticker', 'prices')], parse: parseQuotes },
  openInterest: {
    isBulk: true,
    requests: () => [requestMarkets('market', 'interest')],
    parse: parseOpenInterest,
    ...noPast,
  },
  funding: { requests: () => [requestMarkets('funding-rate', 'funding')], parse: parseFunding },
  socketStreams: [],
  sockets: () => [],
  polls: [],
  backfill: undefined,
  history: coinexHistory,
};
