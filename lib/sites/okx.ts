import { defineSite } from './define-site.ts';

/** OKX's trading pages. Addresses as seen in public code, November 2026. */
export const okx = defineSite({
  id: 'okx',
  name: 'OKX',
  host: 'www.okx.com',
  dock: 'bottom-left',
  routes: [
    { market: 'spot', path: /^trade-spot\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/ },
    { market: 'margin', path: /^trade-margin\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/ },
    { market: 'perp', path: /^trade-swap\/(?<base>[^/-]+)-(?<quote>[^/-]+)-swap$/i },
    { market: 'future', path: /^trade-futures\/(?<base>[^/-]+)-(?<quote>[^/-]+)-\d{6}$/ },
  ],
});
