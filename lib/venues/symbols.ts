import type { Instrument } from '../model/trade.ts';

/** A coin and how many of it one unit of a symbol stands for. */
export interface CoinUnit {
  readonly base: string;
  /** 1 for most coins, 1000 for `1000PEPE`. */
  readonly units: number;
}

const aliases: ReadonlyMap<string, string> = new Map([['XBT', 'BTC']]);

/** Currencies that stand for the US dollar in a contract's quote. Contracts quoted in anything else carry no dollar price. */
export const dollarQuotes: ReadonlySet<string> = new Set(['USD', 'USDT', 'USDC', 'BUSD', 'FDUSD', 'USD1', 'TUSD', 'USDE']);

const safeSymbol = /^[a-z]?[A-Z0-9_-]+(?::[A-Z0-9]+)?$/;
const safeBase = /^[A-Z0-9]{1,20}$/;
// A thousand or more, before a letter: `1INCH` and `10SET` are coins of that name. Two letters, since `1000X` has been a coin's own name.
const prefixed = /^(1000|10000|100000|1000000)([A-Z][A-Z0-9]+)$/;
// Binance writes a million as `1M` (1MBABYDOGE). Four letters, so that a short name such as `1MT` stays a coin.
const millions = /^1M([A-Z][A-Z0-9]{3,})$/;
const thousands = /^k([A-Z][A-Z0-9]+)$/;
// Bybit's SHIB1000.
const suffixed = /^([A-Z]{2,})(1000|10000|100000|1000000)$/;

/**
 * Whether text may be used as a symbol: at most 40 of `A-Z 0-9 _ -`, with one small letter before (`tBTCUSD`, `kPEPE`) and one `:` inside
 * (`tBTCF0:USTF0`). Everything else is refused, since symbols go into addresses and keys.
 */
export function isSafeSymbol(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 40 && safeSymbol.test(value);
}

/**
 * Takes a multiplier off a venue's name of a coin, and gives the coin's common name:
 * `1000PEPE`, `1000000MOG`, `10000SATS`, `1MBABYDOGE`, `SHIB1000`, `kPEPE`; `XBT` is `BTC`. `1INCH` is a coin.
 * `undefined` when what remains is no name of a coin (1 to 20 of `A-Z 0-9`).
 */
export function readCoin(name: string): CoinUnit | undefined {
  if (name.length > 28) return undefined;
  const split = splitUnits(name);
  const base = aliases.get(split.base) ?? split.base;
  return safeBase.test(base) ? { base, units: split.units } : undefined;
}

/**
 * How many coins one unit of a contract's symbol stands for, which its price and its contracts count: 1 where the coin is spelt as it is, 1000 for
 * `1000PEPE_USDT`. The number stands before the coin's common name, or after it.
 */
export function unitsOf({ symbol, base }: Pick<Instrument, 'symbol' | 'base'>): number {
  const place = symbol.indexOf(base);
  if (place < 0 || (place === 0 && symbol.charAt(base.length) !== '1')) return 1;
  const before = /[^_-]*$/.exec(symbol.slice(0, place))?.[0] ?? '';
  const after = /^\d*/.exec(symbol.slice(place + base.length))?.[0] ?? '';
  const coin = readCoin(before + base + after);
  return coin?.base === base ? coin.units : 1;
}

function splitUnits(name: string): CoinUnit {
  const before = prefixed.exec(name);
  if (before?.[1] !== undefined && before[2] !== undefined) return { base: before[2], units: Number(before[1]) };
  const million = millions.exec(name);
  if (million?.[1] !== undefined) return { base: million[1], units: 1_000_000 };
  const thousand = thousands.exec(name);
  if (thousand?.[1] !== undefined) return { base: thousand[1], units: 1000 };
  const after = suffixed.exec(name);
  if (after?.[1] !== undefined && after[2] !== undefined) return { base: after[1], units: Number(after[2]) };
  return { base: name, units: 1 };
}
