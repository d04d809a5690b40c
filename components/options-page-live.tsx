import { render } from 'preact';
import { createCaller } from '../lib/client/call.ts';
import type { ClientRuntime, PageClock, PageTimers } from '../lib/client/runtime.ts';
import type { OptionsView } from '../lib/model/feeds-page.ts';
import { OptionsPage } from './options-page.tsx';
import type { OptionsActions } from './options-page.tsx';

/** What the page of options is handed by its entry point. */
export interface OptionsPageOptions {
  readonly window: Window;
  readonly mount: Element;
  readonly runtime: ClientRuntime;
  readonly clock: PageClock;
  readonly timers: PageTimers;
  /** Asks the user for leave to contact an origin. Must be called while the press of a button is being handled. */
  readonly request: (origin: string) => Promise<boolean>;
}

const readEveryMs = 5_000;

/** Draws the options as the background holds them; every change is drawn from the background's answer, never from the wish. */
export function startOptionsPage({ window, mount, runtime, clock, timers, request }: OptionsPageOptions): void {
  const call = createCaller({ runtime, clock, timers });
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let options: OptionsView | undefined;
  let problem: string | undefined;
  mount.classList.add('u', 'page');

  const actions: OptionsActions = {
    chooseLive: mode => void show(call('live-feeds.choose', { mode })),
    switchVenue: (id, on) => void show(call('venues.switch', { id, on })),
    saveKey(source, origin, key) {
      void request(origin).then(granted => {
        if (granted) return show(call('keys.write', { source, key }));
        problem = 'The browser was not given leave to contact this provider, so the key was not kept.';
        paint();
        return undefined;
      });
    },
    removeKey: source => void show(call('keys.write', { source, key: '' })),
  };

  function paint(): void {
    const theme = dark.matches ? 'dark' : 'light';
    mount.classList.toggle('light', theme === 'light');
    window.document.documentElement.style.colorScheme = theme;
    render(<OptionsPage options={options} problem={problem} actions={actions} />, mount);
  }
  async function show(answer: Promise<OptionsView>): Promise<void> {
    try {
      options = await answer;
      problem = undefined;
    } catch {
      problem = 'Undertow’s background is not answering. Reload the extension.';
    }
    paint();
  }
  async function read(): Promise<void> {
    if (window.document.visibilityState === 'visible') await show(call('options.read', undefined));
    timers.set(() => void read(), readEveryMs);
  }

  dark.addEventListener('change', paint);
  paint();
  void read();
}
