import { defineSite } from './define-site.ts';
import { besideTools } from './docks.ts';

/** Lighter. Addresses as seen in public code, November 2026; those without a quote (`/trade/BTC`) unverified. */
export const lighter = defineSite({
  id: 'lighter',
  name: 'Lighter',
  group: 'exchange',
  hosts: ['app.lighter.xyz'],
  dock: besideTools,
  routes: [
    { market: 'perp', path: /^trade\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/i },
    { market: 'perp', path: /^trade\/(?<base>[^/-]+)$/i },
  ],
});
