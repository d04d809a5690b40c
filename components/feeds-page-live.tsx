import { render } from 'preact';
import { createCaller } from '../lib/client/call.ts';
import type { LinkState } from '../lib/client/live-snapshot.ts';
import type { ClientRuntime, PageClock, PageTimers } from '../lib/client/runtime.ts';
import { isAlive } from '../lib/client/runtime.ts';
import type { FeedsPage as Page } from '../lib/model/feeds-page.ts';
import { FeedsPage } from './feeds-page.tsx';
import { createTimeMachineControl } from './time-machine-live.tsx';

/** What the page of feeds is handed by its entry point. */
export interface FeedsPageOptions {
  readonly window: Window;
  readonly mount: Element;
  readonly runtime: ClientRuntime;
  readonly clock: PageClock;
  readonly timers: PageTimers;
}

const readEveryMs = 1_000;

/** Asks the background every second while the page is visible, and draws what it says. */
export function startFeedsPage({ window, mount, runtime, clock, timers }: FeedsPageOptions): void {
  const call = createCaller({ runtime, clock, timers });
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const { document } = window;
  let page: Page | undefined;
  let link: LinkState = 'listening';
  let timer: unknown;
  const machine = createTimeMachineControl({ call, document, asOf: () => page?.asOf, paint: () => paint() });
  mount.classList.add('u', 'page');

  function paint(): void {
    const theme = dark.matches ? 'dark' : 'light';
    mount.classList.toggle('light', theme === 'light');
    document.documentElement.style.colorScheme = theme;
    const now = clock.now() + (page?.clock.offsetMs ?? 0);
    render(
      <FeedsPage
        page={page}
        link={link}
        now={now}
        onRetry={() => void call('feeds.retry', undefined).then(read, unanswered)}
        onClear={() => void call('hosts.clear', undefined).then(read, unanswered)}
        machine={machine.view()}
      />,
      mount,
    );
  }
  function unanswered(): void {
    link = isAlive(runtime) ? 'unanswered' : 'outdated';
    paint();
  }
  async function read(): Promise<void> {
    timers.clear(timer);
    timer = undefined;
    if (document.visibilityState !== 'visible') return;
    try {
      // While the background starts it has nothing to say; what was shown stays.
      page = (await call('feeds.read', undefined)) ?? page;
      link = 'live';
      paint();
    } catch {
      unanswered();
    }
    timers.clear(timer);
    timer = timers.set(() => void read(), readEveryMs);
  }

  document.addEventListener('visibilitychange', () => void read());
  dark.addEventListener('change', paint);
  paint();
  void read();
}
