import { isWellKnown } from './coins.ts';
import type { Reading } from './define-site.ts';
import { splitPair, toBase, toPair } from './pair.ts';

/** What exchanges write behind a perpetual's pair: `BTCUSDT.P` on TradingView, `BTC-USDT-SWAP`, `BTCUSD_PERP`, `BTC-PERPETUAL`, `BTCUSDT_UMCBL`, `XBTUSDTM`. */
const perpetual = /(\.P|[-_]?PERP(ETUAL)?|-SWAP|_[UDC]MCBL|(?<=USD[TC]?)M)$/i;
/** A date: `-260626`, `-26JUN26`, `_20260626`, the letter of the month and the year: `M26`, `M2026`, or, on TradingView, which of the coming dates: `BTC1!`. */
const dated = /([-_](\d{6}|\d{8}|\d{1,2}[A-Z]{3}\d\d)|[FGHJKMNQUVXZ](20)?\d\d|\d!)$/i;
/** Kraken's kinds of contracts stand before the pair: `PF_XBTUSD` and `PI_XBTUSD` are perpetual, `FF_` and `FI_` are dated. */
const before = /^[PF][FI]_/i;

/** Exchanges of coins as TradingView names them. Source: TradingView's list of data, from memory, 2026; one that is missing is read more strictly. */
const exchanges: ReadonlySet<string> = new Set(
  (
    'BINANCE BINANCEUS BYBIT OKX OKEX COINBASE KRAKEN BITSTAMP BITFINEX BITMEX DERIBIT KUCOIN GATE GATEIO MEXC BITGET HTX HUOBI GEMINI POLONIEX CRYPTO CRYPTOCOM ' +
    'COINEX CME BINGX PHEMEX WHITEBIT BITFLYER UPBIT BITHUMB HYPERLIQUID DYDX ASTER LIGHTER BLOFIN'
  ).split(' '),
);

/**
 * A symbol in the spelling of any exchange, for charts: `BTCUSDT`, `BTCUSDT.P`, `BTC-USDT-SWAP`, `XBTUSD`, `BTC-PERPETUAL`. The market is known where the
 * symbol says it. Nothing is known of a symbol that is no pair of coins.
 */
export function readVenueSymbol(symbol: string): Reading {
  const isPerpetual = perpetual.test(symbol) || /^P[FI]_/i.test(symbol);
  const bare = symbol.replace(perpetual, '').replace(before, '');
  const pair = bare.replace(dated, '');
  const market = isPerpetual ? 'perp' : pair === bare ? undefined : 'future';
  const [base = '', quote] = pair.split(/[-_/:]/);
  const read = quote === undefined ? splitPair(pair) : toPair(base, quote);
  if (read) return { ...read, market };
  const coin = quote === undefined ? toBase(pair) : undefined;
  return coin !== undefined && isWellKnown(coin) ? { base: coin, market } : {};
}

/**
 * A symbol of TradingView with the exchange before it, where there is one: `BINANCE:BTCUSDT.P`. Of an exchange that trades more than coins, or of none, only
 * pairs of a well-known coin count: nothing is known of `NASDAQ:AAPL`, `FX:EURUSD`, `AMEX:GBTC`, and of indexes (`CRYPTOCAP:BTC.D`).
 */
export function readTicker(ticker: string): Reading {
  const [, exchange = '', symbol] = /^(?:([a-z0-9_]+):)?([^:/*+\s]+)$/i.exec(ticker) ?? [];
  if (symbol === undefined) return {};
  const reading = readVenueSymbol(symbol);
  if (exchanges.has(exchange.toUpperCase())) return reading;
  const { base = '', quote } = reading;
  // Shares have names of one letter and more: `AMEX:IBTC` is no pair of a coin `I` with bitcoin.
  return quote !== undefined && base.length > 1 && isWellKnown(base) ? reading : {};
}
