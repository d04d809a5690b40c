import type { Evidence, Phase, PhaseMemory, StabilisingFigure } from '../model/engine.ts';
import { hourMs, minuteMs } from './amounts.ts';
import type { Drop, OwnPast, Signs } from './phase-evidence.ts';
import { highBranching, leastClosed } from './phase-evidence.ts';
import { peakOf, waitOf } from './stabilising.ts';
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
/** A fall over twelve hours is weighed by how much is forced out, against what is usual: to this power, and within these bounds. */
const weight = { slow: 0.2, flash: 0.3, least: 0.5, most: 10 } as const;
/** Closed positions, or orders that set each other off, add to what speaks for a cascade. */
const support = 1.05;
/** What is less than a cascade by this factor is a building. */
const early = 0.6;
/** A flash needs forced orders above what is usual by this; without any price of the last minute by the second, in dollars and in orders. */
const burst = { flash: 3, blind: 10 } as const;
/** What lets a building begin without a fall of the price: dollars and orders over what is usual. */
const alone = { ratio: 1.5, orders: 2 } as const;
/** What lets one begin beside a fall of the price in minutes, as a share of what is a fall of note. */
const slight = 0.3;
/** The price has stopped falling when so much of the fall is won back; then forced orders need only be half of the most. */
const bounce = 0.05;
const half = 0.5;
const quarter = 0.25;
const paceMs = minuteMs / 2;
/** Where so many orders come in half a minute, their number is steady within ten seconds already; the low must be that old, or more won back. */
const thick = { orders: 90, paceMs: minuteMs / 6, bounce: 0.1 } as const;
const flashRateMs = 5 * minuteMs;
const slowMs = 12 * hourMs;
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
 * nothing came of it, and → deleveraging when positions were closed without a cascade; deleveraging → cascade on a new low, since the fall goes on; stabilising → deleveraging when it begins anew, from where it may be a
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
  const begun = next.phase === 'calm' ? undefined : beginFall(memory, next.phase, over, input);
  return {
    ...kept,
    phase: next.phase,
    from: memory.phase,
    since: now,
    evidence: next.evidence,
    ...(begun === undefined ? {} : { fall: begun }),
  };
}

// What begins anew after a standstill is measured anew; only the own past still ends where it all began.
function beginFall({ phase: from }: PhaseMemory, phase: Phase, fall: Fall | undefined, input: PhaseInput): Fall | undefined {
  if (from === 'calm') return toFall(undefined, input);
  const isRelapse = from === 'stabilising' && phase === 'deleveraging';
  return isRelapse && fall !== undefined ? { ...toFall(undefined, input), startedAt: fall.startedAt } : fall;
}

interface Next {
  readonly phase: Phase;
  readonly evidence: readonly Evidence[];
}

function nextPhase(memory: PhaseMemory, before: Fall | undefined, input: PhaseInput): Next | undefined {
  const { signs, now } = input;
  const to = (phase: Phase, more: readonly Evidence[] = []): Next => ({ phase, evidence: [...signs.evidence, ...more] });
  const isNewLow =
    before !== undefined && memory.fall !== undefined && (memory.fall.lowUsd ?? Infinity) < (before.lowUsd ?? Infinity);
  const quiet = memory.quietSince === undefined ? 0 : now - memory.quietSince;
  switch (memory.phase) {
    case 'calm':
      return isBuilding(signs) ? to('building') : undefined;
    case 'building': {
      if (isCascade(signs, now)) return to('cascade');
      // Positions that were closed without a cascade are a deleveraging too.
      return quiet >= quietMs
        ? to(isClosing(signs) ? 'deleveraging' : 'calm', [
            { id: 'quiet', unit: 'ms', met: true, value: quiet, threshold: quietMs },
          ])
        : undefined;
    }
    case 'cascade': {
      const slower = readSlower(memory, input);
      return slower === undefined ? undefined : to('deleveraging', [slower]);
    }
    case 'deleveraging': {
      if (isNewLow && isCascade(signs, now)) return to('cascade');
      const ticks = input.stabilising();
      return isOver(ticks) ? to('stabilising', [...ticks.buying.terms, ...ticks.diminishing.terms]) : undefined;
    }
    case 'stabilising': {
      if (isNewLow || isFallingAgain(signs)) return to('deleveraging');
      const value = now - memory.since;
      return value >= calmAfterMs && quiet >= usualForMs
        ? to('calm', [{ id: 'dwell', unit: 'ms', met: true, value, threshold: calmAfterMs }])
        : undefined;
    }
  }
}

/** Whether both ticks say so; one that is not known is left out, but one must be known. */
export function isOver({ buying, diminishing }: StabilisingFigure): boolean {
  return buying.met !== false && diminishing.met !== false && (buying.met ?? diminishing.met) === true;
}

function isAnySign(signs: Signs): boolean {
  return (signs.rate !== undefined && signs.rate.ratio >= 1) || fallOf(signs.flash) >= slight || fallOf(signs.slow) >= early;
}

/** Whether no more is forced out than usual over the longest span. */
function isUsual({ tape, past, now }: PhaseInput): boolean {
  const longest = past.rates.at(-1);
  return longest === undefined || tape.longUsd(now - longest.windowMs, now) < longest.usd;
}

/** A fall against its threshold; 0 where it is not known. */
function fallOf(drop: Drop | undefined): number {
  return drop === undefined ? 0 : drop.value / drop.threshold;
}

function isClosing({ interest }: Signs): boolean {
  return interest !== undefined && interest.change <= -leastClosed;
}

/** Whether so much speaks for a cascade; 1 is enough for one. A missing input adds nothing and takes nothing. */
function isStrong(signs: Signs, least: number): boolean {
  const { rate, slow, flash } = signs;
  const ratio = rate?.ratio ?? 1;
  const weigh = (power: number): number => Math.min(weight.most, Math.max(weight.least, ratio)) ** power;
  // Without forced orders there is no R either.
  const isFlash = rate === undefined ? isClosing(signs) : rate.ratio >= burst.flash && rate.windowMs <= flashRateMs;
  const strength = Math.max(fallOf(slow) * weigh(weight.slow), isFlash ? fallOf(flash) * weigh(weight.flash) : 0);
  if (strength >= least || strength * support < least) return strength >= least;
  return isClosing(signs) || (signs.r !== undefined && signs.r.raw >= highBranching);
}

function isBuilding(signs: Signs): boolean {
  const { rate } = signs;
  if (isFallingAgain(signs)) return true;
  return rate !== undefined && rate.windowMs <= flashRateMs && rate.ratio >= alone.ratio && rate.ordersRatio >= alone.orders;
}

/** Whether the price falls together with unusual forced orders. */
function isFallingAgain(signs: Signs): boolean {
  const { rate } = signs;
  if (isStrong(signs, early)) return true;
  return rate !== undefined && rate.windowMs <= flashRateMs && rate.ratio >= 1 && fallOf(signs.flash) >= slight;
}

function isCascade(signs: Signs, now: number): boolean {
  const { rate, priceAt = -Infinity } = signs;
  // Bars of minutes come late: so much is not forced out at a standing price.
  const isBlind = rate !== undefined && now - priceAt > minuteMs && rate.ratio >= burst.blind && rate.ordersRatio >= burst.blind;
  return isBlind || isStrong(signs, 1);
}

/** What the fall has come to. Its high is that of the last day before its low, so that a long decline does not ask for all of it back. */
function toFall(fall: Fall | undefined, { tape, past, signs, now }: PhaseInput): Fall {
  const price = signs.priceUsd;
  const orders = tape.longOrders(now - paceMs, now);
  const windowMs = past.rates[0]?.windowMs ?? hourMs;
  const perMinute = (tape.longUsd(now - windowMs, now) * minuteMs) / windowMs;
  // What began within minutes is not held against the high of the day.
  const drop = fallOf(signs.slow) >= early ? signs.slow : (signs.flash ?? signs.slow);
  if (fall === undefined)
    return {
      startedAt: now,
      ...(price === undefined ? {} : { highUsd: price / (1 - (drop?.value ?? 0)), lowUsd: price }),
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

/**
 * What ends a cascade: forced orders are half of the most and the price has bounced, or they are a quarter of the most, or there is no new low for long.
 * A fall of minutes is looked at in half minutes, by the number of orders, which is steadier than their dollars, or sooner where they come
 * thick; a longer one by its hours.
 */
function readSlower(memory: PhaseMemory, { tape, past, signs, now }: PhaseInput): Evidence | undefined {
  const { fall } = memory;
  if (fall === undefined) return { id: 'quiet', unit: 'ms', missing: 'fallUnknown' };
  const quiet = now - fall.lowAt;
  const threshold = waitOf(fall) / 2;
  if (quiet >= threshold) return { id: 'no-new-low', unit: 'ms', met: true, value: quiet, threshold };

  const isLong = isLongFall(memory, past);
  const windowMs = isLong ? hourMs : paceMs;
  if (now - memory.since < windowMs) return undefined;
  const value = isLong ? tape.longUsd(now - windowMs, now) : tape.longOrders(now - windowMs, now);
  const most = isLong ? peakOf(tape, Math.max(fall.startedAt, memory.since - slowMs), now, windowMs) : fall.peakOrders;
  const { highUsd = 0, lowUsd = 0 } = fall;
  const { priceUsd, priceAt = -Infinity } = signs;
  // An old price does not know of a bounce.
  const isBlind = priceUsd === undefined || (!isLong && now - priceAt > minuteMs);
  const hasWonBack = (share: number): boolean => (isBlind ? share <= bounce : priceUsd - lowUsd >= share * (highUsd - lowUsd));
  const enough = hasWonBack(bounce) ? half : quarter;
  const toSlower = (share: number, of: number): Evidence | undefined =>
    share < enough
      ? { id: 'long-rate-falling', unit: 'share', met: true, value: share, threshold: enough, windowMs: of }
      : undefined;
  const slower = toSlower(value / most, windowMs);
  const isSoon = !isLong && most >= thick.orders && (quiet >= paceMs || hasWonBack(thick.bounce));
  if (slower !== undefined || !isSoon) return slower;
  return toSlower((tape.longOrders(now - thick.paceMs, now) / most) * (paceMs / thick.paceMs), thick.paceMs);
}

function isLongFall({ fall }: PhaseMemory, { rates }: OwnPast): boolean {
  return fall === undefined || fall.lowAt - fall.startedAt > hourMs || rates[0]?.windowMs === hourMs;
}
