import { defineSite } from './define-site.ts';

/** Cointelegraph's articles: `/news/slug`. Addresses as seen in public code, November 2026. */
export const cointelegraph = defineSite({
  id: 'cointelegraph',
  name: 'Cointelegraph',
  group: 'news',
  required: true,
  hosts: ['cointelegraph.com'],
  dock: 'bottom-right',
  routes: [{ path: /^news\/[^/]+$/i }],
});
