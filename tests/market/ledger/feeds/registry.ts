import type { Venue } from '../../world.ts';
import { asterFeed } from './aster.ts';
import { binanceFeed } from './binance.ts';
import { bitfinexFeed } from './bitfinex.ts';
import { bitgetFeed } from './bitget.ts';
import { bitmexFeed } from './bitmex.ts';
import { bybitFeed } from './bybit.ts';
import { coinexFeed } from './coinex.ts';
import { deribitFeed } from './deribit.ts';
import { dydxFeed } from './dydx.ts';
import { silentFeed } from './feed.ts';
import type { VenueFeed } from './feed.ts';
import { gateFeed } from './gate.ts';
import { htxFeed } from './htx.ts';
import { krakenFuturesFeed } from './kraken-futures.ts';
import { lighterFeed } from './lighter.ts';
import { okxFeed } from './okx.ts';
import { poloniexFeed } from './poloniex.ts';

/** What the public can hear of each venue's forced orders. Hyperliquid, KuCoin and MEXC publish none. */
export const feeds: Readonly<Record<Venue, VenueFeed>> = {
  binance: binanceFeed,
  bybit: bybitFeed,
  okx: okxFeed,
  gate: gateFeed,
  bitmex: bitmexFeed,
  deribit: deribitFeed,
  htx: htxFeed,
  bitfinex: bitfinexFeed,
  'kraken-futures': krakenFuturesFeed,
  dydx: dydxFeed,
  aster: asterFeed,
  bitget: bitgetFeed,
  lighter: lighterFeed,
  poloniex: poloniexFeed,
  coinex: coinexFeed,
  hyperliquid: silentFeed,
  kucoin: silentFeed,
  mexc: silentFeed,
};
