import type { Venue } from '../model/venue.ts';
import { okxHistory } from './okx/history.ts';
import { boards, parseInstruments, requestInstruments } from './okx/instruments.ts';
import { liquidationOrders } from './okx/liquidation-orders.ts';
import {
  parseFunding,
  parseOpenInterest,
  parsePastOpenInterest,
  parseQuotes,
  requestFunding,
  requestOpenInterest,
  requestPastOpenInterest,
  requestTickers,
} from './okx/market.ts';

const host = 'www.okx.com';
const windowMs = 2_000;

/**
 * OKX v5: perpetuals, dated futures and margin pairs. Sources: v5 documents of November 2025 and July 2026; what was measured of the history of
 * forced orders, July and September 2026.
 */
export const okx: Venue = {
  id: 'okx',
  name: 'OKX',
  completeness: 'sampled',
  // By address, and some by contract or kind besides (documents); taken as if all were by address.
  budgets: [
    { name: 'okx-public', host, weight: 20, windowMs },
    { name: 'okx-funding', host, weight: 10, windowMs },
    { name: 'okx-rubik', host, weight: 10, windowMs },
    { name: 'okx-liquidations', host, weight: 40, windowMs },
  ],
  instruments: { requests: boards.map(requestInstruments), parse: parseInstruments },
  quotes: { requests: [requestTickers], parse: parseQuotes },
  openInterest: {
    isBulk: true,
    requests: requestOpenInterest,
    parse: parseOpenInterest,
    hasPast: true,
    requestPast: requestPastOpenInterest,
    parsePast: parsePastOpenInterest,
  },
  funding: { requests: requestFunding, parse: parseFunding },
  socketStreams: [liquidationOrders.stream],
  sockets: () => [liquidationOrders],
  polls: [],
  backfill: undefined,
  history: okxHistory,
};
