import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** Bitget. Addresses as seen in public code, November 2026; its older ones (`/mix/usdt/BTCUSDT_UMCBL`) and its dated contracts unverified. */
export const bitget = defineSite({
  id: 'bitget',
  name: 'Bitget',
  group: 'exchange',
  hosts: ['www.bitget.com'],
  dock: besideTools,
  routes: [
    { market: 'margin', path: /^spot\/(?<symbol>[^/_]+)$/i, query: /[?&]type=(cross|isolated)\b/i },
    { market: 'spot', path: /^spot\/(?<symbol>[^/_]+)(_spbl)?$/i },
    // `BTCPERP` names no quote: the segment before it does.
    { market: 'perp', path: /^(futures|mix)\/(?<quote>usdc)\/(?<base>[^/_]+)perp(_cmcbl)?$/i },
    { market: 'future', path: /^(futures|mix)\/(coin|usd)\/(?<base>[^/_]+)(?<quote>usd)[fghjkmnquvxz]\d\d(_dmcbl)?$/i },
    { market: 'perp', path: /^(futures|mix)\/(coin|usd)\/(?<base>[^/_]+)(?<quote>usd)(_dmcbl)?$/i },
    { market: 'perp', path: /^(futures|mix)\/(usdt|usdc)\/(?<symbol>[^/_]+)(_[uc]mcbl)?$/i },
  ],
});
