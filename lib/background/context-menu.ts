import { t } from '../i18n/t.ts';
import { splitPair, toBase } from '../sites/pair.ts';
import type { ExtensionBrowser } from './browser.ts';
import { openDashboard } from './commands.ts';

/** One entry for a page with a panel, one for the toolbar button, one for a word that is marked on one of our sites. */
const ids = { page: 'page', action: 'action', word: 'word' } as const;

export interface ContextMenu {
  /** Match patterns of the sites that are on: a marked word has its entry there alone, and nowhere before this was called. */
  limit(origins: readonly string[]): Promise<void>;
  /** The panel in a tab is in sight: the menu names its coin (the market without one) until what is returned is called. */
  show(tabId: number, coin: string | undefined): () => void;
}

/**
 * "Undertow on SOL" in the menus of the browser; it opens the dashboard. The entries are made anew at each start: browsers differ in how long they keep
 * them, and refuse an id that is there already.
 */
export function createContextMenu(options: {
  readonly browser: Pick<ExtensionBrowser, 'contextMenus' | 'runtime' | 'tabs'>;
  /** The coin of a page; `undefined` where its address names none. */
  readonly coinOf: (url: string) => string | undefined;
  /** Whether there are figures of a coin of that name. */
  readonly knows: (coin: string) => Promise<boolean>;
  readonly report: (where: string, error: unknown) => void;
}): ContextMenu {
  const { browser, coinOf, knows, report } = options;
  const menus = browser.contextMenus;
  const failed = (error: unknown): void => report('menu', error);
  const title = (coin: string | undefined): string => (coin === undefined ? t('menu.market') : t('menu.coin', { coin }));
  /** Panels in sight, the latest last. */
  const shown = new Map<number, { readonly coin: string | undefined }>();

  async function make(): Promise<void> {
    await menus.removeAll();
    menus.create({ id: ids.page, title: title(undefined), contexts: ['page'], visible: false });
    menus.create({ id: ids.action, title: title(undefined), contexts: ['action'] });
    menus.create({ id: ids.word, title: t('menu.word'), contexts: ['selection'], visible: false });
  }
  const made = make();
  made.catch(failed);

  async function paint(): Promise<void> {
    await made;
    const coin = [...shown.values()].at(-1)?.coin;
    await menus.update(ids.page, { title: title(coin), visible: shown.size > 0 });
    await menus.update(ids.action, { title: title(coin) });
  }

  /** The coin that a marked word names: `SOL`, `$sol`, `SOL/USDT`, `SOLUSDT`. `undefined` for other words. */
  async function toCoin(word: string): Promise<string | undefined> {
    const [, name = ''] = /^[$#]?([a-z0-9]{1,20})(?:[-_/:][a-z0-9]{1,10})*$/i.exec(word.trim()) ?? [];
    // The whole word first: WBTC is a coin, and none that is traded against bitcoin.
    for (const coin of [toBase(name), splitPair(name)?.base]) if (coin !== undefined && (await knows(coin))) return coin;
    return undefined;
  }

  menus.onClicked.addListener(({ menuItemId, selectionText = '' }, tab) => {
    const coin = menuItemId === ids.word ? toCoin(selectionText) : Promise.resolve(coinOf(tab?.url ?? ''));
    coin.then(found => openDashboard(browser, found)).catch(failed);
  });

  return {
    async limit(origins) {
      await made;
      // Without any pattern it would stand everywhere.
      const isSomewhere = origins.length > 0;
      const where = isSomewhere && { documentUrlPatterns: [...origins] };
      await menus.update(ids.page, { ...where });
      await menus.update(ids.word, { ...where, visible: isSomewhere });
    },
    show(tabId, coin) {
      // Put in anew, so that it is the latest.
      const own = { coin };
      shown.delete(tabId);
      shown.set(tabId, own);
      paint().catch(failed);
      return () => {
        // The next page of the tab may be there by now.
        if (shown.get(tabId) !== own) return;
        shown.delete(tabId);
        paint().catch(failed);
      };
    },
  };
}
