import { defineSite } from './define-site.ts';

/** The Block's articles: `/post/<id>/slug`, `/post/<id>`. Addresses as seen in public code, November 2026. */
export const theblock = defineSite({
  id: 'theblock',
  name: 'The Block',
  group: 'news',
  hosts: ['www.theblock.co'],
  dock: 'bottom-right',
  routes: [{ path: /^post\/\d+(\/[^/]+)?$/i }],
});
