import type { Venue } from '../model/venue.ts';
import { deribitHistory } from './deribit/history.ts';
import { boards, parseInstruments, requestInstruments } from './deribit/instruments.ts';
import { parseFunding, parseOpenInterest, parseQuotes, requestListed, requestSummaries } from './deribit/summaries.ts';
import { planSockets } from './deribit/trades.ts';
import { noPast } from './past.ts';

/**
 * Deribit futures: inverse in bitcoin and ether, linear in USDC and USDT. Source: Deribit API v2 documents; costs as measured by third parties in
 * September 2026: 50,000 credits, of which 10,000 come back each second.
 */
export const deribit: Venue = {
  id: 'deribit',
  name: 'Deribit',
  completeness: 'complete',
  budgets: [{ name: 'deribit', host: 'www.deribit.com', weight: 50_000, windowMs: 5_000 }],
  instruments: { requests: boards.map(requestInstruments), parse: parseInstruments },
  quotes: { requests: boards.map(requestSummaries), parse: parseQuotes },
  openInterest: { isBulk: true, requests: requestListed, parse: parseOpenInterest, ...noPast },
  funding: { requests: requestListed, parse: parseFunding },
  socketStreams: ['trades'],
  sockets: planSockets,
  polls: [],
  backfill: undefined,
  history: deribitHistory,
};
