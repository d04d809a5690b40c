import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** dYdX: perpetuals only. Addresses as seen in public code, November 2026. A market of a token may carry where it is listed behind a comma (`X,UNISWAP_V3,…-USD`). */
export const dydx = defineSite({
  id: 'dydx',
  name: 'dYdX',
  group: 'exchange',
  hosts: ['dydx.trade'],
  dock: besideTools,
  routes: [{ market: 'perp', path: /^trade\/(?<base>[^/,-]+)(,[^/-]*)?-(?<quote>[^/-]+)$/i }],
});
