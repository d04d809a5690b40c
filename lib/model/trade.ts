/** The venues whose feeds Undertow reads. A venue's file in `lib/venues` carries one of these ids. */
export type VenueId =
  | 'binance'
  | 'bybit'
  | 'okx'
  | 'gate'
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

/** The position that was closed by force. Not the side of the closing order, which is its opposite. */
export type Position = 'long' | 'short';

/**
 * Our own listing of one contract.
 *
 * `symbol` is the venue's spelling. `base` is the coin alone: a multiplier prefix is taken off (`1000PEPEUSDT` has base `PEPE`), and
 * what it said is kept in `multiplier`.
 */
export interface Instrument {
  readonly venue: VenueId;
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly kind: 'perp' | 'future' | 'spot' | 'margin';
  readonly contract: 'linear' | 'inverse' | 'quanto';
  /**
   * Linear: coins in one unit of the venue's quantity (0.0001 for a Gate BTC contract, 1000 for `1000PEPEUSDT`).
   * Inverse: US dollars in one contract. `undefined` when the venue did not say; then no dollar figure is derived.
   */
  readonly multiplier: number | undefined;
  /** The venue's own division of its markets, where its requests need it: `usdt`, `btc`, `linear`, `inverse`, `um`, `cm`. */
  readonly board: string;
  /** Hours between two payments of funding. `undefined` when the venue's listing does not say; it is never assumed. */
  readonly fundingIntervalHours?: number;
  /** What the venue calls the contract where its requests or frames need another name than `symbol`: a number, a family. */
  readonly alias?: string;
  /** Smallest step of quantity, in coins as the symbol counts them; only where a reading is checked against it. */
  readonly quantityStep?: number;
}

/** A quantity as the venue sends it. `base` counts the venue's own unit of coin, before any multiplier prefix is undone. */
export interface Quantity {
  readonly value: number;
  readonly unit: 'base' | 'quote' | 'contracts' | 'usd';
}

/** What the price of a liquidation means at that venue. */
export type PriceKind = 'fill' | 'bankruptcy' | 'mark' | 'order';

/** One forced order. */
export interface Liquidation {
  readonly venue: VenueId;
  readonly symbol: string;
  readonly base: string;
  readonly position: Position;
  /** US dollars for one unit of `quantity` where that unit is coin, else for one coin as the symbol counts it. */
  readonly price: number;
  readonly priceKind: PriceKind;
  readonly quantity: Quantity;
  /** Coins, multiplier undone. `undefined` when a multiplier is needed and not known. */
  readonly baseQuantity: number | undefined;
  /** US dollars. `undefined` when a multiplier is needed and not known: such an event is counted, its money is not. */
  readonly usd: number | undefined;
  /** The venue's clock, ms. `undefined` where the frame has none. */
  readonly eventTime: number | undefined;
  /** Market time of receipt, ms. */
  readonly receivedTime: number;
  /** Identity for de-duplication, unique inside the venue: the same forced order read twice gives the same key. */
  readonly key: string;
}

/** Forced orders of one contract summed by the venue itself over `[time, time + grainMs)`. */
export interface LiquidationBar {
  readonly venue: VenueId;
  readonly symbol: string;
  readonly base: string;
  /** Opening of the bar, ms. */
  readonly time: number;
  readonly grainMs: number;
  readonly longUsd: number;
  readonly shortUsd: number;
  /** One-sided open interest at the bar, where the same row carries it. */
  readonly openInterest: OpenInterest | undefined;
}

/** One-sided open interest of one contract at one moment. */
export interface OpenInterest {
  readonly venue: VenueId;
  readonly symbol: string;
  readonly base: string;
  /** The venue's time of the figure, ms. */
  readonly time: number;
  /** Coins. `undefined` when a price or multiplier is needed and not known. */
  readonly coins: number | undefined;
  /** US dollars at the venue's mark price. `undefined` likewise. */
  readonly usd: number | undefined;
}

/** What longs pay shorts on one contract, brought to eight hours. */
export interface Funding {
  readonly venue: VenueId;
  readonly symbol: string;
  readonly base: string;
  /** The venue's time of the figure, or that of receipt, ms. */
  readonly time: number;
  /** Fraction per eight hours of the running or coming period; above 0 longs pay. */
  readonly ratePer8h: number;
}

/** What one venue or provider says a coin costs. */
export interface Quote {
  /** A venue's or a source's id. */
  readonly source: string;
  readonly symbol: string;
  readonly base: string;
  /** The provider's time of the figure, ms; `undefined` when it gives none (the time of receipt then stands in). */
  readonly time: number | undefined;
  /** Last price in US dollars of one coin, multiplier prefix undone. */
  readonly priceUsd: number;
  /** Mark price in US dollars for one unit as the symbol counts it; venues of contracts only. */
  readonly markPrice: number | undefined;
  /** Rolling 24 hours, as a fraction: -0.0169 is a fall of 1.69 %. */
  readonly change24h: number | undefined;
}

/** One hour, or other grain, of trading. Prices in US dollars. */
export interface Bar {
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Coins traded in the bar; absent where the source does not tell. */
  readonly volume?: number;
  /** Coins of `volume` that takers bought; absent where the source does not split it. */
  readonly takerBuyVolume?: number;
}

/** One day of the Fear & Greed index. */
export interface FearGreedDay {
  /** 00:00 UTC of the day, ms. */
  readonly day: number;
  /** 0 (extreme fear) to 100 (extreme greed). */
  readonly value: number;
  /** The provider's own word for the value. */
  readonly word: string;
}
