import type { FuelFigure } from '../model/engine.ts';
import { fuelAt } from '../model/fuel-at.ts';

/** A level counts as crossed from this share above it to this share below. */
const zoneShare = 0.005;
/** Levels below the price that are watched. */
const mostWatched = 3;
/** After a longer silence nobody knows what was forced out, and what was being watched is let go. */
const mostSilenceMs = 300_000;

/** One level that the price may fall through. `observedUsd` is there from the moment on at which the price came into its zone. */
interface Watched {
  readonly levelUsd: number;
  readonly predictedUsd: number;
  readonly observedUsd?: number;
}

/** What the self-check remembers, plain JSON. */
export interface CrossingMemory {
  readonly at: number;
  readonly watched: readonly Watched[];
  /** Sums over all crossings so far, US dollars. */
  readonly predictedUsd: number;
  readonly observedUsd: number;
  readonly crossings: number;
}

export interface CrossingInput {
  /** Market time, ms. */
  readonly now: number;
  readonly priceUsd: number;
  /** `undefined` while it is not known; then no new level is watched. */
  readonly fuel: FuelFigure | undefined;
  readonly levels: readonly number[];
  /** Dollars of longs heard to be forced out since the last step: a floor, and so is the ratio. */
  readonly longUsd: number;
}

/**
 * One step of the self-check. While the price is above the zone of a level, from 0.5 % above to 0.5 % below, what the curve predicts for the zone is
 * noted; once it is inside, forced longs are added; when it leaves at the bottom, both are added to the sums. A price that turns round is no
 * crossing. Starts anew from `undefined`.
 */
export function crossings(memory: CrossingMemory | undefined, input: CrossingInput): CrossingMemory {
  const { now, priceUsd, fuel, longUsd } = input;
  let { predictedUsd, observedUsd, crossings: count } = memory ?? { predictedUsd: 0, observedUsd: 0, crossings: 0 };
  const watched: Watched[] = [];
  const isHeard = memory !== undefined && now - memory.at <= mostSilenceMs;
  for (const each of isHeard ? memory.watched : []) {
    if (priceUsd > each.levelUsd * (1 + zoneShare)) continue;
    const heard = (each.observedUsd ?? 0) + longUsd;
    if (priceUsd > each.levelUsd * (1 - zoneShare)) {
      watched.push({ ...each, observedUsd: heard });
      continue;
    }
    predictedUsd += each.predictedUsd;
    observedUsd += heard;
    count += 1;
  }
  const next = input.levels.filter(level => priceUsd > level * (1 + zoneShare)).sort((left, right) => right - left);
  for (const levelUsd of next.slice(0, mostWatched)) {
    const top = levelUsd * (1 + zoneShare);
    // A curve that starts below the zone tells of shorts there.
    if (fuel === undefined || fuel.priceUsd < top) continue;
    const above = fuelAt(fuel, top);
    const below = fuelAt(fuel, levelUsd * (1 - zoneShare));
    if (above !== undefined && below !== undefined) watched.push({ levelUsd, predictedUsd: below - above });
  }
  return { at: now, watched, predictedUsd, observedUsd, crossings: count };
}

/** Observed over predicted dollars so far; `undefined` before the first crossing, and where nothing was predicted. */
export function toCheck(memory: CrossingMemory | undefined): FuelFigure['check'] {
  if (memory === undefined || memory.crossings === 0 || memory.predictedUsd <= 0) return undefined;
  return { ratio: memory.observedUsd / memory.predictedUsd, crossings: memory.crossings };
}
