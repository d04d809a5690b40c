import type { TimerHandle, Timers } from '../std/clock.ts';

/** Decides when sockets are open. */
export interface SocketPolicy {
  /** The core is there. */
  begin(): void;
  /** A page opened, or closed, its port. */
  watch(): void;
  unwatch(): void;
  /** A heartbeat or an alarm came, or the user chose otherwise. */
  check(): void;
}

/** See `createSocketPolicy`. */
export type SocketsWhen = 'always' | 'while-watched' | 'never';

/** A popup that closes and a panel that opens a moment later are one watch. */
const lingerMs = 10_000;

/**
 * `always`: from the start on, since a socket keeps Chrome's worker alive. `while-watched`: while at least one panel or popup is visible, which
 * keeps Firefox's background page alive by its heartbeats; otherwise the page would be stopped with sockets open and a gap nobody marked.
 * `never`: what can be polled is polled. Asked anew each time, since the user may change it.
 */
export function createSocketPolicy(options: {
  readonly when: () => SocketsWhen;
  readonly timers: Timers;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly report: (where: string, error: unknown) => void;
}): SocketPolicy {
  const { when, timers, start, stop, report } = options;
  let begun = false;
  let watchers = 0;
  let stopping: TimerHandle;
  /** The rule under which they were stopped; undefined while they are open. */
  let stoppedFor: SocketsWhen | undefined;

  function halt(): void {
    timers.clear(stopping);
    stopping = undefined;
    stoppedFor = when();
    void stop().catch((error: unknown) => report('sockets', error));
  }

  function apply(): void {
    if (!begun) return;
    const mode = when();
    if (mode === 'always' || (mode === 'while-watched' && watchers > 0)) {
      timers.clear(stopping);
      stopping = undefined;
      stoppedFor = undefined;
      start();
    } else if (stoppedFor === undefined && mode === 'while-watched') stopping ??= timers.set(halt, lingerMs);
    else if (stoppedFor !== mode) halt();
  }

  return {
    begin() {
      begun = true;
      if (when() === 'while-watched' && watchers === 0) halt();
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
