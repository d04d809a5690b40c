import { intersection, union } from '../std/intervals.ts';
import type { DaySums, Intervals, VenueCoverage } from '../model/coverage.ts';
import type { TailEvent } from '../engine/amounts.ts';
import { historyStream } from '../store/coverage-rows.ts';
import type { UnitCoins } from './history-units.ts';

/** What was heard of one stream at one grain, from one source. */
export interface StreamCoverage {
  readonly venue: string;
  readonly stream: string;
  readonly layer: 'fine' | 'coarse';
  readonly source: 'events' | 'bars';
  readonly intervals: Intervals;
}

/** What was heard at both grains. */
export type Heard = Pick<VenueCoverage, 'fine' | 'coarse'>;

/**
 * Everything that totals are made of, in memory: stored sums, events not yet folded into them, and what was heard. It is only ever filled from
 * what the store has already written, so that it can be thrown away at any moment.
 */
export interface Book {
  replaceDays(rows: readonly DaySums[]): void;
  replaceTail(events: readonly TailEvent[]): void;
  append(events: readonly TailEvent[]): void;
  replaceCoverage(rows: readonly StreamCoverage[]): void;
  /** Replaces what was heard of one stream at one grain, from one source. */
  hear(row: StreamCoverage): void;
  days(): readonly DaySums[];
  tail(): readonly TailEvent[];
  /** What was heard of one stream, be it by events or by bars. */
  heard(venue: string, stream: string): Heard;
  /** What was heard throughout by all of these streams; nothing where there is none. */
  heardByAll(venue: string, streams: readonly string[]): Heard;
  /**
   * A venue is heard where all of its streams are, or all units of its history. A coin is heard where the streams are, or all units that it
   * is in: `coins` has those of which more is known than of the venue.
   */
  coverage(streams: Readonly<Record<string, readonly string[]>>): readonly VenueCoverage[];
}

const nothing: Heard = { fine: [], coarse: [] };

/** `unitsOf` tells the units of a venue's history, the same list while nothing changed. */
export function createBook(unitsOf: (venue: string) => readonly UnitCoins[] = () => []): Book {
  let days: readonly DaySums[] = [];
  let tail: TailEvent[] = [];
  /** By venue, stream, and source. */
  const rows = new Map<string, Map<string, Map<string, Heard>>>();
  const made = new Map<string, { readonly of: string; readonly units: readonly UnitCoins[]; readonly coverage: VenueCoverage }>();

  function hear({ venue, stream, layer, source, intervals }: StreamCoverage): void {
    const streams = rows.get(venue) ?? new Map<string, Map<string, Heard>>();
    const sources = streams.get(stream) ?? new Map<string, Heard>();
    sources.set(source, { ...(sources.get(source) ?? nothing), [layer]: intervals });
    rows.set(venue, streams.set(stream, sources));
    made.delete(venue);
  }

  function heard(venue: string, stream: string): Heard {
    return [...(rows.get(venue)?.get(stream)?.values() ?? [])].reduce(either, nothing);
  }

  function heardByAll(venue: string, streams: readonly string[]): Heard {
    const [first, ...others] = streams.map(stream => heard(venue, stream));
    return first === undefined ? nothing : others.reduce(both, first);
  }

  function toCoverage(venue: string, streams: readonly string[], units: readonly UnitCoins[]): VenueCoverage {
    const live = heardByAll(venue, streams);
    const past = units.map(({ key }) => historyStream(key));
    const common = either(live, heardByAll(venue, past));
    if (!past.some(stream => rows.get(venue)?.has(stream))) return { venue, ...common };
    const byBase = new Map<string, string[]>();
    for (const { key, bases } of units)
      for (const base of bases) byBase.set(base, [...(byBase.get(base) ?? []), historyStream(key)]);
    const coins = new Map(
      [...byBase].flatMap(([base, own]) => {
        const known = heardByAll(venue, own);
        return known.fine.length + known.coarse.length === 0 ? [] : [[base, either(live, known)]];
      }),
    );
    return { venue, ...common, coins };
  }

  return {
    replaceDays(next) {
      days = next;
    },
    replaceTail(events) {
      tail = [...events];
    },
    append(events) {
      tail.push(...events);
    },
    replaceCoverage(next) {
      rows.clear();
      made.clear();
      for (const row of next) hear(row);
    },
    hear,
    days: () => days,
    tail: () => tail,
    heard,
    heardByAll,
    coverage: streams =>
      Object.entries(streams).map(([venue, names]) => {
        const of = names.join('\n');
        const units = unitsOf(venue);
        const before = made.get(venue);
        if (before?.of === of && before.units === units) return before.coverage;
        const coverage = toCoverage(venue, names, units);
        made.set(venue, { of, units, coverage });
        return coverage;
      }),
  };
}

function either(left: Heard, right: Heard): Heard {
  return { fine: union(left.fine, right.fine), coarse: union(left.coarse, right.coarse) };
}

function both(left: Heard, right: Heard): Heard {
  return { fine: intersection(left.fine, right.fine), coarse: intersection(left.coarse, right.coarse) };
}
