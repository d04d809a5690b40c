import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** OKX's trading pages. Addresses as seen in public code, November 2026. `BTC-USD_UM-SWAP` is OKX's spelling of contracts in dollars. */
export const okx = defineSite({
  id: 'okx',
  name: 'OKX',
  group: 'exchange',
  required: true,
  hosts: ['www.okx.com'],
  dock: besideTools,
  routes: [
    { market: 'spot', path: /^trade-spot\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/i },
    { market: 'margin', path: /^trade-margin\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/i },
    { market: 'perp', path: /^trade-swap\/(?<base>[^/-]+)-(?<quote>[^/-]+?)(_um)?-swap$/i },
    { market: 'future', path: /^trade-futures\/(?<base>[^/-]+)-(?<quote>[^/-]+?)(_um)?-\d{6}$/i },
  ],
});
