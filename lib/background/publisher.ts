import type { MarketSnapshot } from '../model/snapshot.ts';
import type { SnapshotMessage } from '../protocol/snapshot-message.ts';
import { toPatch } from '../protocol/snapshot-patch.ts';
import type { LocalClock, Timers } from '../std/clock.ts';

/** One visible panel or popup. */
export interface Watcher {
  /** The coin it asked for beside the market; `undefined` for none. */
  readonly coin: string | undefined;
  /** What it is shown of a snapshot; all of it when not given. */
  readonly view?: (snapshot: MarketSnapshot) => MarketSnapshot;
  /** Throws when the other side is gone; the watcher is then dropped. */
  post(message: SnapshotMessage): void;
}

export interface Publisher {
  /** Sends what is known at once, then every change, until the returned function is called. */
  add(watcher: Watcher): () => void;
  /** Something changed: watchers are told within half a second, at most twice a second. */
  changed(): void;
  count(): number;
}

const shortestGapMs = 500;

/**
 * Sends each watcher the parts of the snapshot that differ from what it has. When nothing but the moment of making differs, nothing is sent.
 * Costs nothing while nobody watches.
 */
export function createPublisher(options: {
  readonly build: (coin: string | undefined) => MarketSnapshot | undefined;
  readonly clock: LocalClock;
  readonly timers: Timers;
}): Publisher {
  const { build, clock, timers } = options;
  const has = new Map<Watcher, MarketSnapshot | undefined>();
  let lastSentAt = Number.NEGATIVE_INFINITY;
  let timer: unknown;

  function messageFor(watcher: Watcher, next: MarketSnapshot): SnapshotMessage | undefined {
    const previous = has.get(watcher);
    has.set(watcher, next);
    if (previous === undefined) return { type: 'snapshot.full', snapshot: next };
    const patch = toPatch(previous, next);
    const same = Object.keys(patch.changes).length === 0 && patch.gone === undefined;
    return same ? undefined : { type: 'snapshot.patch', ...patch };
  }

  function tell(watcher: Watcher, snapshot: MarketSnapshot | undefined): void {
    const shown = snapshot === undefined ? undefined : (watcher.view?.(snapshot) ?? snapshot);
    const message = shown === undefined ? undefined : messageFor(watcher, shown);
    if (message === undefined) return;
    try {
      watcher.post(message);
    } catch {
      // The page went away between its last word and ours; its port will say so, or never could.
      has.delete(watcher);
    }
  }

  function flush(): void {
    timer = undefined;
    lastSentAt = clock.monotonic();
    const built = new Map<string | undefined, MarketSnapshot | undefined>();
    for (const watcher of [...has.keys()]) {
      if (!built.has(watcher.coin)) built.set(watcher.coin, build(watcher.coin));
      tell(watcher, built.get(watcher.coin));
    }
  }

  return {
    add(watcher) {
      has.set(watcher, undefined);
      tell(watcher, build(watcher.coin));
      return () => has.delete(watcher);
    },
    changed() {
      if (has.size === 0 || timer !== undefined) return;
      timer = timers.set(flush, Math.max(0, lastSentAt + shortestGapMs - clock.monotonic()));
    },
    count: () => has.size,
  };
}
