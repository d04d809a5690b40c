import type { Interval, Intervals } from '../model/coverage.ts';
import type { History, HistoryUnit } from '../model/venue.ts';
import { clip, subtract, toIntervals, union, widen } from '../std/intervals.ts';

/** Sums of what is too old for single orders are made at this grain. */
export const historyGrainMs = 1_800_000;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Gaps so near to each other are asked for together: most requests cost the same however long their window. */
const nearMs = 60_000;

/** Newest first, over all units, before anything older. */
export const historyStages = ['24h', '7d', '30d'] as const;
export type HistoryStage = (typeof historyStages)[number];

/** A stretch of one unit that nobody heard and that can be asked for. */
export interface HistoryTask {
  readonly unit: HistoryUnit;
  readonly stage: HistoryStage;
  /** Single orders where they can still be told apart by key, else half-hour sums, and then `span` is whole half hours. */
  readonly layer: 'fine' | 'coarse';
  /** ms of market time. */
  readonly span: Interval;
  /** Whether it goes back to before the extension was first started. */
  readonly isFirst: boolean;
}

/** What a plan is made of. Market time, ms. */
export interface HistoryNeeds {
  readonly history: Pick<History, 'firstReachMs' | 'healReachMs' | 'lagMs' | 'maxWindowMs' | 'everyMs'>;
  readonly units: readonly HistoryUnit[];
  readonly now: number;
  /** When the venue's history was first looked at. */
  readonly startedAt: number;
  /** False once the requests for the time before `startedAt` are used up: that time is then out of reach. */
  readonly mayGoBack: boolean;
  /** When a unit was heard, through streams or through its history, in either layer. */
  readonly heard: (unit: HistoryUnit) => Intervals;
}

/** What is to be asked for, in the order in which it matters. */
export function planHistory({ history, units, now, startedAt, mayGoBack, heard }: HistoryNeeds): readonly HistoryTask[] {
  const { firstReachMs, healReachMs, lagMs, maxWindowMs, everyMs } = history;
  const limit = now - lagMs;
  // A day is to be heard whole at the fine grain, so its first half hour is too.
  const edge = floorTo(now - dayMs, historyGrainMs);
  const weekAgo = floorTo(now - 7 * dayMs, historyGrainMs);
  const monthAgo = now - 30 * dayMs;
  const start = Math.min(startedAt, now);
  const reachable = toIntervals([
    ...(mayGoBack ? [{ from: Math.max(now - firstReachMs, monthAgo), to: Math.min(start, limit) }] : []),
    { from: Math.max(start, now - healReachMs, monthAgo), to: limit },
  ]);
  const oldest = Math.max(now - Math.max(firstReachMs, healReachMs), monthAgo);
  const coarseFrom = Math.ceil(oldest / historyGrainMs) * historyGrainMs;
  // The end of a gap that is still cut by the lag comes soon, and is cheaper to ask for together with the rest.
  const leastMs = everyMs === undefined ? Math.min(maxWindowMs, historyGrainMs) : 1;

  const tasks: HistoryTask[] = [];
  for (const unit of units) {
    const gaps = subtract(reachable, heard(unit)).filter(gap => gap.to < limit || gap.to - gap.from >= leastMs);
    const fine = near(clip(gaps, edge, Infinity));
    const old = clip(gaps, -Infinity, Math.min(edge, floorTo(limit, historyGrainMs)));
    const coarse = clip(widen(old, historyGrainMs), coarseFrom, edge);
    const add = (stage: HistoryStage, layer: HistoryTask['layer'], spans: Intervals) => {
      for (const span of [...spans].reverse()) tasks.push({ unit, stage, layer, span, isFirst: mayGoBack && span.from < start });
    };
    add('24h', 'fine', fine);
    add('7d', 'coarse', clip(coarse, weekAgo, Infinity));
    add('30d', 'coarse', clip(coarse, -Infinity, weekAgo));
  }
  return historyStages.flatMap(stage => tasks.filter(task => task.stage === stage));
}

/** The last part of a span that one window may hold, and what is left before it. */
export function splitLast(span: Interval, widthMs: number): { readonly window: Interval; readonly rest: Interval | undefined } {
  const from = Math.max(span.from, span.to - widthMs);
  return { window: { from, to: span.to }, rest: from > span.from ? { from: span.from, to: from } : undefined };
}

function near(gaps: Intervals): Intervals {
  return union(
    gaps,
    gaps.flatMap((gap, place) => {
      const next = gaps[place + 1];
      return next !== undefined && next.from - gap.to <= nearMs ? [{ from: gap.to, to: next.from }] : [];
    }),
  );
}

function floorTo(time: number, grainMs: number): number {
  return Math.floor(time / grainMs) * grainMs;
}
