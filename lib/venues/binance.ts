import type { Parsed } from '../model/parsed.ts';
import type { Liquidation } from '../model/trade.ts';
import type { ParseContext, Venue } from '../model/venue.ts';
import { binanceFamily } from './binance/family.ts';
import { planForceOrders, readFrame } from './binance/force-order.ts';
import { parseInstruments, requestInstruments } from './binance/instruments.ts';
import {
  parseOpenInterest,
  parsePastOpenInterest,
  requestOpenInterest,
  requestPastOpenInterest,
} from './binance/open-interest.ts';
import { parseFunding, parseQuotes, requestPremiums } from './binance/premium-index.ts';

/**
 * One socket for both boards: since 2026-06-30 either host carries USD-M and COIN-M together, and listening to both would count twice.
 * The path matters: without `/market` the server accepts, acknowledges and stays silent (notice "Important WebSocket Change", April 2026).
 */
const merged = planForceOrders(binanceFamily, 'merged', 'wss://fstream.binance.com/market/stream');

/**
 * Binance USD-M and COIN-M futures as one venue: they share one stream and one budget of weight.
 * Sources: derivatives documents and change notices, April to November 2026; connector docstrings, 2026-08-19.
 */
export const binance: Venue = {
  id: 'binance',
  name: 'Binance',
  completeness: 'sampled',
  // Both hosts draw on one allowance: 2,400 weight a minute and address (COIN-M notice, 2026-06-10), 1,000 requests in 5 minutes for
  // /futures/data and 500 for funding (connector docstrings, 2026-08-19; whether COIN-M shares the 500 is unverified). Budgets are kept by host,
  // so each gets a share and the shares add up to the whole.
  budgets: [
    { name: 'binance-um', host: 'fapi.binance.com', weight: 1_800, windowMs: 60_000 },
    { name: 'binance-cm', host: 'dapi.binance.com', weight: 600, windowMs: 60_000 },
    { name: 'binance-um-history', host: 'fapi.binance.com', weight: 800, windowMs: 300_000 },
    { name: 'binance-cm-history', host: 'dapi.binance.com', weight: 200, windowMs: 300_000 },
    { name: 'binance-um-funding', host: 'fapi.binance.com', weight: 400, windowMs: 300_000 },
    { name: 'binance-cm-funding', host: 'dapi.binance.com', weight: 100, windowMs: 300_000 },
  ],
  instruments: {
    requests: requestInstruments(binanceFamily),
    parse: (payload, context) => parseInstruments(payload, binanceFamily, context),
  },
  quotes: {
    requests: requestPremiums(binanceFamily),
    parse: (payload, context) => parseQuotes(payload, binanceFamily, context),
  },
  openInterest: {
    isBulk: false,
    requests: instruments => requestOpenInterest(binanceFamily, instruments),
    parse: (payload, context) => parseOpenInterest(payload, binanceFamily, context),
    hasPast: true,
    requestPast: requestPastOpenInterest,
    parsePast: parsePastOpenInterest,
  },
  funding: {
    requests: instruments => requestPremiums(binanceFamily, instruments),
    parse: (payload, context) => parseFunding(payload, binanceFamily, context),
  },
  socketStreams: ['merged'],
  sockets: () => [merged],
  polls: [],
  backfill: undefined,
};

/** Frames of either board, bare or in their envelope. */
export function readBinance(payload: unknown, context: ParseContext): Parsed<Liquidation> {
  return readFrame(payload, binanceFamily, context);
}
