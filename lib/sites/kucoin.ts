import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** KuCoin. Addresses as seen in public code, November 2026; its symbols after its documents on contracts: `XBTMM26` is dated and names no quote. */
export const kucoin = defineSite({
  id: 'kucoin',
  name: 'KuCoin',
  group: 'exchange',
  hosts: ['www.kucoin.com'],
  dock: besideTools,
  routes: [
    { market: 'spot', path: /^trade\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/i },
    { market: 'margin', path: /^trade\/(margin|isolated|cross)\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/i },
    { market: 'perp', path: /^(futures\/trade|trade\/futures)\/(?<symbol>[^/-]+)m$/i },
    { market: 'future', path: /^(futures\/trade|trade\/futures)\/(?<base>[^/-]+)m[fghjkmnquvxz]\d\d$/i },
  ],
});
