import type { MarketSnapshot } from '../model/snapshot.ts';
import type { AnswerOf, RequestOf, SiteState, Verb } from '../protocol/messages.ts';
import { isObject } from '../protocol/guards.ts';
import { mayCall, senderKind } from '../protocol/verbs.ts';
import type { Sender, Trust } from '../protocol/verbs.ts';
import { toStart } from '../sites/docks.ts';
import { siteOf } from '../sites/registry.ts';
import type { Site } from '../sites/site.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { AlertService } from './alerts.ts';
import { createArticlePages } from './article-pages.ts';
import type { ExtensionBrowser } from './browser.ts';
import type { Core } from './core.ts';
import { readHistoryQuery, readTapeQuery } from './history-requests.ts';
import { dataHosts } from './hosts.ts';
import type { OptionsService } from './options.ts';
import type { ChoicesService } from './user-choices.ts';
import type { DataService } from './user-data.ts';
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
  readonly own: ChoicesService;
  readonly data: DataService;
}): void {
  const { browser, trust, ready, isReady, last, settled, sites, settings, applySites, readSwitches, onHeartbeat } = options;
  const choices = options.options;
  const { alerts, own, data: kept } = options;

  async function states(): Promise<readonly SiteState[]> {
    return readSiteStates(browser, sites, readSwitches());
  }

  /** What was recorded here, or a recording that comes with the extension. */
  async function pastOf(data: unknown): Promise<Pick<Core, 'history' | 'tape'>> {
    const core = await ready;
    if (!isObject(data) || data['recording'] === undefined) return core;
    return core.recording(readName({ name: data['recording'] }));
  }

  const pages = createArticlePages({
    browser,
    check: async (page, site) => (await ready).articles.check(page, site),
    again: async key => (await ready).articles.again(key),
  });

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
    'recording.at': async data => (await (await ready).recording(readName(data))).at(readTime(data, 'time'), readCoin(data)),
    'history.read': async data => (await pastOf(data)).history(readHistoryQuery(data)),
    'tape.read': async data => (await pastOf(data)).tape(readTapeQuery(data)),
    async 'span.export'(data) {
      const format = isObject(data) && data['format'] === 'csv' ? 'csv' : 'json';
      return (await ready).exportSpan({ from: readTime(data, 'from'), to: readTime(data, 'to'), format });
    },
    'page.read': async (data, sender) => readPage(data, sender),
    'tab.read': async data => readTab(data),
    'article.read': (data, sender) => pages.read(data, sender, senderKind(sender, trust) === 'page'),
    'article.show': (data, sender) => pages.show(data, sender, senderKind(sender, trust) === 'page'),
    'panel.heartbeat': async () => onHeartbeat(),
    'sites.read': states,
    async 'sites.switch'(data) {
      const { ids, on } = readSwitch(data, sites);
      await Promise.all(ids.map(id => settings.setSite(id, on)));
      await applySites();
      return states();
    },
    async 'hosts.leave'() {
      const origins = dataHosts.map(host => `https://${host}/*`);
      return { origins, permitted: await browser.permissions.contains({ origins }) };
    },
    'feeds.retry': async () => (await ready).retry(),
    'feeds.read': async () => (isReady() ? (await ready).feeds() : undefined),
    'hosts.clear': async () => (await ready).clearHosts(),
    'options.read': () => choices.read(),
    'live-feeds.choose': data => choices.chooseLiveFeeds(data),
    'venues.switch': data => choices.switchVenue(data),
    'keys.write': data => choices.writeKey(data),
    'choices.read': () => own.read(),
    'appearance.change': data => own.changeAppearance(data),
    'formats.change': data => own.changeFormats(data),
    'levels.change': data => own.changeLevel(data),
    'data.read': () => kept.read(),
    'data.export': () => kept.exportSettings(),
    'data.import': data => kept.importSettings(data),
    'data.wipe': data => kept.wipe(data),
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

/** `undefined` for what is no address, and for one of a length that no page of a site has. */
function readUrl(data: unknown): URL | undefined {
  const url = isObject(data) ? data['url'] : undefined;
  return typeof url === 'string' && url.length <= 4_000 && URL.canParse(url) ? new URL(url) : undefined;
}

/** Reads the address that the page has by now: a page that changes it by script leaves the sender's as it was. Another origin is not believed. */
function readPage(data: unknown, sender: Sender): AnswerOf<'page.read'> {
  const url = readUrl(data);
  if (url === undefined || sender.url === undefined || url.origin !== new URL(sender.url).origin) return undefined;
  const site = siteOf(url);
  const subject = site?.read(url);
  if (site === undefined || subject === undefined || subject.isOffTopic) return undefined;
  const isSpot = subject.market === 'spot' || subject.market === 'margin';
  return {
    siteId: site.id,
    start: toStart((isSpot && site.spotDock) || site.dock),
    ...(subject.kind === 'news' && { isArticle: true }),
    ...(subject.base === undefined ? {} : { coin: subject.base }),
  };
}

function readTab(data: unknown): AnswerOf<'tab.read'> {
  const url = readUrl(data);
  const site = url && siteOf(url);
  if (url === undefined || site === undefined) return undefined;
  const { kind, base } = site.read(url) ?? {};
  return { siteId: site.id, name: site.name, ...(kind && { kind }), ...(base !== undefined && { coin: base }) };
}

function readSwitch(data: unknown, sites: readonly Site[]): { readonly ids: readonly string[]; readonly on: boolean } {
  const { id, on } = isObject(data) ? data : {};
  const asked: readonly unknown[] = Array.isArray(id) ? id : [id];
  const ids = sites.map(site => site.id).filter(each => asked.includes(each));
  if (ids.length === 0 || ids.length !== asked.length || typeof on !== 'boolean') throw new Error('no such site');
  return { ids, on };
}
