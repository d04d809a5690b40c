import type { Venue } from '../model/venue.ts';
import { planSockets } from './bybit/all-liquidation.ts';
import { boards } from './bybit/envelope.ts';
import { nextInstruments, parseInstruments, requestInstruments } from './bybit/instruments.ts';
import {
  parseFunding,
  parseOpenInterest,
  parsePastOpenInterest,
  parseQuotes,
  requestBoards,
  requestPastOpenInterest,
  requestTickers,
} from './bybit/tickers.ts';

/**
 * Bybit v5, linear (USDT and USDC) and inverse contracts. Sources: v5 documents of July 2026, changelog of 2026-06-11.
 * The budget is that of `rate-limit` (600 requests in 5 s and address, all hosts together).
 */
export const bybit: Venue = {
  id: 'bybit',
  name: 'Bybit',
  completeness: 'complete',
  budgets: [{ name: 'bybit', host: 'api.bybit.com', weight: 600, windowMs: 5_000 }],
  instruments: { requests: boards.map(board => requestInstruments(board)), parse: parseInstruments, next: nextInstruments },
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
  socketStreams: boards,
  sockets: planSockets,
  polls: [],
  backfill: undefined,
};
