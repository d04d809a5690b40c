// The order of imports is that of the bundle. The two large libraries come first (with the modules that bring them), then what is ours, alike beside
// alike: gzip looks back over 32 kB only, and the order by name costs 0.9 kB more.
import '../store/database-dexie.ts';
import '../feeds/fetch-layer.ts';
import type { MessageKey } from '../i18n/t.ts';
import { t } from '../i18n/t.ts';
import { createDatabase } from '../store/database.ts';
import { createAlertSettingsStore } from '../store/alert-settings.ts';
import { createSettingsStore, migrateSettings } from '../store/settings.ts';
import type { Settings, StorageArea } from '../store/settings.ts';
import { createCore } from './core.ts';
import type { Core } from './core.ts';
import type { LiveFeeds } from '../model/feeds-page.ts';
import type { ExtensionBrowser } from './browser.ts';
import type { Trust } from '../protocol/verbs.ts';
import { siteOf, sites } from '../sites/registry.ts';
import { alternativeMe } from '../sources/alternative-me.ts';
import { keyedSources, priceSources } from '../sources/registry.ts';
import { venues } from '../venues/registry.ts';
import { createAlerts } from './alerts.ts';
import { createBadgePainter } from './badge-painter.ts';
import { createNotifier } from './notifier.ts';
import { obeyCommands } from './commands.ts';
import { createContextMenu } from './context-menu.ts';
import { openWelcome } from './first-run.ts';
import { answerMessages } from './messages.ts';
import { readLastSnapshot } from './last-snapshot.ts';
import { createOptions, toLiveFeeds, toOff } from './options.ts';
import { servePanels } from './panel-ports.ts';
import { createPublisher } from './publisher.ts';
import type { createOffscreen, PageMeans } from './reading/offscreen.ts';
import { createArticleReader } from './reading/reader.ts';
import { applySiteScripts, hideInOpenTabs, isSwitchedOn, releaseSites, showInOpenTabs } from './site-scripts.ts';
import { createSocketPolicy } from './socket-policy.ts';
import type { SocketsWhen } from './socket-policy.ts';
import { systemClock, systemTimers } from './system.ts';
import { createChoices } from './user-choices.ts';
import { createData, finishWipe } from './user-data.ts';

const alarmName = 'tick';

/** The user's choice as a rule for sockets. */
const rules: Readonly<Record<LiveFeeds, SocketsWhen>> = { always: 'always', visible: 'while-watched', never: 'never' };

/** Why sockets rest, by the rule under which they do. */
const restWords: Readonly<Record<LiveFeeds, MessageKey>> = {
  always: 'feeds.stopped',
  visible: 'feeds.whileVisible',
  never: 'feeds.neverLive',
};

/**
 * Starts the background. Every listener is registered before anything is awaited; handlers wait for the one start. Where the start fails, the
 * error is logged once and handlers reject with it, so that pages say that the background does not answer.
 *
 * `socketsWhen` is how the browser treats sockets: Chrome's worker lives by them, Firefox stops its background page in spite of them.
 * `toMeans` gives what it takes a page for: sound, and a thread on which articles are read.
 */
export function startBackground(
  browser: ExtensionBrowser,
  socketsWhen: 'always' | 'while-watched',
  toMeans: (options: Parameters<typeof createOffscreen>[0]) => PageMeans,
): void {
  const report = (where: string, error: unknown) => console.warn(`undertow: ${where}:`, error);
  const { play, thread } = toMeans({ browser, timers: systemTimers, report });
  const area = browser.storage.local as StorageArea;
  const settings = createSettingsStore(area);
  const alertSettings = createAlertSettingsStore(area);
  const canAlways = socketsWhen === 'always';
  let chosen: Settings = { sites: {}, venues: {}, liveFeeds: undefined };
  const liveFeeds = () => toLiveFeeds(chosen, canAlways);
  const trust: Trust = {
    extensionId: browser.runtime.id,
    extensionOrigin: new URL(browser.runtime.getURL('/')).origin,
    allows: url => siteOf(url) !== undefined && !isEnded(url),
  };
  /** Sites that are on, and from which the browser has taken its leave back. */
  let refused: ReadonlySet<string> = new Set();

  function isEnded(url: string): boolean {
    const site = siteOf(url);
    return site !== undefined && (!isSwitchedOn(site, chosen.sites) || refused.has(site.id));
  }

  let core: Core | undefined;
  const publisher = createPublisher({ build: coin => core?.snapshot(coin), clock: systemClock, timers: systemTimers });
  const badge = createBadgePainter({
    browser,
    clock: systemClock,
    timers: systemTimers,
    snapshot: coin => core?.snapshot(coin),
    report,
  });
  const policy = createSocketPolicy({
    when: () => rules[liveFeeds()],
    timers: systemTimers,
    start: () => core?.sockets.start(),
    stop: () => core?.sockets.stop(restReason()) ?? Promise.resolve(),
    report,
  });

  function restReason(): string {
    const mode = liveFeeds();
    return t(mode === 'visible' && !canAlways ? 'feeds.browserStops' : restWords[mode]);
  }

  const database = createDatabase({
    platform: { indexedDB, IDBKeyRange },
    openLimit: { ms: 10_000, wait: ms => new Promise(resolve => systemTimers.set(() => resolve(), ms)) },
  });
  const wiped = finishWipe(area, database).catch((error: unknown) => report('wipe', error));
  const ready: Promise<Core> = start();
  ready.catch((error: unknown) => report('start', error));
  const alerts = createAlerts({
    ready,
    settings: alertSettings,
    notifier: createNotifier({
      browser,
      onSnooze: () => void alerts.snooze({ for: 'hour' }).catch((error: unknown) => report('snooze', error)),
      report,
    }),
    play,
    clock: systemClock,
    timers: systemTimers,
    report,
  });

  async function start(): Promise<Core> {
    await wiped;
    const made = await createCore({
      clock: systemClock,
      timers: systemTimers,
      random: Math.random,
      fetch: (url, init) => fetch(url, init),
      WebSocket,
      isOnline: () => navigator.onLine,
      database,
      venues,
      fearGreedSource: alternativeMe,
      priceSources,
      readRecording: async name => (await fetch(new URL(`recordings/${name}.jsonl`, browser.runtime.getURL('/')))).text(),
      readArticle: createArticleReader(thread, systemTimers),
      permits: origin => browser.permissions.contains({ origins: [origin] }),
      onChange() {
        publisher.changed();
        badge.changed();
        alerts.changed();
      },
      onPhase: change => alerts.hear(change),
      onError: report,
    });
    if (await isNewSession()) await made.lift();
    await settled;
    made.switchVenues(toOff(chosen.venues, venues));
    core = made;
    publisher.changed();
    badge.changed();
    policy.begin();
    return made;
  }

  /** The browser was started since: its session storage is empty. `onStartup` does not come for every way in which an extension is loaded. */
  async function isNewSession(): Promise<boolean> {
    const { session } = browser.storage;
    const isNew = (await session.get('running'))['running'] === undefined;
    if (isNew) await session.set({ running: true });
    return isNew;
  }

  async function readSettings(): Promise<void> {
    chosen = await settings.read();
  }

  /** After the user changed the venues or the sockets. */
  async function applyFeeds(): Promise<void> {
    await readSettings();
    (await ready).switchVenues(toOff(chosen.venues, venues));
    policy.check();
  }

  /** Switches first: a panel must not be let in on what a former life of the worker allowed. */
  const settled = wiped
    .then(() => migrateSettings(area))
    .then(readSettings)
    .catch((error: unknown) => report('settings', error));

  /** One after the other: two at once would register an id twice. */
  let applying: Promise<void> = Promise.resolve();
  function applySites(showsAtOnce = false): Promise<void> {
    const done = applying.then(async () => {
      await settled;
      await readSettings();
      const applied = await applySiteScripts(browser, sites, chosen.sites);
      const { fresh, gone } = applied;
      refused = applied.refused;
      panels.endWhereDue();
      const on = sites.filter(site => isSwitchedOn(site, chosen.sites)).flatMap(site => site.matches);
      menu.limit(on).catch((error: unknown) => report('menu', error));
      if (!showsAtOnce) return;
      // Taken out while the browser still lets us; put in whenever a page has loaded, which nobody waits for.
      await hideInOpenTabs(browser, gone);
      await releaseSites(browser, gone);
      showInOpenTabs(browser, fresh, chosen.sites).catch((error: unknown) => report('tabs', error));
    });
    applying = done.catch(() => undefined);
    return done;
  }

  async function keepAlarm(): Promise<void> {
    // Creating an alarm anew sets its countdown back: at each start of the worker it would never fire.
    if ((await browser.alarms.get(alarmName)) === undefined) await browser.alarms.create(alarmName, { periodInMinutes: 1 });
  }

  browser.alarms.onAlarm.addListener(alarm => {
    if (alarm.name !== alarmName) return;
    void ready.then(
      async made => {
        policy.check();
        await made.scheduler.tick();
        badge.changed();
      },
      () => undefined,
    );
  });

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') openWelcome(browser).catch((error: unknown) => report('welcome', error));
    void Promise.all([keepAlarm(), applySites().then(() => showInOpenTabs(browser, sites, chosen.sites))]).catch(
      (error: unknown) => report('install', error),
    );
  });

  browser.runtime.onStartup.addListener(() => {
    void Promise.all([keepAlarm(), applySites()]).catch((error: unknown) => report('startup', error));
  });

  const onPermissions = () => void applySites(true).catch((error: unknown) => report('permissions', error));
  browser.permissions.onAdded.addListener(onPermissions);
  browser.permissions.onRemoved.addListener(onPermissions);

  const menu = createContextMenu({
    browser,
    coinOf: url => siteOf(url)?.read(new URL(url))?.base,
    knows: async coin => (await ready).snapshot(coin).prices[coin] !== undefined,
    report,
  });

  const panels = servePanels({
    browser,
    trust,
    isEnded,
    settled,
    ready,
    isReady: () => core !== undefined,
    last: () => readLastSnapshot(browser),
    publisher,
    policy,
    onTab(tabId, coin) {
      const leaves = [badge.show(tabId, coin), menu.show(tabId, coin)];
      return () => leaves.forEach(leave => leave());
    },
    report,
  });

  obeyCommands({ browser, toggle: tabId => panels.toggle(tabId), report });

  const own = createChoices({
    area,
    ready,
    changed() {
      publisher.changed();
      badge.changed();
    },
  });
  void settled.then(() => own.apply()).catch((error: unknown) => report('choices', error));

  answerMessages({
    browser,
    trust,
    ready,
    isReady: () => core !== undefined,
    last: () => readLastSnapshot(browser),
    settled,
    sites,
    settings,
    applySites: () => applySites(true),
    readSwitches: () => chosen.sites,
    onHeartbeat: () => policy.check(),
    alerts,
    options: createOptions({ venues, keyedSources, canAlways, settings, apply: applyFeeds, ready }),
    own,
    data: createData({
      area,
      database,
      ready,
      async apply() {
        const asked = alertSettings.read().then(next => alerts.change(next));
        await Promise.all([applyFeeds(), applySites(true), own.apply(), asked]);
      },
      restart: () => browser.runtime.reload(),
      usedBytes: async () => (await navigator.storage.estimate()).usage,
      report: error => report('wipe', error),
    }),
  });

  globalThis.addEventListener(
    'online',
    () => void ready.then(made => made.retry()).catch((error: unknown) => report('online', error)),
  );

  void keepAlarm().catch((error: unknown) => report('alarm', error));
  // Firefox forgets registered scripts when it ends; Chrome keeps them. Asking at each start costs little and covers both.
  void applySites().catch((error: unknown) => report('sites', error));
  void ready.then(made => made.scheduler.tick()).catch((error: unknown) => report('tick', error));
}
