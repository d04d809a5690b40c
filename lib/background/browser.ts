import type { browser } from 'wxt/browser';

/** The browser's own interfaces, as WXT types them for all browsers. */
export type ExtensionBrowser = typeof browser;
