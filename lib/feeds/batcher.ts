import type { Interval } from '../model/coverage.ts';
import type { Rejection } from '../model/parsed.ts';
import { backoffDelay } from '../std/backoff.ts';
import type { Backoff, Random } from '../std/backoff.ts';
import { sleep } from '../std/clock.ts';
import type { LocalClock, TimerHandle, Timers } from '../std/clock.ts';
import { createClaimTracker } from './claim-tracker.ts';
import type { ClaimTracker } from './claim-tracker.ts';

/** Events with what they complete: every event inside `heard` is in this batch or in one before it. To be written as one. */
export interface Batch<Event> {
  readonly events: readonly Event[];
  /** Market time newly heard; undefined when nothing was completed. */
  readonly heard: Interval | undefined;
  /** The first few of those below. */
  readonly rejections: readonly Rejection[];
  /** Frames and rows that could not be read. */
  readonly rejected: number;
}

/** Collects events and hands them on in batches, one after the other. */
export interface Batcher<Event> {
  readonly claims: ClaimTracker;
  /** False when there is no room: nothing was taken, and the claim was cut. */
  add(events: readonly Event[]): boolean;
  reject(rejections: readonly Rejection[]): void;
  /** To be called after claims moved. */
  poke(): void;
  /** Hands on what is left. Rejects with the error of the writer when that fails twice. */
  finish(): Promise<void>;
  /** Why the last batch could not be written; undefined when it was. */
  readonly failure: unknown;
}

/**
 * Events that may wait for the writer, beside the batch that it has: some 60 MB, which a minute of 3,000 a second fills where the disk takes a third of
 * them (one request for each row is what IndexedDB costs).
 */
export const maxQueuedEvents = 150_000;

/** Events of one batch: a transaction over all that may wait would hold up everything else for a minute. */
export const maxBatchEvents = 5_000;

const batchEveryMs = 250;
const claimEveryMs = 5_000;
const keptRejections = 20;
const retryBackoff: Backoff = { firstMs: 500, capMs: 30_000, floorMs: 100 };

/**
 * A batch at most every 250 ms, and after the one before was written. Without events a claim is handed on every 5 s, to spare the disk.
 * A batch that could not be written is handed on again, unchanged.
 */
export function createBatcher<Event>(options: {
  readonly write: (batch: Batch<Event>) => Promise<void>;
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly random: Random;
  readonly onFailure: () => void;
}): Batcher<Event> {
  const { write, clock, timers, random, onFailure } = options;
  const claims = createClaimTracker();
  const finishing = new AbortController();
  let queue: Event[] = [];
  let rejections: Rejection[] = [];
  let rejected = 0;
  let timer: TimerHandle;
  let timerDue = Infinity;
  let lastAt = -Infinity;
  let writing: Promise<void> | undefined;
  let failure: unknown;

  const hasRows = () => queue.length > 0 || rejected > 0;

  function takeBatch(): Batch<Event> {
    const isAll = queue.length <= maxBatchEvents;
    // Only with the last of what waits is the time up to it complete.
    const heard = isAll ? claims.take() : undefined;
    const batch = { events: queue.slice(0, maxBatchEvents), heard, rejections, rejected };
    queue = isAll ? [] : queue.slice(maxBatchEvents);
    rejections = [];
    rejected = 0;
    return batch;
  }

  async function deliver(batch: Batch<Event>): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const isLast = finishing.signal.aborted;
      try {
        await write(batch);
        failure = undefined;
        return;
      } catch (error) {
        failure = error;
        onFailure();
        if (isLast) throw error;
      }
      await sleep(timers, backoffDelay(retryBackoff, attempt, random), finishing.signal);
    }
  }

  function poke(): void {
    if (writing !== undefined || finishing.signal.aborted || (!hasRows() && !claims.isPending)) return;
    const now = clock.monotonic();
    const due = Math.max(now, lastAt + (hasRows() ? batchEveryMs : claimEveryMs));
    if (due >= timerDue) return;
    timers.clear(timer);
    timerDue = due;
    timer = timers.set(run, due - now);
  }

  function run(): void {
    timerDue = Infinity;
    timer = undefined;
    lastAt = clock.monotonic();
    writing = deliver(takeBatch()).finally(() => {
      writing = undefined;
      poke();
    });
    // It rejects only while finishing, where `finish` waits for it too.
    writing.catch(() => undefined);
  }

  return {
    claims,
    poke,
    add(events) {
      if (queue.length + events.length > maxQueuedEvents) {
        claims.cut();
        return false;
      }
      for (const event of events) queue.push(event);
      return true;
    },
    reject(more) {
      rejected += more.length;
      rejections.push(...more.slice(0, keptRejections - rejections.length));
    },
    async finish() {
      finishing.abort();
      timers.clear(timer);
      timerDue = Infinity;
      await writing;
      while (hasRows() || claims.isPending) await deliver(takeBatch());
    },
    get failure() {
      return failure;
    },
  };
}
