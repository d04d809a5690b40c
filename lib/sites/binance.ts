import { defineSite } from './define-site.ts';

/** Binance's trading pages and the posts of Binance Square. Addresses as seen in public code, November 2026. */
export const binance = defineSite({
  id: 'binance',
  name: 'Binance',
  host: 'www.binance.com',
  dock: 'bottom-left',
  routes: [
    { market: 'margin', path: /^trade\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/, query: /[?&]type=(cross|isolated)\b/ },
    { market: 'spot', path: /^trade\/(?<base>[^_/]+)_(?<quote>[^_/]+)$/ },
    { market: 'perp', path: /^futures\/(?<symbol>[^_/]+)$/ },
    { market: 'perp', path: /^delivery\/(?<symbol>[^_/]+)_perp(etual)?$/i },
    { market: 'future', path: /^(futures|delivery)\/(?<symbol>[^_/]+)_(\d{6}|(bi_?)?quarter|next)$/i },
  ],
  article: /^square\/post\/[^/]+$/,
});
