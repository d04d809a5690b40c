/** The machine's clocks. Handed in, so that a test can move them; only the composition root reads the real ones. */
export interface LocalClock {
  /** Wall clock, ms since the epoch. May jump in either direction when the user or the network sets it. */
  now(): number;
  /** Ms since an unknown moment of this context's life. Never goes back; may stand still while the machine sleeps. */
  monotonic(): number;
}

/** What a timer gives back to be cleared by. Opaque: a number in browsers, an object in Node. */
export type TimerHandle = unknown;

/** One-shot timers of the running context. They die with it. */
export interface Timers {
  /** Calls `run` once after `ms`. */
  set(run: () => void, ms: number): TimerHandle;
  /** Forgets a timer; one that ran or was cleared already is no error. */
  clear(handle: TimerHandle): void;
}

/** Resolves after `ms`, or at once when `signal` is aborted: the caller looks at the signal itself. */
export function sleep(timers: Timers, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const done = () => {
      timers.clear(handle);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const handle = timers.set(done, ms);
    signal?.addEventListener('abort', done);
  });
}
