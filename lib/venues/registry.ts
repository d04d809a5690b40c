import type { VenueId } from '../model/trade.ts';
import type { Venue } from '../model/venue.ts';
import { aster } from './aster.ts';
import { binance } from './binance.ts';
import { bitfinex } from './bitfinex.ts';
import { bitget } from './bitget.ts';
import { bitmex } from './bitmex.ts';
import { bybit } from './bybit.ts';
import { coinex } from './coinex.ts';
import { deribit } from './deribit.ts';
import { dydx } from './dydx.ts';
import { gate } from './gate.ts';
import { htx } from './htx.ts';
import { hyperliquid } from './hyperliquid.ts';
import { krakenFutures } from './kraken-futures.ts';
import { kucoin } from './kucoin.ts';
import { lighter } from './lighter.ts';
import { mexc } from './mexc.ts';
import { okx } from './okx.ts';
import { poloniex } from './poloniex.ts';

/** Every venue that Undertow reads, in the order in which they are shown. */
export const venues: readonly Venue[] = [
  binance,
  bybit,
  okx,
  gate,
  bitmex,
  deribit,
  htx,
  bitfinex,
  krakenFutures,
  dydx,
  aster,
  bitget,
  lighter,
  poloniex,
  coinex,
  hyperliquid,
  kucoin,
  mexc,
];

const byId: ReadonlyMap<string, Venue> = new Map(venues.map(venue => [venue.id, venue]));

/** The venue of an id. Throws a `RangeError` for an id that no venue has: that is a mistake of ours, not of a payload. */
export function venueById(id: VenueId): Venue {
  const venue = byId.get(id);
  if (venue === undefined) throw new RangeError(`no venue ${id}`);
  return venue;
}
