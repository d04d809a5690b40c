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
  /** Of many, those of past minutes are kept as sums by minute, coin and position. */
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
   * A venue is heard where all of its streams are, or all units of its history. A coin is heard there too, and where all units that it is in
   * are: `coins` tells of these.
   */
  coverage(streams: Readonly<Record<string, readonly string[]>>): readonly VenueCoverage[];
}

interface Past {
  readonly units: readonly UnitCoins[];
  readonly common: Heard;
  readonly coins: ReadonlyMap<string, Heard>;
}

const nothing: Heard = { fine: [], coarse: [] };
const minuteMs = 60_000;
/** New events after which those of past minutes are put together, as the store does in its time: a flood is faster than the disk. */
const manyEvents = 10_000;

/** `unitsOf` tells the units of a venue's history, the same list while nothing changed. */
export function createBook(unitsOf: (venue: string) => readonly UnitCoins[] = () => []): Book {
  let days: readonly DaySums[] = [];
  let tail: TailEvent[] = [];
  /** Of the tail when it was last put together. */
  let summedLength = 0;
  /** By venue, stream, and source. */
  const rows = new Map<string, Map<string, Map<string, Heard>>>();
  const pasts = new Map<string, Past>();

  function hear({ venue, stream, layer, source, intervals }: StreamCoverage): void {
    const streams = rows.get(venue) ?? new Map<string, Map<string, Heard>>();
    const sources = streams.get(stream) ?? new Map<string, Heard>();
    sources.set(source, { ...(sources.get(source) ?? nothing), [layer]: intervals });
    rows.set(venue, streams.set(stream, sources));
    if (stream.startsWith(historyStream(''))) pasts.delete(venue);
  }

  function heard(venue: string, stream: string): Heard {
    return [...(rows.get(venue)?.get(stream)?.values() ?? [])].reduce(either, nothing);
  }

  function heardByAll(venue: string, streams: readonly string[]): Heard {
    const [first, ...others] = streams.map(stream => heard(venue, stream));
    return first === undefined ? nothing : others.reduce(both, first);
  }

  /** What the units of a history tell: of all coins, and of each that they hold. Streams speak every few seconds, histories seldom. */
  function toPast(venue: string, units: readonly UnitCoins[]): Past {
    const before = pasts.get(venue);
    if (before?.units === units) return before;
    const all = units.map(({ key }) => historyStream(key));
    const byBase = new Map<string, string[]>();
    for (const { key, bases } of units)
      for (const base of bases) byBase.set(base, [...(byBase.get(base) ?? []), historyStream(key)]);
    const coins = [...byBase]
      .map(([base, own]) => [base, heardByAll(venue, own)] as const)
      .filter(([, { fine, coarse }]) => fine.length + coarse.length > 0);
    const past = { units, common: heardByAll(venue, all), coins: new Map(coins) };
    pasts.set(venue, past);
    return past;
  }

  function toCoverage(venue: string, streams: readonly string[]): VenueCoverage {
    const units = unitsOf(venue);
    const live = heardByAll(venue, streams);
    if (units.length === 0) return { venue, ...live };
    const { common, coins } = toPast(venue, units);
    return { venue, ...either(live, common), ...(coins.size === 0 ? {} : { coins }) };
  }

  function keepTail(next: TailEvent[]): void {
    tail = next;
    if (tail.length < summedLength + manyEvents) return;
    tail = sumPastMinutes(tail);
    summedLength = tail.length;
  }

  return {
    replaceDays(next) {
      days = next;
    },
    replaceTail(events) {
      summedLength = 0;
      keepTail([...events]);
    },
    append(events) {
      tail.push(...events);
      keepTail(tail);
    },
    replaceCoverage(next) {
      rows.clear();
      pasts.clear();
      for (const row of next) hear(row);
    },
    hear,
    days: () => days,
    tail: () => tail,
    heard,
    heardByAll,
    coverage: streams => Object.entries(streams).map(([venue, names]) => toCoverage(venue, names)),
  };
}

/** Events of minutes before the newest as sums that begin with their minute, which is how they are stored once they are folded. */
function sumPastMinutes(events: readonly TailEvent[]): TailEvent[] {
  const newest = toMinute(events.reduce((latest, { time }) => Math.max(latest, time), 0));
  const sums = new Map<string, TailEvent>();
  const loose: TailEvent[] = [];
  for (const event of events) {
    const time = toMinute(event.time);
    if (time === newest) {
      loose.push(event);
      continue;
    }
    const name = `${event.venue} ${event.base} ${event.position} ${String(time)}`;
    sums.set(name, { ...event, time, cents: event.cents + (sums.get(name)?.cents ?? 0) });
  }
  return [...sums.values(), ...loose];
}

function toMinute(time: number): number {
  return Math.floor(time / minuteMs) * minuteMs;
}

function either(left: Heard, right: Heard): Heard {
  return { fine: union(left.fine, right.fine), coarse: union(left.coarse, right.coarse) };
}

function both(left: Heard, right: Heard): Heard {
  return { fine: intersection(left.fine, right.fine), coarse: intersection(left.coarse, right.coarse) };
}
