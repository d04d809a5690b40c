import { toPair } from './pair.ts';
import { readVenueSymbol } from './venue-symbol.ts';
import { defineSite } from './define-site.ts';
import { besideForm } from './docks.ts';

/** Kraken Pro, and Kraken Futures at its old address. Addresses as seen in public code, November 2026; those of dated contracts unverified. */
export const kraken = defineSite({
  id: 'kraken',
  name: 'Kraken',
  group: 'exchange',
  hosts: ['pro.kraken.com', 'futures.kraken.com'],
  dock: besideForm,
  routes: [
    { market: 'spot', path: /^app\/trade\/(?<base>[^/-]+)-(?<quote>[^/-]+)$/i, read: readPair },
    { market: 'margin', path: /^app\/trade\/margin-(?<base>[^/-]+)-(?<quote>[^/-]+)$/i, read: readPair },
    { market: 'perp', path: /^app\/trade\/futures-(?<base>[^/-]+)-(?<quote>[^/-]+)-perp(etual)?$/i, read: readPair },
    {
      market: 'future',
      path: /^app\/trade\/futures-(?<base>[^/-]+)-(?<quote>[^/-]+)-(\d{6}|\d{1,2}-?[a-z]{3}-?\d\d)$/i,
      read: readPair,
    },
    { market: 'perp', path: /^trade\/futures\/(?<base>[^/_-]+)-perpetual$/i },
    { path: /^trade\/futures\/(?<symbol>[pf][fi]_[^/]+)$/i, read: ({ symbol = '' }) => readVenueSymbol(symbol) },
  ],
});

/** `XDG` is Kraken's own code of dogecoin (its documents on assets, 2026). */
function readPair({ base, quote }: Readonly<Record<string, string | undefined>>): ReturnType<typeof toPair> {
  return toPair(base?.toUpperCase() === 'XDG' ? 'DOGE' : base, quote);
}
