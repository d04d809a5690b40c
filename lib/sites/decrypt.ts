import { defineSite } from './define-site.ts';

/** Decrypt's articles: `/<id>/slug`. Addresses as seen in public code, November 2026. */
export const decrypt = defineSite({
  id: 'decrypt',
  name: 'Decrypt',
  group: 'news',
  hosts: ['decrypt.co'],
  dock: 'bottom-right',
  routes: [{ path: /^\d+\/[^/]+$/ }],
});
