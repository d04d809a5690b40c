import type { Market } from '../../world.ts';
import { asterListings } from './aster.ts';
import { bitfinexListings } from './bitfinex.ts';
import { bitgetListings } from './bitget.ts';
import { bitmexListings } from './bitmex.ts';
import { coinexListings } from './coinex.ts';
import { deribitListings } from './deribit.ts';
import { dydxListings } from './dydx.ts';
import { htxListings } from './htx.ts';
import { hyperliquidListings } from './hyperliquid.ts';
import { krakenFuturesListings } from './kraken-futures.ts';
import { kucoinListings } from './kucoin.ts';
import { lighterListings } from './lighter.ts';
import { mexcListings } from './mexc.ts';
import { okxListings } from './okx.ts';
import { poloniexListings } from './poloniex.ts';

/** The listings of the venues beside Binance, Bybit and Gate, the largest venue first. */
export function otherListings(): readonly Market[] {
  return [
    ...okxListings(),
    ...hyperliquidListings(),
    ...bitgetListings(),
    ...htxListings(),
    ...asterListings(),
    ...mexcListings(),
    ...kucoinListings(),
    ...lighterListings(),
    ...bitmexListings(),
    ...deribitListings(),
    ...krakenFuturesListings(),
    ...coinexListings(),
    ...bitfinexListings(),
    ...dydxListings(),
    ...poloniexListings(),
  ];
}
