import type { ClaimWindow } from '../claim.ts';

/** A figure of the market at a moment, with where it comes from. */
export interface Seen {
  readonly value: number;
  /** Lowest and highest within the time around the moment in which a text may have taken it; absent where only one value is known. */
  readonly low?: number;
  readonly high?: number;
  /** Not all of that time is known: there may have been more below and above. */
  readonly part?: true;
  /** Market time of the figure, ms. */
  readonly at: number;
  /** As a person reads it: `Binance`, `alternative.me`. Empty of a sum of exchanges. */
  readonly source: string;
  /** How many exchanges it is a sum of. */
  readonly venues?: number;
}

/** From how far around its moment a text may have taken a price: the hour before it, the day around it, or of a date alone that whole day (its zone is not known), the week before it (a high, a low), both. */
export type PriceReach = 'hour' | 'day' | 'week' | 'days';

/** Forced orders over a window: a floor, and an estimate of the whole where one is honest. US dollars. */
export interface SeenLiquidations {
  readonly longUsd: number;
  readonly shortUsd: number;
  /** False when nothing is missing. */
  readonly floor: boolean;
  /** Share of the window heard, 0 to 1. */
  readonly coverage: number;
  readonly venues: number;
  readonly upper?: { readonly longUsd: number; readonly shortUsd: number };
  /** End of the window, ms. */
  readonly at: number;
}

/** A company's bitcoin at a moment. */
export interface SeenHolder {
  readonly name: string;
  readonly coins: number;
  /** Average cost of a coin, US dollars. */
  readonly costUsd?: number;
  /** Day of the statement of the cost, ms. */
  readonly costDay?: number;
}

/**
 * What the checks ask of the market, at any moment. A pure view of what was recorded: each answer is `undefined` where nothing is known of that
 * moment, never a value of another one. `base` is a ticker; `TOTAL` is the whole market.
 */
export interface CheckMarket {
  /** Market time now, ms. */
  readonly now: number;
  /** Price, with its range within the reach (`hour` where none is given). */
  price(base: string, time: number, reach?: PriceReach): Seen | undefined;
  /** Fraction over the window that ends at the time. */
  priceChange(base: string, window: ClaimWindow, time: number): Seen | undefined;
  liquidations(base: string, window: ClaimWindow, time: number): SeenLiquidations | undefined;
  /** One-sided, US dollars. */
  openInterest(base: string, time: number): Seen | undefined;
  /** Fractions over the window that ends at the time: in dollars, and in coins (of the market at the prices of its beginning). */
  openInterestChange(base: string, window: ClaimWindow, time: number): { readonly usd?: Seen; readonly coins?: Seen } | undefined;
  /** Fraction per eight hours. */
  funding(base: string, time: number): Seen | undefined;
  /** Index points of each day that a text of the time may speak of, its own first: that of the day before too in its first hours, with `wide` those around it. */
  fearGreed(time: number, wide?: boolean): readonly Seen[];
  /** US dollars; `TOTAL` too. */
  marketCap(base: string, time: number): Seen | undefined;
  /** Share of the whole market, 0 to 1. */
  dominance(base: string, time: number): Seen | undefined;
  /** By the company's name in small letters, as it stood at the time. */
  holder(name: string, time: number): SeenHolder | undefined;
}
