import type { VNode } from 'preact';
import { render } from 'preact';
import type { AppearanceStorage } from '../../lib/client/appearance.ts';
import { createCaller } from '../../lib/client/call.ts';
import type { LinkState } from '../../lib/client/live-snapshot.ts';
import { connectOwnSnapshot } from '../../lib/client/own-snapshot.ts';
import type { ClientRuntime, PageClock, PageTimers } from '../../lib/client/runtime.ts';
import { isAlive } from '../../lib/client/runtime.ts';
import { t } from '../../lib/i18n/t.ts';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';
import { createFeedsControl } from '../feeds-page-live.tsx';
import { FeedsPage } from '../feeds-page.tsx';
import { followUserOn } from '../user-look.ts';
import type { Address } from './address.ts';
import { readAddress, writeAddress } from './address.ts';
import { readColours } from './colours.ts';
import { Dashboard } from './dashboard.tsx';
import { createMarketSurface } from './market-live.tsx';
import { createReplaySurface } from './replay-live.tsx';

/** What the page is handed by its entry point. */
export interface DashboardOptions {
  readonly window: Window;
  readonly mount: Element;
  readonly runtime: ClientRuntime & { reload(): void };
  readonly area: AppearanceStorage;
  readonly clock: PageClock;
  readonly timers: PageTimers;
}

/** Starts the dashboard: its address is the hash, its figures come from the background while it is visible. */
export function startDashboard({ window, mount, runtime, area, clock, timers }: DashboardOptions): void {
  const { document } = window;
  const call = createCaller({ runtime, clock, timers });
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const isVisible = (): boolean => document.visibilityState === 'visible';
  let address = readAddress(window.location.hash);
  let snapshot: MarketSnapshot | undefined;
  let link: LinkState = 'listening';
  mount.classList.add('u', 'page', 'dashboard');
  dress();
  let colours = readColours(window, mount);

  const now = (): number => clock.now() + (snapshot?.clock.offsetMs ?? feeds.page?.clock.offsetMs ?? 0);
  const tools = { call, timers, document, isVisible, now, address: () => address, onChange: paint };
  const feeds = createFeedsControl({ call, timers, isVisible, onChange: paint, onUnanswered: unanswered });
  const market = createMarketSurface(tools);
  const replay = createReplaySurface({ ...tools, onAddress: go });

  function dress(): void {
    const theme = dark.matches ? 'dark' : 'light';
    mount.classList.toggle('light', theme === 'light');
    document.documentElement.style.colorScheme = theme;
  }
  /** The charts are on canvases: what the style sheets say has to be read for them. */
  function recolour(): void {
    dress();
    colours = readColours(window, mount);
    paint();
  }
  function unanswered(): void {
    link = isAlive(runtime) ? 'unanswered' : 'outdated';
    paint();
  }
  function go(change: Partial<Address>): void {
    window.location.hash = writeAddress({ ...address, ...change });
    follow();
  }
  /** Takes over what the address says: after a choice, the back button, or a link. */
  function follow(): void {
    const before = address;
    address = readAddress(window.location.hash);
    if (address.coin !== before.coin) {
      connection.setCoin(address.coin === '' ? undefined : address.coin);
      market.forget();
      replay.refresh();
    }
    readTab();
    paint();
  }
  /** Each tab reads what it shows, and only while it is shown. */
  function readTab(): void {
    feeds.want(address.tab === 'feeds');
    market.want(address.tab === 'market');
    replay.want(address.tab === 'replay');
  }
  function paint(): void {
    document.title = t(`dashboard.titleOf.${address.tab}`);
    const asOf = address.tab === 'feeds' ? feeds.page?.asOf : address.tab === 'market' ? snapshot?.asOf : undefined;
    render(
      <Dashboard
        address={address}
        link={link}
        ageMs={asOf === undefined ? undefined : now() - asOf}
        onAddress={go}
        onReload={() => runtime.reload()}
      >
        {toTab()}
      </Dashboard>,
      mount,
    );
  }
  function toTab(): VNode {
    if (address.tab === 'feeds') return <FeedsPage page={feeds.page} link={link} onRetry={feeds.retry} onClear={feeds.clear} />;
    return address.tab === 'market' ? market.view(snapshot, colours) : replay.view(colours);
  }

  const connection = connectOwnSnapshot(window, {
    runtime,
    coin: address.coin === '' ? undefined : address.coin,
    clock,
    timers,
    onSnapshot(next) {
      snapshot = next;
      paint();
    },
    onState(next) {
      link = next;
      paint();
    },
  });
  for (const query of [dark, window.matchMedia('(forced-colors: active)')]) query.addEventListener('change', recolour);
  window.addEventListener('hashchange', () => {
    if (writeAddress(readAddress(window.location.hash)) !== writeAddress(address)) follow();
  });
  document.addEventListener('visibilitychange', () => {
    if (!isVisible()) return;
    feeds.refresh();
    market.refresh();
  });
  followUserOn(area, mount, recolour);
  readTab();
  paint();
}
