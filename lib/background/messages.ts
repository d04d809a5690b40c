import type { ExtensionBrowser } from './browser.ts';
import { messenger } from '../protocol/messenger.ts';
import type { SiteState } from '../protocol/messages.ts';
import { mayCall } from '../protocol/verbs.ts';
import type { Sender, Trust } from '../protocol/verbs.ts';
import type { Verb } from '../protocol/messages.ts';
import type { Site } from '../sites/site.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Core } from './core.ts';
import { readSiteStates } from './site-scripts.ts';

/** Answers the requests of pages. Who may ask what is decided by `mayCall` alone; whoever may not gets an error and nothing else. */
export function answerMessages(options: {
  readonly browser: ExtensionBrowser;
  readonly trust: Trust;
  readonly ready: Promise<Core>;
  readonly settled: Promise<void>;
  readonly sites: readonly Site[];
  readonly settings: SettingsStore;
  readonly applySites: () => Promise<void>;
  readonly readSwitches: () => Readonly<Record<string, boolean>>;
  readonly onHeartbeat: () => void;
  readonly report: (where: string, error: unknown) => void;
}): void {
  const { browser, trust, ready, settled, sites, settings, applySites, readSwitches, onHeartbeat } = options;

  async function guard(verb: Verb, sender: Sender): Promise<void> {
    await settled;
    if (!mayCall(verb, sender, trust)) throw new Error(`${verb} is not for this sender`);
  }

  async function states(): Promise<readonly SiteState[]> {
    return readSiteStates(browser, sites, readSwitches());
  }

  messenger.onMessage('snapshot.read', async ({ data, sender }) => {
    await guard('snapshot.read', sender);
    return (await ready).snapshot(readCoin(data));
  });
  messenger.onMessage('panel.heartbeat', async ({ sender }) => {
    await guard('panel.heartbeat', sender);
    onHeartbeat();
  });
  messenger.onMessage('sites.read', async ({ sender }) => {
    await guard('sites.read', sender);
    return states();
  });
  messenger.onMessage('sites.switch', async ({ data, sender }) => {
    await guard('sites.switch', sender);
    const site = sites.find(each => each.id === (data as { readonly id?: unknown }).id);
    const on: unknown = (data as { readonly on?: unknown }).on;
    if (site === undefined || typeof on !== 'boolean') throw new Error('no such site');
    await settings.setSite(site.id, on);
    await applySites();
    return states();
  });
  messenger.onMessage('feeds.retry', async ({ sender }) => {
    await guard('feeds.retry', sender);
    await (await ready).retry();
  });
}

const coinName = /^[A-Z0-9]{1,15}$/;

function readCoin(data: unknown): string | undefined {
  const coin = typeof data === 'object' && data !== null && 'coin' in data ? data.coin : undefined;
  return typeof coin === 'string' && coinName.test(coin) ? coin : undefined;
}
