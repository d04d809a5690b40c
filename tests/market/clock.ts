/** Stops a timer of the market's clock; safe to call twice. */
export type Cancel = () => void;

/**
 * The market's own time. Every payload, `Date` header, budget window and push follows it, so that a client which keeps market time
 * lives on the scenario's day whatever the date of the machine.
 */
export interface MarketClock {
  /** Milliseconds since the epoch, market time; never goes back. */
  now(): number;
  /** Runs once, `delayMs` of market time from now. */
  after(delayMs: number, run: () => void): Cancel;
  /** Runs at every whole multiple of `periodMs` of market time (so a period of 1000 fires on whole seconds). */
  every(periodMs: number, run: () => void): Cancel;
  /** Cancels every timer; the clock still tells the time. */
  stop(): void;
}

/** A clock for Node tests that moves only when told to. */
export interface ManualClock extends MarketClock {
  /**
   * Moves the time forward, firing due timers in order of time; after each one waits for the promises that it started
   * (`settle`), so that a client under test can react before the next timer fires.
   */
  advance(ms: number): Promise<void>;
  /** The same without waiting for anything. */
  advanceSync(ms: number): void;
  /** Timers that are set, for leak tests. */
  pending(): number;
}

/** The longest wait that `setTimeout` keeps (2^31 - 1 ms); longer ones fire at once. */
const longestTimeoutMs = 2_147_483_647;

/** A clock that starts at `base` and runs at the speed of the machine's monotonic clock. */
export function createMarketClock(base: number): MarketClock {
  const startedAt = performance.now();
  const timers = new Set<NodeJS.Timeout>();
  const now = () => base + (performance.now() - startedAt);

  function after(delayMs: number, run: () => void): Cancel {
    const due = now() + delayMs;
    let timer: NodeJS.Timeout;
    const arm = () => {
      const wait = Math.max(0, due - now());
      timer = setTimeout(
        () => {
          timers.delete(timer);
          if (due > now()) arm();
          else run();
        },
        Math.min(Math.ceil(wait), longestTimeoutMs),
      );
      timers.add(timer);
    };
    arm();
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  }

  function every(periodMs: number, run: () => void): Cancel {
    let cancelled = false;
    let cancel: Cancel = () => undefined;
    const arm = (due: number) => {
      cancel = after(due - now(), () => {
        if (cancelled) return;
        arm(Math.max(due + periodMs, nextMultiple(now(), periodMs)));
        run();
      });
    };
    arm(nextMultiple(now(), periodMs));
    return () => {
      cancelled = true;
      cancel();
    };
  }

  function stop(): void {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  }

  return { now: () => Math.floor(now()), after, every, stop };
}

interface Timer {
  due: number;
  readonly order: number;
  readonly periodMs: number | undefined;
  readonly run: () => void;
}

/** See `ManualClock`. `settle` is called after each timer; by default it lets 25 rounds of promise callbacks run. */
export function createManualClock(base: number, settle: () => Promise<void> = letPromisesRun): ManualClock {
  let time = base;
  let order = 0;
  const timers = new Set<Timer>();

  function add(due: number, periodMs: number | undefined, run: () => void): Cancel {
    const timer: Timer = { due, order: (order += 1), periodMs, run };
    timers.add(timer);
    return () => timers.delete(timer);
  }

  function next(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (timer.due > until) continue;
      if (first === undefined || timer.due < first.due || (timer.due === first.due && timer.order < first.order)) first = timer;
    }
    return first;
  }

  function fire(timer: Timer): void {
    time = Math.max(time, timer.due);
    if (timer.periodMs === undefined) timers.delete(timer);
    else timer.due += timer.periodMs;
    timer.run();
  }

  return {
    now: () => time,
    after: (delayMs, run) => add(time + Math.max(0, delayMs), undefined, run),
    every: (periodMs, run) => add(nextMultiple(time, periodMs), periodMs, run),
    stop: () => timers.clear(),
    pending: () => timers.size,
    async advance(ms) {
      const until = time + ms;
      await settle();
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        fire(timer);
        await settle();
      }
      time = until;
      await settle();
    },
    advanceSync(ms) {
      const until = time + ms;
      for (let timer = next(until); timer !== undefined; timer = next(until)) fire(timer);
      time = until;
    },
  };
}

function nextMultiple(time: number, periodMs: number): number {
  return (Math.floor(time / periodMs) + 1) * periodMs;
}

async function letPromisesRun(): Promise<void> {
  for (let round = 0; round < 25; round += 1) await Promise.resolve();
}
