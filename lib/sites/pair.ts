/** A pair as an address names it. */
export interface Pair {
  readonly base: string;
  readonly quote: string;
}

/** Longest first, so that `FDUSD` is not read as `USD` behind a coin called `FD`. */
const quotes = [
  'FDUSD',
  'USDT',
  'USDC',
  'USDE',
  'USD1',
  'TUSD',
  'BUSD',
  'USD',
  'EUR',
  'GBP',
  'TRY',
  'BRL',
  'JPY',
  'BTC',
  'ETH',
  'BNB',
  'XRP',
  'DAI',
];

const coin = /^[A-Z0-9]{1,15}$/;

/**
 * The coin alone: `1000PEPE`, `kPEPE`, `1MBABYDOGE` and `SHIB1000` lose the multiplier, `XBT` is `BTC`. Any case is taken.
 * `undefined` when what is left is no coin's name. `1INCH` keeps its digit.
 */
export function toBase(written: string): string | undefined {
  const upper = (/^k[A-Z]{3,}$/.test(written) ? written.slice(1) : written).toUpperCase();
  const bare = upper
    .replace(/^10{3,6}(?=[A-Z])/, '')
    .replace(/^1M(?=[A-Z]{4})/, '')
    .replace(/(?<=^[A-Z]{3,})10{3,6}$/, '');
  if (!coin.test(bare)) return undefined;
  return bare === 'XBT' ? 'BTC' : bare;
}

/** Two names that stand apart: `BTC_USDT`, `btc-usdt`, `BTC` and `USDT`. `undefined` when either is none. */
export function toPair(base: string | undefined, quote: string | undefined): Pair | undefined {
  if (base === undefined || quote === undefined) return undefined;
  const readBase = toBase(base);
  const readQuote = quote.toUpperCase();
  return readBase !== undefined && coin.test(readQuote) ? { base: readBase, quote: readQuote } : undefined;
}

/** Two names written as one: `BTCUSDT`, `1000pepeusdt`. `undefined` when it does not end in a quote currency that we know. */
export function splitPair(symbol: string): Pair | undefined {
  const upper = symbol.toUpperCase();
  const quote = quotes.find(candidate => upper.endsWith(candidate) && upper.length > candidate.length);
  return quote === undefined ? undefined : toPair(symbol.slice(0, -quote.length), quote);
}
