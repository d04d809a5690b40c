import { isPublicPage } from './path.ts';
import type { Site } from './site.ts';

const host = 'cointelegraph.com';

/** Cointelegraph's articles: `/news/slug`. Addresses as seen in public code, November 2026. */
export const cointelegraph: Site = {
  id: 'cointelegraph',
  name: 'Cointelegraph',
  matches: [`https://${host}/*`],
  // Behind the root a slug may hold any word, so only the first segment tells.
  excludePaths: ['account', 'login', 'register', 'settings'].map(segment => `https://${host}/${segment}*`),
  dock: 'bottom-right',
  read(url) {
    if (!isPublicPage(url, host) || !/^\/news\/[^/]+\/?$/.test(url.pathname)) return undefined;
    return { kind: 'news', base: undefined, quote: undefined, market: undefined };
  },
};
