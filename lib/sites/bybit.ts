import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** Bybit's trading pages. Addresses as seen in public code, November 2026; those of contracts in USD Coin after their symbols, unverified. */
export const bybit = defineSite({
  id: 'bybit',
  name: 'Bybit',
  group: 'exchange',
  required: true,
  hosts: ['www.bybit.com'],
  dock: besideTools,
  routes: [
    { market: 'spot', path: /^trade\/spot\/(?<base>[^/]+)\/(?<quote>[^/]+)$/i },
    // `BTC-PERP` and `BTC-26JUN26` name no quote: the segment before them does.
    { market: 'perp', path: /^trade\/(futures\/)?(?<quote>usdc)\/(?<base>[^/-]+?)-?perp$/i },
    { market: 'future', path: /^trade\/(futures\/)?(?<quote>usdc)\/(?<base>[^/-]+?)-\d{1,2}[a-z]{3}\d\d$/i },
    // A date in letters (`BTCUSDT-26JUN26`), or as the month's letter and the year (`BTCUSDM26`).
    { market: 'future', path: /^trade\/(futures\/)?(usdt|inverse|linear)\/(?<symbol>[^/-]+)-\d{1,2}[a-z]{3}\d\d$/i },
    { market: 'future', path: /^trade\/(futures\/)?inverse\/(?<base>[^/-]+)(?<quote>usd)[fghjkmnquvxz]\d\d$/i },
    { market: 'perp', path: /^trade\/(futures\/)?inverse\/(?<base>[^/-]+)(?<quote>usd)$/i },
    { market: 'perp', path: /^trade\/(futures\/)?(usdt|usdc|linear)\/(?<symbol>[^/-]+)$/i },
  ],
});
