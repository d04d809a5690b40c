import type { TimerHandle, Timers } from '../std/clock.ts';

/** Decides when sockets are open. */
export interface SocketPolicy {
  /** The core is there. */
  begin(): void;
  /** A page opened, or closed, its port. */
  watch(): void;
  unwatch(): void;
  /** A heartbeat or an alarm came. */
  check(): void;
}

/** A popup that closes and a panel that opens a moment later are one watch. */
const lingerMs = 10_000;

/**
 * `always`: from the start on, since a socket keeps Chrome's worker alive. `while-watched`: while at least one panel or popup is visible, which
 * keeps Firefox's background page alive by its heartbeats; otherwise the page would be stopped with sockets open and a gap nobody marked.
 */
export function createSocketPolicy(options: {
  readonly when: 'always' | 'while-watched';
  readonly timers: Timers;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly report: (where: string, error: unknown) => void;
}): SocketPolicy {
  const { when, timers, start, stop, report } = options;
  let begun = false;
  let watchers = 0;
  let stopping: TimerHandle;

  function apply(): void {
    if (!begun) return;
    if (when === 'always' || watchers > 0) {
      timers.clear(stopping);
      stopping = undefined;
      start();
      return;
    }
    stopping ??= timers.set(() => {
      stopping = undefined;
      if (watchers === 0) void stop().catch((error: unknown) => report('sockets', error));
    }, lingerMs);
  }

  return {
    begin() {
      begun = true;
      if (when === 'while-watched' && watchers === 0) void stop().catch((error: unknown) => report('sockets', error));
      else apply();
    },
    watch() {
      watchers += 1;
      apply();
    },
    unwatch() {
      watchers = Math.max(0, watchers - 1);
      apply();
    },
    check: apply,
  };
}
