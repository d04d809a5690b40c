import type { ForcedOrder, Ledger, Market, Venue } from './world.ts';

/** How the venues print numbers, and the figures that several of them derive in the same way. */

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const fiveMinutesMs = 300_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Lengths of the interval words that venues share (`5m`, `1h`, `1d`). */
export const intervalMs: Readonly<Record<string, number>> = {
  '1m': minuteMs,
  '3m': 3 * minuteMs,
  '5m': 5 * minuteMs,
  '15m': 15 * minuteMs,
  '30m': 30 * minuteMs,
  '1h': hourMs,
  '2h': 2 * hourMs,
  '4h': 4 * hourMs,
  '6h': 6 * hourMs,
  '8h': 8 * hourMs,
  '12h': 12 * hourMs,
  '1d': dayMs,
};

/** Digits behind the point of a step: 0.001 has 3, 1e-8 has 8, 10 has 0. */
export function digitsOf(step: number): number {
  for (let digits = 0; digits < 12; digits += 1) {
    const scaled = step * 10 ** digits;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 && Math.round(scaled) >= 1) return digits;
  }
  return 12;
}

/** A decimal text with the digits of the step, for example `67460.0` for a step of 0.1. */
export function printed(value: number, step: number): string {
  return value.toFixed(digitsOf(step));
}

/** A price with the digits of its tick, or more where it is finer than that (an average of fills). */
export function priceText(price: number, tick: number): string {
  const text = printed(price, tick);
  return Math.abs(Number(text) - price) <= 1e-10 * price ? text : price.toFixed(12).replace(/0+$/, '');
}

/** The price as the venue prints it, in US dollars: per 1,000 coins where the symbol says so. */
export function quotedPrice(ledger: Ledger, market: Market, time: number): number {
  const coin = ledger.price(market.base, time);
  return coin * market.unitsPerPrice;
}

/** One-sided open interest in the venue's own unit of quantity (base units, contracts, face dollars), on its step. */
export function openInterestUnits(ledger: Ledger, market: Market, time: number): number {
  const coins = ledger.openInterestCoins(market, time);
  const { contract, unitsPerQuantity, contractUsd, quantityStep } = market;
  const units = contract === 'linear' ? coins / unitsPerQuantity : (coins * ledger.price(market.base, time)) / contractUsd;
  return Number(printed(Math.round(units / quantityStep) * quantityStep, quantityStep));
}

/** One-sided open interest in US dollars. */
export function openInterestUsd(ledger: Ledger, market: Market, time: number): number {
  return ledger.openInterestCoins(market, time) * ledger.price(market.base, time);
}

/** High and low of the coin over the 24 hours before `time`, US dollars. */
export function dayRange(
  ledger: Ledger,
  base: string,
  time: number,
): { readonly high: number; readonly low: number; readonly volumeBase: number } {
  let high = ledger.price(base, time);
  let low = high;
  let volumeBase = 0;
  for (const bar of ledger.hourBars(base, time - dayMs, time)) {
    high = Math.max(high, bar.high);
    low = Math.min(low, bar.low);
    volumeBase += bar.volumeBase;
  }
  return { high, low, volumeBase };
}

/** The ledger's markets on a board. */
export function marketsOn(ledger: Ledger, venue: Venue, board: Market['board']): readonly Market[] {
  return ledger.markets.filter(market => market.venue === venue && market.board === board);
}

const indexes = new WeakMap<Ledger, Map<Venue, Map<string, readonly ForcedOrder[]>>>();

/** Forced orders of one listing with `from <= time < to`, ascending; indexed once for a ledger and venue. */
export function ordersOf(ledger: Ledger, { venue, symbol }: Market, from: number, to: number): readonly ForcedOrder[] {
  let venues = indexes.get(ledger);
  if (venues === undefined) indexes.set(ledger, (venues = new Map()));
  let bySymbol = venues.get(venue);
  if (bySymbol === undefined) {
    bySymbol = Map.groupBy(ledger.orders(venue, ledger.from, ledger.to + 1), order => order.market.symbol);
    venues.set(venue, bySymbol);
  }
  const orders = bySymbol.get(symbol) ?? [];
  return orders.slice(firstAt(orders, from), firstAt(orders, to));
}

function firstAt(orders: readonly ForcedOrder[], time: number): number {
  let low = 0;
  let high = orders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((orders[middle]?.time ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
