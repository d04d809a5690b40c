import { defineSite } from './define-site.ts';

/** NewsBTC's articles: `/news/slug/`, `/news/bitcoin/slug/`; those of its analyses unverified. Addresses as seen in public code, November 2026. */
export const newsbtc = defineSite({
  id: 'newsbtc',
  name: 'NewsBTC',
  group: 'news',
  hosts: ['www.newsbtc.com'],
  dock: 'bottom-right',
  routes: [{ path: /^(news|analysis)\/([a-z0-9-]+\/)?(?<slug>[^/]+)$/i }],
});
