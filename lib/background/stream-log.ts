import type { FeedHealth, FeedState } from '../model/snapshot.ts';
import type { Interval } from '../model/coverage.ts';
import type { DocumentStore } from '../store/documents.ts';
import type { HealthReport } from './health.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const mostChanges = 60;
const mostStops = 60;
const daysKept = 7;
/** The log is written once a minute: a longer silence of it is a background that did not run. */
const stoppedMs = 150_000;
const documentKey = 'stream-log';

/** A state that a stream came into, and why. */
export interface StreamChange {
  /** Market time, ms. */
  readonly at: number;
  readonly state: FeedState;
  readonly reason: string;
}

/** What is remembered of one stream of forced orders, or of one endpoint. */
export interface StreamMemory {
  /** Oldest first; the first may be older than a day. Empty for endpoints. */
  readonly changes: readonly StreamChange[];
  /** Forced orders in the last two hours in which the stream was live, counted from the epoch. Empty for endpoints. */
  readonly hours: readonly (readonly [hour: number, events: number])[];
  /** Forced orders of the hours before by the day, with the number of those hours. At most eight days. Empty for endpoints. */
  readonly days: readonly (readonly [day: number, events: number, hours: number])[];
  /** Market time of the last good answer or frame, ms. */
  readonly lastGood?: number;
  readonly lastEvent?: number;
  readonly lastControl?: number;
  readonly lastError?: { readonly text: string; readonly at: number };
}

/** A small memory of how streams fared, which outlives the worker: for the page of feeds, and for naming silences. */
export interface StreamLog {
  hear(feed: FeedHealth, report: HealthReport): void;
  /** `undefined` for a stream that never reported. */
  read(id: string): StreamMemory | undefined;
  /** When the background did not run, as far as is remembered. */
  stops(): readonly Interval[];
  /** Market time since which there is a log, ms. */
  since(): number;
  /** The clock by which everything was dated so far turned out to be wrong by so much. */
  move(byMs: number): void;
  restore(): Promise<void>;
  /** Writes what is new. Called once a minute. */
  flush(): Promise<void>;
}

interface Kept {
  readonly since: number;
  readonly seen: number;
  readonly stops: readonly Interval[];
  readonly streams: Readonly<Record<string, StreamMemory>>;
}

const bad: readonly FeedState[] = ['failing', 'blocked', 'silent'];

/**
 * `isStream` says which ids carry forced orders: only of those are changes and counts kept. At most 60 changes of a stream, of the last day;
 * counts of seven days.
 */
export function createStreamLog(options: {
  readonly now: () => number;
  readonly documents: DocumentStore;
  readonly isStream: (id: string) => boolean;
}): StreamLog {
  const { now, documents, isStream } = options;
  const streams = new Map<string, StreamMemory>();
  let stops: readonly Interval[] = [];
  let since = now();

  function toCounts({ hours, days }: StreamMemory, time: number, events: number): Pick<StreamMemory, 'hours' | 'days'> {
    const last = hours.at(-1);
    // A clock that was set back puts what is heard into the newest hour that there is.
    const hour = Math.max(Math.floor(time / hourMs), last?.[0] ?? 0);
    if (last?.[0] === hour) return { hours: [...hours.slice(0, -1), [hour, last[1] + events]], days };
    const older = hours.length < 2 ? [] : hours.slice(0, -1);
    return { hours: [...hours.slice(-1), [hour, events]], days: older.reduce(toDays, days) };
  }

  function toChanges(changes: StreamMemory['changes'], change: StreamChange): StreamMemory['changes'] {
    const last = changes.at(-1);
    if (last?.state === change.state && (change.state === 'live' || last.reason === change.reason)) return changes;
    const recent = changes.filter((_, place) => (changes[place + 1]?.at ?? Infinity) > change.at - dayMs);
    return [...recent, change].slice(-mostChanges);
  }

  return {
    hear({ id, state, reason, lastGood }, { events = 0, lastControl }) {
      const time = now();
      const before = streams.get(id) ?? { changes: [], hours: [], days: [] };
      const counted = isStream(id);
      streams.set(id, {
        ...before,
        ...(counted ? { changes: toChanges(before.changes, { at: time, state, reason }) } : {}),
        ...(counted && state === 'live' ? toCounts(before, time, events) : {}),
        ...(lastGood === undefined ? {} : { lastGood }),
        ...(counted && events > 0 ? { lastEvent: time } : {}),
        ...(lastControl === undefined ? {} : { lastControl }),
        ...(bad.includes(state) && before.lastError?.text !== reason ? { lastError: { text: reason, at: time } } : {}),
      });
    },
    read: id => streams.get(id),
    stops: () => stops,
    since: () => since,
    move(byMs) {
      since += byMs;
      stops = stops.map(stop => ({ from: stop.from + byMs, to: stop.to + byMs }));
      for (const [id, memory] of streams) streams.set(id, moved(memory, byMs));
    },
    async restore() {
      const stored = (await documents.read(documentKey))?.value;
      if (!isKept(stored)) return;
      const time = now();
      since = Math.min(stored.since, since);
      const stopped = time - stored.seen > stoppedMs ? [{ from: stored.seen, to: time }] : [];
      stops = [...stored.stops.filter(stop => stop.to > time - dayMs), ...stopped].slice(-mostStops);
      for (const [id, memory] of Object.entries(stored.streams)) if (!streams.has(id)) streams.set(id, memory);
    },
    async flush() {
      const time = now();
      const kept: Kept = { since, seen: time, stops, streams: Object.fromEntries(streams) };
      await documents.write(documentKey, kept, time);
    },
  };
}

function moved({ changes, hours, days, lastGood, lastEvent, lastControl, lastError }: StreamMemory, byMs: number): StreamMemory {
  return {
    changes: changes.map(change => ({ ...change, at: change.at + byMs })),
    hours: hours.map(([hour, events]) => [Math.floor((hour * hourMs + byMs) / hourMs), events]),
    days: days.map(([day, events, count]) => [Math.floor((day * dayMs + byMs) / dayMs), events, count]),
    ...(lastGood === undefined ? {} : { lastGood: lastGood + byMs }),
    ...(lastEvent === undefined ? {} : { lastEvent: lastEvent + byMs }),
    ...(lastControl === undefined ? {} : { lastControl: lastControl + byMs }),
    ...(lastError === undefined ? {} : { lastError: { ...lastError, at: lastError.at + byMs } }),
  };
}

/** Written whole and by us alone: it is looked at only so far that one of an older shape is passed over. */
function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { since, seen, stops, streams } = value as Partial<Record<keyof Kept, unknown>>;
  return (
    typeof since === 'number' &&
    typeof seen === 'number' &&
    Array.isArray(stops) &&
    typeof streams === 'object' &&
    streams !== null
  );
}

/** Forced orders a minute over the last hour: of the hour that runs, and of what it lacks of the one before. `undefined` before an hour of log. */
export function eventsPerMinute({ hours }: StreamMemory, now: number): number | undefined {
  const hour = Math.floor(now / hourMs);
  const part = now / hourMs - hour;
  const of = (wanted: number): number | undefined => hours.find(([each]) => each === wanted)?.[1];
  const before = of(hour - 1);
  return before === undefined ? undefined : ((of(hour) ?? 0) + before * (1 - part)) / 60;
}

/** The same over the hours before, of seven days, in which it was live; `undefined` before there are 24 of them. */
export function usualPerMinute({ days }: StreamMemory): number | undefined {
  const hours = days.reduce((sum, [, , count]) => sum + count, 0);
  return hours < 24 ? undefined : days.reduce((sum, [, events]) => sum + events, 0) / hours / 60;
}

/** Adds an hour that is over to its day, and lets go of days that are too old. */
function toDays(days: StreamMemory['days'], [hour, events]: readonly [number, number]): StreamMemory['days'] {
  const day = Math.floor(hour / 24);
  const last = days.at(-1);
  if (last?.[0] === day) return [...days.slice(0, -1), [day, last[1] + events, last[2] + 1]];
  return [...days.filter(([each]) => each >= day - daysKept), [day, events, 1]];
}
