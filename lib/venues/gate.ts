import type { HostBudget, Venue } from '../model/venue.ts';
import { gateBackfill, parsePastOpenInterest, requestPastOpenInterest } from './gate/contract-stats.ts';
import {
  boards,
  parseFunding,
  parseInstruments,
  parseOpenInterest,
  parseQuotes,
  requestBoards,
  requestContracts,
  requestTickers,
} from './gate/contracts.ts';
import { pollLiquidations } from './gate/liq-orders.ts';

/**
 * Gate futures settled in USDT and in bitcoin, by REST alone. Sources: gateapi-python v4.104.3 documents; the sign of `size` and the
 * two-sided open interest of `contract_stats` by comparison, 2026.
 */
export const gate: Venue = {
  id: 'gate',
  name: 'Gate',
  completeness: 'complete',
  budgets: [budget('gate-contracts'), budget('gate-tickers'), budget('gate-liq-orders'), budget('gate-contract-stats')],
  instruments: { requests: boards.map(requestContracts), parse: parseInstruments },
  quotes: { requests: boards.map(requestTickers), parse: parseQuotes },
  openInterest: {
    isBulk: true,
    requests: requestBoards,
    parse: parseOpenInterest,
    hasPast: true,
    requestPast: requestPastOpenInterest,
    parsePast: parsePastOpenInterest,
  },
  funding: { requests: requestBoards, parse: parseFunding },
  socketStreams: [],
  sockets: () => [],
  polls: boards.map(pollLiquidations),
  backfill: gateBackfill,
};

// 200 requests in 10 s for each endpoint and address (API v4, frequency limit rule).
function budget(name: string): HostBudget {
  return { name, host: 'api.gateio.ws', weight: 200, windowMs: 10_000 };
}
