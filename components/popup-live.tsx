import { render } from 'preact';
import { createCaller } from '../lib/client/call.ts';
import type { AppearanceStorage } from '../lib/client/appearance.ts';
import { loadLastSnapshot } from '../lib/client/last-snapshot.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import { createTabCaller, isSnapshot } from '../lib/client/checked-reader.ts';
import { connectOwnSnapshot } from '../lib/client/own-snapshot.ts';
import type { ClientRuntime, PageClock, PageTimers } from '../lib/client/runtime.ts';
import type { SiteEntry } from '../lib/client/sites.ts';
import type { AlertsView } from '../lib/model/alerts.ts';
import type { ArticleReader } from './article-live.ts';
import { createArticleReader } from './article-live.ts';
import { Popup } from './popup.tsx';
import type { PastAbsence } from './time-step.tsx';
import type { PopupActions } from './popup.tsx';
import type { Scope } from './scope.tsx';
import { createLiveSites } from './sites-live.ts';
import type { SiteLeave } from './sites-live.ts';
import { Snooze } from './snooze.tsx';
import { followUser } from './user-look.ts';

/** The active tab, as far as the popup needs to know it. */
export interface PopupTab {
  /** Absent where the tab is none of our sites. */
  readonly siteId?: string | undefined;
  readonly coin?: string | undefined;
  readonly isArticle?: boolean | undefined;
  /** Absent where its page can be nobody's article. */
  readonly tabId?: number | undefined;
}

/** What the popup is handed by its entry point. */
export interface PopupOptions {
  readonly window: Window & typeof globalThis;
  readonly mount: Element;
  readonly runtime: ClientRuntime;
  readonly area: AppearanceStorage;
  readonly clock: PageClock;
  readonly timers: PageTimers;
  readonly readTab: () => Promise<PopupTab>;
  /** The browser's leave for the hosts of sites. */
  readonly leave: SiteLeave;
}

const tickMs = 1_000;
const hourMs = 3_600_000;
/** Going through nine days of the past takes its time. */
const pastTimeoutMs = 20_000;

/**
 * Draws the popup from the kept snapshot at once, of the tab's coin as soon as that is known, and from the background as soon as it answers: a worker
 * that sleeps takes its time to say which tab it is.
 */
export async function startPopup({ window, mount, runtime, area, clock, timers, readTab, leave }: PopupOptions): Promise<void> {
  const call = createCaller({ runtime, clock, timers });
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const asked = readTab();
  let tab: PopupTab = {};
  let isTabKnown = false;
  let snapshot: MarketSnapshot | undefined;
  let isDrawn = false;
  let link: LinkState = 'listening';
  let scope: Scope;
  let look = '';
  followUser(area, next => {
    look = next;
    // Not before the kept snapshot is there: the figures would come a moment later, and push.
    if (isDrawn) paint();
  });
  let whatIf: number | undefined;
  let hoursBack = 0;
  let alerts: AlertsView | undefined;
  let past: MarketSnapshot | PastAbsence = 'reading';
  /** Of an article at once, of any other page when the user asks: opening the popup there is the browser's leave. */
  let article: ArticleReader | undefined;
  let articleIsOpen = false;
  const readArticle = () =>
    (article ??= createArticleReader(
      createTabCaller(call, () => tab.tabId),
      clock,
      paint,
    ));

  const sites = createLiveSites({ call, leave, paint, unanswered });
  const actions: PopupActions = {
    scope(next) {
      scope = next;
      paint();
    },
    site: (site, on) => sites.switch([site.id], on),
    allowData: sites.allowData,
    retry: () => void call('feeds.retry', undefined).catch(unanswered),
    whatIf(price) {
      whatIf = price;
      paint();
    },
    stepBack(hours) {
      hoursBack = hours;
      past = 'reading';
      paint();
      if (hours > 0) void readPast(hours, marketNow() - hours * hourMs);
    },
  };
  const marketNow = (): number => clock.now() + (snapshot?.clock.offsetMs ?? 0);
  async function readPast(hours: number, time: number): Promise<void> {
    const { coin } = tab;
    const found = await call('snapshot.at', { time, ...(coin !== undefined && { coin }) }, pastTimeoutMs).then(
      answer => (isSnapshot(answer) ? answer : 'none'),
      () => 'unanswered' as const,
    );
    // Another moment may have been asked for meanwhile.
    if (hours !== hoursBack) return;
    past = found;
    paint();
  }
  // Whatever the background does not answer, the panel says the same.
  function unanswered(): void {
    link = 'unanswered';
    paint();
  }
  function toSite(): SiteEntry | 'reading' | undefined {
    const all = sites.sites();
    if (isTabKnown && tab.siteId === undefined) return undefined;
    return isTabKnown && all !== undefined ? all.find(({ id }) => id === tab.siteId) : 'reading';
  }
  function paint(): void {
    isDrawn = true;
    const theme = dark.matches ? 'dark' : 'light';
    render(
      <Popup
        snapshot={snapshot}
        link={link}
        now={marketNow()}
        coin={tab.coin}
        scope={scope}
        theme={theme}
        look={look}
        site={toSite()}
        siteProblem={sites.problem()?.words}
        missingData={sites.missingData()}
        whatIf={whatIf}
        hoursBack={hoursBack}
        past={past}
        alerts={
          alerts?.isOn === true ? (
            <Snooze alerts={alerts} onSnooze={snooze => showAlerts(call('alerts.snooze', { for: snooze }))} />
          ) : undefined
        }
        check={
          tab.tabId === undefined
            ? undefined
            : {
                words: article?.words(),
                isOpen: articleIsOpen,
                onPress() {
                  articleIsOpen = !articleIsOpen;
                  readArticle().look();
                  paint();
                },
                onShow: block => article?.show(block),
              }
        }
        actions={actions}
      />,
      mount,
    );
  }
  function showAlerts(answer: Promise<AlertsView>): void {
    answer.then(next => {
      alerts = next;
      paint();
    }, unanswered);
  }
  const tick = (): void => {
    article?.look();
    paint();
    timers.set(tick, tickMs);
  };

  snapshot = await loadLastSnapshot(area);
  tick();
  dark.addEventListener('change', paint);
  showAlerts(call('alerts.read', undefined));
  const listed = sites.read().catch(unanswered);
  tab = await asked;
  isTabKnown = true;
  if (tab.isArticle === true && tab.tabId !== undefined) readArticle();
  paint();
  connectOwnSnapshot(window, {
    runtime,
    coin: tab.coin,
    clock,
    timers,
    onSnapshot: next => {
      snapshot = next;
      paint();
    },
    onState: next => {
      link = next;
      paint();
    },
  });
  await listed;
}
