import type { Interval, Intervals } from './coverage.ts';
import type { BackfillProgress, FeedHealth, KeyedSourceId, KeyedTotals } from './snapshot.ts';
import type { VenueId } from './trade.ts';

export const liveFeedsModes = ['always', 'visible', 'never'] as const;

/** When sockets are held open. Firefox can do no more than `visible`. */
export type LiveFeeds = (typeof liveFeedsModes)[number];

export type { KeyedSourceId, KeyedTotals } from './snapshot.ts';

/** One stream or endpoint, as the page of feeds shows it. */
export interface StreamRow extends FeedHealth {
  readonly kind: 'socket' | 'poll' | 'history' | 'request';
  /** Market time of the last forced order, ms; absent before the first and for what carries none. */
  readonly lastEvent?: number;
  /** Market time of the last sign of life that was no forced order, ms. */
  readonly lastControl?: number;
  /** Forced orders a minute over the last hour; absent until an hour was heard. */
  readonly eventsPerMinute?: number;
  /** The same over the last seven days; absent until a day was heard. */
  readonly usualPerMinute?: number;
  /** The last thing that went wrong, in words, and when; stays after it was mended. */
  readonly lastError?: { readonly text: string; readonly at: number };
}

/** A stretch that was not heard, with the reason where one is known: `Firefox rests`, `region`, `asked to wait`, `closed (1006)`. */
export interface Silence extends Interval {
  readonly reason: string;
}

/** What was spent of one budget in its running window. */
export interface BudgetUse {
  readonly name: string;
  readonly host: string;
  readonly used: number;
  /** Ours: half of what the host allows. */
  readonly limit: number;
  readonly windowMs: number;
}

/** One venue with all that is asked of it. */
export interface VenueFeeds {
  readonly id: VenueId;
  readonly name: string;
  /** The user's switch. */
  readonly on: boolean;
  readonly completeness: 'complete' | 'sampled' | 'none';
  /** Share of the last 24 hours that was heard, 0 to 1; absent for a venue without forced orders. */
  readonly coverage24h?: number;
  /** Heard and unheard stretches of the last 24 hours, of all its streams together. */
  readonly heard: Intervals;
  readonly silences: readonly Silence[];
  readonly streams: readonly StreamRow[];
  readonly budgets: readonly BudgetUse[];
}

/** What left the browser to one host since it was installed, or the list was cleared. */
export interface HostRow {
  readonly host: string;
  /** Requests, and connections of sockets. */
  readonly count: number;
  readonly failed: number;
  /** Received, bodies and frames. */
  readonly bytes: number;
  /** Market time of the last, ms. */
  readonly lastTime: number;
  /** Most frequent first. Each is a `RequestWhy`, or what an earlier version kept: a sentence. */
  readonly whys: readonly (readonly [why: string, count: number])[];
}

/** Everything that the page of feeds shows, plain JSON. */
export interface FeedsPage {
  /** Market time, ms. */
  readonly asOf: number;
  readonly clock: { readonly offsetMs: number; readonly agreed: boolean; readonly hosts: readonly string[] };
  readonly venues: readonly VenueFeeds[];
  /** What is no venue: spot prices, Fear & Greed, keyed sources. */
  readonly sources: readonly StreamRow[];
  readonly hosts: readonly HostRow[];
  readonly progress: readonly BackfillProgress[];
  readonly keyed: readonly KeyedTotals[];
}

/** What a key may be: visible characters of ASCII, as a header can carry them. */
export const keyShape = /^[\x21-\x7e]{8,200}$/;

/** What the page of options shows. Keys themselves never leave the background. */
export interface OptionsView {
  readonly liveFeeds: LiveFeeds;
  /** False where the browser cannot hold sockets without a visible panel (Firefox). */
  readonly canAlways: boolean;
  readonly venues: readonly { readonly id: VenueId; readonly name: string; readonly on: boolean }[];
  readonly keys: readonly {
    readonly source: KeyedSourceId;
    readonly name: string;
    /** Origin for which leave is asked before a key is kept. */
    readonly origin: string;
    readonly hasKey: boolean;
    /** What became of the last request with it, in words; absent before the first. */
    readonly state?: string;
  }[];
}
