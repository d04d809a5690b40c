import { defineSite } from './define-site.ts';
import { aboveSpans } from './docks.ts';

/**
 * Hyperliquid. Addresses as seen in public code, November 2026. A builder's market (`xyz:SPCX`) is read as the name behind the colon, whatever it is: where
 * no figures of such a coin exist, none are shown. `@107` is a spot market by its number, which names no coin. A perpetual's quote does not stand in the address.
 */
export const hyperliquid = defineSite({
  id: 'hyperliquid',
  name: 'Hyperliquid',
  group: 'exchange',
  hosts: ['app.hyperliquid.xyz'],
  dock: aboveSpans,
  routes: [
    { market: 'spot', path: /^trade\/(?<base>[^/:@]+)\/(?<quote>[^/:@]+)$/i },
    { market: 'perp', path: /^trade\/([a-z0-9]+:)?(?<base>[^/:@]+)$/i },
    { market: 'spot', path: /^trade\/@\d+$/ },
    { path: /^trade$/i },
  ],
});
