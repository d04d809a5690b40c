import { describe, expect, it } from 'vitest';
import {
  applySiteScripts,
  hideInOpenTabs,
  readSiteStates,
  releaseSites,
  showInOpenTabs,
} from '../../../lib/background/site-scripts.ts';
import type { SiteScriptsBrowser } from '../../../lib/background/site-scripts.ts';
import { requiredSites, sites } from '../../../lib/sites/registry.ts';

function bench({ refused = [] as readonly string[], tabs = [] as readonly { id: number; url: string }[] } = {}) {
  let registered: { id: string; matches?: string[]; excludeMatches?: string[]; js?: string[] }[] = [];
  const injected: number[] = [];
  const ran: (() => void)[] = [];
  const released: string[] = [];
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
      executeScript: async ({ target, func }: { target: { tabId: number }; func?: () => void }) => {
        injected.push(target.tabId);
        if (func !== undefined) ran.push(func);
        return [];
      },
    },
    permissions: {
      contains: async ({ origins }: { origins: string[] }) => !origins.some(origin => refused.includes(origin)),
      remove: async ({ origins }: { origins: string[] }) => {
        if (origins.length === 0) throw new Error('nothing to remove');
        released.push(...origins);
        return true;
      },
    },
    tabs: {
      query: async ({ url }: { url: string[] }) =>
        tabs.filter(tab => url.some(match => tab.url.startsWith(match.replace('*', '')))),
    },
  };
  // The fake has the members that are called; the browser's own types have hundreds more.
  return { browser: fake as unknown as SiteScriptsBrowser, registered: () => registered, injected, ran, released };
}

describe('the scripts that the browser puts into pages', () => {
  it('are at first those of the required sites, with what must never be touched left out', async () => {
    const { browser, registered } = bench();
    await applySiteScripts(browser, sites, {});
    expect(registered().map(script => script.id)).toEqual(requiredSites.map(site => site.id));
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
    expect(registered()).toHaveLength(requiredSites.length);
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

  it('come to any other site only when the user switches it on, also where the browser lets us in already', async () => {
    const { browser, registered } = bench();
    await applySiteScripts(browser, sites, { deribit: true });
    const ids = registered().map(script => script.id);
    expect(ids).toContain('deribit');
    expect(ids).not.toContain('bitmex');
    const states = await readSiteStates(browser, sites, { deribit: true });
    expect(states.find(site => site.id === 'deribit')).toMatchObject({ group: 'exchange', required: false, on: true });
    expect(states.find(site => site.id === 'bitmex')).toMatchObject({ required: false, on: false, permitted: true });
  });

  it('are asked for with one pattern where a site has a host for each language', async () => {
    const states = await readSiteStates(bench().browser, sites, {});
    expect(states.find(site => site.id === 'tradingview')?.origins).toEqual(['https://*.tradingview.com/*']);
  });

  it('are not asked for where the browser gives no leave', async () => {
    const { browser, registered } = bench({ refused: ['https://www.okx.com/*'] });
    await applySiteScripts(browser, sites, {});
    expect(registered().map(script => script.id)).not.toContain('okx');
    expect(registered()).toHaveLength(requiredSites.length - 1);
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

  it('are told when they come and when they go, so that open pages can follow', async () => {
    const { browser } = bench();
    const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
    await applySiteScripts(browser, sites, {});
    const on = await applySiteScripts(browser, sites, { kucoin: true, gate: false });
    expect([idsOf(on.fresh), idsOf(on.gone)]).toEqual([['kucoin'], ['gate']]);
    const still = await applySiteScripts(browser, sites, { kucoin: true, gate: false });
    expect([still.fresh, still.gone]).toEqual([[], []]);
  });

  it('are ended in open pages by what they left in their own world', async () => {
    const { browser, injected, ran } = bench({
      tabs: [
        { id: 1, url: 'https://www.gate.com/trade/BTC_USDT' },
        { id: 2, url: 'https://www.binance.com/en/futures/BTCUSDT' },
      ],
    });
    await hideInOpenTabs(
      browser,
      sites.filter(site => site.id === 'gate'),
    );
    expect(injected).toEqual([1]);
    const slot = Symbol.for('panel');
    let ends = 0;
    Reflect.set(globalThis, slot, () => (ends += 1));
    ran[0]?.();
    expect(ends).toBe(1);
    // A page without a panel.
    Reflect.deleteProperty(globalThis, slot);
    expect(() => ran[0]?.()).not.toThrow();
  });
});

describe('the browser’s leave for a site that is switched off', () => {
  const siteOf = (id: string) => sites.filter(site => site.id === id);

  it('is given back, with all of its languages', async () => {
    const { browser, released } = bench();
    await releaseSites(browser, [...siteOf('mexc'), ...siteOf('tradingview')]);
    expect(released).toEqual(['https://www.mexc.com/*', 'https://futures.mexc.com/*', 'https://*.tradingview.com/*']);
  });

  it('is kept where it came with the installation: Firefox would take the host from the feeds that ask it', async () => {
    const { browser, released } = bench();
    await releaseSites(browser, [...siteOf('gate'), ...siteOf('deribit'), ...siteOf('bitmex')]);
    expect(released).toEqual([]);
    await releaseSites(browser, siteOf('kraken'));
    expect(released).toEqual(['https://pro.kraken.com/*']);
  });
});
