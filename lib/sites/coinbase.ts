import { defineSite } from './define-site.ts';
import { aboveSpans } from './docks.ts';

/** Coinbase Advanced. Addresses as seen in public code, November 2026; a product without its market in the address (`BTC-USD`) is a spot product. */
export const coinbase = defineSite({
  id: 'coinbase',
  name: 'Coinbase',
  group: 'exchange',
  hosts: ['www.coinbase.com'],
  dock: aboveSpans,
  routes: [
    { market: 'perp', path: /^advanced-trade\/((perpetuals|futures)\/)?(?<base>[^/-]+)-perp(-intx)?$/i },
    { market: 'spot', path: /^advanced-trade\/(spot\/)?(?<base>[^/-]+)-(?<quote>[^/-]+)$/i },
  ],
});
