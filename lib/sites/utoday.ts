import { defineSite } from './define-site.ts';

/** U.Today's articles: `/slug`, beside sections of the same shape. Addresses as seen in public code, November 2026. */
export const utoday = defineSite({
  id: 'utoday',
  name: 'U.Today',
  group: 'news',
  hosts: ['u.today'],
  dock: 'bottom-right',
  routes: [{ path: /^(?<slug>[^/]+)$/ }],
});
