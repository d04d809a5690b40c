import type { LocalClock, Timers } from '../std/clock.ts';

/** A job lacks what another job brings: it is tried again soon, and no feed is to blame. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/** Something that is done again and again. It must be idempotent: the worker may die in the middle of it. */
export interface Job {
  readonly id: string;
  readonly everyMs: number;
  /** Not started before the market's time is agreed on, or known not to be to be had. */
  readonly needsMarketTime?: boolean;
  /** While false it is not started; what is running ends by itself. Due at once when it comes back after longer than `everyMs`. */
  readonly isOn?: () => boolean;
  /** Rejects when it failed: it is then tried again after a quarter of its time, but not before 5 s. */
  run(): Promise<void>;
}

/** When jobs last ran, on the local clock, kept over the death of the worker. */
export interface JobMemory {
  read(): Promise<Readonly<Record<string, number>>>;
  write(lastRun: Readonly<Record<string, number>>): Promise<void>;
}

export interface Scheduler {
  /** Runs what is due. Called by the alarm, at start, and by itself while the worker lives. */
  tick(): Promise<void>;
  /**
   * Starts none of the jobs that are meant, does the work once those of them that are running have ended, and goes on as if no job had ever run. Rejects
   * with what the work rejects with.
   */
  anew(isMeant: (id: string) => boolean, work: () => Promise<void>): Promise<void>;
}

const shortestWaitMs = 1_000;
const retryFloorMs = 5_000;
const notReadyMs = 1_000;

/**
 * Runs jobs by the local clock. An alarm that wakes the worker each minute is enough to keep it going; while the worker lives a timer keeps
 * shorter beats. A job that never ran is due at once; after a long sleep each is due once, not once for every beat that was missed.
 */
export function createScheduler(options: {
  readonly jobs: readonly Job[];
  readonly memory: JobMemory;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly marketTimeReady: () => boolean;
  readonly onError: (job: Job, error: unknown) => void;
}): Scheduler {
  const { jobs, memory, clock, timers, marketTimeReady, onError } = options;
  const running = new Map<string, Promise<void>>();
  const lastRun = new Map<string, number>();
  /** When a job that failed may be tried again, on the local clock. */
  const retryAt = new Map<string, number>();
  let loaded: Promise<void> | undefined;
  let timer: unknown;
  let isHeld: (id: string) => boolean = () => false;

  function load(): Promise<void> {
    loaded ??= memory.read().then(stored => {
      for (const [id, time] of Object.entries(stored)) if (!lastRun.has(id)) lastRun.set(id, time);
    });
    return loaded;
  }

  function dueAt(job: Job, now: number): number {
    const retry = retryAt.get(job.id);
    if (retry !== undefined && retry <= now + job.everyMs) return retry;
    const last = lastRun.get(job.id);
    // A clock that was set back must not put a job to sleep for a day.
    if (last === undefined || last > now + job.everyMs) return now;
    return last + job.everyMs;
  }

  function mayRun(job: Job): boolean {
    return !isHeld(job.id) && (job.needsMarketTime !== true || marketTimeReady()) && job.isOn?.() !== false;
  }

  function start(job: Job): Promise<void> {
    const already = running.get(job.id);
    if (already !== undefined) return already;
    const started = clock.now();
    const promise = job
      .run()
      .then(
        () => {
          retryAt.delete(job.id);
          lastRun.set(job.id, started);
          return memory.write(Object.fromEntries(lastRun));
        },
        (error: unknown) => {
          const isNotReady = error instanceof NotReady;
          retryAt.set(job.id, clock.now() + (isNotReady ? notReadyMs : Math.max(retryFloorMs, job.everyMs / 4)));
          if (!isNotReady) onError(job, error);
        },
      )
      .finally(() => {
        running.delete(job.id);
        schedule();
      });
    running.set(job.id, promise);
    return promise;
  }

  function schedule(): void {
    if (timer !== undefined) timers.clear(timer);
    const now = clock.now();
    const waits = jobs.filter(job => !running.has(job.id) && mayRun(job)).map(job => dueAt(job, now) - now);
    if (waits.length === 0) return;
    timer = timers.set(() => void tick(), Math.max(shortestWaitMs, Math.min(...waits)));
  }

  async function tick(): Promise<void> {
    await load();
    const now = clock.now();
    const due = jobs.filter(job => mayRun(job) && dueAt(job, now) <= now);
    const started = due.map(start);
    schedule();
    await Promise.all(started);
  }

  async function anew(isMeant: (id: string) => boolean, work: () => Promise<void>): Promise<void> {
    isHeld = isMeant;
    try {
      await Promise.allSettled([...running].flatMap(([id, run]) => (isMeant(id) ? [run] : [])));
      await work();
    } finally {
      isHeld = () => false;
      lastRun.clear();
      retryAt.clear();
      schedule();
    }
  }

  return {
    tick,
    anew,
  };
}
