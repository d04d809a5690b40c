import type { Venue } from '../model/venue.ts';
import { boards, parseInstruments, requestHtx } from './htx/contracts.ts';
import { htxHistory } from './htx/history.ts';
import { planSockets } from './htx/liquidation-orders.ts';
import { parseOpenInterest, parseQuotes, requestOpenInterest, requestTicks } from './htx/market.ts';
import { noPast } from './past.ts';

/**
 * HTX: contracts in USDT, coin-margined perpetuals and futures. Sources: documents of the notification sockets and of the REST reference data, November
 * 2025. No funding: its answers say when the next settlement is and not how long the period, which is not eight hours everywhere. Its past of open
 * interest comes in hours and matches no five-minute mark of other venues, so that our own samples are used.
 */
export const htx: Venue = {
  id: 'htx',
  name: 'HTX',
  completeness: 'complete',
  // 240 requests in 3 s and address for all reference data together (documents, November 2025).
  budgets: [{ name: 'htx', host: 'api.hbdm.com', weight: 240, windowMs: 3_000 }],
  instruments: {
    requests: boards.map(({ listing, board }) => requestHtx(listing, `contracts:${board}`)),
    parse: parseInstruments,
  },
  quotes: { requests: [requestTicks], parse: parseQuotes },
  openInterest: { isBulk: true, requests: requestOpenInterest, parse: parseOpenInterest, ...noPast },
  socketStreams: boards.map(({ board }) => board),
  sockets: planSockets,
  polls: [],
  backfill: undefined,
  history: htxHistory,
};
