import { defineSite } from './define-site.ts';
import { besideForm } from './docks.ts';

/** BitMEX. Addresses as seen in public code, November 2026; its symbols after its documents on instruments. `XBTM26` names no quote. */
export const bitmex = defineSite({
  id: 'bitmex',
  name: 'BitMEX',
  group: 'exchange',
  hosts: ['www.bitmex.com'],
  dock: besideForm,
  routes: [
    { market: 'spot', path: /^(app\/trade|spot)\/(?<base>[^/_]+)_(?<quote>[^/_]+)$/i },
    { market: 'future', path: /^app\/trade\/(?<base>[a-z0-9]+?)(?<quote>usdt|usd|eur)[fghjkmnquvxz]\d\d$/i },
    { market: 'future', path: /^app\/trade\/(?<base>[a-z0-9]{3,}?)[fghjkmnquvxz]\d\d$/i },
    { market: 'perp', path: /^app\/trade\/(?<symbol>[a-z0-9]+)$/i },
  ],
});
