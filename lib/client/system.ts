import type { LocalClock, Timers } from '../std/clock.ts';

/** The machine's clocks, for a page. Its entry point hands them on. */
export const pageClock: LocalClock = { now: () => Date.now(), monotonic: () => performance.now() };

/** The page's own timers. */
export const pageTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: handle => {
    if (typeof handle === 'number') clearTimeout(handle);
  },
};
