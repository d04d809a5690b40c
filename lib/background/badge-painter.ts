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
}

/** Paints the toolbar badge and its words, and keeps a copy of the snapshot for the next popup. */
export function createBadgePainter(options: {
  readonly browser: Pick<ExtensionBrowser, 'action' | 'storage'>;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly snapshot: () => MarketSnapshot | undefined;
  readonly report: (where: string, error: unknown) => void;
}): BadgePainter {
  const { browser, clock, timers, snapshot, report } = options;
  let timer: TimerHandle;
  let paintedAt = Number.NEGATIVE_INFINITY;
  let keptAt = Number.NEGATIVE_INFINITY;
  let painted = '';

  async function paint(): Promise<void> {
    const now = snapshot();
    if (now === undefined) return;
    const { kind, text, word, detail } = now.badge;
    const title = `Undertow: ${word}. ${detail}`;
    if (painted !== `${text} ${title}`) {
      await browser.action.setBadgeText({ text });
      await browser.action.setBadgeBackgroundColor({ color: colours[kind] });
      await browser.action.setBadgeTextColor({ color: '#ffffff' });
      await browser.action.setTitle({ title });
      painted = `${text} ${title}`;
    }
    if (clock.monotonic() - keptAt < keepEveryMs) return;
    keptAt = clock.monotonic();
    await keepLastSnapshot(browser, now);
  }

  return {
    changed() {
      if (timer !== undefined) return;
      timer = timers.set(
        () => {
          timer = undefined;
          paintedAt = clock.monotonic();
          void paint().catch((error: unknown) => report('badge', error));
        },
        Math.max(0, paintedAt + paintEveryMs - clock.monotonic()),
      );
    },
  };
}
