import type { Reading } from './define-site.ts';
import { defineSite } from './define-site.ts';
import { besideTools, overTrades } from './docks.ts';
import { toPair } from './pair.ts';

/** MEXC. Addresses as seen in public code, November 2026. On the host of its futures, `/exchange/` is the page of a perpetual. */
export const mexc = defineSite({
  id: 'mexc',
  name: 'MEXC',
  group: 'exchange',
  hosts: ['www.mexc.com', 'futures.mexc.com'],
  dock: besideTools,
  spotDock: overTrades,
  routes: [
    { path: /^exchange\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/i, read: readExchange },
    { market: 'perp', path: /^futures\/(perpetual\/)?(?<base>[^_/]+)_(?<quote>[^_/]+)$/i },
  ],
});

function readExchange({ base, quote }: Readonly<Record<string, string | undefined>>, { host }: URL): Reading | undefined {
  const pair = toPair(base, quote);
  return pair && { ...pair, market: host === 'futures.mexc.com' ? 'perp' : 'spot' };
}
