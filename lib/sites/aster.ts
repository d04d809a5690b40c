import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** Aster. Its hash route as seen in public code, November 2026; the same as a path, and `/trade/BTC-USDT`, unverified. */
export const aster = defineSite({
  id: 'aster',
  name: 'Aster',
  group: 'exchange',
  hosts: ['app.aster.finance'],
  dock: besideTools,
  routes: [
    { market: 'perp', path: /^perpetual\/(?<symbol>[^/-]+)$/i, inHash: true },
    { market: 'perp', path: /^perpetual\/(?<symbol>[^/-]+)$/i },
    { market: 'perp', path: /^trade\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/i },
  ],
});
