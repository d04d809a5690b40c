import { splitPair, toPair } from './pair.ts';
import { isPublicPage, toExcludePaths, toSegments } from './path.ts';
import type { PageSubject, Site } from './site.ts';

const host = 'www.binance.com';

function readDerivative(product: 'futures' | 'delivery', symbol: string): PageSubject | undefined {
  // BTCUSDT, BTCUSDT_260626, btcusd_perpetual, BTCUSD_PERP, btcusd_quarter
  const [name = '', suffix = ''] = symbol.split('_');
  const pair = splitPair(name);
  const perpetual = suffix === '' ? product === 'futures' : /^perp(etual)?$/i.test(suffix);
  const dated = /^(\d{6}|(bi_?)?quarter|next)$/i.test(suffix);
  if (pair === undefined || (!perpetual && !dated)) return undefined;
  return { kind: 'exchange', ...pair, market: perpetual ? 'perp' : 'future' };
}

/** Binance's trading pages and the posts of Binance Square. Addresses as seen in public code, November 2026. */
export const binance: Site = {
  id: 'binance',
  name: 'Binance',
  matches: [`https://${host}/*`],
  excludePaths: toExcludePaths(host),
  dock: 'bottom-left',
  read(url) {
    if (!isPublicPage(url, host)) return undefined;
    const [product, symbol, third] = toSegments(url);
    if (product === 'square' && symbol === 'post' && third !== undefined) {
      return { kind: 'news', base: undefined, quote: undefined, market: undefined };
    }
    if (symbol === undefined || third !== undefined) return undefined;
    if (product === 'futures' || product === 'delivery') return readDerivative(product, symbol);
    if (product !== 'trade') return undefined;
    const [base, quote, rest] = symbol.split('_');
    const pair = rest === undefined ? toPair(base, quote) : undefined;
    if (pair === undefined) return undefined;
    const type = url.searchParams.get('type');
    return { kind: 'exchange', ...pair, market: type === 'cross' || type === 'isolated' ? 'margin' : 'spot' };
  },
};
