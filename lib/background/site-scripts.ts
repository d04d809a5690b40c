import type { SiteState } from '../protocol/messages.ts';
import type { Site } from '../sites/site.ts';

/** The parts of the browser that switching a site needs; the composition root hands in the real ones. */
export interface SiteScriptsBrowser {
  readonly scripting: {
    getRegisteredContentScripts(): Promise<readonly { readonly id: string }[]>;
    registerContentScripts(scripts: RegisteredScript[]): Promise<void>;
    unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
  };
  readonly permissions: { contains(permissions: { origins: string[] }): Promise<boolean> };
}

export interface RegisteredScript {
  readonly id: string;
  readonly js: string[];
  readonly matches: string[];
  readonly excludeMatches: string[];
  readonly runAt: 'document_idle';
  readonly allFrames: false;
  readonly persistAcrossSessions: boolean;
}


/**
 * Keeps the browser's list of registered scripts equal to the sites that are switched on and permitted. Where no script is registered, not a
 * byte of ours reaches the page. Safe to run at every start: registering an id twice makes browsers throw, so what is there is asked first.
 */
export async function applySiteScripts(browser: SiteScriptsBrowser, sites: readonly Site[], switches: Readonly<Record<string, boolean>>): Promise<void> {
  const states = await readSiteStates(browser, sites, switches);
  const wanted = new Set(states.filter(state => state.on && state.permitted).map(state => state.id));
  const registered = new Set((await browser.scripting.getRegisteredContentScripts()).map(script => script.id));
  const gone = [...registered].filter(id => !wanted.has(id));
  if (gone.length > 0) await browser.scripting.unregisterContentScripts({ ids: gone });
  const fresh = sites.filter(site => wanted.has(site.id) && !registered.has(site.id));
  if (fresh.length > 0) await browser.scripting.registerContentScripts(fresh.map(toScript));
}

/** Every site with the user's wish (on, unless switched off) and the browser's leave. */
export async function readSiteStates(
  browser: Pick<SiteScriptsBrowser, 'permissions'>,
  sites: readonly Site[],
  switches: Readonly<Record<string, boolean>>,
): Promise<readonly SiteState[]> {
  return Promise.all(
    sites.map(async site => ({
      id: site.id,
      name: site.name,
      origins: site.matches,
      on: switches[site.id] ?? true,
      permitted: await browser.permissions.contains({ origins: [...site.matches] }),
    })),
  );
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
