import type { SiteState } from '../protocol/messages.ts';
import type { Site } from '../sites/site.ts';
import type { ExtensionBrowser } from './browser.ts';
import { optionalSiteOrigins } from './hosts.ts';

/** The parts of the browser that showing the panel needs; the composition root hands in the real ones. */
export type SiteScriptsBrowser = Pick<ExtensionBrowser, 'scripting' | 'permissions' | 'tabs'>;

type RegisteredScript = Parameters<ExtensionBrowser['scripting']['registerContentScripts']>[0][number];

/**
 * Keeps the browser's list of registered scripts equal to the sites that are switched on and permitted. Where no script is registered, not a
 * byte of ours reaches the page. Safe to run at every start: registering an id twice makes browsers throw, so what is there is asked first.
 *
 * @returns the sites whose scripts came, those whose scripts went, and the ids of those that are switched on but not permitted.
 */
export async function applySiteScripts(
  browser: Pick<SiteScriptsBrowser, 'scripting' | 'permissions'>,
  sites: readonly Site[],
  switches: Readonly<Record<string, boolean>>,
): Promise<{ readonly fresh: readonly Site[]; readonly gone: readonly Site[]; readonly refused: ReadonlySet<string> }> {
  const states = await readSiteStates(browser, sites, switches);
  const wanted = new Set(states.filter(state => state.on && state.permitted).map(state => state.id));
  const registered = new Set((await browser.scripting.getRegisteredContentScripts()).map(script => script.id));
  const gone = [...registered].filter(id => !wanted.has(id));
  if (gone.length > 0) await browser.scripting.unregisterContentScripts({ ids: gone });
  const fresh = sites.filter(site => wanted.has(site.id) && !registered.has(site.id));
  if (fresh.length > 0) await browser.scripting.registerContentScripts(fresh.map(toScript));
  const refused = new Set(states.filter(state => state.on && !state.permitted).map(state => state.id));
  return { fresh, gone: sites.filter(site => gone.includes(site.id)), refused };
}

/** The user's wish. Where there is none, a site is on only when it came with the first release. */
export function isSwitchedOn(
  { id, required }: Pick<Site, 'id' | 'required'>,
  switches: Readonly<Record<string, boolean>>,
): boolean {
  return switches[id] ?? required;
}

/** Every site with the user's wish and the browser's leave. */
export async function readSiteStates(
  browser: Pick<SiteScriptsBrowser, 'permissions'>,
  sites: readonly Site[],
  switches: Readonly<Record<string, boolean>>,
): Promise<readonly SiteState[]> {
  return Promise.all(
    sites.map(async site => ({
      id: site.id,
      name: site.name,
      group: site.group,
      required: site.required,
      origins: site.origins,
      on: isSwitchedOn(site, switches),
      permitted: await browser.permissions.contains({ origins: [...site.origins] }),
    })),
  );
}

/**
 * Puts the panel on pages that were open before their script was registered: after an installation nothing would show until a reload, and
 * after an update the old panel would be dead. A copy that is there already gives way.
 */
export async function showInOpenTabs(
  browser: SiteScriptsBrowser,
  sites: readonly Site[],
  switches: Readonly<Record<string, boolean>>,
): Promise<void> {
  const shown = (await readSiteStates(browser, sites, switches))
    .filter(state => state.on && state.permitted)
    .map(state => state.id);
  await inOpenTabs(
    browser,
    sites.filter(each => shown.includes(each.id)),
    { files: ['/overlay.js'] },
  );
}

/** Takes the panel out of open pages of these sites. Where the browser has taken its leave back already, its port tells it to go (`servePanels`). */
export async function hideInOpenTabs(browser: SiteScriptsBrowser, sites: readonly Site[]): Promise<void> {
  await inOpenTabs(browser, sites, { func: endPanel, injectImmediately: true });
}

/**
 * Gives the browser's leave for sites back. Hosts that the extension came with stay: Chrome keeps them, and Firefox would take them from the feeds that
 * ask them for data.
 */
export async function releaseSites(browser: Pick<SiteScriptsBrowser, 'permissions'>, sites: readonly Site[]): Promise<void> {
  const origins = sites.flatMap(site => site.origins).filter(origin => optionalSiteOrigins.includes(origin));
  if (origins.length > 0) await browser.permissions.remove({ origins });
}

/** Runs in the world of our script in a page, alone and without anything of this file: calls what `takeOver` has left there. */
function endPanel(): void {
  const stop: unknown = Reflect.get(globalThis, Symbol.for('panel'));
  if (typeof stop === 'function') Reflect.apply(stop, undefined, []);
}

async function inOpenTabs(
  browser: SiteScriptsBrowser,
  sites: readonly Site[],
  script: { readonly files: ['/overlay.js'] } | { readonly func: () => void; readonly injectImmediately: true },
): Promise<void> {
  for (const site of sites) {
    for (const { id, url } of await browser.tabs.query({ url: [...site.matches] })) {
      // The same reading as in the page decides, so that a login page is left alone here too.
      if (id === undefined || url === undefined || !URL.canParse(url) || site.read(new URL(url)) === undefined) continue;
      // A tab may close or navigate between the question and the answer; the registered script then serves it.
      await browser.scripting.executeScript({ target: { tabId: id }, ...script }).catch(() => undefined);
    }
  }
}

function toScript(site: Site): RegisteredScript {
  return {
    id: site.id,
    js: ['overlay.js'],
    matches: [...site.matches],
    excludeMatches: [...site.excludePaths],
    runAt: 'document_idle',
    allFrames: false,
    persistAcrossSessions: true,
  };
}
