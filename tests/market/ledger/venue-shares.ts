import type { Venue } from '../world.ts';

/** How a venue beside the first three takes part in a scenario. */
export interface VenueShare {
  /** Share of the orders that these venues draw together; the sum is about 100. */
  readonly orders: number;
  /** Its sums as a part of those that the scenario states for all venues with a history. */
  readonly money: number;
}

/**
 * The venues beside Binance, Bybit and Gate. Those that keep a history take their part of the stated sums, and Gate what they leave. Few and large
 * orders where a client pays for every page of a history (Bitfinex, CoinEx, OKX).
 */
export const otherShares: Readonly<Record<Exclude<Venue, 'binance' | 'bybit' | 'gate'>, VenueShare>> = {
  okx: { orders: 19, money: 0.22 },
  hyperliquid: { orders: 20, money: 0.35 },
  bitget: { orders: 10, money: 0.12 },
  htx: { orders: 9, money: 0.07 },
  aster: { orders: 10, money: 0.06 },
  mexc: { orders: 8, money: 0.06 },
  kucoin: { orders: 6.5, money: 0.04 },
  lighter: { orders: 5, money: 0.04 },
  bitmex: { orders: 3.5, money: 0.03 },
  deribit: { orders: 2, money: 0.02 },
  'kraken-futures': { orders: 2, money: 0.01 },
  coinex: { orders: 1.1, money: 0.012 },
  bitfinex: { orders: 0.75, money: 0.008 },
  dydx: { orders: 1.5, money: 0.006 },
  poloniex: { orders: 1.3, money: 0.004 },
};

/** Weight of each venue in open interest; only ratios count. */
export const openInterestWeights: Readonly<Record<Venue, number>> = {
  binance: 0.58,
  bybit: 0.22,
  gate: 0.2,
  okx: 0.2,
  hyperliquid: 0.24,
  bitget: 0.16,
  htx: 0.08,
  aster: 0.07,
  mexc: 0.1,
  kucoin: 0.04,
  lighter: 0.04,
  bitmex: 0.03,
  deribit: 0.06,
  'kraken-futures': 0.02,
  coinex: 0.012,
  bitfinex: 0.02,
  dydx: 0.008,
  poloniex: 0.004,
};
