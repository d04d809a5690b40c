import { defineSite } from './define-site.ts';

/** CoinMarketCap's pages of one coin: `/currencies/bitcoin/`, its history and its news. Addresses as seen in public code, November 2026. */
export const coinmarketcap = defineSite({
  id: 'coinmarketcap',
  name: 'CoinMarketCap',
  group: 'data',
  hosts: ['coinmarketcap.com'],
  dock: 'bottom-right',
  routes: [{ path: /^currencies\/(?<coin>[a-z0-9-]+)(\/.*)?$/i }],
});
