import { defineSite } from './define-site.ts';

/** Bitcoin Magazine's articles: `/{section}/slug`. Addresses as seen in public code, November 2026. */
export const bitcoinmagazine = defineSite({
  id: 'bitcoinmagazine',
  name: 'Bitcoin Magazine',
  group: 'news',
  hosts: ['bitcoinmagazine.com'],
  dock: 'bottom-right',
  routes: [{ path: /^(?!(tags?|authors?|category|topics?|search|page|events?|videos?)\/)[a-z-]+\/(?<slug>[^/]+)$/i }],
});
