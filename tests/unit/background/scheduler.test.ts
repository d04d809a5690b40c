import { describe, expect, it } from 'vitest';
import { createScheduler, type Job } from '../../../lib/background/scheduler.ts';

function bench(jobs: readonly Job[], stored: Record<string, number> = {}, start = 1_000_000) {
  let now = start;
  const timers: { at: number; run: () => void }[] = [];
  const errors: string[] = [];
  let memory: Readonly<Record<string, number>> = stored;
  let ready = true;
  const scheduler = createScheduler({
    jobs,
    memory: {
      read: async () => memory,
      write: async lastRun => {
        memory = lastRun;
      },
    },
    clock: { now: () => now, monotonic: () => now },
    timers: {
      set: (run, ms) => {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return timer;
      },
      clear: handle => {
        const place = timers.findIndex(timer => timer === handle);
        if (place >= 0) timers.splice(place, 1);
      },
    },
    marketTimeReady: () => ready,
    onError: (job, error) => errors.push(`${job.id}: ${String(error)}`),
  });
  return {
    scheduler,
    errors,
    timers,
    memory: () => memory,
    setReady: (value: boolean) => (ready = value),
    advance: async (ms: number) => {
      now += ms;
      for (const timer of timers.splice(0).filter(each => each.at <= now || !timers.push(each))) timer.run();
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
  };
}

function counter(id: string, everyMs: number, extra: Partial<Job> = {}) {
  const runs: number[] = [];
  return { runs, job: { id, everyMs, run: async () => void runs.push(1), ...extra } satisfies Job };
}

describe('the scheduler', () => {
  it('runs a job that never ran at once, and then only when its time has passed', async () => {
    const { job, runs } = counter('prices', 10_000);
    const { scheduler, advance } = bench([job]);
    await scheduler.tick();
    expect(runs).toHaveLength(1);
    await advance(9_000);
    expect(runs).toHaveLength(1);
    await advance(1_000);
    expect(runs).toHaveLength(2);
  });

  it('remembers over a death of the worker when a job last ran', async () => {
    const { job, runs } = counter('prices', 60_000);
    const { scheduler } = bench([job], { prices: 1_000_000 - 59_000 });
    await scheduler.tick();
    expect(runs).toHaveLength(0);
  });

  it('catches up once after eight hours of sleep, not once for every beat that was missed', async () => {
    const { job, runs } = counter('prices', 10_000);
    const { scheduler } = bench([job], { prices: 1_000_000 - 8 * 3_600_000 });
    await scheduler.tick();
    expect(runs).toHaveLength(1);
  });

  it('does not put a job to sleep when the clock of the machine was set back by a day', async () => {
    const { job, runs } = counter('prices', 10_000);
    const { scheduler } = bench([job], { prices: 1_000_000 + 86_400_000 });
    await scheduler.tick();
    expect(runs).toHaveLength(1);
  });

  it('does not start a job again while it runs', async () => {
    let finish: () => void = () => undefined;
    let started = 0;
    const job: Job = {
      id: 'slow',
      everyMs: 1_000,
      run: () => {
        started += 1;
        return new Promise<void>(resolve => (finish = resolve));
      },
    };
    const { scheduler } = bench([job]);
    const first = scheduler.tick();
    await Promise.resolve();
    const second = scheduler.tick();
    await Promise.resolve();
    finish();
    await Promise.all([first, second]);
    expect(started).toBe(1);
  });

  it('tries a failed job again after a quarter of its time and says why it failed', async () => {
    let runs = 0;
    const job: Job = {
      id: 'fear',
      everyMs: 60_000,
      run: async () => {
        runs += 1;
        throw new Error('no');
      },
    };
    const { scheduler, advance, errors } = bench([job]);
    await scheduler.tick();
    await advance(14_000);
    expect(runs).toBe(1);
    await advance(1_000);
    expect(runs).toBe(2);
    expect(errors).toEqual(['fear: Error: no', 'fear: Error: no']);
  });

  it('holds back what needs the time of the market until there is one', async () => {
    const { job, runs } = counter('backfill', 60_000, { needsMarketTime: true });
    const { scheduler, setReady } = bench([job]);
    setReady(false);
    await scheduler.tick();
    expect(runs).toHaveLength(0);
    setReady(true);
    await scheduler.tick();
    expect(runs).toHaveLength(1);
  });
});

it('does not start a job that is off, and starts it at once when it comes back after its time', async () => {
  let isOn = false;
  let runs = 0;
  const job: Job = {
    id: 'a',
    everyMs: 60_000,
    isOn: () => isOn,
    async run() {
      runs += 1;
    },
  };
  const { scheduler, advance } = bench([job]);
  await scheduler.tick();
  await advance(600_000);
  expect(runs).toBe(0);
  isOn = true;
  await scheduler.tick();
  expect(runs).toBe(1);
});
