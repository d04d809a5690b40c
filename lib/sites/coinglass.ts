import { defineSite } from './define-site.ts';
import { insideChart } from './docks.ts';
import { readVenueSymbol } from './venue-symbol.ts';

/** CoinGlass: its charts. Addresses as seen in public code, November 2026: the exchange stands before the symbol, `/tv/Binance_BTCUSDT`. */
export const coinglass = defineSite({
  id: 'coinglass',
  name: 'CoinGlass',
  group: 'chart',
  hosts: ['www.coinglass.com'],
  dock: insideChart,
  routes: [
    { path: /^tv(\/[a-z]{2})?$/i },
    { path: /^tv\/([a-z]{2}\/)?[a-z0-9]+_(?<symbol>[^/]+)$/i, read: ({ symbol = '' }) => readVenueSymbol(symbol) },
    { path: /^tv\/([a-z]{2}\/)?(?<symbol>[^/_]+)$/i, read: ({ symbol = '' }) => readVenueSymbol(symbol) },
  ],
});
