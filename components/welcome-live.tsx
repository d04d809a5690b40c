import { render } from 'preact';
import { createCaller } from '../lib/client/call.ts';
import { connectOwnSnapshot } from '../lib/client/own-snapshot.ts';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import type { AppearanceStorage } from '../lib/client/appearance.ts';
import type { ClientRuntime, PageClock, PageTimers } from '../lib/client/runtime.ts';
import { t } from '../lib/i18n/t.ts';
import type { AlertsView } from '../lib/model/alerts.ts';
import type { MarketSnapshot } from '../lib/model/snapshot.ts';
import { createLiveSites } from './sites-live.ts';
import type { SiteLeave } from './sites-live.ts';
import { followUser } from './user-look.ts';
import { WelcomeAlerts } from './welcome-alerts.tsx';
import type { ShortcutKeys } from './welcome-alerts.tsx';
import { WelcomeSites } from './welcome-sites.tsx';
import { WelcomeWhat } from './welcome-what.tsx';
import { toStep, Welcome } from './welcome.tsx';

/** What the first run is handed by its entry point. */
export interface WelcomeOptions {
  readonly window: Window & typeof globalThis;
  readonly mount: Element;
  readonly runtime: ClientRuntime;
  /** `storage.local`, in which the user's choice of colours and formats is kept. */
  readonly area: AppearanceStorage;
  readonly clock: PageClock;
  readonly timers: PageTimers;
  /** The browser's leave for the hosts of sites. */
  readonly leave: SiteLeave;
  /** Asks the user for leave to show notifications. As every request it must be called while a press is being handled. */
  readonly allowAlerts: () => Promise<boolean>;
  /** The hosts of market data. */
  readonly hosts: readonly string[];
  readonly readKeys: () => Promise<ShortcutKeys>;
  /** Calls `look` whenever the browser gives leave or takes it back. */
  readonly watchLeave: (look: () => void) => void;
}

const tickMs = 1_000;

/** Draws the first run: the panel lives from the first moment on, and what is switched is drawn from the background's answer. */
export function startWelcome(options: WelcomeOptions): void {
  const { window, mount, runtime, area, clock, timers, leave, allowAlerts, hosts, readKeys, watchLeave } = options;
  const { document } = window;
  const call = createCaller({ runtime, clock, timers });
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const sites = createLiveSites({ call, leave, paint, unanswered });
  let snapshot: MarketSnapshot | undefined;
  let link: LinkState = 'listening';
  let alerts: AlertsView | undefined;
  let keys: ShortcutKeys = { toggle: '', dashboard: '' };
  let isUnanswered = false;
  let isRefused = false;
  let look = '';

  function switchCascade(on: boolean): void {
    if (alerts === undefined) return;
    const { settings, isOn, permitted } = alerts;
    isRefused = false;
    // Its beginning and its slowing; what is already switched on keeps the least that its owner chose.
    const least = isOn ? settings.least : 'warning';
    const change = { ...settings, least, kinds: { ...settings.kinds, phases: on } };
    const granted = !on || permitted ? Promise.resolve(true) : allowAlerts().catch(() => false);
    granted
      .then(async yes => {
        if (yes) alerts = await call('alerts.change', change);
        else isRefused = true;
        paint();
      })
      .catch(unanswered);
  }

  function drawStep(step: ReturnType<typeof toStep>) {
    if (step === 'sites')
      return (
        <WelcomeSites
          sites={sites.sites()}
          problem={sites.problem()}
          hosts={hosts}
          missingData={sites.missingData()}
          onSwitch={sites.switch}
          onAllowData={sites.allowData}
        />
      );
    if (step === 'alerts') return <WelcomeAlerts alerts={alerts} refused={isRefused} keys={keys} onCascade={switchCascade} />;
    const now = clock.now() + (snapshot?.clock.offsetMs ?? 0);
    return (
      <WelcomeWhat
        window={window}
        snapshot={snapshot}
        link={link}
        now={now}
        theme={dark.matches ? 'dark' : 'light'}
        look={look}
      />
    );
  }
  function paint(): void {
    const step = toStep(window.location.hash);
    mount.className = `u page ${dark.matches ? '' : 'light'} ${look}`;
    document.documentElement.style.colorScheme = dark.matches ? 'dark' : 'light';
    render(
      <Welcome step={step} problem={isUnanswered ? t('welcome.unanswered') : undefined}>
        {drawStep(step)}
      </Welcome>,
      mount,
    );
  }
  function unanswered(): void {
    isUnanswered = true;
    paint();
  }
  async function read(): Promise<void> {
    await Promise.all([sites.read(), call('alerts.read', undefined).then(answer => (alerts = answer))]);
    isUnanswered = false;
    paint();
  }
  const readAgain = (): void => {
    if (document.visibilityState === 'visible') read().catch(unanswered);
  };
  const tick = (): void => {
    paint();
    timers.set(tick, tickMs);
  };

  followUser(area, next => {
    look = next;
    paint();
  });
  document.title = t('welcome.title');
  dark.addEventListener('change', paint);
  watchLeave(readAgain);
  // What was changed elsewhere meanwhile.
  document.addEventListener('visibilitychange', readAgain);
  window.addEventListener('hashchange', () => {
    paint();
    mount.querySelector<HTMLElement>('h1')?.focus();
    window.scrollTo(0, 0);
  });
  tick();
  readAgain();
  void readKeys().then(found => {
    keys = found;
    paint();
  });
  connectOwnSnapshot(window, {
    runtime,
    coin: undefined,
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
}
