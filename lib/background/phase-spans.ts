import { phases } from '../model/engine.ts';
import type { PhaseMemory } from '../model/engine.ts';
import type { PhaseSpan } from '../model/history.ts';

/** As long as the longest history. */
const keptMs = 31 * 86_400_000;
/** The engine takes its steps when there is news, and bars come by the hour: after longer than this without any nothing is known of the time between. */
const joinMs = 2 * 3_600_000;
/** A coin that changes its phase more often than every hour and a half has a shorter past. */
const mostSpans = 500;

/**
 * The spans with what the engine remembers by now. Called at each change of phase and now and then between, with ascending `at`: the span that lasts is
 * drawn out, and a change ends it.
 */
export function followPhase(spans: readonly PhaseSpan[], { phase, at }: Pick<PhaseMemory, 'phase' | 'at'>): readonly PhaseSpan[] {
  const last = spans.at(-1);
  const isNear = last !== undefined && at - last.to <= joinMs;
  const before = isNear ? [...spans.slice(0, -1), { ...last, to: Math.max(last.to, at) }] : spans;
  if (isNear && last.phase === phase) return before;
  return [...before, { phase, from: at, to: at }].filter(({ to }) => to > at - keptMs).slice(-mostSpans);
}

/** Those that were over by then: what comes after is gone through anew. */
export function phasesBefore(spans: readonly PhaseSpan[], time: number): readonly PhaseSpan[] {
  return spans.filter(({ from }) => from < time).map(span => ({ ...span, to: Math.min(span.to, time) }));
}

/** Spans as they were kept; none of what we would not have written. */
export function readPhases(kept: unknown): readonly PhaseSpan[] {
  if (typeof kept !== 'object' || kept === null || !('spans' in kept) || !Array.isArray(kept.spans)) return [];
  return kept.spans.filter(isSpan);
}

function isSpan(span: unknown): span is PhaseSpan {
  if (typeof span !== 'object' || span === null) return false;
  const { phase, from, to } = span as Partial<Record<keyof PhaseSpan, unknown>>;
  return phases.some(each => each === phase) && typeof from === 'number' && typeof to === 'number';
}
