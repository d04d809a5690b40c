import type { Caller } from '../lib/client/call.ts';
import type { DataHosts, SiteEntry } from '../lib/client/sites.ts';
import { createSiteSwitches } from '../lib/client/sites.ts';
import { t } from '../lib/i18n/t.ts';
import type { MissingData } from './data-leave.tsx';
import type { SiteProblem } from './site-list.tsx';

/** The sites as the background holds them; every change is drawn from its answer, never from the wish. */
export interface LiveSites {
  /** `undefined` until the background has answered. */
  readonly sites: () => readonly SiteEntry[] | undefined;
  /** Why the last switch was not obeyed; it stands until the next. */
  readonly problem: () => SiteProblem | undefined;
  /** Asks anew. Rejects when the background does not answer. */
  readonly read: () => Promise<void>;
  /**
   * Switches sites on or off, in one question to the browser for all that it does not let us into yet. Must be called while a press is being handled.   */
  readonly switch: (ids: readonly string[], on: boolean) => void;
  /** Whether the hosts of market data lack the browser's leave; `undefined` also while that is not known. */
  readonly missingData: () => MissingData;
  /** Asks for it. As `switch`. */
  readonly allowData: () => void;
}

/** The browser's leave for hosts. */
export interface SiteLeave {
  /** Asks the user for all of these hosts at once. Must be called while a press is being handled; false or a rejection is no. */
  readonly request: (origins: readonly string[]) => Promise<boolean>;
}

const toIds = (sites: readonly SiteEntry[]): readonly string[] => sites.map(({ id }) => id);

/** Switches over the background and the browser's leave. `unanswered` is called when the background does not answer to a switch. */
export function createLiveSites(options: {
  readonly call: Caller;
  readonly leave: SiteLeave;
  readonly paint: () => void;
  readonly unanswered: () => void;
}): LiveSites {
  const { call, leave, paint, unanswered } = options;
  const switches = createSiteSwitches(call);
  let sites: readonly SiteEntry[] | undefined;
  let problem: SiteProblem | undefined;
  let data: DataHosts | undefined;
  let isRefused = false;

  async function show(answer: Promise<readonly SiteEntry[]>): Promise<void> {
    sites = await answer;
    paint();
  }

  async function switchOn(meant: readonly SiteEntry[]): Promise<void> {
    const ids = toIds(meant);
    const missing = meant.filter(site => !site.permitted);
    if (missing.length > 0) {
      // The wish first, which does nothing without leave: the browser's question may close the popup that asks, and nobody would be there to act on the
      // answer. Both before anything is awaited: a browser asks only while the press is being handled.
      const wished = switches.switch(toIds(missing), true);
      const granted = leave.request(missing.flatMap(site => site.origins)).catch(() => false);
      await wished;
      if (!(await granted)) {
        const wereOff = toIds(missing.filter(site => !site.on));
        const [first] = meant;
        problem = {
          ids,
          words: meant.length === 1 && first ? t('sites.refused', { name: first.name }) : t('sites.refusedAll'),
        };
        await show(wereOff.length > 0 ? switches.switch(wereOff, false) : switches.read());
        return;
      }
    }
    await show(switches.switch(ids, true));
  }

  async function readData(): Promise<void> {
    data = await call('hosts.leave', undefined);
    paint();
  }

  return {
    sites: () => sites,
    problem: () => problem,
    missingData: () => (data?.permitted === false ? (isRefused ? 'refused' : 'missing') : undefined),
    async read() {
      await Promise.all([show(switches.read()), readData()]);
    },
    allowData() {
      leave
        .request(data?.origins ?? [])
        .catch(() => false)
        .then(granted => {
          isRefused = !granted;
          return readData();
        })
        .catch(unanswered);
    },
    switch(ids, on) {
      problem = undefined;
      const meant = (sites ?? []).filter(({ id }) => ids.includes(id));
      if (meant.length === 0) return;
      const done = on ? switchOn(meant) : show(switches.switch(ids, false));
      done.catch(unanswered);
    },
  };
}
