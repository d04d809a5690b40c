import { createCoinEngine } from '../../lib/engine/coin-engine.ts';
import type { EngineInput, Phase, PhaseChange } from '../../lib/model/engine.ts';
import type { Market } from './data.ts';

/** What the engine said of one market, ascending. */
export interface Detection {
  readonly changes: readonly PhaseChange[];
  /** End of the record, ms. */
  readonly end: number;
}

/** When an input can first be known, ms: a bar when it is over. */
function knownAt(input: EngineInput): number {
  return input.type === 'bar' ? input.time + input.intervalMs : input.time;
}

/** Plays a market to the engine in the order in which its inputs became known; no step is taken with an input of later. */
export function detect({ base, orders, bars }: Market): Detection {
  const inputs: EngineInput[] = [...orders, ...bars];
  inputs.sort((left, right) => knownAt(left) - knownAt(right));
  const engine = createCoinEngine({ base });
  const changes: PhaseChange[] = [];
  const stepTo = (now: number): void => {
    for (let change = engine.step(now); change !== undefined; change = engine.step(now)) changes.push(change);
  };
  for (const input of inputs) {
    stepTo(knownAt(input) - 1);
    engine.push(input);
  }
  const end = Math.max(0, ...inputs.slice(-1).map(knownAt));
  stepTo(end);
  return { changes, end };
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
