import { ignored, type Parsed } from '../model/parsed.ts';
import type { Liquidation } from '../model/trade.ts';
import type { ParseContext, Venue } from '../model/venue.ts';
import { isRecord } from '../std/record.ts';
import {
  parseFunding,
  parseInstruments,
  parseOpenInterest,
  parseQuotes,
  requestDetails,
  requestRates,
} from './lighter/details.ts';
import { parseFrame, planSockets, readTrades, streams } from './lighter/trades.ts';
import { noPast } from './past.ts';

/** Lighter. Sources: apidocs.lighter.xyz and lighter-python of 2026; what only third parties tell says so where it is read. 60 requests a minute and address. */
export const lighter: Venue = {
  id: 'lighter',
  name: 'Lighter',
  completeness: 'complete',
  budgets: [{ name: 'lighter', host: 'mainnet.zklighter.elliot.ai', weight: 60, windowMs: 60_000 }],
  instruments: { requests: [requestDetails], parse: parseInstruments },
  quotes: { requests: [requestDetails], parse: parseQuotes },
  openInterest: {
    isBulk: true,
    requests: instruments => (instruments.length === 0 ? [] : [requestDetails]),
    parse: parseOpenInterest,
    ...noPast,
  },
  funding: { requests: () => [requestRates], parse: parseFunding },
  socketStreams: streams,
  sockets: planSockets,
  polls: [],
  backfill: undefined,
};

/** A frame of the stream, or the last trades of a market (`/api/v1/recentTrades`). */
export function readLighter(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  if (!isRecord(payload) || 'channel' in payload || !Array.isArray(payload.trades)) return parseFrame(payload, context);
  return payload.trades.length === 0 ? ignored('no trades') : readTrades(payload.trades, 'trades', context);
}
