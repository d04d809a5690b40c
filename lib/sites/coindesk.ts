import { isPublicPage } from './path.ts';
import type { Site } from './site.ts';

const host = 'www.coindesk.com';

/** CoinDesk's articles: `/markets/2026/06/06/slug`. Addresses as seen in public code, November 2026. */
export const coindesk: Site = {
  id: 'coindesk',
  name: 'CoinDesk',
  matches: [`https://${host}/*`],
  // Behind the root a slug may hold any word, so only the first segment tells.
  excludePaths: ['account', 'login', 'register', 'settings'].map(segment => `https://${host}/${segment}*`),
  dock: 'bottom-right',
  read(url) {
    if (!isPublicPage(url, host) || !/^\/[a-z-]+\/20\d\d\/[01]\d\/[0-3]\d\/[^/]+\/?$/.test(url.pathname)) return undefined;
    return { kind: 'news', base: undefined, quote: undefined, market: undefined };
  },
};
