import { defineSite } from './define-site.ts';

/** Blockworks' articles: `/news/slug`. Addresses as seen in public code, November 2026. */
export const blockworks = defineSite({
  id: 'blockworks',
  name: 'Blockworks',
  group: 'news',
  hosts: ['blockworks.co'],
  dock: 'bottom-right',
  routes: [{ path: /^news\/[^/]+$/i }],
});
