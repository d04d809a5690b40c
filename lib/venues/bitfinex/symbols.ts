import type { Instrument } from '../../model/trade.ts';
import type { ParseContext } from '../../model/venue.ts';
import { findInstrument } from '../listing.ts';
import { isNoCoin } from '../no-coins.ts';
import { dollarQuotes, readCoin } from '../symbols.ts';

/** Spot pairs that may be traded on margin, and perpetuals. */
export type BitfinexBoard = 'margin' | 'deriv';

const perpetual = /^t([A-Z0-9]{1,20})F0:([A-Z0-9]{3,6})F0$/;
const longPair = /^t([A-Z0-9]{1,20}):([A-Z0-9]{3,6})$/;
const shortPair = /^t([A-Z0-9]{3})([A-Z0-9]{3})$/;

/**
 * The venue's own codes where they differ from the common name (`conf/pub:map:currency:sym`; those here from client libraries of 2026, unverified).
 * `AMP` matters most: it is AMPL there, and another coin elsewhere.
 */
const codes: ReadonlyMap<string, string> = new Map([
  ['ALG', 'ALGO'],
  ['AMP', 'AMPL'],
  ['ATO', 'ATOM'],
  ['BAB', 'BCH'],
  ['BCHN', 'BCH'],
  ['DSH', 'DASH'],
  ['IOT', 'IOTA'],
  ['MNA', 'MANA'],
  ['QTM', 'QTUM'],
  ['STJ', 'STORJ'],
  ['UDC', 'USDC'],
  ['UST', 'USDT'],
]);

/**
 * What a symbol names: `tBTCF0:USTF0` (perpetual), `tBTCUSD` and `tDOGE:USD` (margin). Quantities count coin, prices are for one coin.
 * `undefined` for a symbol of another shape, for what is not quoted in dollars (`tETHBTC`), and for what is no coin. `names` are the venue's own
 * names of its codes, which go before ours.
 */
export function readSymbol(symbol: string, names: ReadonlyMap<string, string> = codes): Instrument | undefined {
  const future = perpetual.exec(symbol);
  const match = future ?? longPair.exec(symbol) ?? shortPair.exec(symbol);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const common = (code: string): string => names.get(code) ?? codes.get(code) ?? code;
  const coin = readCoin(common(match[1]));
  const quote = codes.get(match[2]) ?? match[2];
  if (coin === undefined || coin.units !== 1 || !dollarQuotes.has(quote) || isNoCoin(coin.base)) return undefined;
  const board: BitfinexBoard = future === null ? 'margin' : 'deriv';
  return {
    venue: 'bitfinex',
    symbol,
    base: coin.base,
    quote,
    kind: board === 'deriv' ? 'perp' : 'margin',
    contract: 'linear',
    multiplier: 1,
    board,
    // Every perpetual pays at 00:00, 08:00 and 16:00 UTC (Perpetual Contract Funding Payment Summary, 2026-08-24).
    ...(board === 'deriv' ? { fundingIntervalHours: 8 } : {}),
  };
}

/** The contract of a symbol; see `findInstrument`. */
export function instrumentOf(symbol: string, { instruments }: ParseContext): Instrument | undefined {
  return findInstrument(symbol, perpetual.test(symbol) ? 'deriv' : 'margin', instruments, unlisted => readSymbol(unlisted));
}
