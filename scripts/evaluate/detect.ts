import { createReplay } from '../../lib/engine/replay.ts';
import type { Phase, PhaseChange } from '../../lib/model/engine.ts';
import type { Market } from './data.ts';

/** What the engine said of one market, ascending. */
export interface Detection {
  readonly changes: readonly PhaseChange[];
  /** End of the record, ms. */
  readonly end: number;
}

/** Plays a market to the engine, by the same replay that the command line has: every input when it became known, a bar when it was over. */
export function detect({ base, orders, bars, span }: Market): Detection {
  const replay = createReplay({ base });
  const told = [...orders, ...bars].flatMap(input => replay.push(input)).concat(replay.end());
  const changes = told.flatMap(({ type, ...output }) => (type === 'phase' && 'from' in output ? [output] : []));
  return { changes, end: span.to };
}

/** Moments at which a phase was entered. */
export function entriesOf({ changes }: Detection, phase: Phase): readonly number[] {
  return changes.flatMap(change => (change.phase === phase ? [change.time] : []));
}

/**
 * Moments at which one of the phases lasted: entry, and every five minutes after, as a rule that compares a number goes on being met. What the engine
 * stayed in is thereby held against the same crashes as what a threshold stayed above.
 */
export function momentsIn({ changes, end }: Detection, phases: readonly Phase[]): readonly number[] {
  return changes.flatMap((change, index) => {
    if (!phases.includes(change.phase)) return [];
    const until = changes[index + 1]?.time ?? end;
    return Array.from(
      { length: Math.max(1, Math.ceil((until - change.time) / 300_000)) },
      (_, place) => change.time + place * 300_000,
    );
  });
}
