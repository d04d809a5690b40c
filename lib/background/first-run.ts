import type { ExtensionBrowser } from './browser.ts';

const openedKey = 'welcome:opened';

/**
 * Opens the page of the first run, once in the life of a profile: some browsers tell of an installation at every start of an extension that they
 * were handed as a folder.
 */
export async function openWelcome(browser: Pick<ExtensionBrowser, 'runtime' | 'storage' | 'tabs'>): Promise<void> {
  const { local } = browser.storage;
  if ((await local.get(openedKey))[openedKey] !== undefined) return;
  // Written first: a page that opens twice is worse than one that a dying browser swallowed.
  await local.set({ [openedKey]: true });
  await browser.tabs.create({ url: new URL('welcome.html', browser.runtime.getURL('/')).href });
}
