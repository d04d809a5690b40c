import { describe, expect, it } from 'vitest';
import { createContextMenu } from '../../../lib/background/context-menu.ts';
import { settleSoon } from '../feeds/fake-time.ts';

type Options = Parameters<typeof createContextMenu>[0];
interface Entry {
  title?: string;
  visible?: boolean;
  contexts?: readonly string[];
  documentUrlPatterns?: readonly string[];
}

/** The browser's menus, which refuse an id that is there and keep their entries over the death of a worker. */
function createMenus() {
  const entries = new Map<string, Entry>();
  const opened: string[] = [];
  const problems: unknown[] = [];
  const known = ['BTC', 'SOL', 'WBTC', 'THE', 'PEPE'];

  function startWorker() {
    type Click = (info: { menuItemId: string; selectionText?: string }, tab?: { url?: string }) => void;
    let click: Click = () => undefined;
    const browser = {
      contextMenus: {
        removeAll: async () => entries.clear(),
        create({ id, ...entry }: Entry & { id: string }) {
          if (entries.has(id)) throw new Error(`Cannot create item with duplicate id ${id}`);
          entries.set(id, entry);
        },
        async update(id: string, change: Entry) {
          const entry = entries.get(id);
          if (entry === undefined) throw new Error(`Cannot find menu item with id ${id}`);
          entries.set(id, { ...entry, ...change });
        },
        onClicked: { addListener: (listener: Click) => void (click = listener) },
      },
      runtime: { getURL: (path: string) => `chrome-extension://ours${path}` },
      tabs: { create: async ({ url }: { url: string }) => void opened.push(url.replace('chrome-extension://ours/', '')) },
    };
    const menu = createContextMenu({
      // The fake has the members that are called.
      browser: browser as unknown as Options['browser'],
      coinOf: url => /([A-Z]+)_USDT/.exec(url)?.[1],
      knows: async coin => known.includes(coin),
      report: (_where, error) => void problems.push(error),
    });
    return {
      menu,
      async click(menuItemId: string, more: { readonly word?: string; readonly url?: string } = {}) {
        click({ menuItemId, ...(more.word !== undefined && { selectionText: more.word }) }, { url: more.url ?? '' });
        await settleSoon();
        return opened.at(-1);
      },
    };
  }
  return { entries, problems, opened, startWorker };
}

describe('the entries in the browser’s menus', () => {
  it('are made anew at each start of the worker, without a quarrel about their ids', async () => {
    const menus = createMenus();
    menus.startWorker();
    await settleSoon();
    menus.startWorker();
    await settleSoon();
    expect([...menus.entries.keys()]).toEqual(['page', 'action', 'word']);
    expect(menus.problems).toEqual([]);
  });

  it('name the coin of the panel in sight, and stand on a page only while there is one', async () => {
    const menus = createMenus();
    const { menu } = menus.startWorker();
    await settleSoon();
    const now = () => ['page', 'action'].map(id => [menus.entries.get(id)?.title, menus.entries.get(id)?.visible]);
    expect(now()).toEqual([
      ['Undertow on the whole market', false],
      ['Undertow on the whole market', undefined],
    ]);
    const leaveSol = menu.show(1, 'SOL');
    await settleSoon();
    expect(now()).toEqual([
      ['Undertow on SOL', true],
      ['Undertow on SOL', undefined],
    ]);
    // The page goes to another coin: the new panel is there before the old one has left.
    const leaveBtc = menu.show(1, 'BTC');
    leaveSol();
    await settleSoon();
    expect(now()[0]).toEqual(['Undertow on BTC', true]);
    const leaveNews = menu.show(2, undefined);
    await settleSoon();
    expect(now()[0]).toEqual(['Undertow on the whole market', true]);
    leaveNews();
    await settleSoon();
    expect(now()[0]).toEqual(['Undertow on BTC', true]);
    leaveBtc();
    await settleSoon();
    expect(now()[0]).toEqual(['Undertow on the whole market', false]);
  });

  it('stand beside a marked word on sites that are on, and nowhere where there are none', async () => {
    const menus = createMenus();
    const { menu } = menus.startWorker();
    await settleSoon();
    const word = () => [menus.entries.get('word')?.visible, menus.entries.get('word')?.documentUrlPatterns];
    expect(word()).toEqual([false, undefined]);
    await menu.limit(['https://www.gate.com/*', 'https://www.kucoin.com/*']);
    expect(word()).toEqual([true, ['https://www.gate.com/*', 'https://www.kucoin.com/*']]);
    expect(menus.entries.get('page')?.documentUrlPatterns).toEqual(['https://www.gate.com/*', 'https://www.kucoin.com/*']);
    await menu.limit([]);
    expect(word()[0]).toBe(false);
  });

  it('open the dashboard for the coin of the page that was pressed, whatever the title says', async () => {
    const { startWorker } = createMenus();
    const { menu, click } = startWorker();
    menu.show(1, 'BTC');
    expect(await click('page', { url: 'https://www.gate.com/trade/SOL_USDT' })).toBe('dashboard.html#coin=SOL');
    expect(await click('action', { url: 'https://www.gate.com/post/status/1' })).toBe('dashboard.html');
  });

  it.each([
    ['SOL', 'dashboard.html#coin=SOL'],
    [' $sol ', 'dashboard.html#coin=SOL'],
    ['SOL/USDT', 'dashboard.html#coin=SOL'],
    ['SOLUSDT', 'dashboard.html#coin=SOL'],
    ['1000PEPEUSDT', 'dashboard.html#coin=PEPE'],
    ['XBT', 'dashboard.html#coin=BTC'],
    // A coin of its own, not one that is traded against bitcoin.
    ['WBTC', 'dashboard.html#coin=WBTC'],
    ['UNHEARDOF', 'dashboard.html'],
    ['the fall of SOL', 'dashboard.html'],
    ['', 'dashboard.html'],
    ['SOL#coin=x"><script>', 'dashboard.html'],
  ])('read a marked word as a coin where there are figures of it: %s', async (word, address) => {
    const { click } = createMenus().startWorker();
    expect(await click('word', { word })).toBe(address);
  });
});
