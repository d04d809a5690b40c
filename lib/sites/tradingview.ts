import type { Reading } from './define-site.ts';
import { defineSite } from './define-site.ts';
import { insideChart } from './docks.ts';
import { readTicker } from './venue-symbol.ts';

/** TradingView's languages, each a host of its own. From memory, 2026: on one that is missing the panel stays away. */
const languages = 'www ar br cn cs de es fr gr hu id il in ir it jp kr my nl pl ro rs ru se th tr tw uk vn'.split(' ');

/** TradingView. Addresses as seen in public code, November 2026. Nothing but the address is read, and the page of a saved layout names no pair in it. */
export const tradingview = defineSite({
  id: 'tradingview',
  name: 'TradingView',
  group: 'chart',
  hosts: languages.map(language => `${language}.tradingview.com`),
  wildcard: '*.tradingview.com',
  // Beside the tools for drawing, above the bar of time ranges.
  dock: insideChart,
  routes: [
    { path: /^chart(\/[^/]+)?$/i, read: (_groups, { searchParams }) => readTicker(searchParams.get('symbol') ?? '') },
    // An idea that somebody published: `/chart/BTCUSDT/AbC123-title/`.
    { path: /^chart\/(?<ticker>[^/]+)\/[^/]+$/i, read: ({ ticker = '' }) => readTicker(ticker) },
    { path: /^symbols\/(?<ticker>[^/]+)(\/.*)?$/i, read: readSymbolPage },
  ],
});

/** `/symbols/BTCUSDT.P/`, `/symbols/BINANCE-BTCUSDT/`, `/symbols/BTCUSDT/?exchange=BINANCE`. */
function readSymbolPage({ ticker = '' }: Readonly<Record<string, string | undefined>>, { searchParams }: URL): Reading {
  const exchange = searchParams.get('exchange');
  return readTicker(exchange === null ? ticker.replace('-', ':') : `${exchange}:${ticker}`);
}
