import { defineSite } from './define-site.ts';

/** CoinGape's articles: `/slug/`, beside sections of the same shape. Addresses as seen in public code, November 2026. */
export const coingape = defineSite({
  id: 'coingape',
  name: 'CoinGape',
  group: 'news',
  hosts: ['coingape.com'],
  dock: 'bottom-right',
  routes: [{ path: /^(?<slug>[^/]+)$/ }],
});
