import { defineSite } from './define-site.ts';

/** CoinDesk's articles: `/markets/2026/06/06/slug`. Addresses as seen in public code, November 2026. */
export const coindesk = defineSite({
  id: 'coindesk',
  name: 'CoinDesk',
  host: 'www.coindesk.com',
  dock: 'bottom-right',
  article: /^[a-z-]+\/20\d\d\/[01]\d\/[0-3]\d\/[^/]+$/,
  slugs: true,
});
