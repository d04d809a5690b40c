import type { MessageKey } from '../i18n/t.ts';
import { t } from '../i18n/t.ts';
import type { VenueId } from '../model/trade.ts';

/** What a venue's figures are, for the pages of our own. Each in one sentence or two. */
export interface VenueWords {
  /** What they count. */
  readonly counts: string;
  /** What they cannot know. */
  readonly misses: string;
  /** How far back it can be asked for forced orders, and what that costs; absent where it keeps nothing that can be asked for. */
  readonly history: string | undefined;
}

/** Read when they are asked for: a language is known only once the extension runs. */
const words = (counts: MessageKey, misses: MessageKey, history?: MessageKey): VenueWords => ({
  get counts() {
    return t(counts);
  },
  get misses() {
    return t(misses);
  },
  get history() {
    return history && t(history);
  },
});

/** By venue. They stand here and not with the venues, so that the background, which says none of it, does not carry them. */
export const venueWords: Readonly<Record<VenueId, VenueWords>> = {
  binance: words('venue.common.latestOfSecond', 'venue.binance.misses'),
  bybit: words('venue.common.everyAtBankruptcy', 'venue.common.notHeard'),
  okx: words('venue.okx.counts', 'venue.okx.misses', 'venue.okx.history'),
  gate: words('venue.gate.counts', 'venue.common.followedOnly', 'venue.gate.history'),
  bitmex: words('venue.bitmex.counts', 'venue.bitmex.misses'),
  deribit: words('venue.deribit.counts', 'venue.deribit.misses', 'venue.common.readsAllTrades'),
  htx: words('venue.common.everyAtBankruptcy', 'venue.htx.misses', 'venue.htx.history'),
  bitfinex: words('venue.bitfinex.counts', 'venue.bitfinex.misses', 'venue.bitfinex.history'),
  'kraken-futures': words('venue.kraken.counts', 'venue.kraken.misses', 'venue.common.readsAllTrades'),
  dydx: words('venue.common.everyLiquidation', 'venue.dydx.misses', 'venue.dydx.history'),
  aster: words('venue.common.latestOfSecond', 'venue.aster.misses'),
  bitget: words('venue.bitget.counts', 'venue.bitget.misses', 'venue.bitget.history'),
  lighter: words('venue.common.everyLiquidation', 'venue.lighter.misses'),
  poloniex: words('venue.poloniex.counts', 'venue.poloniex.misses', 'venue.poloniex.history'),
  coinex: words('venue.coinex.counts', 'venue.common.followedOnly', 'venue.coinex.history'),
  hyperliquid: words('venue.common.noOrders', 'venue.hyperliquid.misses'),
  kucoin: words('venue.common.noOrders', 'venue.common.sidesUnknown'),
  mexc: words('venue.common.noOrders', 'venue.common.sidesUnknown'),
};
