import type { Alert, EngineInput, PhaseChange } from '../model/engine.ts';
import type { ThresholdRule } from './alerts.ts';
import { createCoinEngine, stepMs } from './coin-engine.ts';
import type { CoinEngine } from './coin-engine.ts';
import { createReplayAlerts } from './replay-alerts.ts';
import type { TapeOptions } from './tape.ts';

/** What a replay tells, in order of market time. */
export type ReplayOutput = ({ readonly type: 'phase' } & PhaseChange) | ({ readonly type: 'alert' } & Alert);

export interface ReplayOptions extends Pick<TapeOptions, 'isComplete'> {
  /** Only this coin, in capitals or not; `ALL` for the market. Without it, every coin of the input has an engine of its own. */
  readonly base?: string | undefined;
  /** The user's own thresholds, over what is replayed. */
  readonly thresholds?: readonly ThresholdRule[] | undefined;
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
export function createReplay({ base: asked, thresholds = [], isComplete, heldInputs = 1_000_000 }: ReplayOptions = {}): Replay {
  const only = asked?.toUpperCase();
  const isMarket = only === marketBase;
  const engines = new Map<string, CoinEngine>();
  let held: EngineInput[] = [];
  let references: EngineInput[] = [];
  // Of the market, the levels are those of bitcoin, as in the extension.
  const alerts = createReplayAlerts(thresholds, isMarket ? 'BTC' : undefined);
  let steppedTo = -Infinity;

  const engineOf = (base: string): CoinEngine => {
    let engine = engines.get(base);
    if (engine === undefined) {
      engine = createCoinEngine({ base: base === marketBase ? undefined : base, isComplete });
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
      .flatMap(change => [{ type: 'phase', ...change } as const, ...alerts.phase(change).map(toOutput)]);
  };

  const take = (input: EngineInput): readonly ReplayOutput[] => {
    // A step sees what is known at its moment, so everything of that moment comes first.
    const told = stepTo(Math.ceil(knownAt(input) / stepMs - 1) * stepMs);
    if (input.type === 'reference') {
      references.push(input);
      for (const engine of engines.values()) engine.push(input);
    } else if (isMarket || only === undefined || only === input.base.toUpperCase()) {
      engineOf(isMarket ? marketBase : input.base).push(input);
    } else return told;
    return [...told, ...alerts.input(input).map(toOutput)];
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

const toOutput = (alert: Alert): ReplayOutput => ({ type: 'alert', ...alert });

const keptReferencesMs = 172_800_000;

/** When an input could first be known: a bar when it is over. */
function knownAt(input: EngineInput): number {
  return input.type === 'bar' ? input.time + input.intervalMs : input.time;
}
