import { ignored, type Parsed } from '../model/parsed.ts';
import type { Liquidation } from '../model/trade.ts';
import type { ParseContext, Venue } from '../model/venue.ts';
import { isRecord } from '../std/record.ts';
import { noPast } from './past.ts';
import {
  parseInstruments,
  parseOpenInterest,
  parseQuotes,
  requestContracts,
  requestOpenInterest,
  requestTickers,
} from './poloniex/contracts.ts';
import { history, parseFrame, parseHistory, planSockets, stream } from './poloniex/liquidations.ts';

/**
 * Poloniex futures v3. Sources: api-docs.poloniex.com of 2025; what only third parties tell says so where it is read. "300 requests per second" and address
 * stand in the documents as third parties quote them (September 2026); a third of that is taken. Funding is told one contract at a time.
 */
export const poloniex: Venue = {
  id: 'poloniex',
  name: 'Poloniex',
  completeness: 'sampled',
  budgets: [{ name: 'poloniex', host: 'api.poloniex.com', weight: 100, windowMs: 1_000 }],
  instruments: { requests: [requestContracts], parse: parseInstruments },
  quotes: { requests: [requestTickers], parse: parseQuotes },
  openInterest: { isBulk: false, requests: requestOpenInterest, parse: parseOpenInterest, ...noPast },
  socketStreams: [stream],
  sockets: planSockets,
  polls: [],
  backfill: undefined,
  history,
};

/** A frame of the stream, or an answer of the history. */
export function readPoloniex(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  if (payload === 'pong') return parseFrame({ event: 'pong' }, context);
  if (!isRecord(payload) || !('code' in payload)) return parseFrame(payload, context);
  const parsed = parseHistory(payload, context);
  return parsed.kind === 'events' && parsed.events.length === 0 ? ignored('no forced orders') : parsed;
}
