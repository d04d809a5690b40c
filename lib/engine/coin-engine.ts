import type {
  BranchingFigure,
  CoinReading,
  EngineInput,
  Known,
  PhaseChange,
  PhaseMemory,
  StabilisingFigure,
} from '../model/engine.ts';
import { hourMs, minuteMs } from './amounts.ts';
import { measureBranching } from './branching/branching.ts';
import { measureOwnPast, readSigns } from './phase-evidence.ts';
import type { OwnPast, Signs } from './phase-evidence.ts';
import { createPhaseMemory, isOver, stepPhase } from './phase.ts';
import { leastPastMs, rateWindows } from './rates.ts';
import { judgeStabilising } from './stabilising.ts';
import { createTape } from './tape.ts';
import type { TapeOptions } from './tape.ts';

/** Steps are taken at whole multiples of this market time, so that a replay and a live run take the same ones. */
export const stepMs = 10_000;
/** Without news a step a minute is enough for what only time decides. */
const idleStepMs = minuteMs;
const refitMs = 30_000;
const idleRefitMs = 5 * minuteMs;
const ownPastEveryMs = hourMs;
const branchingReachMs = 6 * hourMs;
const takersMs = 2 * hourMs;

export interface CoinEngineOptions extends TapeOptions {
  /** What an earlier run remembered: its phase goes on from there. */
  readonly memory?: PhaseMemory | undefined;
}

/** The parts of a reading that this engine gives. */
export type EngineReading = Pick<CoinReading, 'phase' | 'branching' | 'stabilising' | 'longRate' | 'takerBuyShare'>;

/** Phase, R and the two ticks of one coin, or of the market, from what is pushed. */
export interface CoinEngine {
  push(input: EngineInput): void;
  /**
   * Goes through the steps up to `now` and stops at the first change of phase: call it until it answers `undefined`. Steps without news are left out
   * while it is calm, so that months go by in seconds.
   */
  step(now: number): PhaseChange | undefined;
  /** What is to be said at the moment of the last step; `now` is that moment, or a little later. */
  reading(now: number): EngineReading;
  /** To be kept, and handed in again after a restart; `undefined` before the first step. */
  memory(): PhaseMemory | undefined;
}

/** The phase that is remembered, unless nothing tells that it still is what it is. */
function toPhase(memory: PhaseMemory | undefined, { rate, priceUsd, evidence }: Signs): EngineReading['phase'] {
  if (memory === undefined || (rate === undefined && priceUsd === undefined)) return { unknown: 'noFigures' };
  const { phase, since, from } = memory;
  // A price that does not fall does not tell that nobody is forced to sell.
  if (phase === 'calm' && rate === undefined) return { unknown: 'noOrders' };
  return { phase, since, ...(from === undefined ? {} : { from }), evidence: memory.evidence, now: evidence };
}

/** An engine of one coin; of the market where `base` is `undefined`. */
export function createCoinEngine({ base, isComplete, memory: remembered }: CoinEngineOptions): CoinEngine {
  const tape = createTape({ base, isComplete });
  let memory = remembered;
  let past: (OwnPast & { readonly at: number }) | undefined;
  let fitted: { readonly at: number; readonly r: Known<BranchingFigure> } | undefined;

  // The own past ends before the fall began; while one lasts, it stays as it was.
  const ownPast = (now: number): OwnPast => {
    const startedAt = memory?.fall?.startedAt;
    if (past === undefined || (startedAt === undefined && now - past.at >= ownPastEveryMs)) {
      const longest = rateWindows[rateWindows.length - 1]?.windowMs ?? hourMs;
      past = { ...measureOwnPast(tape, Math.min(startedAt ?? now, now) - longest), at: now };
    }
    return past;
  };

  // At whole multiples, so that what is told of a moment does not depend on when somebody asked before.
  const branching = (now: number, everyMs = refitMs): Known<BranchingFigure> => {
    const at = Math.floor(now / everyMs) * everyMs;
    if (fitted?.at !== at) {
      const from = at - branchingReachMs;
      const covariate = tape.covariate(from, at);
      const r = measureBranching({
        times: tape.orderTimes(from, at),
        now: at,
        heardSince: tape.singleSince,
        ...(covariate === undefined ? {} : { covariate }),
      });
      fitted = { at, r };
    }
    return fitted.r;
  };

  const signsAt = (now: number): Signs => readSigns(tape, ownPast(now), now, memory, () => branching(now));

  const nextStep = (): number | undefined => {
    const at = memory?.at ?? -Infinity;
    const next = tape.nextAfter(at);
    const news = next === undefined ? Infinity : Math.max(at + stepMs, Math.ceil(next / stepMs) * stepMs);
    const idle = memory === undefined || memory.phase === 'calm' ? Infinity : Math.floor(at / idleStepMs + 1) * idleStepMs;
    const step = Math.min(news, idle);
    return Number.isFinite(step) ? step : undefined;
  };

  const stabilisingAt = (now: number, signs: Pick<Signs, 'priceUsd' | 'r'>): StabilisingFigure | undefined =>
    memory?.fall === undefined ? undefined : judgeStabilising(tape, memory.fall, ownPast(now), signs, now);

  return {
    push(input) {
      tape.push(input);
    },
    step(now) {
      for (let at = nextStep(); at !== undefined && at <= now; at = nextStep()) {
        const before = memory ?? createPhaseMemory(at);
        memory = before;
        const signs = signsAt(at);
        const stabilising = (): StabilisingFigure => {
          // R can only take a tick away, so it is left for the end.
          const ticks = stabilisingAt(at, { priceUsd: signs.priceUsd });
          const judged = ticks !== undefined && isOver(ticks) ? stabilisingAt(at, signs) : ticks;
          return judged ?? { buying: { terms: [] }, diminishing: { terms: [] } };
        };
        memory = stepPhase(before, { tape, past: ownPast(at), signs, stabilising, now: at });
        if (Math.floor(at / hourMs) !== Math.floor(before.at / hourMs)) tape.trim(at);
        if (memory.phase === before.phase) continue;
        if (memory.phase === 'calm') past = undefined;
        return {
          time: at,
          base: base ?? 'ALL',
          phase: memory.phase,
          from: before.phase,
          evidence: memory.evidence,
          r: branching(at),
        };
      }
      return undefined;
    },
    reading(now) {
      const signs = signsAt(now);
      const { rate } = signs;
      const own = ownPast(now);
      const takers = tape.takerBuyShare(now - takersMs, now);
      const stabilising = stabilisingAt(now, signs);
      const phase = toPhase(memory, signs);
      return {
        phase,
        branching: branching(now, memory === undefined || memory.phase === 'calm' ? idleRefitMs : refitMs),
        stabilising: stabilising ?? { unknown: 'unknown' in phase ? phase.unknown : 'noFall' },
        longRate:
          rate === undefined
            ? { unknown: 'noOrders' }
            : own.pastMs < leastPastMs
              ? { unknown: 'shortPast' }
              : {
                  perMinuteUsd: (rate.usd * minuteMs) / rate.windowMs,
                  unusualUsd: (rate.usualUsd * minuteMs) / rate.windowMs,
                },
        takerBuyShare: takers ?? { unknown: 'noTakers' },
      };
    },
    memory: () => memory,
  };
}
