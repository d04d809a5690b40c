import type { LocalClock, Timers } from '../std/clock.ts';

/** The machine's own clock and timers. The composition root hands them to everything else; nothing else reaches for them. */
export const systemClock: LocalClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** Timers of the running context. They die with it: what must survive is scheduled by an alarm. */
export const systemTimers: Timers = {
  set: (fn, ms) => setTimeout(fn, ms),
  clear: handle => clearTimeout(handle as number),
};
