import type { LocalClock, Timers } from '../../../lib/std/clock.ts';

/** A clock and timers that move only when told to. */
export interface FakeTime {
  readonly clock: LocalClock;
  readonly timers: Timers;
  /** Moves on by `ms`, running due timers in order and, after each, what they set off. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock forward or back, as a user does. */
  jump(ms: number): void;
  /** Timers that are set. */
  readonly pending: number;
  /** Forgets every timer and runs none any more: the context is dead. */
  kill(): void;
}

/** Lets promises run on. Streams need more than one turn of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** Lets promises run on without leaving the current turn of the event loop: enough for what does no I/O. */
export async function settleSoon(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

const maxTimersAtOnce = 20_000;

/** Starts at `start`, ms since the epoch. */
export function createFakeTime(start: number, settled: () => Promise<void> = settle): FakeTime {
  let elapsed = 0;
  let wallShift = 0;
  let lastId = 0;
  let isDead = false;
  const due = new Map<number, { readonly at: number; readonly run: () => void }>();

  function next(until: number): number | undefined {
    let first: number | undefined;
    for (const [id, { at }] of due) {
      const best = first === undefined ? undefined : due.get(first);
      if (at <= until && (best === undefined || at < best.at)) first = id;
    }
    return first;
  }

  return {
    clock: { now: () => start + elapsed + wallShift, monotonic: () => elapsed },
    timers: {
      set(run, ms) {
        lastId += 1;
        if (!isDead) due.set(lastId, { at: elapsed + Math.max(0, ms), run });
        return lastId;
      },
      clear(handle) {
        if (typeof handle === 'number') due.delete(handle);
      },
    },
    async advance(ms) {
      const until = elapsed + ms;
      let ran = 0;
      await settled();
      for (let id = next(until); id !== undefined; id = next(until)) {
        ran += 1;
        if (ran > maxTimersAtOnce) throw new Error(`${String(ran)} timers in ${String(ms)} ms: one of them never rests`);
        const timer = due.get(id);
        due.delete(id);
        elapsed = Math.max(elapsed, timer?.at ?? elapsed);
        timer?.run();
        await settled();
      }
      elapsed = until;
    },
    jump(ms) {
      wallShift += ms;
    },
    get pending() {
      return due.size;
    },
    kill() {
      isDead = true;
      due.clear();
    },
  };
}
