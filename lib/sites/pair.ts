import { isWellKnown } from './coins.ts';

/** A pair as an address names it. */
export interface Pair {
  /** `undefined` for a coin whose name is not written in letters and digits of Latin. */
  readonly base: string | undefined;
  readonly quote: string;
}

/**
 * What coins are priced in, wherever both names are one word: the first fits, unless another leaves a well-known coin. `FDUSD` comes before `USD`, as no coin
 * ends in `FD`; `TUSD` and `BUSD` after it, since DOTUSD and BNBUSD are quoted in dollars.
 */
const joined = (
  'USDT USDC FDUSD USDE USD1 USD TUSD BUSD PYUSD RLUSD EUR GBP TRY BRL JPY KRW AUD CAD CHF IDR MXN ARS COP PLN UAH ZAR ' +
  'BTC XBT ETH BNB XRP SOL TRX DAI'
).split(' ');

/** What else stands behind a sign. A word that is none of them is no quote: `copy-trading` is no pair. */
const apart: ReadonlySet<string> = new Set([
  ...joined,
  ...(
    'USDD USDP USDG USDQ USDR USDS USDH USDF GUSD EURC EURI EURQ EURR EURT AEUR RUB INR CZK RON NGN SGD HKD NZD VND THB KZT AED PHP TWD SEK NOK DKK ' +
    'HUF ILS CLP PEN DOGE DOT ADA KCS OKB HT GT MX MNT TON HYPE UBTC XAUT BRZ'
  ).split(' '),
]);

const coin = /^[A-Z0-9]{1,15}$/;
const anyName = /^[\p{L}\p{N}]{1,30}$/u;

/**
 * The coin alone: `1000PEPE`, `kPEPE`, `1MBABYDOGE` and `SHIB1000` lose the multiplier, `XBT` is `BTC`. Any case is taken.
 * `undefined` when what is left is no coin's name. `1INCH` keeps its digit, and so does `1000X`, which has been a coin's own name.
 */
export function toBase(written: string): string | undefined {
  const bare = written
    .replace(/^k(?=[A-Z][A-Z0-9]+$)|^k(?=(pepe|shib|bonk|floki|lunc|dogs|neiro)$)/, '')
    .toUpperCase()
    // Hyperliquid's names in capital letters.
    .replace(/^K(?=(PEPE|SHIB|BONK|FLOKI|LUNC|DOGS|NEIRO)$)/, '')
    .replace(/^10{3,9}(?=[A-Z][A-Z0-9])/, '')
    .replace(/^1M(?=[A-Z][A-Z0-9]{3})/, '')
    .replace(/(?<=^[A-Z]{3,})10{3,6}$/, '');
  if (!coin.test(bare)) return undefined;
  return bare === 'XBT' ? 'BTC' : bare;
}

/** One name of which no quote stands beside. `undefined` when it is none. */
export function toName(base: string): Pick<Pair, 'base'> | undefined {
  return anyName.test(base) ? { base: toBase(base) } : undefined;
}

/** Two names that stand apart: `BTC_USDT`, `btc-usdt`, `BTC` and `USDT`. `undefined` when either is none. */
export function toPair(base: string | undefined, quote: string | undefined): Pair | undefined {
  if (base === undefined || quote === undefined || !anyName.test(base)) return undefined;
  const upper = quote.toUpperCase();
  return apart.has(upper) ? { base: toBase(base), quote: upper === 'XBT' ? 'BTC' : upper } : undefined;
}

/** Two names written as one: `BTCUSDT`, `1000pepeusdt`. `undefined` when it does not end in a quote currency that we know. */
export function splitPair(symbol: string): Pair | undefined {
  const upper = symbol.toUpperCase();
  const pairs = joined
    .filter(quote => upper.endsWith(quote) && upper.length > quote.length)
    .flatMap(quote => toPair(symbol.slice(0, -quote.length), quote) ?? []);
  return pairs.find(({ base = '' }) => isWellKnown(base)) ?? pairs[0];
}
