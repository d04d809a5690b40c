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

export type OtherMarketName = 'stoxx50' | 'dax' | 'sp500' | 'vix' | 'dollar' | 'us10y';

/** One day of trading of an outside market that has opened. */
export interface TradingDay {
  /** Of the exchange's own calendar, `YYYY-MM-DD`. */
  readonly date: string;
  readonly open: number;
  readonly close: number;
  /** At the moment that was asked for, or at the close. */
  readonly value: number;
}

/** A company that holds bitcoin. */
export interface Treasury {
  readonly name: string;
  readonly ticker: string;
  readonly coins: number;
  /** Average of one coin by the holder's own books, and as CoinGecko has it; undefined when nobody knows. */
  readonly averageUsd: number | undefined;
  readonly listedAverageUsd: number | undefined;
}

/** A coin of the list by market capitalisation. */
export interface ListedCoin {
  /** CoinGecko's name for it. */
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  /** `coin` stands for itself; the others are cash, gold, or another coin in other clothes. */
  readonly kind: 'coin' | 'cash' | 'gold' | 'copy';
  readonly supply: number;
  readonly price: number;
  readonly priceDayAgo: number;
  /** Listed for less than a day: its change is not known. */
  readonly isNew: boolean;
}

/** What surrounds the market of a scenario. */
export interface Surroundings {
  /** Days of trading that have opened at `time`, oldest first, at most `count`. A yield is in per cent. */
  tradingDays(name: OtherMarketName, time: number, count: number): readonly TradingDay[];
  /** Largest first. */
  treasuries(time: number): readonly Treasury[];
  /** Largest first. */
  listedCoins(time: number): readonly ListedCoin[];
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
  /** Share of what takers traded in the coin at that time that they bought. */
  takerBuyShare(base: string, time: number): number;
  /** US dollars that rest in the book of the largest exchange within one per cent of the middle. */
  depth(base: string, time: number): { readonly bidUsd: number; readonly askUsd: number };
  /** US dollars turned over in the coin, in the minute that `time` lies in, on an exchange without leverage. */
  spotFlowUsd(base: string, time: number): number;
  /** Newest first; the first is the day that `time` lies in. */
  fearGreed(time: number, days: number): readonly FearGreedDay[];
  readonly surroundings: Surroundings;
  /** The table of what PRODUCT.md leaves open, as the scenario states it (sums in cents, states of levels, badge). */
  readonly stated: Readonly<Record<string, unknown>>;
}
