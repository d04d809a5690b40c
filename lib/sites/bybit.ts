import { defineSite } from './define-site.ts';

/** Bybit's trading pages. Addresses as seen in public code, November 2026. */
export const bybit = defineSite({
  id: 'bybit',
  name: 'Bybit',
  host: 'www.bybit.com',
  dock: 'bottom-left',
  routes: [
    { market: 'spot', path: /^trade\/spot\/(?<base>[^/]+)\/(?<quote>[^/]+)$/ },
    // A date in letters (`BTCUSDT-26JUN26`), or as the month's letter and the year (`BTCUSDM26`).
    { market: 'future', path: /^trade\/(futures\/)?(usdt|usdc|inverse|linear)\/(?<symbol>[^/-]+)-\d{1,2}[a-z]{3}\d\d$/i },
    { market: 'future', path: /^trade\/(futures\/)?inverse\/(?<symbol>[^/]+USD)[fghjkmnquvxz]\d\d$/i },
    { market: 'perp', path: /^trade\/(futures\/)?(usdt|usdc|inverse|linear)\/(?<symbol>[^/-]+)$/ },
  ],
});
