import type { SiteState } from '../protocol/messages.ts';
import type { Caller } from './call.ts';

export type { DataHosts } from '../protocol/messages.ts';

/** One web site as the popup lists it. */
export type SiteEntry = SiteState;

/** What the popup asks of the background besides the snapshot. Each rejects when the background refuses or does not answer in time. */
export interface SiteSwitches {
  read(): Promise<readonly SiteEntry[]>;
  /** Answers with the state after the switch. */
  switch(id: string | readonly string[], on: boolean): Promise<readonly SiteEntry[]>;
}

/** The user's switches, one for each site. */
export const createSiteSwitches = (call: Caller): SiteSwitches => ({
  read: () => call('sites.read', undefined),
  switch: (id, on) => call('sites.switch', { id, on }),
});
