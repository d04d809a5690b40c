import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** Deribit. Addresses as seen in public code, November 2026. `BTC-PERPETUAL` names no quote, `BTC_USDC-PERPETUAL` does. */
export const deribit = defineSite({
  id: 'deribit',
  name: 'Deribit',
  group: 'exchange',
  hosts: ['www.deribit.com'],
  dock: besideTools,
  routes: [
    { market: 'perp', path: /^futures\/(?<base>[^/_-]+)(_(?<quote>[^/_-]+))?-perpetual$/i },
    { market: 'future', path: /^futures\/(?<base>[^/_-]+)(_(?<quote>[^/_-]+))?-\d{1,2}[a-z]{3}\d\d$/i },
    { market: 'spot', path: /^spot\/(?<base>[^/_-]+)_(?<quote>[^/_-]+)$/i },
  ],
});
