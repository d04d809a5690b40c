import { toPair } from './pair.ts';
import { isPublicPage, toExcludePaths, toSegments } from './path.ts';
import type { PageSubject, Site } from './site.ts';

const host = 'www.okx.com';

const markets: Readonly<Record<string, PageSubject['market']>> = {
  'trade-spot': 'spot',
  'trade-margin': 'margin',
  'trade-swap': 'perp',
  'trade-futures': 'future',
};

/** What may follow the pair in each market: `btc-usdt-swap`, `btc-usd-260626`. */
const suffixes: Readonly<Record<string, RegExp>> = {
  'trade-spot': /^$/,
  'trade-margin': /^$/,
  'trade-swap': /^swap$/i,
  'trade-futures': /^\d{6}$/,
};

/** OKX's trading pages. Addresses as seen in public code, November 2026. */
export const okx: Site = {
  id: 'okx',
  name: 'OKX',
  matches: [`https://${host}/*`],
  excludePaths: toExcludePaths(host),
  dock: 'bottom-left',
  read(url) {
    if (!isPublicPage(url, host)) return undefined;
    const [product = '', symbol = '', rest] = toSegments(url);
    const [base, quote, suffix = '', more] = symbol.split('-');
    if (rest !== undefined || more !== undefined || suffixes[product]?.test(suffix) !== true) return undefined;
    const pair = toPair(base, quote);
    return pair && { kind: 'exchange', ...pair, market: markets[product] };
  },
};
