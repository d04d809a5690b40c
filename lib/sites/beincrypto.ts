import { defineSite } from './define-site.ts';

/** BeInCrypto's articles: `/slug/`, beside sections of the same shape. Addresses as seen in public code, November 2026. */
export const beincrypto = defineSite({
  id: 'beincrypto',
  name: 'BeInCrypto',
  group: 'news',
  hosts: ['beincrypto.com'],
  dock: 'bottom-right',
  routes: [{ path: /^(?<slug>[^/]+)$/ }],
});
