import { splitPair, toPair } from './pair.ts';
import { isPublicPage, toExcludePaths, toSegments } from './path.ts';
import type { PageSubject, Site } from './site.ts';

const host = 'www.bybit.com';

/** The month letters of dated contracts (`BTCUSDM26`). */
const dated = /^(.+?USD[TC]?)[FGHJKMNQUVXZ]\d{2}$/i;
/** The other spelling of a date: `BTCUSDT-26JUN26`. */
const dashed = /^(.+?)-\d{1,2}[A-Z]{3}\d{2}$/i;

function readContract(symbol: string): PageSubject | undefined {
  const term = dated.exec(symbol)?.[1] ?? dashed.exec(symbol)?.[1];
  const pair = splitPair(term ?? symbol);
  return pair && { kind: 'exchange', ...pair, market: term === undefined ? 'perp' : 'future' };
}

/** Bybit's trading pages. Addresses as seen in public code, November 2026. */
export const bybit: Site = {
  id: 'bybit',
  name: 'Bybit',
  matches: [`https://${host}/*`],
  excludePaths: toExcludePaths(host),
  dock: 'bottom-left',
  read(url) {
    if (!isPublicPage(url, host)) return undefined;
    const [trade, ...rest] = toSegments(url);
    if (trade !== 'trade') return undefined;
    const [product, first, second, more] = rest[0] === 'futures' ? rest.slice(1) : rest;
    if (product === undefined || first === undefined || more !== undefined) return undefined;
    if (product === 'spot') {
      const pair = toPair(first, second);
      return pair && { kind: 'exchange', ...pair, market: 'spot' };
    }
    return ['usdt', 'usdc', 'inverse', 'linear'].includes(product) && second === undefined ? readContract(first) : undefined;
  },
};
