import { render } from 'preact';
import { createCaller } from '../lib/client/call.ts';
import { loadLastSnapshot } from '../lib/client/last-snapshot.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import { isSnapshot, readSnapshotMessage } from '../lib/client/checked-reader.ts';
import { connectSnapshot } from '../lib/client/live-snapshot.ts';
import type { ClientRuntime, PageClock, PageTimers } from '../lib/client/runtime.ts';
import type { SiteEntry } from '../lib/client/sites.ts';
import { createSiteSwitches } from '../lib/client/sites.ts';
import type { AlertsView } from '../lib/model/alerts.ts';
import { Popup } from './popup.tsx';
import type { PastAbsence } from './time-step.tsx';
import type { PopupActions } from './popup.tsx';
import type { Scope } from './scope.tsx';
import { Snooze } from './snooze.tsx';

/** What the popup is handed by its entry point. */
export interface PopupOptions {
  readonly window: Window & typeof globalThis;
  readonly mount: Element;
  readonly runtime: ClientRuntime;
  readonly area: { get(key: string): Promise<Readonly<Record<string, unknown>>> };
  readonly clock: PageClock;
  readonly timers: PageTimers;
  /** The site and the coin of the active tab; `undefined` when it is none of ours. */
  readonly readTab: () => Promise<{ readonly siteId: string; readonly coin: string | undefined } | undefined>;
  /** Asks the user for the hosts of a site. Must be called while the press of a button is being handled. */
  readonly request: (origins: readonly string[]) => Promise<boolean>;
}

const tickMs = 1_000;
const hourMs = 3_600_000;
/** Going through nine days of the past takes its time. */
const pastTimeoutMs = 20_000;

/** Draws the popup from the kept snapshot at once, and from the background as soon as it answers. */
export async function startPopup({ window, mount, runtime, area, clock, timers, readTab, request }: PopupOptions): Promise<void> {
  const call = createCaller({ runtime, clock, timers });
  const switches = createSiteSwitches(call);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const [kept, tab] = await Promise.all([loadLastSnapshot(area), readTab()]);
  const { siteId, coin } = tab ?? {};
  let snapshot = kept;
  let link: LinkState = 'listening';
  let scope: Scope;
  let sites: readonly SiteEntry[] = [];
  let whatIf: number | undefined;
  let hoursBack = 0;
  let alerts: AlertsView | undefined;
  let past: MarketSnapshot | PastAbsence = 'reading';

  const actions: PopupActions = {
    scope(next) {
      scope = next;
      paint();
    },
    site(site, on) {
      const granted = on && !site.permitted ? request(site.origins) : Promise.resolve(true);
      void granted.then(yes => (yes ? showSites(switches.switch(site.id, on)) : undefined));
    },
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
  function paint(): void {
    const site = sites.find(({ id }) => id === siteId);
    const theme = dark.matches ? 'dark' : 'light';
    render(
      <Popup
        snapshot={snapshot}
        link={link}
        now={marketNow()}
        coin={coin}
        scope={scope}
        theme={theme}
        site={site}
        whatIf={whatIf}
        hoursBack={hoursBack}
        past={past}
        alerts={
          alerts?.isOn === true ? (
            <Snooze alerts={alerts} onSnooze={snooze => showAlerts(call('alerts.snooze', { for: snooze }))} />
          ) : undefined
        }
        actions={actions}
      />,
      mount,
    );
  }
  async function showSites(answer: Promise<readonly SiteEntry[]>): Promise<void> {
    try {
      sites = await answer;
      paint();
    } catch {
      unanswered();
    }
  }
  function showAlerts(answer: Promise<AlertsView>): void {
    answer.then(next => {
      alerts = next;
      paint();
    }, unanswered);
  }
  const tick = (): void => {
    paint();
    timers.set(tick, tickMs);
  };

  tick();
  dark.addEventListener('change', paint);
  connectSnapshot({
    runtime,
    coin,
    document: window.document,
    window,
    clock,
    timers,
    read: readSnapshotMessage,
    onSnapshot: next => {
      snapshot = next;
      paint();
    },
    onState: next => {
      link = next;
      paint();
    },
  });
  showAlerts(call('alerts.read', undefined));
  await showSites(switches.read());
}
