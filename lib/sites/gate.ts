import { toPair } from './pair.ts';
import { isPublicPage, toExcludePaths, toSegments } from './path.ts';
import type { PageSubject, Site } from './site.ts';

const host = 'www.gate.com';

function readMarket(symbol: string | undefined, market: 'spot' | 'perp' | 'future'): PageSubject | undefined {
  const [base, quote, date, more] = symbol?.split('_') ?? [];
  const fits = market === 'future' ? /^\d{8}$/.test(date ?? '') : date === undefined;
  const pair = fits && more === undefined ? toPair(base, quote) : undefined;
  return pair && { kind: 'exchange', ...pair, market };
}

function isArticle([section, second, third, fourth]: readonly string[]): boolean {
  if (section === 'post') return second === 'status' && /^\d+$/.test(third ?? '');
  if (section === 'news') return second === 'detail' && /(^|-)\d+$/.test(fourth ?? third ?? '');
  return section === 'learn' && second === 'articles' && fourth !== undefined;
}

/** Gate's trading pages, posts, news and lessons. Addresses as seen in public code, November 2026. */
export const gate: Site = {
  id: 'gate',
  name: 'Gate',
  matches: [`https://${host}/*`],
  excludePaths: toExcludePaths(host),
  dock: 'bottom-left',
  read(url) {
    if (!isPublicPage(url, host)) return undefined;
    const segments = toSegments(url);
    if (isArticle(segments)) return { kind: 'news', base: undefined, quote: undefined, market: undefined };
    const [product, second, third, more] = segments;
    if (more !== undefined) return undefined;
    if (product === 'trade' && third === undefined) return readMarket(second, 'spot');
    if (product === 'futures' && /^(usdt|usd|btc)$/i.test(second ?? '')) return readMarket(third, 'perp');
    if (product === 'futures-delivery' && /^usdt$/i.test(second ?? '')) return readMarket(third, 'future');
    return undefined;
  },
};
