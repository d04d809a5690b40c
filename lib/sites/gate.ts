import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** Gate's trading pages, posts, news and lessons. Addresses as seen in public code, November 2026. */
export const gate = defineSite({
  id: 'gate',
  name: 'Gate',
  group: 'exchange',
  required: true,
  hosts: ['www.gate.com'],
  dock: besideTools,
  routes: [
    { market: 'spot', path: /^trade\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/i },
    { market: 'perp', path: /^futures\/(usdt|usd|btc)\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/i },
    { market: 'future', path: /^futures-delivery\/(usdt|usd|btc)\/(?<base>[^_/]+)_(?<quote>[^_/]+)_\d{8}$/i },
    {
      kind: 'news',
      path: /^(post\/status\/\d+|news\/detail\/([^/]+\/)?([^/]*-)?\d+|learn\/articles\/[^/]+\/[^/]+)$/i,
    },
  ],
});
