import { defineSite } from './define-site.ts';

/** CoinGecko's pages of one coin: `/en/coins/tezos`. Addresses as seen in public code, November 2026. Its lists have an underscore in their names, or one of these. */
export const coingecko = defineSite({
  id: 'coingecko',
  name: 'CoinGecko',
  group: 'data',
  hosts: ['www.coingecko.com'],
  dock: 'bottom-right',
  routes: [{ path: /^coins\/(?!(all|trending|compare|new|categories)$)(?<coin>[a-z0-9-]+)(\/.*)?$/i }],
});
