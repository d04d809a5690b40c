import { intersection, union } from '../std/intervals.ts';
import type { DaySums, Intervals, VenueCoverage } from '../model/coverage.ts';
import type { TailEvent } from '../engine/amounts.ts';

/** What was heard of one stream at one grain. */
export interface StreamCoverage {
  readonly venue: string;
  readonly stream: string;
  readonly layer: 'fine' | 'coarse';
  readonly intervals: Intervals;
}

/**
 * Everything that totals are made of, in memory: stored sums, events not yet folded into them, and what was heard. It is only ever filled from
 * what the store has already written, so that it can be thrown away at any moment.
 */
export interface Book {
  replaceDays(rows: readonly DaySums[]): void;
  replaceTail(events: readonly TailEvent[]): void;
  append(events: readonly TailEvent[]): void;
  replaceCoverage(rows: readonly StreamCoverage[]): void;
  days(): readonly DaySums[];
  tail(): readonly TailEvent[];
  /** A venue is heard where all of its streams are. */
  coverage(streams: Readonly<Record<string, readonly string[]>>): readonly VenueCoverage[];
}

export function createBook(): Book {
  let days: readonly DaySums[] = [];
  let tail: TailEvent[] = [];
  let heard: readonly StreamCoverage[] = [];

  function layerOf(venue: string, streams: readonly string[], layer: 'fine' | 'coarse'): Intervals {
    const parts = streams.map(stream =>
      heard
        .filter(row => row.venue === venue && row.stream === stream && row.layer === layer)
        .reduce<Intervals>((all, row) => union(all, row.intervals), []),
    );
    const [first, ...others] = parts;
    return first === undefined ? [] : others.reduce<Intervals>((all, part) => intersection(all, part), first);
  }

  return {
    replaceDays(rows) {
      days = rows;
    },
    replaceTail(events) {
      tail = [...events];
    },
    append(events) {
      tail.push(...events);
    },
    replaceCoverage(rows) {
      heard = rows;
    },
    days: () => days,
    tail: () => tail,
    coverage: streams =>
      Object.entries(streams).map(([venue, names]) => ({
        venue,
        fine: layerOf(venue, names, 'fine'),
        coarse: layerOf(venue, names, 'coarse'),
      })),
  };
}
