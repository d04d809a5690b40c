import { t } from '../i18n/t.ts';
import type { VenueId } from '../model/trade.ts';

/** What a venue's figures are, for the pages of our own. Each in one sentence or two. */
export interface VenueWords {
  /** What they count. */
  readonly counts: string;
  /** What they cannot know. */
  readonly misses: string;
  /** How far back it can be asked for forced orders, and what that costs; absent where it keeps nothing that can be asked for. */
  readonly history?: string;
}

/** Names of messages have no hyphens. */
type VenueKey = Exclude<VenueId, 'kraken-futures'> | 'kraken';
type KeyWithHistory = Exclude<VenueKey, KeyWithoutHistory>;
type KeyWithoutHistory = 'binance' | 'bybit' | 'bitmex' | 'aster' | 'lighter' | 'hyperliquid' | 'kucoin' | 'mexc';

const without = (key: KeyWithoutHistory): VenueWords => ({
  get counts() {
    return t(`venue.${key}.counts`);
  },
  get misses() {
    return t(`venue.${key}.misses`);
  },
});

const withHistory = (key: KeyWithHistory): VenueWords => ({
  get counts() {
    return t(`venue.${key}.counts`);
  },
  get misses() {
    return t(`venue.${key}.misses`);
  },
  get history() {
    return t(`venue.${key}.history`);
  },
});

/** By venue. They stand here and not with the venues, so that the background, which says none of it, does not carry them. */
export const venueWords: Readonly<Record<VenueId, VenueWords>> = {
  binance: without('binance'),
  bybit: without('bybit'),
  okx: withHistory('okx'),
  gate: withHistory('gate'),
  bitmex: without('bitmex'),
  deribit: withHistory('deribit'),
  htx: withHistory('htx'),
  bitfinex: withHistory('bitfinex'),
  'kraken-futures': withHistory('kraken'),
  dydx: withHistory('dydx'),
  aster: without('aster'),
  bitget: withHistory('bitget'),
  lighter: without('lighter'),
  poloniex: withHistory('poloniex'),
  coinex: withHistory('coinex'),
  hyperliquid: without('hyperliquid'),
  kucoin: without('kucoin'),
  mexc: without('mexc'),
};
