import { defineSite } from './define-site.ts';

/** CoinDesk's articles: `/markets/2026/06/06/slug`. Addresses as seen in public code, November 2026. */
export const coindesk = defineSite({
  id: 'coindesk',
  name: 'CoinDesk',
  group: 'news',
  required: true,
  hosts: ['www.coindesk.com'],
  dock: 'bottom-right',
  routes: [{ path: /^([a-z-]+\/){1,2}20\d\d\/(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])\/[^/]+$/i }],
});
