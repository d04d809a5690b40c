import type { Reading } from './define-site.ts';
import { asPill, defineSite } from './define-site.ts';
import { splitPair, toPair } from './pair.ts';

/** The venue's own codes where they differ from the common name (`conf/pub:map:currency:sym`; those here from client libraries of 2026, unverified). */
const codes: Readonly<Record<string, string>> = {
  ALG: 'ALGO',
  AMP: 'AMPL',
  ATO: 'ATOM',
  BAB: 'BCH',
  BCHN: 'BCH',
  DSH: 'DASH',
  IOT: 'IOTA',
  MNA: 'MANA',
  QTM: 'QTUM',
  STJ: 'STORJ',
  UDC: 'USDC',
  UST: 'USDT',
};

/** Bitfinex. Addresses as seen in public code, November 2026: `/t/BTC:USD`, and `/t/BTCF0:USTF0` for the perpetual in tether. */
export const bitfinex = defineSite({
  id: 'bitfinex',
  name: 'Bitfinex',
  group: 'exchange',
  hosts: ['trading.bitfinex.com'],
  dock: asPill,
  routes: [
    { market: 'perp', path: /^t\/(?<base>[^/:]+)F0:(?<quote>[^/:]+)F0$/i, read: readCodes },
    { market: 'margin', path: /^t\/(?<base>[^/:]+):(?<quote>[^/:]+)$/i, query: /[?&]type=margin\b/i, read: readCodes },
    { market: 'spot', path: /^t\/(?<base>[^/:]+):(?<quote>[^/:]+)$/i, read: readCodes },
    { market: 'spot', path: /^t\/(?<symbol>[^/:]{6})$/i, read: ({ symbol = '' }) => splitPair(symbol) },
  ],
});

// The `t` of the API's symbols (`tBTCUSD`) may stand before the first code.
function readCodes({ base = '', quote = '' }: Readonly<Record<string, string | undefined>>): Reading | undefined {
  return toPair(toCommon(base.replace(/^t(?=[A-Z])/, '')), toCommon(quote));
}

const toCommon = (code: string): string => codes[code.toUpperCase()] ?? code;
