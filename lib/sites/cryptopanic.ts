import { coinOfSlug } from './coins.ts';
import { defineSite } from './define-site.ts';

/** CryptoPanic's articles, `/news/<id>/slug/`, and its pages of one coin, `/news/bitcoin/`. Addresses as seen in public code, November 2026. */
export const cryptopanic = defineSite({
  id: 'cryptopanic',
  name: 'CryptoPanic',
  group: 'news',
  hosts: ['cryptopanic.com'],
  dock: 'bottom-right',
  routes: [
    { path: /^news\/\d+(\/[^/]+)?$/i },
    // Other words are lists of every coin's news: `/news/rising/`.
    { kind: 'data', path: /^news\/(?<slug>[^/]+)$/i, read: ({ slug = '' }) => toReading(coinOfSlug(slug)) },
  ],
});

const toReading = (base: string | undefined): { readonly base: string } | undefined =>
  base === undefined ? undefined : { base };
