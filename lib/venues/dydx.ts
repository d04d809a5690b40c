import { ignored, rejected, type Parsed } from '../model/parsed.ts';
import type { Liquidation } from '../model/trade.ts';
import type { ParseContext, Venue } from '../model/venue.ts';
import { isRecord } from '../std/record.ts';
import { parsePastOpenInterest, requestPastOpenInterest } from './dydx/candles.ts';
import { parseFunding, parseInstruments, parseOpenInterest, parseQuotes, requestMarkets } from './dydx/markets.ts';
import { history, parseFrame, parseTrades, planSockets, streams } from './dydx/trades.ts';

/** dYdX v4, from its indexer. Sources: indexer documents of 2026 and the code of v4-chain; the budget is the documents' (100 requests in 10 s and address). */
export const dydx: Venue = {
  id: 'dydx',
  name: 'dYdX',
  completeness: 'complete',
  budgets: [{ name: 'dydx', host: 'indexer.dydx.trade', weight: 100, windowMs: 10_000 }],
  instruments: { requests: [requestMarkets], parse: parseInstruments },
  quotes: { requests: [requestMarkets], parse: parseQuotes },
  openInterest: {
    isBulk: true,
    requests: instruments => (instruments.length === 0 ? [] : [requestMarkets]),
    parse: parseOpenInterest,
    hasPast: true,
    requestPast: requestPastOpenInterest,
    parsePast: parsePastOpenInterest,
  },
  funding: { requests: () => [requestMarkets], parse: parseFunding },
  socketStreams: streams,
  sockets: planSockets,
  polls: [],
  backfill: undefined,
  history,
};

/** A frame of the stream, or an answer of the history, which does not name its market: it is that of the only listing, where there is only one. */
export function readDydx(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const isHistory = isRecord(payload) && ('trades' in payload || 'errors' in payload || isRecord(payload.result));
  return isHistory ? readAnswer(payload, context) : parseFrame(payload, context);
}

function readAnswer(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  const [only, ...others] = context.instruments.keys();
  const isNamed = only !== undefined && others.length === 0;
  const parsed = parseTrades(payload, isNamed ? only : 'BTC-USD', context);
  if (parsed.kind !== 'events') return parsed;
  if (parsed.events.length === 0) return ignored('trades that nobody was forced into');
  return isNamed ? parsed : rejected('forced trades of a market that the answer does not name', 'trades');
}
