import { render } from 'preact';
import { createCaller } from '../lib/client/call.ts';
import type { ClientRuntime, PageClock, PageTimers } from '../lib/client/runtime.ts';
import { t } from '../lib/i18n/t.ts';
import { keyShape } from '../lib/model/feeds-page.ts';
import type { OptionsView } from '../lib/model/feeds-page.ts';
import { createLiveAlerts } from './alerts-live.tsx';
import { DataLeave } from './data-leave.tsx';
import { OptionsPage } from './options-page.tsx';
import { createLiveChoices } from './options-choices-live.tsx';
import { createLiveData } from './options-data-live.tsx';
import { drawSites } from './options-sites.tsx';
import type { OptionsActions } from './options-sources.tsx';
import { createLiveSites } from './sites-live.ts';
import type { SiteLeave } from './sites-live.ts';

/** What the page of options is handed by its entry point. */
export interface OptionsPageOptions {
  readonly window: Window;
  readonly mount: Element;
  readonly runtime: ClientRuntime;
  readonly clock: PageClock;
  readonly timers: PageTimers;
  /** Asks the user for leave to contact an origin. Must be called while the press of a button is being handled. */
  readonly request: (origin: string) => Promise<boolean>;
  /** Gives the leave back. */
  readonly release: (origin: string) => Promise<unknown>;
  /** Asks the user for leave to show notifications, as `request`. */
  readonly allowAlerts: () => Promise<boolean>;
  /** The browser's leave for the hosts of sites. */
  readonly leave: SiteLeave;
}

const readEveryMs = 5_000;
/** Counting what is kept looks into every table. */
const countEveryMs = 30_000;

/** Draws the options as the background holds them; every change is drawn from the background's answer, never from the wish. */
export function startOptionsPage({
  window,
  mount,
  runtime,
  clock,
  timers,
  request,
  release,
  allowAlerts,
  leave,
}: OptionsPageOptions): void {
  const call = createCaller({ runtime, clock, timers });
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let options: OptionsView | undefined;
  /** What became of the last change; it stands until the next. */
  let notice: string | undefined;
  let isUnanswered = false;
  let countAt = 0;
  mount.classList.add('u', 'page');
  window.document.title = t('options.pageTitle');
  const alerts = createLiveAlerts({ call, allow: allowAlerts, paint, unanswered });
  const sites = createLiveSites({ call, leave, paint, unanswered });
  const choices = createLiveChoices({ call, paint, unanswered });
  const data = createLiveData({ call, document: window.document, paint, onImport: () => void readAll() });

  const actions: OptionsActions = {
    chooseLive: mode => void change(call('live-feeds.choose', { mode })),
    switchVenue: (id, on) => void change(call('venues.switch', { id, on })),
    saveKey(source, origin, key) {
      if (!keyShape.test(key)) {
        tell(t('sources.noKeyShape'));
        return;
      }
      // A browser that cannot ask has not been given leave.
      const asked = request(origin).catch(() => false);
      void asked.then(granted => {
        if (granted) return change(call('keys.write', { source, key }));
        tell(t('sources.refused'));
        return undefined;
      });
    },
    removeKey: (source, origin) => void change(call('keys.write', { source, key: '' })).then(() => release(origin)),
  };

  function paint(): void {
    const theme = dark.matches ? 'dark' : 'light';
    mount.classList.toggle('light', theme === 'light');
    window.document.documentElement.style.colorScheme = theme;
    const problem = isUnanswered ? t('panel.unanswered') : notice;
    render(
      <OptionsPage
        options={options}
        problem={problem}
        actions={actions}
        above={<DataLeave missing={sites.missingData()} onAllow={sites.allowData} />}
        sites={drawSites(sites)}
        alerts={alerts.draw()}
        {...choices.draw(theme)}
        data={data.draw()}
      />,
      mount,
    );
  }
  function tell(words: string): void {
    notice = words;
    paint();
  }
  function change(answer: Promise<OptionsView>): Promise<void> {
    notice = undefined;
    return show(answer);
  }
  async function show(answer: Promise<OptionsView>): Promise<void> {
    try {
      options = await answer;
      isUnanswered = false;
    } catch {
      isUnanswered = true;
    }
    paint();
  }
  function unanswered(): void {
    isUnanswered = true;
    paint();
  }
  async function readAll(): Promise<void> {
    await show(call('options.read', undefined));
    await Promise.all([sites.read(), alerts.read(), choices.read()]).catch(unanswered);
  }
  async function read(): Promise<void> {
    if (window.document.visibilityState === 'visible') {
      await readAll();
      if (clock.monotonic() >= countAt) {
        countAt = clock.monotonic() + countEveryMs;
        await data.read().catch(unanswered);
      }
    }
    timers.set(() => void read(), readEveryMs);
  }

  dark.addEventListener('change', paint);
  paint();
  void read();
}
