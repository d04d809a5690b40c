import { asPill, defineSite } from './define-site.ts';
import { topic } from './slug.ts';

/** Bloomberg's articles: `/news/articles/2026-02-11/slug`. Addresses unverified. It writes about everything: only what names coins counts. */
export const bloomberg = defineSite({
  id: 'bloomberg',
  name: 'Bloomberg',
  group: 'news',
  hosts: ['www.bloomberg.com'],
  dock: asPill,
  routes: [{ path: /^(news|opinion)\/(articles|features|newsletters)\/[^/]+(\/[^/]+)?$/i }],
  topic,
});
