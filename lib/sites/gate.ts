import { defineSite } from './define-site.ts';

/** Gate's trading pages, posts, news and lessons. Addresses as seen in public code, November 2026. */
export const gate = defineSite({
  id: 'gate',
  name: 'Gate',
  host: 'www.gate.com',
  dock: 'bottom-left',
  routes: [
    { market: 'spot', path: /^trade\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/ },
    { market: 'perp', path: /^futures\/(usdt|usd|btc)\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/i },
    { market: 'future', path: /^futures-delivery\/usdt\/(?<base>[^_/]+)_(?<quote>[^_/]+)_\d{8}$/i },
  ],
  article: /^(post\/status\/\d+|news\/detail\/([^/]+\/)?([^/]*-)?\d+|learn\/articles\/[^/]+\/[^/]+)$/,
});
