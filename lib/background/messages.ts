import type { MarketSnapshot } from '../model/snapshot.ts';
import type { AnswerOf, RequestOf, SiteState, Verb } from '../protocol/messages.ts';
import { isObject } from '../protocol/guards.ts';
import { mayCall, senderKind } from '../protocol/verbs.ts';
import type { Sender, Trust } from '../protocol/verbs.ts';
import { siteOf } from '../sites/registry.ts';
import type { Site } from '../sites/site.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { AlertService } from './alerts.ts';
import type { ExtensionBrowser } from './browser.ts';
import type { Core } from './core.ts';
import type { OptionsService } from './options.ts';
import { builtIn } from './recordings.ts';
import { toPanelView } from './panel-view.ts';
import { readSiteStates } from './site-scripts.ts';

/** What answers a page: it is handed what the page sent, unchecked. */
type Handlers = { readonly [V in Verb]: (data: unknown, sender: Sender) => Promise<AnswerOf<V>> };

/**
 * Answers the requests of pages. Who may ask what is decided by `mayCall` alone; whoever may not, and whatever is no message of ours, gets no
 * answer but an error. The listener is registered at once; handlers wait for the start.
 */
export function answerMessages(options: {
  readonly browser: ExtensionBrowser;
  readonly trust: Trust;
  readonly ready: Promise<Core>;
  readonly isReady: () => boolean;
  readonly last: () => Promise<MarketSnapshot | undefined>;
  readonly settled: Promise<void>;
  readonly sites: readonly Site[];
  readonly settings: SettingsStore;
  readonly applySites: () => Promise<void>;
  readonly readSwitches: () => Readonly<Record<string, boolean>>;
  readonly onHeartbeat: () => void;
  readonly options: OptionsService;
  readonly alerts: AlertService;
}): void {
  const { browser, trust, ready, isReady, last, settled, sites, settings, applySites, readSwitches, onHeartbeat } = options;
  const choices = options.options;
  const { alerts } = options;

  async function states(): Promise<readonly SiteState[]> {
    return readSiteStates(browser, sites, readSwitches());
  }

  const handlers: Handlers = {
    // While the database is being read, the last snapshot tells more than waiting would; it tells its own age.
    async 'snapshot.read'(data, sender) {
      const snapshot = (isReady() ? undefined : await last()) ?? (await ready).snapshot(readCoin(data));
      return senderKind(sender, trust) === 'panel' ? toPanelView(snapshot) : snapshot;
    },
    'snapshot.at': async data => (await ready).snapshotAt(readTime(data, 'time'), readCoin(data)),
    async 'recording.open'(data) {
      const { from, to } = await (await ready).recording(readName(data));
      return { from, to };
    },
    'recording.at': async data => (await (await ready).recording(readName(data))).at(readTime(data, 'time'), undefined),
    async 'span.export'(data) {
      const format = isObject(data) && data['format'] === 'csv' ? 'csv' : 'json';
      return (await ready).exportSpan({ from: readTime(data, 'from'), to: readTime(data, 'to'), format });
    },
    'page.read': async (data, sender) => readPage(data, sender),
    'panel.heartbeat': async () => onHeartbeat(),
    'sites.read': states,
    async 'sites.switch'(data) {
      const { site, on } = readSwitch(data, sites);
      await settings.setSite(site.id, on);
      await applySites();
      return states();
    },
    'feeds.retry': async () => (await ready).retry(),
    'feeds.read': async () => (isReady() ? (await ready).feeds() : undefined),
    'hosts.clear': async () => (await ready).clearHosts(),
    'options.read': () => choices.read(),
    'live-feeds.choose': data => choices.chooseLiveFeeds(data),
    'venues.switch': data => choices.switchVenue(data),
    'keys.write': data => choices.writeKey(data),
    'alerts.read': () => alerts.read(),
    'alerts.change': data => alerts.change(data),
    'alerts.snooze': data => alerts.snooze(data),
    'alerts.try': data => alerts.tryOut(data),
  };

  async function ask(verb: Verb, data: unknown, sender: Sender): Promise<unknown> {
    await settled;
    if (!mayCall(verb, sender, trust)) throw new Error(`${verb} is not for this sender`);
    return handlers[verb](data, sender);
  }

  browser.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: Answer) => void) => {
    if (sender.id !== trust.extensionId || !isObject(message)) return undefined;
    const { type, data } = message;
    if (!isVerb(type, handlers)) return undefined;
    ask(type, data, sender).then(
      res => respond({ res }),
      (error: unknown) => respond({ err: error instanceof Error ? error.message : String(error) }),
    );
    // The answer comes later.
    return true;
  });
}

/** The frame of an answer, as `createCaller` reads it. */
type Answer = { readonly res: unknown } | { readonly err: string };

function isVerb(type: unknown, handlers: Handlers): type is Verb {
  return typeof type === 'string' && Object.hasOwn(handlers, type);
}

const coinName = /^[A-Z0-9]{1,15}$/;

function readCoin(data: unknown): RequestOf<'snapshot.read'>['coin'] {
  const coin = isObject(data) ? data['coin'] : undefined;
  return typeof coin === 'string' && coinName.test(coin) ? coin : undefined;
}

function readTime(data: unknown, member: string): number {
  const time = isObject(data) ? data[member] : undefined;
  if (typeof time !== 'number' || !Number.isFinite(time)) throw new Error(`${member} is not a time`);
  return time;
}

function readName(data: unknown): (typeof builtIn)[number] {
  const name = isObject(data) ? data['name'] : undefined;
  const found = builtIn.find(each => each === name);
  if (found === undefined) throw new Error('no such recording');
  return found;
}

/** Reads the address that the page has by now: a page that changes it by script leaves the sender's as it was. Another origin is not believed. */
function readPage(data: unknown, sender: Sender): AnswerOf<'page.read'> {
  const asked = isObject(data) ? data['url'] : undefined;
  if (typeof asked !== 'string' || asked.length > 4_000 || !URL.canParse(asked) || sender.url === undefined) return undefined;
  const url = new URL(asked);
  const site = url.origin === new URL(sender.url).origin ? siteOf(url) : undefined;
  const subject = site?.read(url);
  if (site === undefined || subject === undefined) return undefined;
  return { siteId: site.id, dock: site.dock, ...(subject.base === undefined ? {} : { coin: subject.base }) };
}

function readSwitch(data: unknown, sites: readonly Site[]): { readonly site: Site; readonly on: boolean } {
  const { id, on } = isObject(data) ? data : {};
  const site = sites.find(each => each.id === id);
  if (site === undefined || typeof on !== 'boolean') throw new Error('no such site');
  return { site, on };
}
