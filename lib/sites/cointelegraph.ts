import { defineSite } from './define-site.ts';

/** Cointelegraph's articles: `/news/slug`. Addresses as seen in public code, November 2026. */
export const cointelegraph = defineSite({
  id: 'cointelegraph',
  name: 'Cointelegraph',
  host: 'cointelegraph.com',
  dock: 'bottom-right',
  article: /^news\/[^/]+$/,
  slugs: true,
});
