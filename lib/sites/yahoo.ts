import { asPill, defineSite } from './define-site.ts';
import { topic } from './slug.ts';

/**
 * Yahoo Finance: articles of its section on crypto, those among all others that name coins in the address (`/news/slug-123456789.html`, from memory, unverified), and the quotes of coins,
 * `/quote/BTC-USD`. Addresses as seen in public code, November 2026. Behind a coin whose name was
 * taken stands a number, `PEPE24478-USD`. Quotes of anything else (`AAPL`, `GC=F`, `BRK-B`) are none of ours.
 */
export const yahoo = defineSite({
  id: 'yahoo',
  name: 'Yahoo Finance',
  group: 'news',
  hosts: ['finance.yahoo.com'],
  dock: asPill,
  routes: [
    { path: /^markets\/crypto\/articles\/[^/]+$/i },
    { path: /^news\/[^/]+-\d+\.html$/i, read: (_groups, { pathname }) => (topic.test(pathname) ? {} : undefined) },
    { kind: 'data', path: /^quote\/(?<base>[a-z0-9]+?)(\d{3,5})?-(?<quote>[a-z]{3,4})(\/[a-z-]+)?$/i },
  ],
});
