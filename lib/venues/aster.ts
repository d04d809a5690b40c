import type { Parsed } from '../model/parsed.ts';
import type { Liquidation } from '../model/trade.ts';
import type { ParseContext, Venue } from '../model/venue.ts';
import { asterFamily } from './binance/family.ts';
import { planForceOrders, readFrame } from './binance/force-order.ts';
import { parseInstruments, requestInstruments } from './binance/instruments.ts';
import { parseOpenInterest, requestOpenInterest } from './binance/open-interest.ts';
import { parseFunding, parseQuotes, requestPremiums } from './binance/premium-index.ts';
import { noPast } from './past.ts';

/** No `/market` in the path, unlike Binance since 2026: Aster kept the old one (`asterdex/api-docs`, futures v3). */
const merged = planForceOrders(asterFamily, 'merged', 'wss://fstream.asterdex.com/stream');

/**
 * Aster perpetuals: Binance's USD-M interface under another name. Source: `asterdex/api-docs` @265e024b, futures v3, 2026 (2,400 weight a
 * minute; 24 hours for each connection; one forced order for each contract and second). `openInterest` is not in that reference; the notes
 * of the community beside it say one-sided, in coin (unverified).
 */
export const aster: Venue = {
  id: 'aster',
  name: 'Aster',
  completeness: 'sampled',
  budgets: [{ name: 'aster', host: 'fapi.asterdex.com', weight: 2_400, windowMs: 60_000 }],
  instruments: {
    requests: requestInstruments(asterFamily),
    parse: (payload, context) => parseInstruments(payload, asterFamily, context),
  },
  quotes: {
    requests: requestPremiums(asterFamily),
    parse: (payload, context) => parseQuotes(payload, asterFamily, context),
  },
  openInterest: {
    isBulk: false,
    requests: instruments => requestOpenInterest(asterFamily, instruments),
    parse: (payload, context) => parseOpenInterest(payload, asterFamily, context),
    ...noPast,
  },
  funding: {
    requests: instruments => requestPremiums(asterFamily, instruments),
    parse: (payload, context) => parseFunding(payload, asterFamily, context),
  },
  socketStreams: ['merged'],
  sockets: () => [merged],
  polls: [],
  backfill: undefined,
};

/** Frames of the stream, bare or in their envelope. */
export function readAster(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return readFrame(payload, asterFamily, context);
}
