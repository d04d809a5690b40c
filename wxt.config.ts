import preact from '@preact/preset-vite';
import { mergeConfig } from 'vite';
import { defineConfig } from 'wxt';
import { dataHosts, keyedHosts, optionalSiteOrigins, socketHosts } from './lib/background/hosts.ts';
import { requiredSites } from './lib/sites/registry.ts';

/** Sites that may be shown on from the start; a site is on only while its script is registered. Frozen: an update never asks for more. */
const siteOrigins = requiredSites.flatMap(site => site.origins);
const dataOrigins = dataHosts.map(host => `https://${host}/*`);

const extensionPagesPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  // Its own files are the recordings that come with it.
  `connect-src 'self' ${[...[...dataHosts, ...keyedHosts].map(host => `https://${host}`), ...socketHosts.map(host => `wss://${host}`)].join(' ')}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}',
  vite: () => ({
    plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
    // The build for browsers of this decade, 3 kB smaller than the one that the package points to.
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
    // Terser leaves a tenth less of the content script than the built-in minifier, and every byte of that lands in somebody else's page.
    // `safari10`, on by default in the bundler, works around a browser that we do not run in; `unsafe_arrows` writes functions without `this` as
    // arrows; `inline: false` leaves calls alone: bodies put into their places differ from one to the next, and gzip finds less that is alike;
    // `lhs_constants: false` leaves `x === undefined` as written, for the same reason.
    build: {
      sourcemap: false,
      // Both browsers know it by themselves.
      modulePreload: { polyfill: false },
      cssTarget: ['chrome120', 'firefox140'],
      minify: 'terser',
      terserOptions: {
        ecma: 2020,
        safari10: false,
        compress: { passes: 3, unsafe_arrows: true, inline: false, lhs_constants: false },
      },
    },
  }),
  manifest: ({ browser }) => ({
    name: 'Undertow',
    short_name: 'Undertow',
    default_locale: 'en',
    description: '__MSG_extension_about__',
    permissions: [
      'alarms',
      'storage',
      'unlimitedStorage',
      'scripting',
      'activeTab',
      'contextMenus',
      // A worker has no sound and makes no workers; Firefox's background, which is a page, does. No browser warns of it.
      ...(browser === 'firefox' ? [] : ['offscreen' as const]),
    ],
    optional_permissions: ['notifications'],
    host_permissions: [...new Set([...dataOrigins, ...siteOrigins])],
    optional_host_permissions: [...keyedHosts.map(host => `https://${host}/*`), ...optionalSiteOrigins],
    content_security_policy: { extension_pages: extensionPagesPolicy },
    action: { default_title: 'Undertow', default_popup: 'popup.html' },
    commands: {
      'toggle-panel': { suggested_key: { default: 'Alt+Shift+U' }, description: '__MSG_menu_toggle__' },
      'open-dashboard': { suggested_key: { default: 'Alt+Shift+D' }, description: '__MSG_menu_dashboard__' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'undertow@undertow.tools',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
  hooks: {
    // What three pages share is one chunk: gzip finds more that is alike in it than in six, 0.8 kB of the popup. Style sheets stay apart, since they are large and
    // the popup needs few.
    'vite:build:extendConfig': (entries, config) => {
      if (!entries.some(({ type }) => type === 'popup')) return;
      const codeSplitting = { groups: [{ name: 'shared', test: /\.(?:m?js|tsx?)$/, minShareCount: 3 }] };
      Object.assign(config, mergeConfig(config, { build: { rollupOptions: { output: { codeSplitting } } } }));
    },
    'build:manifestGenerated': (_wxt, manifest) => {
      // No page may load a file of ours, and none may talk to the background.
      delete manifest.web_accessible_resources;
      delete manifest.externally_connectable;
    },
  },
  zip: {
    sourcesTemplate: '{{name}}-{{version}}-sources.zip',
    // What a build is made of, and how to make it: nothing else goes to a reviewer.
    includeSources: [
      '{components,entrypoints,lib,locales,public,scripts}/**',
      '{package,package-lock,tsconfig}.json',
      'wxt.config.ts',
      'README.md',
      'LICENSE',
    ],
  },
});
