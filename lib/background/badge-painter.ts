import { t } from '../i18n/t.ts';
import type { ExtensionBrowser } from './browser.ts';
import { keepLastSnapshot } from './last-snapshot.ts';
import type { BadgeKind, MarketSnapshot } from '../model/snapshot.ts';
import type { LocalClock, TimerHandle, Timers } from '../std/clock.ts';

/** Background of the badge by what it says; sign and colour say the same. */
const colours: Readonly<Record<BadgeKind, string>> = {
  stale: '#566073',
  building: '#b97d00',
  cascade: '#d23b4b',
  level: '#b97d00',
  silent: '#566073',
};

const paintEveryMs = 5_000;
const keepEveryMs = 10_000;

export interface BadgePainter {
  /** Something changed: the badge follows within five seconds, the stored snapshot within ten. */
  changed(): void;
  /** The panel in a tab is visible: its badge follows the page's coin (bitcoin without one) until what is returned is called. */
  show(tabId: number, coin: string | undefined): () => void;
}

/**
 * Paints the toolbar badge and its words, of bitcoin in general and of the page's coin in tabs that show one, and keeps a copy of the snapshot for
 * the next popup. The browser itself takes a tab's own badge away when the tab goes elsewhere.
 */
export function createBadgePainter(options: {
  readonly browser: Pick<ExtensionBrowser, 'action' | 'storage'>;
  readonly clock: LocalClock;
  readonly timers: Timers;
  /** With the badge of the coin; of bitcoin without one. */
  readonly snapshot: (coin: string | undefined) => MarketSnapshot | undefined;
  readonly report: (where: string, error: unknown) => void;
}): BadgePainter {
  const { browser, clock, timers, snapshot, report } = options;
  let timer: TimerHandle;
  let paintedAt = Number.NEGATIVE_INFINITY;
  let keptAt = Number.NEGATIVE_INFINITY;
  /** Tabs with a visible panel. A hidden one keeps the badge that it has. */
  const tabs = new Map<number, { readonly coin: string | undefined }>();
  const painted = new Map<number | undefined, string>();

  async function put(tabId: number | undefined, { kind, text, word, detail }: MarketSnapshot['badge']): Promise<void> {
    const title = t('badge.title', { word, detail });
    if (painted.get(tabId) === `${text} ${title}`) return;
    const where = tabId === undefined ? {} : { tabId };
    await browser.action.setBadgeText({ ...where, text });
    await browser.action.setBadgeBackgroundColor({ ...where, color: colours[kind] });
    await browser.action.setBadgeTextColor({ ...where, color: '#ffffff' });
    await browser.action.setTitle({ ...where, title });
    painted.set(tabId, `${text} ${title}`);
  }

  async function paint(): Promise<void> {
    const now = snapshot(undefined);
    if (now === undefined) return;
    await put(undefined, now.badge);
    const badges = new Map<string | undefined, MarketSnapshot['badge']>([
      [undefined, now.badge],
      ['BTC', now.badge],
    ]);
    for (const [tabId, { coin }] of tabs) {
      const badge = badges.get(coin) ?? snapshot(coin)?.badge ?? now.badge;
      badges.set(coin, badge);
      // A tab that was closed takes no badge.
      await put(tabId, badge).catch(() => tabs.delete(tabId));
    }
    if (clock.monotonic() - keptAt < keepEveryMs) return;
    keptAt = clock.monotonic();
    await keepLastSnapshot(browser, now);
  }

  function paintIn(waitMs: number): void {
    timers.clear(timer);
    timer = timers.set(() => {
      timer = undefined;
      paintedAt = clock.monotonic();
      void paint().catch((error: unknown) => report('badge', error));
    }, waitMs);
  }

  return {
    changed() {
      if (timer === undefined) paintIn(Math.max(0, paintedAt + paintEveryMs - clock.monotonic()));
    },
    show(tabId, coin) {
      if (coin === undefined && !painted.has(tabId)) return () => undefined;
      const shown = { coin };
      tabs.set(tabId, shown);
      // It may be another page by now, from which the browser has taken the badge.
      painted.set(tabId, '');
      paintIn(0);
      return () => {
        if (tabs.get(tabId) === shown) tabs.delete(tabId);
      };
    },
  };
}
