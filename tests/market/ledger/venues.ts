import type { Venue } from '../world.ts';

/** Every venue. The first three have always been drawn together; the others have draws of their own, so that adding one moves none of them. */
export const venues: readonly Venue[] = [
  'binance',
  'bybit',
  'gate',
  'okx',
  'hyperliquid',
  'bitget',
  'htx',
  'aster',
  'mexc',
  'kucoin',
  'lighter',
  'bitmex',
  'deribit',
  'kraken-futures',
  'coinex',
  'bitfinex',
  'dydx',
  'poloniex',
];

/**
 * Venues whose open interest of a day and of a month ago can be asked for. A change is known only where both ends are, so that the changes which a
 * scenario states are those of these venues together; the others move alike. OKX keeps five days of five-minute rows.
 */
export const venuesWithPast: Readonly<Record<'day' | 'month', readonly Venue[]>> = {
  day: ['binance', 'bybit', 'gate', 'okx', 'dydx'],
  month: ['binance', 'bybit', 'gate', 'dydx'],
};
