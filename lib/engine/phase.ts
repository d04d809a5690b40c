import type { Evidence, Phase, PhaseMemory, StabilisingFigure } from '../model/engine.ts';
import { hourMs, minuteMs } from './amounts.ts';
import type { OwnPast, Signs } from './phase-evidence.ts';
import { highBranching } from './phase-evidence.ts';
import type { Fall } from './stabilising.ts';
import type { Tape } from './tape.ts';

/** How long each phase lasts at the least, ms. */
export const leastDwellMs: Readonly<Record<Phase, number>> = {
  calm: minuteMs,
  building: minuteMs / 2,
  cascade: minuteMs,
  deleveraging: 2 * minuteMs,
  stabilising: 10 * minuteMs,
};

/** A building that nothing speaks for is over after this. */
const quietMs = 15 * minuteMs;
/** Stabilising becomes calm after a day of which the last hours were as usual. */
const calmAfterMs = 24 * hourMs;
const usualForMs = 6 * hourMs;
/** Without a fall of the price: dollars and orders over what is usual. */
const burst = { ratio: 1.5, orders: 2 } as const;
/** What makes a building a cascade: dollars over what is usual, and the fall over its threshold. */
const cascading = { ratio: 3, drop: 2, ratioAlone: 6 } as const;
/** Closed positions, or orders that set each other off, make less of both enough. */
const supported = 0.75;
/** The price has stopped falling when so much of the fall is won back; then forced orders need only be half of the most. */
const bounce = 0.05;
const half = 0.5;
const quarter = 0.25;
const paceMs = minuteMs / 2;
const lateMs = 10 * minuteMs;

/** What a phase is decided from. */
export interface PhaseInput {
  readonly tape: Tape;
  readonly past: OwnPast;
  readonly signs: Signs;
  /** The two ticks; only read while deleveraging. */
  readonly stabilising: () => StabilisingFigure;
  readonly now: number;
}

/** Before anything was heard. */
export function createPhaseMemory(at: number): PhaseMemory {
  return { phase: 'calm', since: at, at, evidence: [] };
}

/**
 * One step of the phase machine. calm → building → cascade → deleveraging → stabilising → calm, each for its least time. Besides: building → calm when
 * nothing came of it; deleveraging → cascade on a new low, since the fall goes on; stabilising → deleveraging when it begins anew, from where it may be a
 * cascade again. Never from calm to cascade.
 */
export function stepPhase(memory: PhaseMemory, input: PhaseInput): PhaseMemory {
  const { now, signs } = input;
  const fall = memory.phase === 'calm' ? undefined : toFall(memory.fall, input);
  const isQuiet = memory.phase === 'building' ? !isAnySign(signs) : isUsual(input);
  const { quietSince: _before, ...rest } = memory;
  const held: PhaseMemory = {
    ...rest,
    at: now,
    ...(fall === undefined ? {} : { fall }),
    ...(isQuiet ? { quietSince: memory.quietSince ?? now } : {}),
  };
  if (now - memory.since < leastDwellMs[memory.phase]) return held;
  const next = nextPhase(held, memory.fall, input);
  if (next === undefined) return held;
  const { fall: over, quietSince: _over, ...kept } = held;
  const begun = next.phase === 'calm' ? undefined : memory.phase === 'calm' ? toFall(undefined, input) : over;
  return {
    ...kept,
    phase: next.phase,
    from: memory.phase,
    since: now,
    evidence: next.evidence,
    ...(begun === undefined ? {} : { fall: begun }),
  };
}

interface Next {
  readonly phase: Phase;
  readonly evidence: readonly Evidence[];
}

function nextPhase(memory: PhaseMemory, before: Fall | undefined, input: PhaseInput): Next | undefined {
  const { signs, now } = input;
  const to = (phase: Phase, more: readonly Evidence[] = []): Next => ({ phase, evidence: [...signs.evidence, ...more] });
  const isNewLow = before !== undefined && memory.fall !== undefined && (memory.fall.lowUsd ?? Infinity) < (before.lowUsd ?? Infinity);
  const quiet = memory.quietSince === undefined ? 0 : now - memory.quietSince;
  switch (memory.phase) {
    case 'calm':
      return isBuilding(signs) ? to('building') : undefined;
    case 'building': {
      if (isCascade(signs)) return to('cascade');
      return quiet >= quietMs ? to('calm', [{ id: 'quiet', unit: 'ms', met: true, value: quiet, threshold: quietMs }]) : undefined;
    }
    case 'cascade': {
      const slower = readSlower(memory.fall, input);
      return slower === undefined ? undefined : to('deleveraging', [slower]);
    }
    case 'deleveraging': {
      if (isNewLow && isCascade(signs)) return to('cascade');
      const { buying, diminishing } = input.stabilising();
      const isOver = buying.met !== false && diminishing.met !== false && (buying.met ?? diminishing.met) === true;
      return isOver ? to('stabilising', [...buying.terms, ...diminishing.terms]) : undefined;
    }
    case 'stabilising': {
      if (isNewLow || isBuilding(signs)) return to('deleveraging');
      const value = now - memory.since;
      return value >= calmAfterMs && quiet >= usualForMs
        ? to('calm', [{ id: 'dwell', unit: 'ms', met: true, value, threshold: calmAfterMs }])
        : undefined;
    }
  }
}

function isAnySign({ rate, drop }: Signs): boolean {
  return (rate !== undefined && rate.ratio >= 1) || (drop !== undefined && drop.value >= drop.threshold);
}

/** Whether no more is forced out than usual over the longest span. */
function isUsual({ tape, past, now }: PhaseInput): boolean {
  const longest = past.rates.at(-1);
  return longest === undefined || tape.longUsd(now - longest.windowMs, now) < longest.usd;
}

function isClosing({ interest }: Signs): boolean {
  return interest !== undefined && interest.change <= -0.005;
}

function isBuilding(signs: Signs): boolean {
  const { rate, drop } = signs;
  const fall = drop === undefined ? 0 : drop.value / drop.threshold;
  if (rate === undefined) return fall >= cascading.drop && isClosing(signs);
  return (rate.ratio >= 1 && fall >= 1) || (rate.ratio >= burst.ratio && rate.ordersRatio >= burst.orders);
}

function isCascade(signs: Signs): boolean {
  const { rate, drop, r } = signs;
  const ease = isClosing(signs) || (r !== undefined && r.raw >= highBranching) ? supported : 1;
  const fall = drop === undefined ? undefined : drop.value / drop.threshold;
  if (rate === undefined) return fall !== undefined && fall >= cascading.drop && isClosing(signs);
  if (fall === undefined) return signs.priceUsd === undefined && rate.ratio >= cascading.ratioAlone * ease;
  return rate.ratio >= cascading.ratio * ease && fall >= cascading.drop * ease;
}

/** What the fall has come to. Its high is that of the last day before its low, so that a long decline does not ask for all of it back. */
function toFall(fall: Fall | undefined, { tape, past, signs, now }: PhaseInput): Fall {
  const price = signs.priceUsd;
  const orders = tape.longOrders(now - paceMs, now);
  const windowMs = past.rates[0]?.windowMs ?? hourMs;
  const perMinute = (tape.longUsd(now - windowMs, now) * minuteMs) / windowMs;
  if (fall === undefined)
    return {
      startedAt: now,
      ...(price === undefined ? {} : { highUsd: price / (1 - (signs.drop?.value ?? 0)), lowUsd: price }),
      lowAt: now,
      peakPerMinuteUsd: perMinute,
      peakAt: now,
      peakOrders: orders,
    };
  // Bars come when they are over, and some minutes later still.
  const low = tape.lowest(Math.max(fall.startedAt, now - lateMs), now);
  const isLower = low !== undefined && low.usd < (fall.lowUsd ?? Infinity);
  const isPeak = perMinute > fall.peakPerMinuteUsd;
  const highUsd = Math.max(fall.highUsd ?? 0, price ?? 0);
  return {
    ...fall,
    ...(highUsd > 0 ? { highUsd } : {}),
    ...(isLower ? { lowUsd: low.usd, lowAt: low.at } : {}),
    ...(isPeak ? { peakPerMinuteUsd: perMinute, peakAt: now } : {}),
    peakOrders: Math.max(fall.peakOrders, orders),
  };
}

/** What ends a cascade: forced orders are half of the most and the price has bounced, or they are a quarter of the most. */
function readSlower(fall: Fall | undefined, { tape, past, signs, now }: PhaseInput): Evidence | undefined {
  if (fall === undefined) return { id: 'quiet', unit: 'ms', missing: 'the fall is not known' };
  const windowMs = past.rates[0]?.windowMs ?? hourMs;
  const isFine = windowMs === minuteMs;
  const value = (tape.longUsd(now - windowMs, now) * minuteMs) / windowMs;
  const pace = isFine ? tape.longOrders(now - paceMs, now) / Math.max(1, fall.peakOrders) : value / fall.peakPerMinuteUsd;
  const { priceUsd } = signs;
  const { highUsd = 0, lowUsd = 0 } = fall;
  const isBouncing = priceUsd === undefined || priceUsd - lowUsd >= bounce * (highUsd - lowUsd);
  const threshold = fall.peakPerMinuteUsd * (isBouncing ? half : quarter);
  const isSlower = pace < (isBouncing ? half : quarter);
  return isSlower ? { id: 'long-rate-falling', unit: 'usd-per-minute', met: true, value, threshold, windowMs } : undefined;
}
