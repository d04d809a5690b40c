import { describe, expect, it } from 'vitest';
import { applySiteScripts, readSiteStates, showInOpenTabs } from '../../../lib/background/site-scripts.ts';
import type { SiteScriptsBrowser } from '../../../lib/background/site-scripts.ts';
import { sites } from '../../../lib/sites/registry.ts';

function bench({ refused = [] as readonly string[], tabs = [] as readonly { id: number; url: string }[] } = {}) {
  let registered: { id: string; matches?: string[]; excludeMatches?: string[]; js?: string[] }[] = [];
  const injected: number[] = [];
  const fake = {
    scripting: {
      getRegisteredContentScripts: async () => registered,
      registerContentScripts: async (scripts: typeof registered) => {
        for (const script of scripts)
          if (registered.some(each => each.id === script.id)) throw new Error(`Duplicate script ID '${script.id}'`);
        registered = [...registered, ...scripts];
      },
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        registered = registered.filter(script => !ids.includes(script.id));
      },
      executeScript: async ({ target }: { target: { tabId: number } }) => {
        injected.push(target.tabId);
        return [];
      },
    },
    permissions: { contains: async ({ origins }: { origins: string[] }) => !origins.some(origin => refused.includes(origin)) },
    tabs: {
      query: async ({ url }: { url: string[] }) =>
        tabs.filter(tab => url.some(match => tab.url.startsWith(match.replace('*', '')))),
    },
  };
  // The fake has the members that are called; the browser's own types have hundreds more.
  return { browser: fake as unknown as SiteScriptsBrowser, registered: () => registered, injected };
}

describe('the scripts that the browser puts into pages', () => {
  it('are those of every site that is on, with what must never be touched left out', async () => {
    const { browser, registered } = bench();
    await applySiteScripts(browser, sites, {});
    expect(registered().map(script => script.id)).toEqual(sites.map(site => site.id));
    expect(registered().every(script => script.js?.join() === 'overlay.js')).toBe(true);
    expect(
      registered()
        .find(script => script.id === 'gate')
        ?.excludeMatches?.some(match => match.includes('login')),
    ).toBe(true);
  });

  it('stay as they are when the worker starts again', async () => {
    const { browser, registered } = bench();
    await applySiteScripts(browser, sites, {});
    await applySiteScripts(browser, sites, {});
    expect(registered()).toHaveLength(sites.length);
  });

  it('go when a site is switched off, whatever leave the browser gives', async () => {
    const { browser, registered } = bench();
    await applySiteScripts(browser, sites, {});
    await applySiteScripts(browser, sites, { gate: false });
    expect(registered().map(script => script.id)).not.toContain('gate');
    expect((await readSiteStates(browser, sites, { gate: false })).find(site => site.id === 'gate')).toMatchObject({
      on: false,
      permitted: true,
    });
  });

  it('are not asked for where the browser gives no leave', async () => {
    const { browser, registered } = bench({ refused: ['https://www.okx.com/*'] });
    await applySiteScripts(browser, sites, {});
    expect(registered().map(script => script.id)).not.toContain('okx');
    expect(registered()).toHaveLength(sites.length - 1);
  });

  it('are put into pages that were open before, but not into those where a panel has no place', async () => {
    const { browser, injected } = bench({
      tabs: [
        { id: 1, url: 'https://www.gate.com/trade/BTC_USDT' },
        { id: 2, url: 'https://www.gate.com/login' },
        { id: 3, url: 'https://www.binance.com/en/futures/BTCUSDT' },
      ],
    });
    await showInOpenTabs(browser, sites, { binance: false });
    expect(injected).toEqual([1]);
  });
});
