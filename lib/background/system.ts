import type { LocalClock, TimerHandle, Timers } from '../std/clock.ts';

/** The machine's own clock and timers. The composition root hands them to everything else; nothing else reaches for them. */
export const systemClock: LocalClock = {
  now: () => Date.now(),
  monotonic,
};

/** Timers of the running context. They die with it: what must survive is scheduled by an alarm. */
export const systemTimers: Timers = {
  set,
  clear: handle => clearTimeout(handle as number),
};

// By themselves for the script of articles, which is given to pages and needs no more.

/** See `LocalClock`. */
export function monotonic(): number {
  return performance.now();
}

/** See `Timers`. */
export function set(run: () => void, ms: number): TimerHandle {
  return setTimeout(run, ms);
}
