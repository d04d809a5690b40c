import { defineSite } from './define-site.ts';

/** CryptoSlate's articles: `/slug/`, beside sections of the same shape. Addresses as seen in public code, November 2026. */
export const cryptoslate = defineSite({
  id: 'cryptoslate',
  name: 'CryptoSlate',
  group: 'news',
  hosts: ['cryptoslate.com'],
  dock: 'bottom-right',
  routes: [{ path: /^(?<slug>[^/]+)$/ }],
});
