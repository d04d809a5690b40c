import type { Parsed } from '../model/parsed.ts';
import type { Liquidation, VenueId } from '../model/trade.ts';
import type { ParseContext } from '../model/venue.ts';
import { readAster } from './aster.ts';
import { readBinance } from './binance.ts';
import { readBitfinex } from './bitfinex.ts';
import { readBitget } from './bitget/liquidations.ts';
import { readBitmex } from './bitmex/liquidation.ts';
import { readBybit } from './bybit/all-liquidation.ts';
import { readCoinex } from './coinex/history.ts';
import { readDeribit } from './deribit/trades.ts';
import { readDydx } from './dydx.ts';
import { readGate } from './gate/read-any.ts';
import { readHtx } from './htx/liquidation-orders.ts';
import { readKrakenFutures } from './kraken-futures/executions.ts';
import { readLighter } from './lighter.ts';
import { readOkx } from './okx/liquidation-orders.ts';
import { readPoloniex } from './poloniex.ts';

/**
 * Reads whatever a venue may send about forced orders, a frame of its stream or a body of its REST history, the decoded JSON or the bare text
 * of a frame that is none (`pong`). Never throws. For the command line and for tests; the extension itself knows which it asked for.
 */
export type PayloadReader = (payload: unknown, context: ParseContext) => Parsed<Liquidation>;

/** By venue, those that publish forced orders. */
export const readers: Readonly<Partial<Record<VenueId, PayloadReader>>> = {
  binance: readBinance,
  bybit: readBybit,
  okx: readOkx,
  gate: readGate,
  bitmex: readBitmex,
  deribit: readDeribit,
  htx: readHtx,
  bitfinex: readBitfinex,
  'kraken-futures': readKrakenFutures,
  dydx: readDydx,
  aster: readAster,
  bitget: readBitget,
  lighter: readLighter,
  poloniex: readPoloniex,
  coinex: readCoinex,
};
