import type { PhaseSpan } from '../../lib/model/history.ts';
import type { MarketSnapshot } from '../../lib/model/snapshot.ts';

/** What can be looked into: what this browser recorded, and the recordings that come with the extension. */
export const sources = ['own', 'reference-day', 'cascade'] as const;
export type RecordingSource = (typeof sources)[number];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How far one step of playing goes, ms of market time. */
export const speeds = [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs] as const;
export type Speed = (typeof speeds)[number];

/** What the replay shows. */
export interface ReplayState {
  /** `undefined` until one was chosen. */
  readonly source: RecordingSource | undefined;
  /** The span that can be looked into, ms. */
  readonly from: number;
  readonly to: number;
  /** The moment that is asked for, ms. */
  readonly time: number;
  /** The last moment that was read, with what it was like; `none` where nothing is kept of it. */
  readonly shown: { readonly time: number; readonly snapshot: MarketSnapshot | 'none' } | undefined;
  readonly failure: 'failed' | 'unanswered' | undefined;
  readonly isPlaying: boolean;
  readonly speed: Speed;
  /** Phases of the whole span, for the bar and to jump to. */
  readonly marks: readonly PhaseSpan[];
}

export const firstReplay: ReplayState = {
  source: undefined,
  from: 0,
  to: 0,
  time: 0,
  shown: undefined,
  failure: undefined,
  isPlaying: false,
  speed: 5 * minuteMs,
  marks: [],
};

/** The name of a recording as the background knows it; `undefined` for what this browser recorded. */
export const toRecording = (source: RecordingSource | undefined): string | undefined => (source === 'own' ? undefined : source);

/** Steps to and fro, ms. */
export const jumps = [-24 * hourMs, -hourMs, -10 * minuteMs, -minuteMs, minuteMs, 10 * minuteMs, hourMs, 24 * hourMs] as const;

/** Phases worth jumping to, with the first step of market time at which each holds: those that are not calm, the newest eight. */
export const toMarks = (phases: readonly PhaseSpan[], { from, to }: Pick<ReplayState, 'from' | 'to'>): readonly PhaseSpan[] =>
  phases.filter(({ phase, from: start }) => phase !== 'calm' && start >= from && start < to).slice(-8);
