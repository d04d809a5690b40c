import type { Alert, EngineInput, PhaseChange } from '../model/engine.ts';
import { createAlertState, defaultAlertRules, raiseAlert } from './alerts.ts';
import { createCoinEngine, stepMs } from './coin-engine.ts';
import type { CoinEngine } from './coin-engine.ts';

/** What a replay tells, in order of market time. */
export type ReplayOutput = ({ readonly type: 'phase' } & PhaseChange) | ({ readonly type: 'alert' } & Alert);

export interface ReplayOptions {
  /** Only this coin; `ALL` for the market. Without it, every coin of the input has an engine of its own. */
  readonly base?: string | undefined;
  /** So many inputs are held back to be put in order. What comes later than that is taken in late. */
  readonly heldInputs?: number | undefined;
}

/** Runs recorded inputs through the engines that the extension runs, at the steps that it takes. */
export interface Replay {
  push(input: EngineInput): readonly ReplayOutput[];
  /** Runs what was held back. */
  end(): readonly ReplayOutput[];
}

const marketBase = 'ALL';

/** A replay at its beginning. Inputs may come in any order, as long as the recording is shorter than what is held back, or nearly sorted. */
export function createReplay({ base: only, heldInputs = 400_000 }: ReplayOptions = {}): Replay {
  const engines = new Map<string, CoinEngine>();
  let held: EngineInput[] = [];
  let references: EngineInput[] = [];
  let alerts = createAlertState();
  let steppedTo = -Infinity;

  const engineOf = (base: string): CoinEngine => {
    let engine = engines.get(base);
    if (engine === undefined) {
      engine = createCoinEngine({ base: base === marketBase ? undefined : base });
      for (const reference of references) engine.push(reference);
      engines.set(base, engine);
    }
    return engine;
  };

  const stepTo = (time: number): readonly ReplayOutput[] => {
    if (time <= steppedTo) return [];
    steppedTo = time;
    const changes: PhaseChange[] = [];
    for (const engine of engines.values())
      for (let change = engine.step(time); change !== undefined; change = engine.step(time)) changes.push(change);
    return changes
      .sort((left, right) => left.time - right.time)
      .flatMap(change => {
        const raised = raiseAlert(alerts, defaultAlertRules, { kind: 'phase', change });
        alerts = raised.state;
        const { alert } = raised;
        return [{ type: 'phase', ...change } as const, ...(alert === undefined ? [] : [{ type: 'alert', ...alert } as const])];
      });
  };

  const take = (input: EngineInput): readonly ReplayOutput[] => {
    // A step sees what is known at its moment, so everything of that moment comes first.
    const told = stepTo(Math.ceil(knownAt(input) / stepMs - 1) * stepMs);
    if (input.type === 'reference') {
      references.push(input);
      for (const engine of engines.values()) engine.push(input);
    } else if (only === marketBase || only === undefined || only === input.base) engineOf(only ?? input.base).push(input);
    return told;
  };

  const release = (count: number): readonly ReplayOutput[] => {
    held.sort((left, right) => knownAt(left) - knownAt(right));
    const released = held.slice(0, count);
    held = held.slice(count);
    const told = released.flatMap(take);
    const last = released.at(-1);
    if (last !== undefined) references = references.filter(({ time }) => time > knownAt(last) - keptReferencesMs);
    return told;
  };

  return {
    push(input) {
      held.push(input);
      return held.length < heldInputs ? [] : release(heldInputs >> 1);
    },
    end() {
      const last = held.reduce((latest, input) => Math.max(latest, knownAt(input)), steppedTo);
      return [...release(held.length), ...stepTo(Math.floor(last / stepMs) * stepMs)];
    },
  };
}

const keptReferencesMs = 172_800_000;

/** When an input could first be known: a bar when it is over. */
function knownAt(input: EngineInput): number {
  return input.type === 'bar' ? input.time + input.intervalMs : input.time;
}
