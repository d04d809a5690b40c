import { asPill, defineSite } from './define-site.ts';
import { topic } from './slug.ts';

/** CNBC's articles: `/2026/02/11/slug.html`. Addresses unverified. It writes about everything: only what names coins counts. */
export const cnbc = defineSite({
  id: 'cnbc',
  name: 'CNBC',
  group: 'news',
  hosts: ['www.cnbc.com'],
  dock: asPill,
  routes: [{ path: /^20\d\d\/(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])\/[^/]+$/ }],
  topic,
});
