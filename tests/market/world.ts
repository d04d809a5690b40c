/**
 * The words of the simulated market. Nothing here, and nothing under `tests/market/`, imports from `lib/`:
 * the simulator is written from the venues' documents, so that a wrong reading on one side shows on the other.
 */

export type Venue =
  | 'binance'
  | 'bybit'
  | 'gate'
  | 'okx'
  | 'bitmex'
  | 'deribit'
  | 'htx'
  | 'bitfinex'
  | 'kraken-futures'
  | 'dydx'
  | 'aster'
  | 'bitget'
  | 'lighter'
  | 'poloniex'
  | 'coinex'
  | 'hyperliquid'
  | 'kucoin'
  | 'mexc';
export type Position = 'long' | 'short';

/** One listing of one venue, with what the wire needs to print it. */
export interface Market {
  readonly venue: Venue;
  /** The venue's spelling, for example `BTCUSDT`, `BTCUSD_PERP`, `BTC_USDT`. */
  readonly symbol: string;
  /** The coin, multiplier prefixes taken off: `1000PEPEUSDT` has base `PEPE` and `unitsPerQuantity` 1000. */
  readonly base: string;
  readonly quote: 'USDT' | 'USDC' | 'USD';
  readonly contract: 'linear' | 'inverse';
  /** The venue's own division: `um` and `cm` at Binance, `linear` and `inverse` at Bybit, `usdt` and `btc` at Gate. */
  readonly board: string;
  /** Coins in one unit of quantity (linear; Gate's quanto multiplier, 1000 for `1000PEPEUSDT`); 1 for inverse. */
  readonly unitsPerQuantity: number;
  /** Coins that one printed price is for: 1000 for `1000PEPEUSDT`, 1 at venues that quote single coins. */
  readonly unitsPerPrice: number;
  /** Which of an order's prices the venue's own notional is taken at. */
  readonly notionalAt: 'fill' | 'bankruptcy';
  /** US dollars in one contract (inverse only: 100 or 10 at Binance, 1 at Bybit and Gate); 0 for linear. */
  readonly contractUsd: number;
  /** The venue's second name of the listing, where its wire needs one: a number, a family. */
  readonly alias?: string;
  /** Smallest step of quantity, in the venue's own unit. */
  readonly quantityStep: number;
  readonly priceTick: number;
}

/** One forced order, as the world knows it. The ledger keeps every one of them. */
export interface ForcedOrder {
  /** Unique in the ledger. */
  readonly id: number;
  readonly market: Market;
  /** The position that was closed by force. */
  readonly position: Position;
  /** Milliseconds since the epoch, on the market's clock. */
  readonly time: number;
  /** In the venue's own unit: base coins (Binance USD-M, Bybit linear), contracts (others); always positive. */
  readonly quantity: number;
  /** US dollars per coin (per `unitsPerQuantity` coins where the symbol has a multiplier prefix). */
  readonly fillPrice: number;
  readonly bankruptcyPrice: number;
  /** The venue's own notional in integer US cents, at the price that `notionalAt` names, or face value where inverse. */
  readonly cents: number;
}

export interface FearGreedDay {
  /** 00:00 UTC of the day, ms. */
  readonly day: number;
  readonly value: number;
  readonly word: 'Extreme Fear' | 'Fear' | 'Neutral' | 'Greed' | 'Extreme Greed';
}

export interface HourBar {
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
}

/**
 * A scenario: a seeded, complete past and (for live scenarios) a prepared future. A pure function of its seed; every answer of every
 * provider derives from it.
 */
export interface Ledger {
  readonly scenario: string;
  readonly seed: number;
  /** The moment at which the market's clock stands when a run starts without `--at`. */
  readonly t0: number;
  /** First and last moment the ledger knows (about 31 days before `t0`, some hours after it). */
  readonly from: number;
  readonly to: number;
  readonly markets: readonly Market[];
  /** Every forced order of the venue with `from <= time < to`, ascending by time. */
  orders(venue: Venue, from: number, to: number): readonly ForcedOrder[];
  /** Price of the coin in US dollars at a moment (minute path, interpolated inside the minute). */
  price(base: string, time: number): number;
  /** Hourly bars of the coin that have opened in [from, to); the last may still be forming. */
  hourBars(base: string, from: number, to: number): readonly HourBar[];
  /** One-sided open interest in coins, on a 5-minute grid (the value of the last grid point at or before `time`). */
  openInterestCoins(market: Market, time: number): number;
  /** The same at the moment itself, between the grid points, for a venue's endpoint that answers with what is open now. */
  openInterestNowCoins?(market: Market, time: number): number;
  /**
   * What longs pay shorts, as a fraction per eight hours (above 0 longs pay), of the hour that `time` lies in. A venue that pays more often
   * prints a part of it.
   */
  funding(market: Market, time: number): number;
  /** Newest first; the first is the day that `time` lies in. */
  fearGreed(time: number, days: number): readonly FearGreedDay[];
  /** The table of what PRODUCT.md leaves open, as the scenario states it (sums in cents, states of levels, badge). */
  readonly stated: Readonly<Record<string, unknown>>;
}
