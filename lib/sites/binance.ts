import { defineSite } from './define-site.ts';
import { besideTools, overTrades } from './docks.ts';

/** Binance's trading pages and the posts of Binance Square. Addresses as seen in public code, November 2026. */
export const binance = defineSite({
  id: 'binance',
  name: 'Binance',
  group: 'exchange',
  required: true,
  hosts: ['www.binance.com'],
  dock: besideTools,
  spotDock: overTrades,
  routes: [
    { market: 'margin', path: /^trade\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/i, query: /[?&]type=(cross|isolated)\b/i },
    { market: 'spot', path: /^trade\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/i },
    // An older spelling, from memory, unverified.
    { market: 'spot', path: /^trade\/(?<symbol>[^_/-]+)$/i },
    { market: 'perp', path: /^futures\/(?<symbol>[^_/]+)(_perp(etual)?)?$/i },
    { market: 'perp', path: /^delivery\/(?<base>[^_/]+)(?<quote>usd)_perp(etual)?$/i },
    { market: 'future', path: /^futures\/(?<symbol>[^_/]+)_(\d{6}|((bi|current|next)_?)?quarter|next)$/i },
    { market: 'future', path: /^delivery\/(?<base>[^_/]+)(?<quote>usd)_(\d{6}|((bi|current|next)_?)?quarter|next)$/i },
    { kind: 'news', path: /^square\/post\/([^/]*-)?\d+$/i },
  ],
});
