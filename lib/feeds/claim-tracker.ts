import type { Interval } from '../model/coverage.ts';

/**
 * Keeps what may be claimed as heard. A claim grows only behind events that were handed on already, and what was given out by `take` is never
 * given out again.
 */
export interface ClaimTracker {
  /** From `since` on everything is heard again, once `advance` says so. No effect while something is being heard already. */
  start(since: number): void;
  /** Every event before `until` is in hand. No effect while nothing is being heard. */
  advance(until: number): void;
  /** From now on nothing is heard until `start`; what was heard before stays good. */
  cut(): void;
  /** As `cut`, and what was not taken yet is withdrawn: the clock by which it was measured was wrong. */
  withdraw(): void;
  /** What was heard and not yet taken, oldest first; undefined when there is nothing. */
  take(): Interval | undefined;
  /** True when `take` would give something. */
  readonly isPending: boolean;
  /** End of what is being heard now, ms of market time; undefined while nothing is. */
  readonly heardTo: number | undefined;
}

/** A tracker that has heard nothing. */
export function createClaimTracker(): ClaimTracker {
  let closed: Interval | undefined;
  let open: { from: number; to: number } | undefined;
  let takenTo = -Infinity;

  const isLonger = (a: Interval, b: Interval) => a.to - a.from > b.to - b.from;

  return {
    start(since) {
      if (open !== undefined) return;
      const from = Math.max(since, takenTo, closed?.to ?? -Infinity);
      open = { from, to: from };
    },
    advance(until) {
      if (open !== undefined && until > open.to) open.to = until;
    },
    cut() {
      // Two pieces at once are rare (two breaks inside one batch): the shorter one is given up, which claims less than was heard, never more.
      if (open !== undefined && open.to > open.from && (closed === undefined || isLonger(open, closed))) closed = open;
      open = undefined;
    },
    withdraw() {
      closed = undefined;
      open = undefined;
      // What was taken lies on the wrong clock too, perhaps in the future.
      takenTo = -Infinity;
    },
    take() {
      let taken: Interval | undefined;
      if (closed !== undefined) {
        taken = closed;
        closed = undefined;
      } else if (open !== undefined && open.to > open.from) {
        taken = { from: open.from, to: open.to };
        open.from = open.to;
      }
      if (taken !== undefined) takenTo = Math.max(takenTo, taken.to);
      return taken;
    },
    get isPending() {
      return closed !== undefined || (open !== undefined && open.to > open.from);
    },
    get heardTo() {
      return open?.to;
    },
  };
}
